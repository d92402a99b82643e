"""Who answers whom where a dump's comments say so in words only.

A flat list may begin a comment with “@Ann”, “In reply to Ann” or name both in its
head: “Jo replied to Ann”. The answered one is then Ann's last comment above.
"""

import re
from collections.abc import Iterable, Sequence
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
    whole: bool = True
    """Whether the words are a whole name: then “Ann Lee” is not Ann Roe."""


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
    above = _Above(one.author for one in comments if one.author)
    for at, one in zip(starts, comments, strict=True):
        mine, call = _called(one)
        parent = above.named(call) if call is not None else None
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
            above.add(mine.author, mine.id)
    return tuple(told), guesses


class _Above:
    """The last comment of each author above the one that is looked at.

    Names are looked up and never walked through: a thread may have as many as
    comments.
    """

    def __init__(self, authors: Iterable[str]) -> None:
        """Know all names of the thread: another's below is no form of one above."""
        self._all = {_folded(name) for name in authors}
        self._last: dict[str, str] = {}
        self._by_first: dict[str, set[str]] = {}

    def add(self, author: str, comment: str) -> None:
        """Say that a comment is its author's last one by now."""
        name = _folded(author)
        self._all.add(name)
        self._last[name] = comment
        self._by_first.setdefault(name.split(" ", 1)[0], set()).add(name)

    def named(self, call: _Call) -> str | None:
        """The last comment of the one whose name the words begin with."""
        folded = _folded(call.words)
        for end in range(len(folded), 0, -1):
            if folded[:end] in self._all and _ends_name(folded[end : end + 2]):
                own = self._last.get(folded[:end])
                return None if _goes_on(call, folded, end) else own
        first = folded.split(" ", 1)[0]
        bare = first.strip(",:;.!-–—")
        names = self._by_first.get(bare, ())
        if len(names) != 1 or _goes_on(call, folded, len(first)):
            return None
        return self._last[next(iter(names))]


def _called(one: Comment) -> tuple[Comment, _Call | None]:
    if one.author and (both := _REPLIED.fullmatch(one.author)) is not None:
        said = f"its head says that it answers “{both['name']}”"
        return replace(one, author=both["who"]), _Call(both["name"], said, 0.8)
    first = one.text[: 2 * _LONGEST].replace("\\", "")
    if (reply := _IN_REPLY.match(first)) is not None:
        return one, _Call(reply["name"], "it begins “In reply to …”", 0.8)
    if (named := _AT.match(first)) is not None:
        return one, _Call(
            named["name"], "it begins with “@” and a name", 0.5, whole=False
        )
    return one, None


def _ends_name(behind: str) -> bool:
    """Whether a name ends above these letters: “Ann-Marie” and “ann_b” go on."""
    if behind[:1].isalnum() or behind[:1] in {"_", "@"}:
        return False
    return behind[:1] not in {"-", ".", "·"} or not behind[1:].isalnum()


def _goes_on(call: _Call, folded: str, end: int) -> bool:
    """Whether a whole name has one more word than the one that was found."""
    if not call.whole or folded[end : end + 1] != " " or folded[end - 1] in ",:;.!-–—":
        return False
    following = call.words.split()[folded.count(" ", 0, end) + 1]
    return len(following.strip(",:;.!")) > 1 and following[0].isupper()


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
