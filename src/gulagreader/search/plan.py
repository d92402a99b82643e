"""What an engine is asked: a query with its words as they are compared.

The query language keeps words as they were typed; here they are normalised, words
joined by hyphens become runs, a word gets its other forms, and the library's aliases
become alternatives.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from gulagreader.domain import query_parts
from gulagreader.domain.query_parts import Dated, Has, Is, Kind, Part
from gulagreader.search.aliases import Aliases
from gulagreader.search.word_forms import NO_FORMS, WordForms
from gulagreader.text.words import words

Groups = Aliases
"""The library's names that are one."""
_NO_ALIASES = Aliases()


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
    """Documents with all of these near each other, in any order.

    At most ``distance`` other words stand between the end of the first and the start
    of the last.
    """

    distance: int
    parts: tuple[Word | Prefix | Run, ...]


@dataclass(frozen=True, slots=True)
class Numbered:
    """Documents by their numbers: what the reader's memory or another index knows."""

    numbers: frozenset[int]
    what: str = ""
    """What they have in common, such as ``is unread``."""


@dataclass(frozen=True, slots=True)
class InThread:
    """All documents of the posts in which the plan holds.

    Of an ``All`` each plan may hold in another document of the post, and a
    ``Without`` holds where no document of it is found; an ``All`` within holds in one
    document.
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
    names: bool = False
    """Whether they are one name: as it was asked, and then its aliases."""


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


def alias_groups(aliases: Iterable[Iterable[str]]) -> Groups:
    """Take the names of a library's alias table."""
    return Aliases(aliases)


def nothing_known(_: Is | Has) -> Plan:
    """Know of no document."""
    return Numbered(frozenset())


def plan_of(
    part: Part | None,
    groups: Groups = _NO_ALIASES,
    numbering: Numbering = nothing_known,
    forms: WordForms = NO_FORMS,
    *,
    transliterate: bool = False,
) -> Plan | None:
    """Make a query's part into a plan; None where it asks for nothing.

    ``forms`` gives the other words that do for a word: its inflected forms, for
    ``word~`` the similar ones, and with ``transliterate`` the word in the other
    alphabet. A prefix has none, nor a word of a run, nor what is asked as ``=word``.
    """
    return _Planner(groups, numbering, forms, transliterate).plan(part)


@dataclass(frozen=True, slots=True)
class _Planner:
    groups: Groups
    numbering: Numbering
    forms: WordForms
    transliterate: bool

    def plan(self, part: Part | None) -> Plan | None:
        match part:
            case None | Kind() | Dated():
                return part
            case Is() | Has():
                return self._numbered(part)
            case query_parts.Term() | query_parts.Phrase():
                return self._worded(part)
            case query_parts.Near():
                return self._near(part)
            case query_parts.Author() | query_parts.Title() | query_parts.Tag():
                name = type(part).__name__.lower()
                asked = tuple(words(part.text))
                return Name(name, asked, part.prefix) if asked else None
            case query_parts.Every() | query_parts.Either():
                every = isinstance(part, query_parts.Every)
                return self._joined(All if every else Any, part.parts)
            case query_parts.Comments():
                return None  # asked of lists only; the query's notes say so
            case query_parts.Not():
                inner = self.plan(part.part)
                return None if inner is None else Without(inner)
            case query_parts.InThread():
                return self._in_thread(part.part)

    def _joined(
        self, kind: type[All] | type[Any], parts: Sequence[Part]
    ) -> Plan | None:
        plans = [self.plan(part) for part in parts]
        told = tuple(plan for plan in plans if plan is not None)
        if len(told) < 2:
            return told[0] if told else None
        return kind(told)

    def _in_thread(self, part: Part) -> Plan | None:
        plan = self.plan(part)
        if plan is None:
            return None
        in_one = isinstance(part, query_parts.Every) and len(part.parts) == 1
        return InThread(All((plan,)) if in_one and isinstance(plan, All) else plan)

    def _numbered(self, part: Is | Has) -> Plan | None:
        plan = self.numbering(part)
        if isinstance(plan, Numbered) and not plan.what:
            plan = replace(plan, what=_what(part))
        return plan

    def _worded(self, part: query_parts.Term | query_parts.Phrase) -> Plan | None:
        """A word or a run, or a name and its aliases."""
        asked = tuple(words(part.text))
        plan = self._asked(part, asked)
        if plan is None or _is_exact(part):
            return plan
        others = [
            self._word(name[0]) if len(name) == 1 else Run(name)
            for name in self._aliases(part, asked)
        ]
        return Any((plan, *others), names=True) if others else plan

    def _asked(
        self, part: query_parts.Term | query_parts.Phrase, asked: tuple[str, ...]
    ) -> Word | Prefix | Run | None:
        """What was asked itself, without aliases."""
        if len(asked) > 1:
            return Run(asked, part.prefix)
        if not asked:
            return None
        if part.prefix:
            return Prefix(asked[0])
        if isinstance(part, query_parts.Phrase) or part.exact:
            return Word(asked[0])
        return self._word(asked[0], similar=part.similar)

    def _word(self, word: str, *, similar: bool = False) -> Word:
        """A word with all that does for it."""
        ways = [
            self.forms.inflected(word),
            self.forms.similar(word) if similar else (),
            self.forms.transliterated(word) if self.transliterate else (),
        ]
        found = dict.fromkeys(form for way in ways for form in way if form != word)
        return Word(word, tuple(found))

    def _aliases(
        self, part: query_parts.Term | query_parts.Phrase, asked: tuple[str, ...]
    ) -> list[tuple[str, ...]]:
        """The other names of the one that was asked, in any form of it."""
        if isinstance(part, query_parts.Term) and not part.prefix and len(asked) == 1:
            return self.groups.of_any_form(asked[0], self.forms)
        return self.groups.of(asked)

    def _near(self, part: query_parts.Near) -> Plan | None:
        """What stands near each other; aliases of one word count as its forms."""
        found: list[tuple[query_parts.Term | query_parts.Phrase, Word | Prefix | Run]]
        found = []
        for one in part.parts:
            plan = self._asked(one, tuple(words(one.text)))
            if isinstance(plan, Word) and not _is_exact(one):
                names = self._aliases(one, (plan.text,))
                more = [
                    form
                    for name in names
                    if len(name) == 1
                    for form in (name[0], *self.forms.inflected(name[0]))
                ]
                plan = replace(plan, forms=tuple(dict.fromkeys((*plan.forms, *more))))
            if plan is not None:
                found.append((one, plan))
        if len(found) < 2:
            return self._worded(found[0][0]) if found else None
        return Near(part.distance, tuple(plan for _, plan in found))


def _is_exact(part: query_parts.Term | query_parts.Phrase) -> bool:
    return isinstance(part, query_parts.Term) and part.exact


def _what(part: Is | Has) -> str:
    return f"is {part.state}" if isinstance(part, Is) else f"has a {part.feature}"


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
            marks.words += (plan.text, *plan.forms)
        case Prefix():
            marks.words.append(f"{plan.text}*")
        case Run():
            last = plan.words[-1] + ("*" if plan.prefix else "")
            marks.phrases.append((*plan.words[:-1], last))
        case All() | Any():
            for inner in plan.plans:
                _collect(inner, marks)
        case Near():
            for asked in plan.parts:
                _collect(asked, marks)
        case InThread():
            _collect(plan.plan, marks)
        case _:
            pass
