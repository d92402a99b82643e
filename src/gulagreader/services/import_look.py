"""A look at sources before they are imported: their posts, and every guess in them.

Nothing is written. A post that can be decided about is read again with what was
decided, so that it can be shown as it would come in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice
from pathlib import Path
from types import MappingProxyType

from gulagreader.domain.comments import Thread, thread_of
from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import Job
from gulagreader.domain.quotations import Citation, Quotation
from gulagreader.importing.archive import (
    AS_USUAL,
    Decision,
    Guess,
    ImportedPost,
    ImportOptions,
)
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.importer import importer_for, importers
from gulagreader.importing.sources import SourceFile
from gulagreader.services.import_ids import post_from
from gulagreader.services.import_report import ImportReport
from gulagreader.services.import_spots import Spot, Standing
from gulagreader.services.importing import import_sources
from gulagreader.text.quotations import find_citations, find_quotations

_BESIDE = 2
"""Lines with words that are shown above and below the line of a guess."""
_LONGEST_LINE = 400
_LARGEST_SHOWN = 16 * 1024 * 1024
"""Bytes of the largest source whose lines are shown; each has to be read for it."""
_KEPT = 64_000_000
"""Characters of posts that are kept so as to be shown; the others are only named."""

Context = tuple[tuple[int, str], ...]
"""The line of a guess and those around it: each with its number, blank ones left
out."""
Contexts = Mapping[int, Context]
"""The context of each line that a guess is about."""
_NO_CONTEXTS: Contexts = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class LookedPost:
    """A post as it would come in, were nothing decided."""

    file: Path
    post_id: str
    standing: Standing
    title: str
    comments: int
    sha256: str
    """Of its source."""
    guesses: tuple[Guess, ...] = ()
    contexts: Contexts = field(default_factory=lambda: _NO_CONTEXTS, compare=False)
    imported: ImportedPost | None = field(default=None, compare=False, repr=False)
    """The post itself; None where there were too many to keep."""
    source: SourceFile | None = field(default=None, compare=False, repr=False)
    """From where it can be read again with other decisions; None where it takes
    none."""
    ordinal: int = 0
    """How many posts of the source come before it."""


@dataclass(frozen=True)
class Version:
    """A post as it would come in with what was decided."""

    post: Post
    thread: Thread
    guesses: tuple[Guess, ...]
    contexts: Contexts
    quotations: tuple[Quotation, ...]
    citations: tuple[Citation, ...]


@dataclass
class ImportLook:
    """What a look at sources found."""

    paths: tuple[Path, ...]
    options: ImportOptions = AS_USUAL
    posts: list[LookedPost] = field(default_factory=list)
    report: ImportReport = field(default_factory=ImportReport)
    _kept: int = 0
    _last: tuple[str, int] = ("", 0)
    _lines_of: Path | None = None
    _lines: Sequence[str] = ()

    def see(
        self,
        file: Path,
        post: ImportedPost,
        spot: Spot,
        at: SourceFile | SourceFolder,
    ) -> None:
        """Take a post in; called by the import while it reads."""
        if spot.standing is Standing.REPEATED:
            return
        sha256 = post.origin.sha256
        before, count = self._last
        ordinal = count + 1 if before == sha256 else 0
        self._last = sha256, ordinal
        source = at if isinstance(at, SourceFile) else None
        contexts = _NO_CONTEXTS
        if source is not None and any(one.line for one in post.guesses):
            if self._lines_of != source.path:
                self._lines_of, self._lines = source.path, _lines(source)
            contexts = _contexts(self._lines, post.guesses)
        if not any(one.choices for one in post.guesses):
            source = None
        self._kept += len(post.body) + sum(len(one.text) for one in post.comments)
        looked = LookedPost(
            file,
            spot.post_id,
            spot.standing,
            post.title,
            len(post.comments),
            sha256,
            post.guesses,
            contexts,
            post if self._kept <= _KEPT else None,
            # A copy has not read the file yet, and holds none of it.
            replace(source) if source is not None else None,
            ordinal,
        )
        self.posts.append(looked)


def look_at_sources(
    paths: Sequence[Path],
    into: Path,
    *,
    options: ImportOptions = AS_USUAL,
    now: datetime,
) -> Job[ImportLook]:
    """Look at what importing these sources into a library would bring.

    What was decided about them in earlier imports is taken as decided.

    Raises:
        LibraryError: ``into`` is neither a library nor empty.
    """
    look = ImportLook(tuple(paths), options)
    look.report = yield from import_sources(
        paths, into, options=options, dry_run=True, watch=look.see, now=now
    )
    return look


def source_lines(looked: LookedPost) -> Sequence[str]:
    """The lines of a post's source, from line 1 on; none where it takes no decisions.

    Raises:
        SourceError: the source cannot be read any more.
    """
    check_unchanged(looked)
    return _lines(replace(looked.source)) if looked.source is not None else ()


def _lines(source: SourceFile) -> Sequence[str]:
    """The lines of a source, as they are counted; none of what is no text."""
    if source.size is not None and source.size > _LARGEST_SHOWN:
        return ()
    try:
        return source.text().text.split("\n")
    except SourceError:
        return ()


def _contexts(lines: Sequence[str], guesses: Iterable[Guess]) -> Contexts:
    wanted = {guess.line for guess in guesses if guess.line is not None}
    return {line: _context(lines, line) for line in wanted if 0 < line <= len(lines)}


def _context(lines: Sequence[str], line: int) -> Context:
    above = (n for n in range(line - 1, 0, -1) if lines[n - 1].strip())
    below = (n for n in range(line + 1, len(lines) + 1) if lines[n - 1].strip())
    numbers = (
        *reversed(list(islice(above, _BESIDE))),
        line,
        *islice(below, _BESIDE),
    )
    return tuple((n, lines[n - 1].rstrip()[:_LONGEST_LINE]) for n in numbers)


def version_of(looked: LookedPost, decisions: Sequence[Decision]) -> Version:
    """A post as it would come in with these decisions about its source.

    Raises:
        SourceError: it cannot be read again, has changed since, or would hold
            nothing.
    """
    imported, contexts = looked.imported, looked.contexts
    # Without decisions it was read so already.
    if looked.source is not None and decisions:
        imported, contexts = _read_again(looked, looked.source, decisions)
    if imported is None:
        raise SourceError("There are too many posts to keep this one for a preview.")
    post = post_from(imported, looked.post_id, None)
    return Version(
        post,
        thread_of(imported.comments),
        imported.guesses,
        contexts,
        find_quotations(post.body, sources=post.sources),
        find_citations(post.body, post.sources),
    )


def _read_again(
    looked: LookedPost, source: SourceFile, decisions: Sequence[Decision]
) -> tuple[ImportedPost, Contexts]:
    check_unchanged(looked)
    decided = {looked.sha256: tuple(decisions)}
    again = replace(source, options=replace(source.options, decisions=decided))
    importer = importer_for(again, importers())
    posts = (
        (one for one in importer.read(again) if isinstance(one, ImportedPost))
        if importer is not None
        else iter(())
    )
    imported = next(islice(posts, looked.ordinal, None), None)
    if imported is None:
        raise SourceError("With these decisions it would hold no post.")
    return imported, _contexts(_lines(again), imported.guesses)


def check_unchanged(looked: LookedPost) -> None:
    """Make sure that what was decided is about the file as it is now.

    Raises:
        SourceError: the file has changed, or is gone.
    """
    if looked.source is None:
        return
    if replace(looked.source).sha256 != looked.sha256:
        raise SourceError(
            f"{looked.file} has changed since it was looked at. Look at it again."
        )
