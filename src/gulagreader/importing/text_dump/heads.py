"""Author and date of a comment, told from its words."""

from dataclasses import dataclass

from gulagreader.importing.text_dump import patterns, said_by
from gulagreader.importing.text_dump.finding import without_picture

_LOOK_AHEAD = 6


@dataclass(frozen=True, slots=True)
class Head:
    """Who wrote a comment and when, and which of its lines are its words."""

    author: str | None
    date: str | None
    """As the page has it."""
    first: int
    """The first line of the words, counted in the item."""
    last: int
    """After the last line of the words."""
    dropped: int
    """Reply lines that were left out."""


def head_of(own: list[str], *, authors: bool) -> Head:
    """Tell the head of an item from its words.

    ``own`` are the item's lines without its mark and its replies. ``authors``
    says whether the dump kept authors: where it did not, a first line such as
    “Karl Marx says:” belongs to the comment.
    """
    author: str | None = None
    date: str | None = None
    first, last = 0, len(own)
    dropped = 0
    while last and (not own[last - 1] or patterns.is_reply_line(own[last - 1])):
        last -= 1
        dropped += bool(own[last])
    if last and (found := said_by.signed(own[last - 1])):
        author, date = found["author"], found["date"]
        last -= 1
    if authors and author is None and last:
        author, date, first = _leading(own[:last])
        if date is None and last > first + 1 and said_by.is_date_line(own[last - 1]):
            # Some themes say when below the words, and who alone above them.
            author, date, first = _signed_by_date(own[:last], author, first)
            last -= 1
    while first < last and first < _LOOK_AHEAD + 1:
        line = without_picture(own[first]) if authors else own[first]
        if authors and date is None and said_by.is_date_line(line):
            date = line
        elif line and not patterns.is_reply_line(line):
            break
        dropped += bool(line) and line != date
        first += 1
    while last > first and not own[last - 1]:
        last -= 1
    return Head(_name(author), date, first, last, dropped)


def _name(author: str | None) -> str | None:
    return author.strip(" ,:|·—–-") or None if author else None


def _leading(own: list[str]) -> tuple[str | None, str | None, int]:
    """Author, date and the number of lines they take, at the top of an item."""
    start = next((at for at, line in enumerate(own) if without_picture(line)), 0)
    line = without_picture(own[start])
    if said_by.is_date_line(line):
        return None, line, start + 1
    if (both := said_by.who_and_when(line)) is not None:
        return *both, start + 1
    if found := said_by.author_says(line) or said_by.author_colon(line):
        return found["author"], None, start + 1
    if _bare_name(line) and start + 1 < len(own):
        following = without_picture(own[start + 1])
        if not following or said_by.is_date_line(following):
            return line, None, start + 1
    return None, None, 0


def _signed_by_date(
    own: list[str], author: str | None, first: int
) -> tuple[str | None, str, int]:
    start = next((at for at, line in enumerate(own) if without_picture(line)), 0)
    name = without_picture(own[start])
    if author is None and start + 2 < len(own) and _bare_name(name):
        return name, own[-1], start + 1
    return author, own[-1], first


def _bare_name(line: str) -> bool:
    return 0 < len(line.split()) <= 6 and said_by.may_be_name(line)
