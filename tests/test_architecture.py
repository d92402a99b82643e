"""Promises that cross modules."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.storage.catalogue import Catalogue
from gulagreader.storage.library_file import create_library
from gulagreader.storage.library_folder import LibraryFolder

ROOT = Path(__file__).parents[1]
_LATE = (
    *("whoosh", "numpy", "Stemmer", "markdown_it", "selectolax", "yaml", "html"),
    *("hashlib", "secrets", "pyphen"),
    "textual.widgets._markdown",
    # What finds, parses and counts in a text: the list stands before a post is read.
    *(
        f"gulagreader.text.{name}"
        for name in (
            *("quotations", "markdown", "markdown_light", "inline", "yaml_events"),
            *("reading_time", "outline", "marks", "words", "paragraph_numbers"),
            *("web_addresses", "anchoring", "passages"),
            *("wrap", "block_lines", "table_lines", "parting"),
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
            *("program.upkeep", "program.jobs", "program.editor", "keys.palette"),
            *("passages.marking", "program.search_thread"),
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
        "import sys, gulagreader.ui.program.start, gulagreader.ui.app\n"
        f"late = {_LATE!r}\n"
        "print([m for m in late if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_all_that_is_to_come_late_is_there_to_come() -> None:
    # A module that got another name would be missing from every picture.
    own = [name for name in _LATE if name.startswith("gulagreader.")]
    assert [name for name in own if importlib.util.find_spec(name) is None] == []


def test_the_first_picture_makes_its_classes_late() -> None:
    code = (
        "import dataclasses, sys, gulagreader.ui.program.start, gulagreader.ui.app\n"
        "print([name for name, module in sys.modules.items()"
        " if name.startswith('gulagreader')"
        " and getattr(module, 'dataclass', None) is dataclasses.dataclass])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_first_picture_is_painted_without_what_only_later_work_needs(
    tmp_path: Path,
) -> None:
    create_library(tmp_path / "library", "Small")
    folder = LibraryFolder.open(tmp_path / "library")
    folder.write_post(Post("a" * 16, "Bread by the gram", "Text.", author="Anna"))
    finish(Catalogue.open(tmp_path / "cache", folder).refresh())
    code = (
        "import sys\n"
        "from pathlib import Path\n"
        "from gulagreader.storage.folders import Folders\n"
        "from gulagreader.ui.program.start import _made\n"
        "shown = []\n"
        "def painted(app):\n"
        f"    shown.append([m for m in {(*_LATE, 'ssl')!r} if m in sys.modules])\n"
        "    shown.append(app.reader.posts.border_title)\n"
        "    app.exit()\n"
        "top = Path(sys.argv[1])\n"
        "own = Folders(top / 'data', top / 'cache')\n"
        "app = _made(top / 'library', None, own, {})\n"
        "type(app)._go_on = painted\n"
        "app.run(headless=True)\n"
        "print(*shown)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "[] Posts 1, 1 unread"


def test_a_search_loads_nothing_that_speaks_to_the_web() -> None:
    code = (
        "import sys, gulagreader.services.finding, gulagreader.services.indexing\n"
        "import gulagreader.search.whoosh_engine, gulagreader.services.uptake.graph\n"
        "print([m for m in ('ssl', '_hashlib', 'http.client', 'urllib.request')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_the_first_lines_on_the_terminal_wait_for_no_toolkit() -> None:
    code = (
        "import sys, gulagreader.cli.opening, gulagreader.ui.program.start\n"
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
