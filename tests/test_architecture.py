"""Promises that cross modules."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
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
        "late = ('whoosh', 'numpy', 'Stemmer', 'markdown_it', 'selectolax',"
        " 'textual.widgets._markdown', 'gulagreader.text.quotations',"
        " 'gulagreader.services.indexing', 'gulagreader.services.importing',"
        " 'gulagreader.ui.upkeep', 'gulagreader.ui.screens.search')\n"
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
