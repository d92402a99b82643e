"""A query's part written down again, so that it is read as the same part.

What a search suggests is a query that can be typed, changed and kept.
"""

from datetime import date, timedelta

from gulagreader.domain.query_dates import LATEST
from gulagreader.domain.query_parts import (
    COMMENTS,
    POSTS,
    Author,
    Comments,
    Dated,
    Either,
    Every,
    Has,
    InThread,
    Is,
    Kind,
    Near,
    Not,
    Part,
    Phrase,
    Query,
    Tag,
    Term,
    Title,
)

_DAY = 86_400


def query_text(query: Query, part: Part | None) -> str:
    """Write a part of ``query`` as a query of its own that searches the same."""
    written = "" if part is None else _written(part)
    place = "" if query.collection == "texts" else f"in:{query.collection}"
    return " ".join(filter(None, (written, place)))


def _written(part: Part) -> str:
    match part:
        case Not():
            grouped = isinstance(part.part, Every | Either | Not)
            inner = _written(part.part)
            return f"-({inner})" if grouped else f"-{inner}"
        case Every():
            return " ".join(map(_inside, part.parts))
        case Either():
            return " OR ".join(map(_inside, part.parts))
        case InThread():
            return f"thread:{{{_written(part.part)}}}"
        case Term() | Phrase() | Near():
            return _words(part)
        case _:
            return _filter(part)


def _words(part: Term | Phrase | Near) -> str:
    match part:
        case Term():
            sign = "~" if part.similar else "*" if part.prefix else ""
            return f"{'=' if part.exact else ''}{part.text}{sign}"
        case Phrase():
            return f'"{_starred(part.text, part.prefix)}"'
        case Near():
            return f"near/{part.distance}({' '.join(map(_words, part.parts))})"


def _filter(
    part: Author | Title | Tag | Kind | Dated | Comments | Is | Has,
) -> str:
    match part:
        case Author() | Title() | Tag():
            value = _starred(part.text, part.prefix)
            quoted = value if _is_word(value) else f'"{value}"'
            return f"{type(part).__name__.lower()}:{quoted}"
        case Kind():
            return _kinds(part.kinds)
        case Dated():
            return f"date:{_dates(part)}"
        case Comments():
            most = "" if part.most is None else part.most
            return f"comments:{part.least}..{most}"
        case Is():
            return f"is:{part.state}"
        case Has():
            return f"has:{part.feature}"


def _inside(part: Part) -> str:
    """A part among others; OR joins only its neighbours, and words nothing else."""
    written = _written(part)
    return f"({written})" if isinstance(part, Every | Either) else written


def _starred(text: str, prefix: bool) -> str:
    text = text.strip()
    return f"{text.rstrip('*')}*" if prefix else text


def _is_word(text: str) -> bool:
    return text.isalnum() or (text.endswith("*") and text[:-1].isalnum())


def _kinds(kinds: frozenset[str]) -> str:
    for place, meant in (("posts", POSTS), ("comments", COMMENTS)):
        if kinds == meant:
            return f"in:{place}"
    return " OR ".join(f"kind:{kind}" for kind in sorted(kinds))


def _dates(part: Dated) -> str:
    """``1953``, ``1953..1956``, ``2014-03-03..``: as short as it can be said."""
    first = _moment(part.start) if part.start > 0 else ""
    last = _moment(part.end - 1, last=True) if part.end < LATEST else ""
    years = first.endswith("-01-01") and last.endswith("-12-31")
    if years:
        first, last = first[:-6], last[:-6]
    return first if first == last else f"{first}..{last}"


def _moment(seconds: int, *, last: bool = False) -> str:
    days, rest = divmod(seconds, _DAY)
    day = (date(1, 1, 1) + timedelta(days=days)).isoformat()
    if rest == (_DAY - 1 if last else 0):
        return day
    return f"{day}T{rest // 3600:02}:{rest % 3600 // 60:02}:{rest % 60:02}"
