"""Promises that cross modules."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_LATE = (
    *("whoosh", "numpy", "Stemmer", "markdown_it", "selectolax", "yaml", "html"),
    "textual.widgets._markdown",
    # What finds, parses and counts in a text: the list stands before a post is read.
    *(
        f"gulagreader.text.{name}"
        for name in (
            *("quotations", "markdown", "markdown_light", "inline", "yaml_events"),
            *("reading_time", "outline", "marks", "words", "paragraph_numbers"),
            *("web_addresses", "anchoring", "copying_markdown", "passages"),
        )
    ),
    *("gulagreader.storage.post_text", "gulagreader.storage.comments_text"),
    *(
        f"gulagreader.services.{name}"
        for name in (
            *("indexing", "importing", "finding", "noting", "citing", "dossier"),
            *("listing", "aside", "people", "concordance", "exporting"),
        )
    ),
    *(
        f"gulagreader.ui.{name}"
        for name in (
            *("upkeep", "jobs", "editor", "palette", "marking", "search_thread"),
            *(f"screens.{screen}" for screen in ("search", "keys", "page", "path")),
            *(f"screens.{screen}" for screen in ("notes", "people", "quotations")),
            *(f"screens.{screen}" for screen in ("dossier", "import_review", "tags")),
            *("panes.tour", "panes.preview", "panes.hits"),
        )
    ),
)
"""What the first picture does without; each would make it late."""
CORE = ("domain", "text", "importing", "exporting", "storage", "services")


def _modules(package: str) -> list[str]:
    folder = ROOT / "src" / "gulagreader" / package
    return sorted(
        ".".join(file.relative_to(ROOT / "src").with_suffix("").parts)
        for file in folder.rglob("*.py")
        if file.name != "__init__.py"
    )


@pytest.mark.parametrize("package", CORE)
def test_a_core_package_needs_no_toolkit(package: str) -> None:
    code = (
        "import sys, importlib\n"
        f"for name in {_modules(package)!r}: importlib.import_module(name)\n"
        "print([m for m in ('textual', 'rich', 'whoosh') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_first_picture_imports_nothing_that_only_later_work_needs() -> None:
    code = (
        "import sys, gulagreader.ui.start, gulagreader.ui.app\n"
        f"late = {_LATE!r}\n"
        "print([m for m in late if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_first_lines_on_the_terminal_wait_for_no_toolkit() -> None:
    code = (
        "import sys, gulagreader.cli.opening, gulagreader.ui.start\n"
        "print([m for m in ('textual', 'rich', 'yaml', 'sqlite3') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_packages_export_nothing() -> None:
    for file in (ROOT / "src" / "gulagreader").rglob("__init__.py"):
        if file.parent.name == "cli":
            continue  # holds the entry point
        code = [
            line
            for line in file.read_text(encoding="utf-8").splitlines()
            if line.startswith(("import", "from"))
        ]
        assert code == [], file
