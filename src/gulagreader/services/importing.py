"""Importing: foreign files into a library, one whole post after the other.

Everything read is taken into the library at once, so that a stopped import leaves
whole posts.
"""

import os
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from gulagreader.domain.counting import amount
from gulagreader.domain.errors import DiskFullError, LibraryError
from gulagreader.domain.progress import Job
from gulagreader.importing.archive import AS_USUAL, ImportOptions, Refusal, Remark
from gulagreader.importing.encodings import known_encoding
from gulagreader.importing.importer import importer_named, importers
from gulagreader.services.import_joining import Joining
from gulagreader.services.import_reading import SourceReading, Watch
from gulagreader.services.import_records import RECORDS_FOLDER
from gulagreader.services.import_report import ImportReport
from gulagreader.services.import_review import (
    keep_decisions,
    kept_decisions,
    tell_idle_decisions,
)
from gulagreader.services.import_runs import ImportAsked, keep_report
from gulagreader.services.import_taking import Taking
from gulagreader.storage.library_file import JOURNAL, POSTS_FOLDER
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.safe_write import remove_all_leftovers
from gulagreader.storage.write_journal import finish_killed_import

STOPPED = "stopped before its end; importing the same again completes it"


def import_sources(
    paths: Sequence[Path],
    into: Path,
    *,
    as_format: str | None = None,
    encoding: str | None = None,
    options: ImportOptions = AS_USUAL,
    dry_run: bool = False,
    watch: Watch | None = None,
    report: ImportReport | None = None,
    now: datetime,
) -> Job[ImportReport]:
    """Take files, and the files of folders and archives, into a library.

    A missing or empty folder becomes a library with the first post. A source
    that cannot be read is refused in the report and the rest comes in. What is
    in the library already and has not changed is not touched. Stopping early
    leaves whole posts only. Decisions about guesses are kept in the library.
    ``watch`` is called with each post that was taken in, or would be; ``report`` is
    filled while the import runs, for who stops it early. The report is kept in the
    library (``import_runs``), also that of an import that was stopped.

    Raises:
        SourceError: there is no such format or encoding.
        LibraryError: ``into`` is neither a library nor empty, cannot be
            written, or another import is writing there.
    """
    formats = importers() if as_format is None else (importer_named(as_format),)
    if encoding is not None:
        known_encoding(encoding)
    report = report if report is not None else ImportReport()
    taking = Taking(into, _opened(into), now, dry_run, report)
    given = options.decisions
    options = replace(options, decisions={**kept_decisions(into), **given})
    joining = Joining(taking)
    reading = SourceReading(
        taking, joining, formats, as_format is not None, encoding, options, watch
    )
    asked = ImportAsked(paths, as_format, encoding, options)
    began = False
    try:
        if taking.folder is not None and not dry_run:
            taking.lock.take(into)
            # Somebody may have been killed here after the library was opened.
            finish_killed_import(taking.folder.path, alone=True)
            _tidy(taking)
        began, report.stopped = not dry_run, STOPPED
        yield from reading.read_all(paths)
        for title in joining.finish():
            yield reading.progress(title)
        tell_idle_decisions(report, given, paths)
        if given and not dry_run and taking.folder is not None:
            keep_decisions(taking.folder.path, given)
        taking.commit()
        report.stopped = ""
        yield reading.progress("done")
    except DiskFullError as error:
        with suppress(DiskFullError):
            taking.commit()
        _tell_full(taking, error)
    finally:
        try:
            with suppress(DiskFullError):
                taking.commit()
        finally:
            if began and taking.folder is not None:
                _keep(taking, asked, taking.folder.path)
            taking.lock.give_back()
    return report


def _tidy(taking: Taking) -> None:
    """Remove what killed imports left, where nobody else can be writing."""
    folder = taking.folder
    if folder is None or not taking.lock.is_sure:
        return
    if os.path.lexists(folder.path / JOURNAL):
        return  # it may name files that are still wanted
    for name in (POSTS_FOLDER, RECORDS_FOLDER):
        if not (folder.path / name).is_symlink():
            remove_all_leftovers(folder.path / name)


def _keep(taking: Taking, asked: ImportAsked, library: Path) -> None:
    """Keep the report; where that fails the posts have come all the same."""
    report = taking.report
    try:
        report.kept = keep_report(report, asked, library, taking.now)
    except DiskFullError:
        return  # which was told
    except LibraryError as error:
        what = f"the report of this import is not kept: {error}"
        report.warn(library, [Remark(None, what)])


def _tell_full(taking: Taking, error: DiskFullError) -> None:
    """Say once that the disk took nothing more, what came, and what to do."""
    report = taking.report
    came = amount(report.posts, "posts")
    report.stopped = (
        f"{error} {came} and their comments came in until then. Make room and import"
        " the same again: what is there stays, and the rest comes in"
    )
    taking.refuse(taking.into, Refusal(None, report.stopped))


def _opened(into: Path) -> LibraryFolder | None:
    """The library at a path; None where one can be made.

    Raises:
        LibraryError: something else is there.
    """
    try:
        into.resolve()
        is_empty = not into.exists() or (
            into.is_dir()
            and all(child.name.startswith(".") for child in into.iterdir())
        )
    except OSError as error:
        raise LibraryError(f"{into} cannot be opened: {error.strerror}.") from None
    except RuntimeError:
        raise LibraryError(
            f"{into} cannot be opened: its links go in a circle."
        ) from None
    if is_empty:
        return None
    try:
        return LibraryFolder.open(into)
    except LibraryError as error:
        if not into.is_dir():
            raise LibraryError(f"{into} is a file; name a folder instead.") from error
        raise LibraryError(
            f"{into} holds files but is no library. Name an empty or a new folder, "
            "and it becomes a library; nothing was changed."
        ) from error
