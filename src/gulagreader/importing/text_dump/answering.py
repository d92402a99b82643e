"""Who answers whom where a dump's comments say so in words only.

A flat list may begin a comment with “@Ann”, “In reply to Ann” or name both in its
head: “Jo replied to Ann”. The answered one is then Ann's last comment above.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from gulagreader.domain.comments import Comment
from gulagreader.importing.archive import DECIDED, Guess
from gulagreader.importing.text_dump.decided import Decided

ANSWER = "answer"
_LONGEST = 60
_IN_REPLY = re.compile(
    r"(?:in (?:reply|response|answer) to|(?:als )?antwort (?:auf|an)|en réponse à"
    r"|en respuesta a|in risposta a|em resposta a|in antwoord op|w odpowiedzi na"
    r"|в ответ на|svar (?:til|på))\s+@?(?P<name>[^\n]{1,60})",
    re.IGNORECASE,
)
_AT = re.compile(r"@ ?(?P<name>[^\W\d_][^\n]{0,60})")
_REPLIED = re.compile(
    r"(?P<who>.{1,60}?)\s+(?:replied to|responded to|answered|antwortete|a répondu à"
    r"|respondió a|ответила?|ha risposto a|respondeu a)\s+(?P<name>.{1,60})",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Call:
    """Whom a comment names as answered, as far as the words go."""

    words: str
    said: str
    sure: float


def with_answers(
    comments: Sequence[Comment], starts: Sequence[int], decided: Decided
) -> tuple[tuple[Comment, ...], list[Guess]]:
    """Give comments their parents by what they say; nothing where any has one.

    ``starts`` are the lines they begin at, counted from 0.
    """
    if len(starts) != len(comments) or any(one.parent for one in comments):
        return tuple(comments), []
    told: list[Comment] = []
    guesses: list[Guess] = []
    last: dict[str, str] = {}  # a name as it is compared, the id of its last comment
    for at, one in zip(starts, comments, strict=True):
        mine, call = _called(one)
        parent = _named(call.words, last) if call is not None else None
        line = at + 1
        if call is not None and parent is not None:
            if decided.refuses(line, ANSWER):
                guesses.append(Guess(line, f"no {ANSWER}", DECIDED, 1.0, (ANSWER,)))
            else:
                reason = f"{call.said}, who has a comment above"
                guesses.append(Guess(line, ANSWER, reason, call.sure, ("no",)))
                mine = replace(mine, parent=parent)
        told.append(mine)
        if mine.author:
            last[_folded(mine.author)] = mine.id
    return tuple(told), guesses


def _called(one: Comment) -> tuple[Comment, _Call | None]:
    if one.author and (both := _REPLIED.fullmatch(one.author)) is not None:
        said = f"its head says that it answers “{both['name']}”"
        return replace(one, author=both["who"]), _Call(both["name"], said, 0.8)
    first = one.text[: 2 * _LONGEST].replace("\\", "")
    if (reply := _IN_REPLY.match(first)) is not None:
        return one, _Call(reply["name"], "it begins “In reply to …”", 0.8)
    if (named := _AT.match(first)) is not None:
        return one, _Call(named["name"], "it begins with “@” and a name", 0.5)
    return one, None


def _named(words: str, last: dict[str, str]) -> str | None:
    """The last comment of the one whose name the words begin with."""
    folded = _folded(words)
    whole = [name for name in last if _begins(folded, name)]
    if whole:
        return last[max(whole, key=len)]
    first = folded.split(" ", 1)[0].strip(",:;.!-–—")
    by_first = [name for name in last if name.split(" ", 1)[0] == first]
    return last[by_first[0]] if len(by_first) == 1 else None


def _begins(words: str, name: str) -> bool:
    rest = words[len(name) :]
    return words.startswith(name) and not rest[:1].isalnum()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
