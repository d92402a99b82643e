"""Modules that are imported for nothing are left out, and are there afterwards."""

import importlib
import sys
from collections.abc import Iterator

import pytest

from gulagreader.domain.spared_modules import spared

_NAME = "colorsys"
"""A module that nothing here imports."""


@pytest.fixture(autouse=True)
def _not_imported(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.delitem(sys.modules, _NAME, raising=False)
    yield
    sys.modules.pop(_NAME, None)


def test_a_spared_module_is_missing_meanwhile_and_there_afterwards() -> None:
    with spared(_NAME), pytest.raises(ImportError):
        importlib.import_module(_NAME)
    assert importlib.import_module(_NAME).rgb_to_hsv(0, 0, 0) == (0, 0, 0)


def test_what_is_needed_of_it_is_there_without_it() -> None:
    with spared(_NAME, rgb_to_hsv="mine"):
        assert importlib.import_module(_NAME).rgb_to_hsv == "mine"
    assert _NAME not in sys.modules


def test_who_wants_more_of_it_meanwhile_gets_the_module() -> None:
    with spared(_NAME, rgb_to_hsv="mine"):
        from colorsys import rgb_to_hls

        assert rgb_to_hls(0, 0, 0) == (0, 0, 0)
    assert importlib.import_module(_NAME).rgb_to_hsv(0, 0, 0) == (0, 0, 0)


def test_a_module_that_is_there_already_stays() -> None:
    before = importlib.import_module(_NAME)
    with spared(_NAME, rgb_to_hsv="mine"):
        assert importlib.import_module(_NAME) is before
    assert sys.modules[_NAME] is before


def test_a_mistake_meanwhile_leaves_nothing_behind() -> None:
    with pytest.raises(ValueError, match="mistake"), spared(_NAME):
        raise ValueError("mistake")
    assert importlib.import_module(_NAME).__name__ == _NAME
