"""What stands above a dumped page's title and below its text, and is left out."""

from gulagreader.domain.counting import amount
from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.byline import byline_of, shown
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.page_parts import Page


def above_the_title(lines: Lines, page: Page, first: int, tail: int) -> int:
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
    leave_above(lines, page, first, end)
    return lines.skip_blank(end, tail)


def leave_above(lines: Lines, page: Page, first: int, end: int) -> None:
    """Leave out what stands above the title."""
    page.left_out.extend(
        LeftOut("lines above the title", 1, at + 1, lines.text[at])
        for at in range(first, end)
        if lines.indent[at] >= 0
    )


def leave_sharing(lines: Lines, page: Page, start: int, end: int) -> int:
    """Leave out the sharing lines between body and comments."""
    new_end = end
    while new_end > start and (
        lines.indent[new_end - 1] < 0
        or patterns.is_sharing(lines.words(new_end - 1))
        or patterns.is_boilerplate(lines.words(new_end - 1))
        or _is_labelled(lines, new_end - 1)
    ):
        new_end -= 1
    page.left_out.extend(
        LeftOut("sharing lines", 1, at + 1, lines.text[at])
        for at in range(new_end, end)
        if lines.indent[at] >= 0
    )
    return new_end


def _is_labelled(lines: Lines, at: int) -> bool:
    told = byline_of(shown(lines, at))
    return told is not None and told.labelled and told.date is not None


def start_of_tail(lines: Lines, start: int) -> int:
    """Where the last stretch of blank lines and form lines begins."""
    at = len(lines)
    while at > start and (
        lines.indent[at - 1] < 0
        or patterns.is_reply_heading(lines.words(at - 1))
        or patterns.is_boilerplate(lines.words(at - 1))
    ):
        at -= 1
    return at


def leave_tail(lines: Lines, page: Page, start: int) -> None:
    """Keep what stands below the comments, in the record and not on the page."""
    first, end = lines.skip_blank(start, len(lines)), len(lines)
    while end > first and lines.indent[end - 1] < 0:
        end -= 1
    page.left_out.extend(
        LeftOut("form lines", 1, at + 1, lines.text[at]) for at in range(first, end)
    )
    unknown = [
        at
        for at in range(first, end)
        if len(lines.text[at].split(None, 9)) > 8
        and not patterns.is_reply_heading(lines.words(at))
        and not patterns.is_boilerplate(lines.words(at))
    ]
    page.left_out.extend(
        LeftOut("addresses of links", 1, at + 1, line)
        for at, line in enumerate(lines.below, start=len(lines))
        if line
    )
    if unknown:
        what = (
            f"not shown, but in the import's record: {amount(len(unknown), 'lines')} "
            "below the comments, of no known part of a reply form"
        )
        page.remarks.append(Remark(unknown[0] + 1, what))
