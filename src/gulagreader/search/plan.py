"""What an engine is asked: a query with its words as they are compared.

The query language keeps words as they were typed; here they are normalised, words
joined by hyphens become runs, and the library's aliases become alternatives.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from gulagreader.domain import query_parts
from gulagreader.domain.query_parts import Dated, Has, Is, Kind, Part
from gulagreader.text.words import words

Groups = Sequence[Sequence[Sequence[str]]]
"""The library's aliases: groups of names, each a run of normalised words."""


@dataclass(frozen=True, slots=True)
class Word:
    """Documents with this word, or with another form of it."""

    text: str
    forms: tuple[str, ...] = ()
    """Other words that do as well and count for half: inflected forms, like
    spellings, transliterations."""


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with a word that begins so."""

    text: str


@dataclass(frozen=True, slots=True)
class Run:
    """Documents with these words in a row; at least two."""

    words: tuple[str, ...]
    prefix: bool = False
    """Whether the last word may go on."""


@dataclass(frozen=True, slots=True)
class Near:
    """Documents with all of these, in any order, at most ``distance`` other words
    between the end of the first and the start of the last."""

    distance: int
    parts: tuple[Word | Prefix | Run, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Documents by their numbers: what the reader's memory or another index knows."""

    numbers: frozenset[int]


@dataclass(frozen=True, slots=True)
class InThread:
    """All documents of the posts in which the plan holds.

    Of an ``All`` each plan may hold in another document of the post.
    """

    plan: "Plan"


@dataclass(frozen=True, slots=True)
class Name:
    """Documents whose author, title or tags have all these words."""

    field: str
    """``author``, ``title`` or ``tag``."""
    words: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Without:
    """Documents that ``plan`` does not find."""

    plan: "Plan"


@dataclass(frozen=True, slots=True)
class All:
    """Documents that all plans find."""

    plans: "tuple[Plan, ...]"


@dataclass(frozen=True, slots=True)
class Any:
    """Documents that at least one plan finds."""

    plans: "tuple[Plan, ...]"


Plan = (
    Word
    | Prefix
    | Run
    | Near
    | Name
    | Kind
    | Dated
    | Numbered
    | InThread
    | Without
    | All
    | Any
)
Numbering = Callable[[Is | Has], Plan]
"""Says which documents the reader's memory or another index knows to be so."""
Filter = Name | Kind | Dated
"""These find documents and say nothing on how well they fit."""


def alias_groups(aliases: Iterable[Iterable[str]]) -> Groups:
    """Take the names of a library's alias table apart into words."""
    groups = [[tuple(words(name)) for name in group] for group in aliases]
    return [[name for name in group if name] for group in groups]


def nothing_known(_: Is | Has) -> Plan:
    """Know of no document."""
    return Numbered(frozenset())


def plan_of(
    part: Part | None, groups: Groups = (), numbering: Numbering = nothing_known
) -> Plan | None:
    """Make a query's part into a plan; None where it asks for nothing."""
    match part:
        case Is() | Has():
            return numbering(part)
        case None | Kind() | Dated():
            return part
        case query_parts.Term() | query_parts.Phrase():
            return _worded(words(part.text), part.prefix, groups)
        case query_parts.Author() | query_parts.Title() | query_parts.Tag():
            name = type(part).__name__.lower()
            asked = tuple(words(part.text))
            return Name(name, asked, part.prefix) if asked else None
        case query_parts.Not():
            plan = plan_of(part.part, groups, numbering)
            return None if plan is None else Without(plan)
        case query_parts.Every():
            return _joined(All, part.parts, groups, numbering)
        case query_parts.Either():
            return _joined(Any, part.parts, groups, numbering)
        case _:
            return None


def _joined(
    kind: type[All] | type[Any],
    parts: Sequence[Part],
    groups: Groups,
    numbering: Numbering,
) -> Plan | None:
    plans = [plan_of(part, groups, numbering) for part in parts]
    told = tuple(plan for plan in plans if plan is not None)
    if len(told) < 2:
        return told[0] if told else None
    return kind(told)


def _worded(asked: Sequence[str], prefix: bool, groups: Groups) -> Plan | None:
    """A word or a run, or an alternative of all its aliases."""
    plan = _run(asked, prefix)
    if plan is None:
        return None
    others = [
        _run(name, False)
        for group in groups
        if tuple(asked) in group
        for name in group
        if tuple(name) != tuple(asked)
    ]
    told = dict.fromkeys(other for other in others if other is not None)
    return Any((plan, *told)) if told else plan


def _run(asked: Sequence[str], prefix: bool) -> Word | Prefix | Run | None:
    if len(asked) > 1:
        return Run(tuple(asked), prefix)
    if not asked:
        return None
    return Prefix(asked[0]) if prefix else Word(asked[0])


@dataclass(slots=True)
class Marks:
    """What of a plan is marked in a text that it found."""

    words: list[str] = field(default_factory=list)
    """A prefix ends in ``*``."""
    phrases: list[tuple[str, ...]] = field(default_factory=list)


def marks_of(plan: Plan | None) -> Marks:
    """Collect the words and phrases that a plan asks for, not those it excludes."""
    marks = Marks()
    _collect(plan, marks)
    marks.words = list(dict.fromkeys(marks.words))
    marks.phrases = list(dict.fromkeys(marks.phrases))
    return marks


def _collect(plan: Plan | None, marks: Marks) -> None:
    match plan:
        case Word():
            marks.words.append(plan.text)
        case Prefix():
            marks.words.append(f"{plan.text}*")
        case Run():
            last = plan.words[-1] + ("*" if plan.prefix else "")
            marks.phrases.append((*plan.words[:-1], last))
        case All() | Any():
            for inner in plan.plans:
                _collect(inner, marks)
        case _:
            pass
