"""Who wrote each comment of a dump and when: told from its lines, or by a person.

What a person decides is written ``by Ann Roe | 2014-03-03``; either half may be left
empty for nobody and for no date, and without the bar the date stays as it was read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import NOTHING_ELSE
from gulagreader.importing.archive import DECIDED, Decision, Guess
from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.timestamps import iso_from_iso
from gulagreader.text.clean import clean_line

WHO_AND_WHEN = "who and when"
"""What a review calls the head of a comment."""
BY = "by"
_DECIDED = f"{WHO_AND_WHEN}: "
_BAR = "|"
_SOME = 0.75
_NOTHING = 0.65
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote a comment and when, as a person decided it."""

    author: str | None
    date: str | None
    keeps_date: bool
    """Whether the date stays that was read."""


class Speakers:
    """What a person decided about the heads of comments, by their lines."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        """Take all decisions about a dump; the last about a line counts."""
        self._said: dict[int, str] = {}
        words: set[int] = set()
        for one in decisions:
            if one.line is None:
                continue
            if one.what == WHO_AND_WHEN and one.take.startswith(f"{BY} "):
                self._said[one.line] = one.take[len(BY) + 1 :]
            elif one.what.startswith(_DECIDED):
                if one.take == "yes":
                    self._said[one.line] = one.what[len(_DECIDED) :]
                elif one.take.startswith(f"{BY} "):
                    self._said[one.line] = one.take[len(BY) + 1 :]
            elif (one.what, one.take) in _REFUSALS:
                words.add(one.line)
        self.words = frozenset(words)
        """The lines, from 1, whose head is words of the comment."""

    def of(self, line: int) -> Speaker | None:
        """What was decided about the comment that begins at a line."""
        said = self._said.get(line)
        return _speaker(said) if said is not None else None

    def told(
        self,
        comments: Sequence[Comment],
        starts: Sequence[int],
        sure: float,
        choices: tuple[str, ...],
    ) -> tuple[tuple[Comment, ...], list[Guess]]:
        """Comments with who and when as decided, and a guess about each.

        ``starts`` are the lines they begin at, counted from 0. Where a dump names
        nobody there is nothing to be decided.
        """
        told: list[Comment] = []
        guesses: list[Guess] = []
        named = any(one.author or when_of(one) for one in comments)
        for start, one in zip(starts, comments, strict=True):
            line = start + 1
            decided = self.of(line)
            mine = one
            if decided is not None:
                mine = _as_decided(one, decided)
                what = f"{_DECIDED}{value_of(mine)}"
                takes = ("as it was read", f"{BY} …")
                guesses.append(Guess(line, what, DECIDED, 1.0, takes, value_of(mine)))
            elif line in self.words:
                what = f"no {WHO_AND_WHEN}"
                guesses.append(Guess(line, what, DECIDED, 1.0, (WHO_AND_WHEN,)))
            elif named and one.kind == "comment":
                guesses.append(_guess(line, one, sure, choices))
            told.append(mine)
        return tuple(told), guesses


_REFUSALS = frozenset(((WHO_AND_WHEN, "no"), (f"no {WHO_AND_WHEN}", "yes")))


def value_of(one: Comment) -> str:
    """Who wrote a comment and when, as a person can correct it."""
    return f"{one.author or ''} {_BAR} {when_of(one)}".strip()


def when_of(one: Comment) -> str:
    """The date of a comment, or what stood there and is not understood."""
    return one.date or str(one.extra.get("date_raw") or "")


def _guess(line: int, one: Comment, sure: float, choices: tuple[str, ...]) -> Guess:
    when = when_of(one)
    if one.author and when:
        return Guess(
            line,
            WHO_AND_WHEN,
            f"its head says “{one.author}” and “{when}”",
            sure,
            choices,
            value_of(one),
        )
    said = one.author or when
    reason = (
        f"its head says “{said}” and not {'when' if one.author else 'who'}"
        if said
        else "its head says neither who nor when, as others do"
    )
    sure = min(sure, _SOME if said else _NOTHING)
    own = choices if said else tuple(take for take in choices if take != "no")
    return Guess(line, WHO_AND_WHEN, reason, sure, own, value_of(one))


def _speaker(said: str) -> Speaker:
    name, bar, when = said[: 2 * _LONGEST].partition(_BAR)
    when = clean_line(when).strip()
    date = (iso_from_iso(when) or iso_date(when) or when) if when else None
    author = clean_line(name).strip()[:_LONGEST] or None
    return Speaker(author, date, keeps_date=not bar)


def _as_decided(one: Comment, speaker: Speaker) -> Comment:
    if speaker.keeps_date:
        return replace(one, author=speaker.author)
    when = speaker.date
    known = iso_from_iso(when) if when else None
    extra = {key: value for key, value in one.extra.items() if key != "date_raw"}
    if when and known is None:
        extra["date_raw"] = when
    return replace(one, author=speaker.author, date=known, extra=extra or NOTHING_ELSE)
