"""The review of an import: its guesses in a file, to be decided by a person.

The first run writes every guess, with its words, reason and confidence, and imports
nothing. In the file a person changes ``take`` from ``yes`` to ``no`` or to one of the
choices; the second run reads that and imports. What was decided is kept in the
library (``imports/decisions.json``), by the sha256 of the source, so that importing
the same source again later decides the same.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any

from gulagreader.domain.counting import agreeing, amount
from gulagreader.domain.errors import LibraryError, SourceError
from gulagreader.importing.archive import DECIDED, Decision, Remark
from gulagreader.importing.sources import open_source
from gulagreader.importing.text_dump.speakers import why_no_speaker
from gulagreader.services.import_records import RECORDS_FOLDER
from gulagreader.services.import_report import Guessed, ImportReport, guess_as_json
from gulagreader.storage.safe_write import write_file

Decisions = Mapping[str, tuple[Decision, ...]]
"""What was decided, by the sha256 of the source."""
GuessKey = tuple[str, int | None, str]
"""The sha256 of a source, a line of it and what was guessed: finds a guess again."""
UNSURE = 0.6
"""The confidence up to which a person had better look at a guess."""
DECISIONS_FILE = "decisions.json"
NOTHING_TAKEN: Mapping[GuessKey, str] = MappingProxyType({})
_LARGEST = 64 * 1024 * 1024
_HOW = (
    "Change “take” from yes to no or to one of the choices, and run the same command "
    "again. In a choice, N is the number of a line and … are words: “by Ann Roe | "
    "2014-03-03”, where an empty half is nobody or no date. Guesses without choices "
    "cannot be changed here."
)


def key_of(one: Guessed) -> GuessKey:
    """By what a guess is found again."""
    return one.sha256, one.guess.line, one.guess.what


def unsure_guesses(report: ImportReport) -> int:
    """How many guesses are unsure, and can be decided by a person."""
    return sum(
        one.guess.confidence <= UNSURE and bool(one.guess.choices)
        for one in report.guesses
    )


def write_review(
    report: ImportReport, path: Path, takes: Mapping[GuessKey, str] = NOTHING_TAKEN
) -> int:
    """Write the guesses of a report for a person to decide; give how many.

    ``takes`` is what was decided already, as ``take`` in the file says it.

    Raises:
        LibraryError: the file cannot be written.
    """
    sources: dict[str, dict[str, Any]] = {}
    lines = _Lines()
    for one in report.guesses:
        source = sources.setdefault(
            one.sha256, {"file": str(one.file), "sha256": one.sha256, "guesses": []}
        )
        source["guesses"].append(
            {
                **guess_as_json(one.guess),
                "words": lines.words_of(one),
                **({"value": one.guess.value} if one.guess.value else {}),
                "choices": list(one.guess.choices),
                "take": takes.get(key_of(one), "yes"),
            }
        )
    found = {"review": 1, "how": _HOW, "sources": list(sources.values())}
    write_file(path, json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    return len(report.guesses)


class _Lines:
    """The lines that guesses are about; remembers the last file."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._lines: list[str] = []

    def words_of(self, one: Guessed) -> str:
        """The words of a guess's line; empty where they cannot be told."""
        if one.file != self._file:
            self._file = one.file
            try:
                self._lines = open_source(one.file).text().text.split("\n")
            except SourceError:
                self._lines = []
        line = one.guess.line
        if line is None or not 0 < line <= len(self._lines):
            return ""
        return self._lines[line - 1].strip()[:200]


def read_review(path: Path) -> Decisions:
    """Read what a person decided in a review, for each source in it.

    Only what differs from the guess counts, so that “yes” takes back what was
    decided before.

    Raises:
        SourceError: the file cannot be read as a review; the message says where.
    """
    found = _json(path)
    sources = found.get("sources") if isinstance(found, dict) else None
    if not isinstance(sources, list):
        raise SourceError(f"{path} is no review: it has no list “sources”")
    decisions: dict[str, tuple[Decision, ...]] = {}
    try:
        for source in sources:
            taken = tuple(
                _decision(guess, path)
                for guess in source["guesses"]
                # What was decided before stays so until it is changed.
                if guess["take"] != "yes" or guess["reason"] == DECIDED
            )
            decisions[str(source["sha256"])] = taken
    except (KeyError, TypeError, AttributeError) as error:
        raise SourceError(
            f"{path} is no review any more: {error} is missing or not as it was; "
            "remove the file to begin again"
        ) from None
    return decisions


