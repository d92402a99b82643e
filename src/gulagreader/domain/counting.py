"""Counts in words: “1 comment”, “2 comments”, in one place for every report."""

import re

_ODD = {"people": "person"}
_ONE_DOES = {"were": "was", "are": "is", "have": "has", "the": "the", "a": "a"}
_ENDINGS = (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("xes", "x"))
# What belongs to the noun ends where one of these begins.
_AFTER = re.compile(
    r" (?=(?:in|of|that|on|around|with|without|from|to|by|below)\b)|, ", re.ASCII
)
_CLAUSE = re.compile(r"that (only )?(\w+)( [^,]*)?", re.ASCII)


def amount(count: int, many: str) -> str:
    """A count and what is counted, which is given in the plural.

    >>> amount(1, "deleted comments"), amount(2, "deleted comments")
    ('1 deleted comment', '2 deleted comments')
    >>> amount(1, "comments that were not approved")
    '1 comment that was not approved'
    """
    return f"{count} {many if count != 1 else singular(many)}"


def agreeing(count: int, many: str) -> str:
    """A verb as it stands behind a count: ``are``, ``have``, ``answer``.

    >>> agreeing(1, "are"), agreeing(3, "are"), agreeing(1, "answer")
    ('is', 'are', 'answers')
    """
    if count != 1:
        return many
    return _ONE_DOES.get(many) or f"{many}s"


def singular(many: str) -> str:
    """One of what a phrase in the plural names; where two things are named, either.

    >>> singular("comments and posts in the trash")
    'comment or post in the trash'
    """
    end = _AFTER.search(many)
    noun, rest = (many[: end.start()], many[end.start() :]) if end else (many, "")
    *before, last = noun.split(" ")
    if len(before) >= 2 and before[-1] == "and" and before[-2].endswith("s"):
        before[-2:] = [_one(before[-2]), "or"]
    clause = _CLAUSE.search(rest)
    if clause is not None:
        verb, after = clause[2], clause[3] or ""
        if verb == "are":
            what, of, whose = after.partition(" of ")
            after = " ".join(map(_one, what.split(" "))) + of + whose
        does = _ONE_DOES.get(verb, f"{verb}s")
        clause_of_one = f"that {clause[1] or ''}{does}{after}"
        rest = f"{rest[: clause.start()]}{clause_of_one}{rest[clause.end() :]}"
    return " ".join((*before, _one(last))) + rest


def _one(noun: str) -> str:
    if noun in _ODD:
        return _ODD[noun]
    for many, one in _ENDINGS:
        if noun.endswith(many):
            return noun[: -len(many)] + one
    return noun if noun.endswith("ss") else noun.removesuffix("s")
