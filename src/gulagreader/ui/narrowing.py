"""Narrow a query by what it found: a filter put into its line, or taken out again.

The line stays the one truth: a filter is a clause that stands in it to be read and
changed. A new clause stands first, so that the word being typed stays the last one.
"""

import re

from gulagreader.domain.queries import parse_query

_SIGNS = re.compile(r'["“”„‟«»〝〞＂*]')
"""What would end a phrase, or make its last word the beginning of one."""
_QUOTATION_MARK = re.compile('["“”„‟«»〝〞＂]')
_YEARS = re.compile(r"(?<!\S)date:\d{1,4}(?:\.\.\d{1,4})?(?!\S)\s*")


def author_clause(name: str) -> str | None:
    """The filter for an author; None for a name without letters and digits."""
    return _clause("author", name)


def tag_clause(name: str) -> str | None:
    """The filter for a tag; None for one without letters and digits."""
    return _clause("tag", name)


def thread_clause(title: str) -> str | None:
    """The filter for a post with its comments, by its title, if that has any words."""
    clause = _clause("title", title)
    return f"thread:{{{clause}}}" if clause else None


def years_clause(first: int, last: int) -> str:
    """The filter for a year, or for all from the first to the last."""
    return f"date:{first:04}" if first == last else f"date:{first:04}..{last:04}"


def holds(query: str, clause: str) -> bool:
    """Whether a clause stands in a query as it is."""
    # Hundreds are asked for at once, and a pattern takes long to make.
    might = clause.casefold() in query.casefold()
    return might and _standing(clause).search(query) is not None


def toggled(query: str, clause: str) -> str:
    """The query with a clause, or without it where it stands in it already.

    A year takes the place of another: nothing is of two years.
    """
    if holds(query, clause):
        return _standing(clause).sub("", query).lstrip()
    rest = _YEARS.sub("", query) if clause.startswith("date:") else query
    return f"{clause} {rest.lstrip()}"


def finished(query: str) -> str | None:
    """What a query that is being typed would be, written out to its end.

    The last word of a query that is typed is taken for the beginning of one; the
    finished query says so with ``*``. None where no such text means the same.
    """
    meant = _meaning(query, typing=True)
    candidates = (query, f"{query}*", f'{query}*"', f'{query}"')
    same = (text for text in candidates if _meaning(text, typing=False) == meant)
    return next(same, None)


def with_whole_word(query: str, finished_query: str) -> str:
    """A finished query that asks for its last word as a beginning and as a whole.

    Only whole words are spelt in another alphabet: beginnings have no spelling there.
    """
    last = query.rsplit(maxsplit=1)[-1] if query.split() else ""
    in_phrase = len(_QUOTATION_MARK.findall(query)) % 2
    if finished_query == f"{query}*" and last.isalpha() and not in_phrase:
        return f"{finished_query} OR {last}"
    return finished_query


def _meaning(query: str, *, typing: bool) -> str:
    # A star that stands in the text of a phrase is what makes it a beginning.
    return repr(parse_query(query, typing=typing).part).replace("*", "")


def _clause(field: str, name: str) -> str | None:
    plain = " ".join(_SIGNS.sub(" ", name).split())
    return f'{field}:"{plain}"' if any(map(str.isalnum, plain)) else None


def _standing(clause: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\S){re.escape(clause)}(?!\S)\s*", re.IGNORECASE)
