"""A dumped page as a whole: title, body, comments and the form below them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gulagreader.domain.counting import agreeing, amount
from gulagreader.importing.archive import Decision, Guess, LeftOut, Remark
from gulagreader.importing.text_dump.answering import with_answers
from gulagreader.importing.text_dump.body import read_body
from gulagreader.importing.text_dump.decided import AS_A_LIST, BY_HEADS, Decided
from gulagreader.importing.text_dump.finding import Placed, find_comments
from gulagreader.importing.text_dump.headed import (
    HeadedThread,
    count_of,
    find_headed_comments,
)
from gulagreader.importing.text_dump.lines import Lines, unwrapped
from gulagreader.importing.text_dump.page_edges import (
    above_the_title,
    leave_above,
    leave_sharing,
    leave_tail,
    start_of_tail,
)
from gulagreader.importing.text_dump.page_parts import BYLINE, COMMENTS, Page, refused
from gulagreader.importing.text_dump.page_top import has_page_head
from gulagreader.importing.text_dump.speakers import BY, decided_guess, value_as
from gulagreader.importing.text_dump.threads import Told as Thread
from gulagreader.importing.text_dump.threads import read_thread
from gulagreader.importing.text_dump.title import find_title
from gulagreader.importing.text_dump.who_and_when import (
    Told,
    told_below_text,
    told_near_title,
)
from gulagreader.text.clean import clean_line

_NO = ("no",)
_NO_OR_FROM = ("no", "from line N")
_NO_OR_BY = ("no", f"{BY} …")
_LONGEST_TITLE = 25
_SURE_OF_HEADS = 0.9


def read_page(lines: Lines, name: str, decisions: Sequence[Decision] = ()) -> Page:
    """Take a page apart; ``name`` is its title where it does not begin with one.

    ``decisions`` are what a person made of the guesses of an earlier reading.
    """
    decided = Decided(decisions)
    page = Page(clean_line(name) or "Untitled")
    start = _title(lines, page, start_of_tail(lines, 0), decided)
    listed, flat, choices = _best_comments(lines, start, decided)
    found = listed.placed if listed is not None else None
    placed = decided.comments(found)
    if flat is not None:
        kept = None if _says_no(decided, flat.start + 1) else decided.headed(flat)
        if kept is None:
            page.guesses.append(refused(_decided_line(decided, flat.start), COMMENTS))
        flat = kept
    if found is not None and (placed is None or _says_no(decided, None)):
        line = _decided_line(decided, found.run.starts[0])
        page.guesses.append(refused(line, COMMENTS))
        placed = None
    if placed is not None:
        told = listed.told if listed is not None and placed is found else None
        told = told or read_thread(lines, placed, decided.speakers().words)
        body_end, tail = _comments(lines, placed, told, page, decided, choices)
    elif flat is not None:
        body_end, tail = flat.start, flat.end
        _flat_comments(flat, page, decided, choices)
    else:
        body_end = tail = start_of_tail(lines, start)
    start = _byline(lines, page, start, body_end, decided)
    body_end = leave_sharing(lines, page, start, body_end)
    shown = lines.without(page.hidden) if page.hidden else lines
    page.body = read_body(shown, start, body_end, decided)
    page.guesses = [*page.guesses, *page.body.guesses]
    page.guesses.sort(key=lambda guess: guess.line or 0)
    if page.body.joins:
        _say_joined(lines, page, page.body.joins, page.body.first_join)
    leave_tail(lines, page, tail)
    return page


@dataclass(frozen=True, slots=True)
class _Listed:
    """A list that was taken for the comments, read where they had to be counted."""

    placed: Placed
    told: Thread | None = None


def _best_comments(
    lines: Lines, start: int, decided: Decided
) -> tuple[_Listed | None, HeadedThread | None, tuple[str, ...]]:
    """The comments as a list or as told by their heads, and how else they may be.

    A list wins, unless a heading counts them and only the heads are as many.
    """
    found = find_comments(lines, start)
    headed = find_headed_comments(lines, start, decided.speakers().words)
    if found is None:
        return None, headed, ()
    if headed is None:
        return _Listed(found), None, ()
    told = None
    listed = not headed.counted
    if headed.counted and found.header == headed.start:
        told = read_thread(lines, found, decided.speakers().words)
        listed = _as_counted(lines, found.header, told)
    form = decided.form()
    if form is not None:
        listed = form[1] == AS_A_LIST
    if listed:
        return _Listed(found, told), None, (BY_HEADS,)
    return None, headed, (AS_A_LIST,)


def _says_no(decided: Decided, line: int | None) -> bool:
    form = decided.form()
    at = form[0] if form is not None else line
    return at is not None and decided.refuses_comments(at)


def _decided_line(decided: Decided, at: int) -> int:
    form = decided.form()
    return form[0] if form is not None and form[0] is not None else at + 1


def _as_counted(lines: Lines, header: int, told: Thread) -> bool:
    # Some themes count mentions by other sites too, some do not.
    said = sum(one.kind == "comment" for one in told.comments)
    return count_of(lines.words(header)) in (len(told.comments), said)


def _title(lines: Lines, page: Page, tail: int, decided: Decided) -> int:
    """Take the first line as the title where it can be one; give the next line."""
    first = above_the_title(lines, page, lines.skip_blank(0, tail), tail)
    page.title_at = first
    if first == tail:
        return first
    told = find_title(lines, first, page.title)
    if told is not None:
        if decided.refuses(told.first + 1, "title"):
            page.guesses.append(refused(told.first + 1, "title"))
            page.refused_title = told.end
            return first
        page.guesses.append(
            Guess(told.first + 1, "title", told.reason, told.confidence, _NO)
        )
        page.title = clean_line(told.words)
        page.title_at = told.first
        leave_above(lines, page, first, told.first)
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
        page.guesses.append(refused(first + 1, "title"))
        page.refused_title = first + used
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
    lines: Lines,
    placed: Placed,
    told: Thread,
    page: Page,
    decided: Decided,
    choices: tuple[str, ...],
) -> tuple[int, int]:
    """Take the comments; give where the body ends and where the tail begins."""
    run = placed.run
    comments, heads = decided.speakers().told(
        told.comments, told.starts, _SURE_OF_HEADS, _NO_OR_BY
    )
    page.comments, answers = with_answers(comments, run.starts, decided)
    page.guesses.extend((*answers, *heads))
    line = run.starts[0] + 1
    reason = f"a list with {placed.reason}"
    guess = Guess(line, COMMENTS, reason, placed.confidence, (*_NO_OR_FROM, *choices))
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


def _flat_comments(
    flat: HeadedThread, page: Page, decided: Decided, choices: tuple[str, ...]
) -> None:
    sure = min(flat.confidence, _SURE_OF_HEADS)
    comments, heads = decided.speakers().told(
        flat.comments, flat.starts, sure, _NO_OR_BY
    )
    page.comments, answers = with_answers(comments, flat.starts, decided)
    page.guesses.extend((*answers, *heads))
    takes = (*_NO_OR_FROM, *choices)
    guess = Guess(flat.start + 1, COMMENTS, flat.reason, flat.confidence, takes)
    page.guesses.append(decided.about_comments(guess))
    if flat.dropped:
        page.left_out.append(LeftOut("reply lines", flat.dropped))


def _say_joined(lines: Lines, page: Page, joins: int, first: int | None) -> None:
    were = agreeing(joins, "were")
    reason = f"{amount(joins, 'lines')} {were} broken at {lines.width} columns"
    page.guesses.append(Guess(first, "re-joined lines", reason, 0.9))


def _byline(lines: Lines, page: Page, start: int, end: int, decided: Decided) -> int:
    """Take who and when from lines beside the title or below the text.

    Gives the line where the text begins.
    """
    above = range(max(0, page.title_at - 6), page.title_at)
    title_end = page.refused_title or start
    under = range(title_end, min(end, title_end + 24))
    told = told_near_title(lines, above, under)
    nobody = undated = False
    if told is not None:
        line = told.lines[0] + 1 if told.lines else page.title_at + 1
        if decided.refuses(line, BYLINE):
            page.guesses.append(refused(line, BYLINE))
        else:
            nobody, undated = _take(lines, page, told, line, decided)
            if page.refused_title is None:
                start = max((at + 1 for at in told.lines), default=start)
            else:
                page.hidden = told.lines
    if page.author is None or page.date is None:
        below = told_below_text(lines, range(max(start, end - 40), end))
        if below is not None:
            line = below.lines[0] + 1
            if decided.refuses(line, BYLINE):
                page.guesses.append(refused(line, BYLINE))
                return start
            # What a person said is nobody's, or has no date, stays so.
            below = replace(
                below,
                author=None if nobody else below.author,
                date=None if undated else below.date,
                lines=(),
            )
            if (page.author is None and below.author) or (
                page.date is None and below.date
            ):
                _take(lines, page, below, line, decided)
    return start


def _take(
    lines: Lines, page: Page, told: Told, line: int, decided: Decided
) -> tuple[bool, bool]:
    """Take who and when; say whether a person decided on nobody, and on no date."""
    author, date = page.author or told.author, page.date or told.date
    writer = decided.writer(line, BYLINE)
    if writer is not None:
        author = writer.author
        date = date if writer.keeps_date else writer.date
    value = value_as(author, date)
    page.author, page.date = author, date
    page.guesses.append(
        decided_guess(line, BYLINE, value)
        if writer is not None
        else Guess(line, BYLINE, told.reason, told.confidence, _NO_OR_BY, value)
    )
    page.left_out.extend(
        LeftOut("byline", 1, at + 1, lines.text[at]) for at in told.lines
    )
    return (
        writer is not None and author is None,
        writer is not None and not writer.keeps_date and date is None,
    )
