# Every task of the project. `make help` lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
export TEXTUAL_ANIMATIONS := none

.DEFAULT_GOAL := help
.PHONY: help run test check format screenshots keys bench clean

help: ## list these tasks
	@grep -hE '^[a-z-]+:.*?## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "GulagReader needs Python 3.11 or newer; name one with: make PYTHON=python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . $(shell sed -n '/^dev = \[/,/^\]/s/^ *"\([A-Za-z0-9-]*\).*/\1/p' pyproject.toml)
	@touch $(STAMP)

run: $(STAMP) ## make the environment and open the reader on the shipped library
	@TEXTUAL_ANIMATIONS= $(BIN)/gulagreader library

test: $(STAMP) ## make the environment and run the tests
	$(BIN)/pytest -n 2

check: $(STAMP) ## format, lint, types, layers, spelling
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/codespell

format: $(STAMP) ## put every file into the house's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

screenshots: $(STAMP) ## draw screenshots/ anew: SVG, PNG and a text twin of each
	$(BIN)/python -m tools.screenshots

keys: $(STAMP) ## write docs/keys.md from the commands
	$(BIN)/python -m tools.keys

bench: $(STAMP) ## measure, and print ratios against peers in the same run
	$(BIN)/python -m benchmarks

clean: ## remove the environment and what the tools left
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist
