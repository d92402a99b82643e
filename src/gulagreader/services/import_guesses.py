"""Imports of a library that had to guess, so that their sources can be looked at again.

They are found in the reports that are kept of imports (``imports/runs``), whichever
program made them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from gulagreader.storage.run_records import UnreadableRunError, kept_runs, read_run
from gulagreader.text.clean import clean_line

_NEWEST = 24
"""Reports that are read: nobody looks for an older import in a list."""


@dataclass(frozen=True, slots=True)
class GuessedImport:
    """An import with guesses that nobody has decided."""

    when: str
    """In ISO 8601."""
    sources: tuple[Path, ...]
    """As they were named, a home folder written out; they may have gone since."""
    guesses: int
    unsure: int
    """How many of the guesses are unsure."""


def guessed_imports(library: Path) -> tuple[GuessedImport, ...]:
    """The newest imports with open guesses, the newest first; each source once."""
    found: dict[tuple[Path, ...], GuessedImport] = {}
    for path in reversed(kept_runs(library)[-_NEWEST:]):
        try:
            one = _import_in(read_run(path))
        except (UnreadableRunError, KeyError, TypeError, ValueError, RuntimeError):
            continue
        # What a later import of the same says counts, even that nothing is open.
        found.setdefault(one.sources, one)
    return tuple(one for one in found.values() if one.guesses)


def _import_in(report: Mapping[str, object]) -> GuessedImport:
    sources, sorts = report["sources"], report["guesses"]
    if not isinstance(sources, list) or not isinstance(sorts, list):
        raise TypeError(report)
    return GuessedImport(
        clean_line(str(report["when"])),
        tuple(Path(str(one)).expanduser() for one in sources),
        sum(int(one["count"]) - int(one["decided"]) for one in sorts),
        sum(int(one["unsure"]) for one in sorts),
    )
