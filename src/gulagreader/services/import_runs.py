"""What is kept of each import in its library: what came, what did not, and why.

A post's record tells of the post. What belongs to no post (a draft that was left out,
a file that was refused, a repair, an encoding) is in the report of the run, one file
for each import that had something to tell (``imports/runs``). An import that changes
nothing, of the same sources, with the same things left out and refused as an earlier
one, keeps no report: importing again changes no byte of a library.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from gulagreader.importing.archive import ImportOptions
from gulagreader.services.import_given import kept_words
from gulagreader.services.import_records import lines_of_json
from gulagreader.services.import_report import MOST_TOLD, Guessed, ImportReport
from gulagreader.storage.run_records import (
    UnreadableRunError,
    keep_run,
    kept_runs,
    read_run,
)

_UNSURE = 0.6


@dataclass(frozen=True, slots=True)
class ImportAsked:
    """What a person asked an import for."""

    sources: Sequence[Path]
    as_format: str | None
    encoding: str | None
    options: ImportOptions


def keep_report(
    report: ImportReport, asked: ImportAsked, library: Path, now: datetime
) -> Path | None:
    """Keep the report of an import in its library; give the file.

    None where there is nothing to tell, or an earlier report has told it.

    Raises:
        LibraryError: the file cannot be written.
    """
    told = (*report.refused, *report.warnings)
    if not (report.written or report.left_out or told or report.stopped):
        return None
    shape = _shape(report, asked)
    if not report.written and not report.stopped and _is_told(shape, library):
        return None
    data = json.dumps(shape, ensure_ascii=False).encode("utf-8", "replace")
    digest = hashlib.blake2b(data, digest_size=8).hexdigest()
    text = lines_of_json({"run": 1, "when": now.isoformat(timespec="seconds"), **shape})
    return keep_run(library, now, digest, text)


def _is_told(shape: Mapping[str, object], library: Path) -> bool:
    """Whether earlier reports tell of all these files, and of all that was refused.

    The rest follows from these. What was said of the library (that a post has moved,
    say) was true once.
    """
    wanted = _facts(shape)
    for path in kept_runs(library):
        try:
            earlier = read_run(path)
        except UnreadableRunError:
            continue
        if not earlier.get("stopped"):
            wanted -= _facts(earlier)
        if not wanted:
            return True
    return not wanted


def _facts(shape: Mapping[str, object]) -> set[tuple[object, ...]]:
    """Each file of a report and each thing refused, as it can be found in another."""
    how = json.dumps((shape.get("program"), shape.get("options")), sort_keys=True)
    found: set[tuple[object, ...]] = set()
    for name, fields in (("files", ("sha256", "format")), ("refused", ("line", "why"))):
        things = shape.get(name)
        for one in things if isinstance(things, list) else ():
            if isinstance(one, dict):
                file = str(one.get("file")).rpartition("/")[2]
                found.add((how, name, file, *(str(one.get(key)) for key in fields)))
    return found


def _options(asked: ImportAsked) -> dict[str, object]:
    options = asked.options
    named = {"drafts": options.drafts, "private": options.private}
    included = [name for name, wanted in named.items() if wanted]
    included += [f"type:{name}" for name in sorted(options.types)]
    given = {
        "as": asked.as_format,
        "encoding": asked.encoding,
        "include": included,
    }
    return {name: value for name, value in given.items() if value}


def _shape(report: ImportReport, asked: ImportAsked) -> dict[str, object]:
    """The report as it is kept; ``docs/library-format.md`` tells of its fields."""
    shape: dict[str, object] = {
        "program": f"gulagreader {_version()}",
        "stopped": kept_words(report.stopped),
        "sources": [kept_words(str(path)) for path in asked.sources],
        "options": _options(asked),
        "files": [
            {
                "file": kept_words(str(one.file)),
                "size": one.size,
                "sha256": one.sha256,
                "format": one.format,
            }
            for one in report.files
        ],
        "new": report.new,
        "changed": len(report.written) - report.new,
        "same": len(report.unchanged),
        "comments": report.comments,
        "quotations": report.quotations,
        "left_out": dict(sorted(report.left_out.items())),
        "left_out_of": [
            _told(one.file, one.line, {"what": one.what, "text": one.text})
            for one in report.omitted
        ],
        "refused": [
            _told(one.file, one.line, {"why": kept_words(one.why)})
            for one in report.refused[:MOST_TOLD]
        ],
        "warnings": [
            _told(one.file, one.line, {"what": kept_words(one.what)})
            for one in report.warnings[:MOST_TOLD]
        ],
        "guesses": _guesses(report.guesses),
    }
    for name, count in (
        ("refused", len(report.refused)),
        ("warnings", len(report.warnings)),
    ):
        if count > MOST_TOLD:
            shape[f"more_{name}"] = count - MOST_TOLD
    return shape


def _told(
    file: Path, line: int | None, rest: Mapping[str, object]
) -> dict[str, object]:
    return {"file": kept_words(str(file)), "line": line, **rest}


def _guesses(guesses: Iterable[Guessed]) -> list[dict[str, object]]:
    """How many guesses of each sort there were; each stands in its post's record."""
    counts: dict[str, list[int]] = {}
    for one in guesses:
        count = counts.setdefault(one.guess.what, [0, 0, 0])
        count[0] += 1
        count[1] += one.guess.confidence <= _UNSURE and not one.guess.is_decided
        count[2] += one.guess.is_decided
    return [
        {"what": what, "count": count, "unsure": unsure, "decided": decided}
        for what, (count, unsure, decided) in sorted(counts.items())
    ]


def _version() -> str:
    try:
        return version("gulagreader")
    except PackageNotFoundError:
        return "of unknown version"
