"""Who wrote a post or a comment of a dump and when: from its lines, or by a person.

What a person decides is written ``by Ann Roe | 2014-03-03``; either half may be left
empty for nobody and for no date, and without the bar the date stays as it was read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gulagreader.domain.comments import Comment
from gulagreader.domain.dates import parse_date
from gulagreader.domain.posts import NOTHING_ELSE
from gulagreader.importing.archive import DECIDED, Decision, Guess
from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.timestamps import iso_from_iso
from gulagreader.text.clean import clean_line

WHO_AND_WHEN = "who and when"
"""What a review calls the head of a comment."""
BY = "by"
AS_READ = "as it was read"
_BAR = "|"
_SOME = 0.75
_NOTHING = 0.65
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who wrote something and when, as a person decided it."""

    author: str | None
    date: str | None
    keeps_date: bool
    """Whether the date stays that was read."""


class Speakers:
    """What a person decided about who and when, by the lines that say it."""

    def __init__(self, decisions: Iterable[Decision], what: str = WHO_AND_WHEN) -> None:
        """Take all decisions about a dump; the last about a line counts.

        ``what`` is how the guess is called: the heads of comments, or the post's.
        """
        self._said: dict[int, str] = {}
        earlier = decided_as(what, "")
        refusals = ((what, "no"), (f"no {what}", "yes"))
        words: set[int] = set()
        for one in decisions:
            if one.line is None:
                continue
            if one.what == what and one.take.startswith(f"{BY} "):
                self._said[one.line] = one.take[len(BY) + 1 :]
            elif one.what.startswith(earlier):
                if one.take == "yes":
                    self._said[one.line] = one.what[len(earlier) :]
                elif one.take.startswith(f"{BY} "):
                    self._said[one.line] = one.take[len(BY) + 1 :]
                elif one.take == "no":
                    words.add(one.line)
            elif (one.what, one.take) in refusals:
                words.add(one.line)
        self.words = frozenset(words)
        """The lines, from 1, whose head is words of the comment."""

    def of(self, line: int) -> Speaker | None:
        """What was decided about the post or comment whose head is at a line."""
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
                headed = bool(one.author or when_of(one))
                guesses.append(
                    decided_guess(line, WHO_AND_WHEN, value_of(mine), headed=headed)
                )
            elif line in self.words:
                what = f"no {WHO_AND_WHEN}"
                guesses.append(Guess(line, what, DECIDED, 1.0, (WHO_AND_WHEN,)))
            elif named and one.kind == "comment":
                guesses.append(_guess(line, one, sure, choices))
            told.append(mine)
        return tuple(told), guesses


def decided_as(what: str, value: str) -> str:
    """How a guess is called that a person corrected."""
    return f"{what}: {value}"


def decided_guess(line: int, what: str, value: str, *, headed: bool = True) -> Guess:
    """Who and when as a person decided it; ``headed`` where lines say it, too."""
    takes = (AS_READ, f"{BY} …", *(("no",) if headed else ()))
    return Guess(line, decided_as(what, value), DECIDED, 1.0, takes, value)


def value_as(author: str | None, when: str | None) -> str:
    """Who and when, as a person can correct it."""
    return f"{author or ''} {_BAR} {when or ''}".strip()


def value_of(one: Comment) -> str:
    """Who wrote a comment and when, as a person can correct it."""
    return value_as(one.author, when_of(one))


def why_no_speaker(words: str, value: str = "") -> str | None:
    """Why words behind ``by`` cannot be taken, and what to write; None where they can.

    ``value`` is what was read: a name with a bar and a date that is not understood
    may stay as they stand in it.
    """
    name, _, when = _halves(clean_line(words))
    known, _, known_when = _halves(clean_line(value))
    if words.strip() in ("", "…"):
        return "write a name, a date or both: Ann Roe | 2014-03-03; only | is neither"
    if _BAR in name and name != known:
        return "write one | only, between name and date: Ann Roe | 2014-03-03"
    if len(name) > _LONGEST and name != known:
        return f"write a name of at most {_LONGEST} characters"
    if when and when != known_when and not _is_understood(when):
        return f"“{when}” is no date: write 2014-03-03 or 2014-03-03 17:40"
    return None


def _halves(said: str) -> tuple[str, str, str]:
    """The name, the bar where there is one, the date; a name may hold a bar."""
    name, bar, when = said.rpartition(_BAR)
    return (name.strip(), bar, when.strip()) if bar else (said.strip(), "", "")


def _is_understood(when: str) -> bool:
    """Whether a typed date is one, with every number that stands in it."""
    if (iso := iso_from_iso(when)) is not None:
        return parse_date(iso) is not None
    read = parse_date(iso_date(when))
    if read is None:
        return False
    numbers = [int(number) for number in re.findall(r"\d{1,9}", when)]
    for part in (read.year, read.day, read.month):
        if part in numbers:
            numbers.remove(part)
        elif part != read.month:
            return False  # 20143-03-03 is no day of the year 143
    # An hour that the clock has not, or a second day, would be lost.
    return not numbers or read.time is not None


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
    name, bar, when = _halves(said)
    when = clean_line(when[:_LONGEST]).strip()
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
