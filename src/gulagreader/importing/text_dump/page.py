"""A dumped page as a whole: title, body, comments and the form below them."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gulagreader.domain.comments import Comment
from gulagreader.domain.counting import agreeing, amount
from gulagreader.importing.archive import DECIDED, Decision, Guess, LeftOut, Remark
from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.body import Body, read_body
from gulagreader.importing.text_dump.decided import Decided
from gulagreader.importing.text_dump.finding import Placed, find_comments
from gulagreader.importing.text_dump.flat import FlatThread, find_flat_comments
from gulagreader.importing.text_dump.headed import find_headed_comments
from gulagreader.importing.text_dump.lines import Lines, unwrapped
from gulagreader.importing.text_dump.threads import read_thread
from gulagreader.importing.text_dump.title import find_title, has_page_head
from gulagreader.text.clean import clean_line

FORM_LINES = "form lines"
COMMENTS = "comments"
BYLINE = "author and date"
_NO = ("no",)
_NO_OR_FROM = ("no", "from line N")
_LONGEST_TITLE = 25


@dataclass
class Page:
    """The parts of a page and what was decided about them."""

    title: str
    body: Body = field(default_factory=Body)
    author: str | None = None
    date: str | None = None
    comments: tuple[Comment, ...] = ()
    guesses: list[Guess] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read_page(lines: Lines, name: str, decisions: Sequence[Decision] = ()) -> Page:
    """Take a page apart; ``name`` is its title where it does not begin with one.

    ``decisions`` are what a person made of the guesses of an earlier reading.
    """
    decided = Decided(decisions)
    page = Page(clean_line(name) or "Untitled")
    start = _title(lines, page, _tail_start(lines, 0), decided)
    found = find_comments(lines, start)
    flat = find_headed_comments(lines, start)
    if flat is not None and (found is None or found.header != flat.start):
        found = None
    else:
        flat = None if found else find_flat_comments(lines, start)
    placed = decided.comments(found)
    if flat is not None and decided.refuses(flat.start + 1, COMMENTS):
        page.guesses.append(_refused(flat.start + 1, COMMENTS))
        flat = None
    if found is not None and placed is None:
        page.guesses.append(_refused(found.run.starts[0] + 1, COMMENTS))
    if placed is not None:
        body_end, tail = _comments(lines, placed, page, decided)
    elif flat is not None:
        body_end, tail = flat.start, flat.end
        _flat_comments(flat, page)
    else:
        body_end = tail = _tail_start(lines, start)
    line = lines.skip_blank(start, body_end) + 1
    if decided.refuses(line, BYLINE):
        page.guesses.append(_refused(line, BYLINE))
    else:
        start = _byline(lines, page, start, body_end)
    body_end = _sharing(lines, page, start, body_end)
    page.body = read_body(lines, start, body_end, decided)
    page.guesses = [*page.guesses, *page.body.guesses]
    page.guesses.sort(key=lambda guess: guess.line or 0)
    if page.body.joins:
        _say_joined(lines, page, page.body.joins, page.body.first_join)
    _tail(lines, page, tail)
    return page


def _refused(line: int, what: str) -> Guess:
    """That a person said no to a guess, which another review can take back."""
    return Guess(line, f"no {what}", DECIDED, 1.0, (what,))


def _title(lines: Lines, page: Page, tail: int, decided: Decided) -> int:
    """Take the first line as the title where it can be one; give the next line."""
    first = _above_the_title(lines, page, lines.skip_blank(0, tail), tail)
    if first == tail:
        return first
    told = find_title(lines, first, page.title)
    if told is not None:
        if decided.refuses(told.first + 1, "title"):
            page.guesses.append(_refused(told.first + 1, "title"))
            return first
        page.guesses.append(
            Guess(told.first + 1, "title", told.reason, told.confidence, _NO)
        )
        page.title = clean_line(told.words)
        _leave_above(lines, page, first, told.first)
        return told.end
    end = first + 1
    while end < tail and lines.indent[end] >= 0 and not lines.flat:
        end += 1
    places = range(first, min(end, first + 3))
    words = [lines.words(at) for at in places]
    # A long title may have been broken by the page's width.
    whole = unwrapped(lines, places, words)[0]
    broken = whole.joins == len(places) - 1 and end - first == len(places)
    title, used = (whole.lines[0], len(places)) if broken else (words[0], 1)
    long = len(title) > 300 or len(title.split()) > _LONGEST_TITLE
    if decided.refuses(first + 1, "title"):
        page.guesses.append(_refused(first + 1, "title"))
        return first
    if long or lines.marker(first) is not None:
        reason = "the first line is a paragraph, so the file's name has to do"
        page.guesses.append(Guess(first + 1, "title", reason, 0.3))
        return first
    alone = first + used == len(lines) or lines.indent[first + used] < 0
    reason = "the first line" + (", which stands alone" if alone else "")
    sure = 0.9 if alone else 0.6
    if has_page_head(lines, first):
        reason, sure = f"{reason}, though the page's head stands around it", 0.3
    page.guesses.append(Guess(first + 1, "title", reason, sure, _NO))
    page.title = clean_line(title)
    return first + used


def _comments(
    lines: Lines, placed: Placed, page: Page, decided: Decided
) -> tuple[int, int]:
    """Read the comments; give where the body ends and where the tail begins."""
    told = read_thread(lines, placed)
    page.comments = tuple(told.comments)
    run = placed.run
    line = run.starts[0] + 1
    reason = f"a list with {placed.reason}"
    guess = Guess(line, COMMENTS, reason, placed.confidence, _NO_OR_FROM)
    page.guesses.append(decided.about_comments(guess))
    page.guesses.extend(told.guesses)
    page.left_out.extend(told.left_out)
    if told.joins:
        _say_joined(lines, page, told.joins, told.first_join)
    missing = _missing(run.numbers)
    if missing:
        what = f"the comments' numbers leave out {missing}: those are not in the file"
        page.remarks.append(Remark(line, what))
    return (run.starts[0] if placed.header is None else placed.header), run.end


def _missing(numbers: tuple[int, ...]) -> int:
    return numbers[-1] - numbers[0] + 1 - len(numbers) if numbers else 0


def _flat_comments(flat: FlatThread, page: Page) -> None:
    page.comments = flat.comments
    page.guesses.append(
        Guess(flat.start + 1, COMMENTS, flat.reason, flat.confidence, _NO)
    )
    if flat.reply_lines:
        page.left_out.append(LeftOut("reply lines", flat.reply_lines))


def _say_joined(lines: Lines, page: Page, joins: int, first: int | None) -> None:
    were = agreeing(joins, "were")
    reason = f"{amount(joins, 'lines')} {were} broken at {lines.width} columns"
    page.guesses.append(Guess(first, "re-joined lines", reason, 0.9))


def _byline(lines: Lines, page: Page, start: int, end: int) -> int:
    """Take “Posted on … by …” under the title; give the line after it."""
    at = lines.skip_blank(start, end)
    if at == end:
        return start
    if not (found := patterns.byline(lines.words(at))):
        return _byline_of_two(lines, page, at, lines.skip_blank(at + 1, end), start)
    author = found["author"] or found["author2"]
    date = iso_date(found["date"] or found["date2"])
    if date is None:
        return start
    page.author, page.date = author, date
    page.guesses.append(
        Guess(at + 1, BYLINE, "the line under the title says so", 0.9, _NO)
    )
    page.left_out.append(LeftOut("byline", 1, at + 1, lines.text[at]))
    return at + 1


def _byline_of_two(
    lines: Lines, page: Page, first: int, second: int, start: int
) -> int:
    """Take “March 3, 2014” and “By Jane” under a title, in either order.

    A date alone may be the subject's and not the post's; it is left in the body.
    """
    if second >= len(lines):
        return start
    for when, who in ((first, second), (second, first)):
        author = patterns.by_alone(lines.words(who))
        day = lines.words(when)
        date = iso_date(day) if patterns.is_date_line(day) else None
        if author is None or date is None:
            continue
        page.author, page.date = author["author"].strip(), date
        reason = "two lines under the title say so"
        page.guesses.append(Guess(first + 1, BYLINE, reason, 0.9, _NO))
        page.left_out.extend(
            LeftOut("byline", 1, at + 1, lines.text[at]) for at in (first, second)
        )
        return second + 1
    return start


def _above_the_title(lines: Lines, page: Page, first: int, tail: int) -> int:
    """Leave out what dumps have above all, and give the first line below it.

    Lynx begins with ``#`` and the titles of feeds; then there may be a link that
    skips to the text, and the line of a search form.
    """
    end = first
    while end < min(tail, first + 20) and lines.indent[end] >= 0:
        end += 1
    words = " ".join(lines.words(at) for at in range(first, end))
    if end == tail or not patterns.is_links_of_the_head(words):
        end = first
    at = lines.skip_blank(end, tail)
    while at < min(tail - 1, first + 40) and patterns.is_above_all(lines.words(at)):
        end = at + 1
        at = lines.skip_blank(end, tail)
    _leave_above(lines, page, first, end)
    return lines.skip_blank(end, tail)


def _leave_above(lines: Lines, page: Page, first: int, end: int) -> None:
    page.left_out.extend(
        LeftOut("lines above the title", 1, at + 1, lines.text[at])
        for at in range(first, end)
        if lines.indent[at] >= 0
    )


def _sharing(lines: Lines, page: Page, start: int, end: int) -> int:
    """Leave out the sharing lines between body and comments."""
    new_end = end
    while new_end > start and (
        lines.indent[new_end - 1] < 0
        or patterns.is_sharing(lines.text[new_end - 1])
        or patterns.is_boilerplate(lines.text[new_end - 1])
    ):
        new_end -= 1
    page.left_out.extend(
        LeftOut("sharing lines", 1, at + 1, lines.text[at])
        for at in range(new_end, end)
        if lines.indent[at] >= 0
    )
    return new_end


def _tail_start(lines: Lines, start: int) -> int:
    """Where the last stretch of blank lines and form lines begins."""
    at = len(lines)
    while at > start and (
        lines.indent[at - 1] < 0
        or patterns.is_reply_heading(lines.words(at - 1))
        or patterns.is_boilerplate(lines.words(at - 1))
    ):
        at -= 1
    return at


def _tail(lines: Lines, page: Page, start: int) -> None:
    """Keep what stands below the comments, in the record and not on the page."""
    first, end = lines.skip_blank(start, len(lines)), len(lines)
    while end > first and lines.indent[end - 1] < 0:
        end -= 1
    page.left_out.extend(
        LeftOut(FORM_LINES, 1, at + 1, lines.text[at]) for at in range(first, end)
    )
    unknown = [
        at
        for at in range(first, end)
        if len(lines.text[at].split(None, 9)) > 8
        and not patterns.is_reply_heading(lines.words(at))
        and not patterns.is_boilerplate(lines.words(at))
    ]
    if unknown:
        what = (
            f"not shown, but in the import's record: {amount(len(unknown), 'lines')} "
            "below the comments, of no known part of a reply form"
        )
        page.remarks.append(Remark(unknown[0] + 1, what))
