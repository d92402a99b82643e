"""The rows that an answer is shown as: hits, their threads, what to try instead."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from gulagreader.domain.hits import Answer, Hit, HitThread
from gulagreader.domain.queries import parse_query
from gulagreader.domain.searches import SavedSearch, SearchOrder
from gulagreader.ui.narrowing import holds, thread_clause, toggled


@dataclass(frozen=True, slots=True)
class HitRow:
    """A hit."""

    hit: Hit
    in_thread: bool = False
    """Whether it stands under the heading of its thread."""


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """The heading of a thread."""

    thread: HitThread
    folded: bool = False


@dataclass(frozen=True, slots=True)
class ChoiceRow:
    """A query that can be asked in place of the one in the line."""

    query: str
    sort: SearchOrder | None = None
    """None: as the hits are sorted now."""
    name: str = ""
    """The name it was saved under."""
    words: str = ""
    """What is shown in place of the query."""
    flat: bool = False
    """Whether the hits are then no longer gathered by thread."""


@dataclass(frozen=True, slots=True)
class WordsRow:
    """A line that says something."""

    words: str
    heading: bool = False


ResultRow = HitRow | ThreadRow | ChoiceRow | WordsRow


def answer_rows(answer: Answer, folded: Collection[str] = ()) -> list[ResultRow]:
    """The rows of an answer; ``folded`` are the posts whose hits are hidden."""
    if not answer.hits:
        return list(_nothing_found(answer))
    rows: list[ResultRow] = []
    if not answer.threads:
        rows.extend(HitRow(hit) for hit in answer.hits)
    for thread in answer.threads:
        hidden = thread.post in folded
        rows.append(ThreadRow(thread, hidden))
        if not hidden:
            rows.extend(_in_thread(answer, thread))
    if more_to_come(answer):
        rows.append(WordsRow("and more, shown as you go down"))
    return rows


def more_to_come(answer: Answer) -> bool:
    """Whether there are more hits, or more threads, than the answer holds."""
    if answer.threads:
        threads = len(answer.facets.post) if answer.facets else 0
        return threads > len(answer.threads)
    return answer.total > len(answer.hits)


def _in_thread(answer: Answer, thread: HitThread) -> Iterator[ResultRow]:
    """The hits of a thread, and where they are not all, a way to the others."""
    for hit in thread.hits:
        yield HitRow(hit, in_thread=True)
    clause = thread_clause(thread.title)
    more = thread.count - len(thread.hits)
    if more > 0 and clause is not None and not holds(answer.query, clause):
        words = f"{more} more: narrow to this thread"
        query = toggled(answer.query, clause)
        yield ChoiceRow(query, words=words, flat=True)


def _nothing_found(answer: Answer) -> Iterator[ResultRow]:
    query = parse_query(answer.query, typing=True)
    if query.part is None and query.collection == "texts" and not answer.notes:
        yield WordsRow("Nothing to look for yet", heading=True)
        return
    yield WordsRow("Nothing found", heading=True)
    for tried in answer.tried:
        yield WordsRow(f"Looked for {tried}")
    if answer.suggestions:
        yield WordsRow("")
        yield WordsRow("Did you mean", heading=True)
        yield from map(ChoiceRow, answer.suggestions)


_EXAMPLES = (
    ("gulag amnesty", "both words, in any order"),
    ("“cult of personality”", "these words in a row"),
    ("amnest*", "words that begin so"),
    ("camp OR colony", "one of the two, or both"),
    ("freed -stalin", "the first without the second"),
    ("author:reader", "texts by this author; so title: and tag:"),
    ("date:1953..1956", "from these years"),
    ("in:comments in:posts", "only one kind of text"),
    ("in:quotations novel", "what is quoted"),
    ("is:unread has:reply", "only those; so is:starred"),
)
_EXAMPLE_CELLS = 24


def first_rows(saved: Sequence[SavedSearch], past: Sequence[str]) -> list[ResultRow]:
    """What is offered while nothing is asked: saved searches and past queries.

    Below them stands how a query may look.
    """
    rows: list[ResultRow] = []
    if saved:
        rows.append(WordsRow("Saved searches", heading=True))
        rows.extend(ChoiceRow(one.query, one.sort, one.name) for one in saved)
    if past:
        rows.extend([WordsRow("")] if rows else [])
        rows.append(WordsRow("Asked before", heading=True))
        rows.extend(map(ChoiceRow, past))
    rows.extend([WordsRow("")] if rows else [])
    rows.append(WordsRow("What can be asked", heading=True))
    rows.extend(
        WordsRow(f"  {query:<{_EXAMPLE_CELLS}}{words}") for query, words in _EXAMPLES
    )
    return rows


def place_of(row: ResultRow | None) -> tuple[str, ...]:
    """What a row is of, by which it is found again in another answer."""
    match row:
        case HitRow(hit):
            return ("hit", hit.post, hit.comment or "", str(hit.span or ""))
        case ThreadRow(thread):
            return ("thread", thread.post)
        case ChoiceRow(query, name=name):
            return ("choice", query, name)
        case _:
            return ()