def decisions_from(
    guesses: Iterable[Guessed], takes: Mapping[GuessKey, str]
) -> dict[str, tuple[Decision, ...]]:
    """What ``read_review`` reads from a review that has these guesses and takes."""
    found: dict[str, list[Decision]] = {}
    for one in guesses:
        taken = found.setdefault(one.sha256, [])
        take = takes.get(key_of(one), "yes")
        if take != "yes" or one.guess.is_decided:
            taken.append(Decision(one.guess.line, one.guess.what, take))
    return {sha256: tuple(taken) for sha256, taken in found.items()}


def why_not_taken(take: str, choices: Sequence[str], value: str = "") -> str | None:
    """Why a guess cannot be taken so, and what to write; None where it can.

    ``value`` is what was guessed, where other words may be put in its place.
    """
    for choice in choices:
        if not choice.endswith((" N", " …")):
            continue
        stem = choice[:-2]
        if take != stem and not take.startswith(f"{stem} "):
            continue
        words = take[len(stem) + 1 :]
        if choice.endswith(" …"):
            return why_no_speaker(words, value)
        if re.fullmatch(r"[1-9]\d{0,8}", words, re.ASCII):
            return None
        return f"“{words}” is no number of a line: write “{stem} 12”"
    if take in ("yes", *choices):
        return None
    return f"the choices are: {', '.join(['yes', *choices])}"


def _decision(guess: Mapping[str, Any], path: Path) -> Decision:
    take = str(guess["take"])
    choices = [str(one) for one in guess["choices"]]
    line = guess["line"]
    why = why_not_taken(take, choices, str(guess.get("value", "")))
    if why is not None:
        where = f" of line {line}" if line is not None else ""
        raise SourceError(
            f"{path}: the guess “{guess['what']}”{where} cannot be taken as “{take}”; "
            f"{why}"
        )
    return Decision(int(line) if line is not None else None, str(guess["what"]), take)


def tell_idle_decisions(
    report: ImportReport, decisions: Decisions, sources: Sequence[Path]
) -> None:
    """Warn of decisions that nothing in the sources answers to."""
    for sha256, taken in decisions.items():
        guesses = [one for one in report.guesses if one.sha256 == sha256]
        idle = len(taken) - sum(one.guess.is_decided for one in guesses)
        if idle > 0 and guesses:
            what = (
                f"{amount(idle, 'decisions')} of the review "
                f"{agreeing(idle, 'fit')} nothing in it"
            )
            report.warn(guesses[0].file, [Remark(None, what)])
        elif idle > 0:
            what = (
                f"{amount(idle, 'decisions')} of the review "
                f"{agreeing(idle, 'are')} about another file"
            )
            report.warn(sources[0] if sources else Path(), [Remark(None, what)])


def kept_decisions(library: Path) -> Decisions:
    """What was decided in earlier imports into a library; damage counts as nothing."""
    path = library / RECORDS_FOLDER / DECISIONS_FILE
    try:
        found = _json(path)
        return {
            str(sha256): tuple(
                Decision(line, str(what), str(take)) for line, what, take in decisions
            )
            for sha256, decisions in found.items()
        }
    except (SourceError, ValueError, TypeError, AttributeError):
        return {}


def keep_decisions(library: Path, decisions: Decisions) -> None:
    """Keep what was decided in the library, beside what it kept before.

    Raises:
        LibraryError: the file cannot be written.
    """
    path = library / RECORDS_FOLDER / DECISIONS_FILE
    if path.parent.is_symlink():
        raise LibraryError(f"{path.parent} leads elsewhere; remove that link.")
    known = {**kept_decisions(library), **decisions}
    found = {
        sha256: [[one.line, one.what, one.take] for one in taken]
        for sha256, taken in sorted(known.items())
    }
    write_file(path, json.dumps(found, ensure_ascii=False, indent=1) + "\n")


def _json(path: Path) -> Any:
    try:
        if path.stat().st_size > _LARGEST:
            raise SourceError(f"{path} is too large to be a review")
        return json.loads(path.read_bytes())
    except OSError as error:
        raise SourceError(f"{path} cannot be read: {error.strerror}") from None
    except (ValueError, RecursionError) as error:
        line = getattr(error, "lineno", None)
        where = f" from line {line} on" if line else ""
        raise SourceError(f"{path} is not JSON{where}: {error}") from None
