"""What an import says of itself, for a person and as JSON."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import overload

from gulagreader.importing.archive import PRIVATE, Guess, LeftOut, Remark
from gulagreader.importing.people import name_of

MOST_TOLD = 10_000
"""Things of one sort that a report names one by one; all are counted."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Refused:
    """A source, or a piece of one, that was not taken in."""

    file: Path
    line: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Warned:
    """Something to know about one source."""

    file: Path
    line: int | None
    what: str


@dataclass(frozen=True, slots=True)
class Guessed:
    """A guess, and where it was made."""

    file: Path
    post: str
    """The id of the post."""
    guess: Guess
    sha256: str = ""
    """Of the source, by which a decision about the guess finds it again."""


@dataclass(frozen=True, slots=True)
class Omitted:
    """Something left out that belongs to no post that came in, and where it stands."""

    file: Path
    line: int | None
    what: str
    """Its sort, in the plural, as it is counted."""
    text: str | None
    """What it is called; None where that is not to be told."""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that an import looked into."""

    file: Path
    size: int | None
    sha256: str
    """Empty where the bytes could not be read."""
    format: str
    """What it was read as; empty where no format took it."""


@dataclass(frozen=True, slots=True)
class Came:
    """What the report has said of a post whose files are not in their places yet."""

    file: Path
    what: str
    """What cannot be written when it fails."""
    path: Path
    posts: int = 0
    comments: int = 0
    quotations: int = 0
    new: int = 0
    """How many of the posts the library did not have."""


class PathList(Sequence[Path]):
    """Paths in the order in which they came, kept as strings.

    A path takes five times the memory of its string, and a large import has tens of
    thousands of them.
    """

    __slots__ = ("_paths",)

    def __init__(self) -> None:
        self._paths: list[str] = []

    def append(self, path: Path) -> None:
        """Add a path at the end."""
        self._paths.append(str(path))

    def discard(self, path: Path) -> None:
        """Take a path out where it is in."""
        if str(path) in self._paths:
            self._paths.remove(str(path))

    def __len__(self) -> int:
        return len(self._paths)

    @overload
    def __getitem__(self, place: int) -> Path: ...

    @overload
    def __getitem__(self, place: slice) -> list[Path]: ...

    def __getitem__(self, place: int | slice) -> Path | list[Path]:
        if isinstance(place, slice):
            return [Path(one) for one in self._paths[place]]
        return Path(self._paths[place])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # it changes

    def __repr__(self) -> str:
        return repr(list(self))


@dataclass
class ImportReport:
    """What came in, what did not, and what had to be decided."""

    posts: int = 0
    """Posts found in the sources, written or unchanged."""
    comments: int = 0
    new: int = 0
    """Posts that the library did not have."""
    quotations: int = 0
    """Passages quoted in them; titles, terms and scare quotes are not counted."""
    written: PathList = field(default_factory=PathList)
    """Files of the posts that are new or have changed (would be, in a dry run)."""
    unchanged: PathList = field(default_factory=PathList)
    refused: list[Refused] = field(default_factory=list)
    left_out: dict[str, int] = field(default_factory=dict)
    """What did not become text of the library, by sort."""
    warnings: list[Warned] = field(default_factory=list)
    guesses: list[Guessed] = field(default_factory=list)
    files: list[ReadFile] = field(default_factory=list)
    """What was looked into, in this order."""
    omitted: list[Omitted] = field(default_factory=list)
    """The first things of those left out that belong to no post."""
    stopped: str = ""
    """Why the import ended before its sources did; empty where it did not."""
    kept: Path | None = None
    """The file in the library in which this report was kept."""
    _became: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    """Whether a post's files changed: the lists are long in a large import."""

    def leave_out(self, things: Iterable[LeftOut]) -> None:
        """Count what was left out."""
        for thing in things:
            self.left_out[thing.what] = self.left_out.get(thing.what, 0) + thing.count

    def omit(self, file: Path, thing: LeftOut) -> None:
        """Count what was left out of a file, and remember where it stands."""
        self.leave_out([thing])
        if (thing.line is not None or thing.text) and len(self.omitted) < MOST_TOLD:
            # A private post's title is as private as its text.
            text = None if thing.what == PRIVATE or not thing.text else thing.text
            if text is not None:
                text = name_of(text[:_LONGEST]).name
            self.omitted.append(Omitted(file, thing.line, thing.what, text))

    def warn(self, file: Path, remarks: Iterable[Remark]) -> None:
        """Note remarks on one source, or on the file that a remark names itself."""
        self.warnings.extend(
            Warned(file if one.file is None else Path(one.file), one.line, one.what)
            for one in remarks
        )

    def guess(
        self, file: Path, post: str, guesses: Iterable[Guess], sha256: str = ""
    ) -> None:
        """Note guesses on one post, by its id."""
        self.guesses.extend(Guessed(file, post, one, sha256) for one in guesses)

    def add(self, path: Path, *, changed: bool) -> None:
        """Note a post that came in."""
        (self.written if changed else self.unchanged).append(path)
        key = str(path)
        self._became[key] = changed or self._became.get(key, False)

    def note(self, path: Path, *, changed: bool) -> None:
        """Note what became of a post's files; once written they stay so."""
        before = self._became.get(str(path))
        if before is None or (changed and not before):
            if before is not None:
                self.unchanged.discard(path)
            self.add(path, changed=changed)

    def take_back(self, came: Came) -> None:
        """Take back what was said of a post that could not be written after all."""
        self.posts -= came.posts
        self.comments -= came.comments
        self.quotations -= came.quotations
        self.new -= came.new
        if self._became.pop(str(came.path), False):
            self.written.discard(came.path)

    def as_json(self) -> dict[str, object]:
        """The report in the shape that ``gulagreader import --json`` prints."""
        return {
            "posts": self.posts,
            "comments": self.comments,
            "quotations": self.quotations,
            "written": [str(path) for path in self.written],
            "unchanged": [str(path) for path in self.unchanged],
            "refused": [
                {"file": str(one.file), "line": one.line, "why": one.why}
                for one in self.refused
            ],
            "left_out": dict(sorted(self.left_out.items())),
            "warnings": [
                {"file": str(one.file), "line": one.line, "what": one.what}
                for one in self.warnings
            ],
            "report": str(self.kept) if self.kept is not None else None,
            "stopped": self.stopped,
            "guesses": [
                {"file": str(one.file), "post": one.post, **guess_as_json(one.guess)}
                for one in self.guesses
            ],
        }


def guess_as_json(guess: Guess) -> dict[str, object]:
    """One guess as JSON."""
    return {
        "line": guess.line,
        "what": guess.what,
        "reason": guess.reason,
        "confidence": guess.confidence,
    }
