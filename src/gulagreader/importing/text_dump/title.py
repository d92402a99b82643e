"""Which line of a dumped page is the title of its post.

A dump of a whole page begins with the site's name, its menu and a search form.
The title is told by what names it elsewhere (the heading of the comments, the
feeds in the page's head, the file's name), by the marks of a heading, or by what
stands under it.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.byline import byline_of
from gulagreader.importing.text_dump.lines import Lines

_LOOK = 400
"""Lines that are looked at for the end of a page's head."""
_LONG = 25
"""Words that only a paragraph has."""
_MOST_NAMES = 40
"""Different names of the title that are looked for."""
_MOST_LINES = 4
"""Lines that a title may be broken over."""

_FEED = re.compile(r"[»›] ([^»›]{1,200}?) Comments Feed")
_NAMED = re.compile(
    r"\b(?:responses?|comments?|repl(?:y|ies)|thoughts?|gedanken?|kommentare?"
    r"|antwort(?:en)?|réponses?|commentaires?|comentarios?|respuestas?"
    r"|комментари\w*) (?:to|on|zu|auf|sur|en|a|к|на) "
    r"[“\"«„‘'](.{1,250}?)[”\"»“’']\s*\**$",
    re.IGNORECASE,
)
_COUNTED_ON = re.compile(r"\d{1,5} (?:comments?|responses?) (?:on|to) ([^“\"].{1,250})")
_SITE_BEHIND = re.compile(r"(.{2,250}?) (?:\||«|–|—|-) \S.{0,100}")
_SITE_BEFORE = re.compile(r"\S.{0,100}? » (.{2,250})")
_LINK = re.compile(r"!?\[([^\]]{0,300})\]\([^)]{0,2000}\)")
_ADDRESS = re.compile(r"\S+\.[a-z]{2,6}|.*\S/\S.*/\S*|\S+\)", re.IGNORECASE)
_UNDERLINE = re.compile(r"={3,}")
_CHROME = re.compile(
    r"(?:\(button\) ?)?(?:search|suche|menu|menü|close|open|home|about|toggle .{1,30})"
    r"(?: (?:menu|close|search))*|.{0,40}_{5,}.{0,40}|\[[^\]]{0,60} {3,}\].{0,40}"
    r"|(?:\[?rss\]? ?){1,3}|\(button\).{0,60}|\[?(?:skip|jump)[ _]to[ _].{1,200}"
    r"|[«←] .{1,200}|.{1,200} [»→]|← .{1,300} →.{0,200}",
    re.IGNORECASE,
)
_META = re.compile(
    r"(?:post author|post date|posted|published|written|publicado|veröffentlicht"
    r"|投稿日)\b.{0,120}|(?:by|von|par|por) \S{1,40}(?: \S{1,40}){0,3}"
    r"|(?:categories|post comments|post category)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Titled:
    """The lines of a title, and what told it."""

    first: int
    end: int
    """After its last line; ``first`` where the title stands on no line."""
    words: str
    reason: str
    confidence: float


def find_title(lines: Lines, first: int, name: str) -> Titled | None:
    """Tell the title of a whole page; None where the first line has to do.

    ``first`` is the first line that can be one, ``name`` the file's name.
    """
    prose = _first_prose(lines, first)
    for words, at, reason, confidence in _names(lines, first, name):
        found = _stands(lines, first, at, prose, words)
        if found is not None:
            return Titled(*found, reason, confidence)
    return (
        _beside_byline(lines, first, prose)
        or _headed(lines, first, prose)
        or _above(lines, first, prose)
    )


def has_page_head(lines: Lines, first: int) -> bool:
    """Whether menus or forms stand above the text, or above the first line."""
    if any(patterns.is_above_all(lines.words(at)) for at in range(first)):
        return True
    prose = _first_prose(lines, first)
    head = [at for at in range(first, prose) if lines.indent[at] >= 0]
    menu = sum(_is_menu(lines, at) for at in head)
    short = sum(len(lines.text[at].split(None, 5)) <= 4 for at in head)
    chrome = any(_CHROME.fullmatch(_shown(lines, at)) for at in head)
    listed = menu > 0 and lines.marker(first) is not None
    return chrome or listed or menu >= 3 or (lines.flat and short >= 4)


def _names(
    lines: Lines, first: int, name: str
) -> Iterator[tuple[str, int, str, float]]:
    """What names the title: its words, the line it must stand above, reason."""
    top = " ".join(lines.text[at] for at in range(min(12, len(lines))))
    if top.startswith("#"):
        for found in _FEED.finditer(top):
            yield found[1], len(lines), "the feed of its comments names it", 0.95
    tried: set[tuple[str, int]] = set()
    for told in _named_by_comments(lines, first):
        # Each is looked for in the page's head: keep the work linear.
        once = (told[0], min(told[1], first + _LOOK))
        if once not in tried:
            tried.add(once)
            yield told
        if len(tried) == _MOST_NAMES:
            break
    line = _shown(lines, first)
    for form in (_SITE_BEHIND, _SITE_BEFORE):
        beside = form.fullmatch(line)
        if beside is not None:
            yield beside[1], len(lines), "the first line names it beside the site", 0.9
    slug = _letters(name)
    if len(slug) >= 12:
        yield name, len(lines), "the file is named so", 0.9


def _named_by_comments(
    lines: Lines, first: int
) -> Iterator[tuple[str, int, str, float]]:
    for at in range(first, len(lines)):
        text = lines.text[at]
        if not text or len(text) > 300 or not patterns.is_header(_start(lines, at)):
            continue
        # A long title may have been broken by the page's width.
        for whole in (_shown(lines, at), _broken(lines, at)):
            if (named := _NAMED.search(whole)) is not None:
                yield named[1], at, "the heading of the comments names it", 0.95
            elif (named := _COUNTED_ON.fullmatch(whole)) is not None:
                yield named[1], at, "the count of the comments names it", 0.9


def _start(lines: Lines, at: int) -> str:
    marker = lines.marker(at)
    return marker.rest if marker is not None else _shown(lines, at)


def _broken(lines: Lines, at: int) -> str:
    following = lines.text[at + 1] if at + 1 < len(lines) else ""
    return f"{_start(lines, at)} {following}".strip().strip("* ")


def _shown(lines: Lines, at: int) -> str:
    """A line's words without the marks of links."""
    words = lines.words(at)[:2400]
    if lines.starred:
        words = words.replace("_", " ").strip("* ")
    return _LINK.sub(r"\1", words).strip() if "](" in words else words


def _letters(words: str) -> str:
    return "".join(letter for letter in words.lower() if letter.isalnum())


def _stands(
    lines: Lines, first: int, stop: int, prose: int, words: str
) -> tuple[int, int, str] | None:
    """Where a title stands: the last time above the text, else the first below.

    A line of a list is the menu's; it is not taken.
    """
    wanted = _letters(words)
    if not wanted:
        return None
    above: tuple[int, int, str] | None = None
    for at in range(first, min(stop, first + _LOOK)):
        if lines.indent[at] < 0 or lines.marker(at) is not None:
            continue
        joined = ""
        for end in range(at, min(at + _MOST_LINES, stop)):
            if lines.indent[end] < 0:
                break
            joined = f"{joined} {_shown(lines, end)}".strip()
            letters = _letters(joined)
            if letters == wanted:
                found = (at, end + 1, joined.strip("*_# "))
                if at > prose:
                    return above or found
                above = found
            if not wanted.startswith(letters):
                break
    return above


def _first_prose(lines: Lines, first: int) -> int:
    """The first paragraph of the text: the head of a page has short lines only."""
    start, words, rows = first, 0, 0
    for at in range(first, min(len(lines), first + _LOOK)):
        fresh = lines.indent[at] < 0 or lines.flat or lines.marker(at) is not None
        if fresh:
            start, words, rows = at, 0, 0
        if at > first and patterns.is_header(lines.words(at)):
            return at
        if lines.indent[at] < 0 or lines.heading(at) is not None:
            start, words, rows = at + 1, 0, 0
            continue
        own = len(lines.text[at].split(None, _LONG))
        if own >= _LONG:
            return at
        words += own
        rows += 1
        # Short lines one below the other are a menu, not a paragraph.
        if words >= _LONG and words >= 6 * rows:
            return start
    return min(len(lines), first + _LOOK)


def _is_menu(lines: Lines, at: int) -> bool:
    marker = lines.marker(at)
    return (
        marker is not None
        and 0 < len(marker.rest.split(None, 8)) <= 7
        and not marker.rest.endswith((".", "!", "?", ",", ";", ":"))
    )


_MOST_WORDS = 20


def _beside_byline(lines: Lines, first: int, prose: int) -> Titled | None:
    """The line above “Posted on …”, or below a day that heads the posts of a day.

    What a site says of itself may be a paragraph above the title; then the first
    byline below it tells the title.
    """
    stop = min(prose + 1, len(lines))
    later = range(stop, min(len(lines), first + _LOOK))
    last = next((at for at in later if patterns.is_header(lines.words(at))), later.stop)
    for span, less in ((range(first, stop), 0.0), (range(stop, last), 0.2)):
        head = [at for at in span if lines.indent[at] >= 0 and _shown(lines, at)]
        for place, at in enumerate(head):
            over = head[place - 1] if place else None
            under = head[place + 1] if place + 1 < len(head) else None
            told = _title_at_byline(lines, at, over, under, prose, bool(less))
            if told is not None:
                return replace(told, confidence=round(told.confidence - less, 2))
    return None


def _title_at_byline(
    lines: Lines,
    at: int,
    over: int | None,
    under: int | None,
    prose: int,
    late: bool,
) -> Titled | None:
    told = byline_of(_start(lines, at))
    if told is None or (told.date is None and (told.counts or not told.labelled)):
        return None
    if late and not told.labelled:
        return None
    alone = told.author is None and not told.labelled and not told.counts
    if alone and (not told.named_day or lines.marker(at) is not None):
        return None
    if alone and under is not None and under < prose and _heads_text(lines, under):
        start, end, able_over = under, _block_end(lines, under), False
    elif over is not None and _can_be_title(lines, over):
        start, end, able_over = _block(lines, over), over + 1, True
    else:
        return None
    words = " ".join(_shown(lines, one) for one in range(start, end))
    reason = "the line above who and when" if able_over else "the line below the day"
    sure = 0.8 if able_over and told.date else 0.7
    return Titled(start, end, words, reason, sure)


def _heads_text(lines: Lines, at: int) -> bool:
    words = _shown(lines, at)
    return (
        _can_be_title(lines, at)
        and len(words.split(None, _MOST_WORDS)) < _MOST_WORDS
        and byline_of(words) is None
    )


def _headed(lines: Lines, first: int, prose: int) -> Titled | None:
    """The last heading of the first rank above the text, or an underlined line."""
    for at in range(first, min(prose, len(lines) - 1)):
        if lines.text[at] and _UNDERLINE.fullmatch(lines.text[at + 1]):
            words = _shown(lines, at)
            return Titled(at, at + 2, words, "a line that is underlined", 0.9)
    if lines.heading(first) is not None:
        return None
    headings = [at for at in range(first, prose) if lines.heading(at)]
    if not headings and prose < len(lines):
        below = range(prose, min(len(lines), prose + _LOOK))
        headings = [at for at in below if (lines.heading(at) or (9,))[0] == 1][:1]
    ranks = [heading[0] for at in headings if (heading := lines.heading(at))]
    if not ranks or not has_page_head(lines, first):
        return None
    rank = min(ranks)
    first_rank = [p for p, own in zip(headings, ranks, strict=True) if own == rank]
    menu = [at for at in range(first, prose) if _is_chrome(lines, at)]
    behind = [at for at in first_rank if not menu or at > menu[-1]]
    at = (behind or first_rank)[0]
    sure = 0.85 if rank == 1 else 0.5
    return Titled(at, at + 1, _shown(lines, at), "marked as a heading", sure)


def _above(lines: Lines, first: int, prose: int) -> Titled | None:
    """The line above who and when, or the last short line above the text."""
    if not has_page_head(lines, first):
        return None
    head = [at for at in range(first, prose) if lines.indent[at] >= 0]
    metas = [at for at in head if _is_meta(lines, at)]
    for meta in metas:
        above = [at for at in head if at < meta]
        if above and _can_be_title(lines, above[-1]):
            start = _block(lines, above[-1])
            words = " ".join(_shown(lines, at) for at in range(start, above[-1] + 1))
            said = _META.fullmatch(_shown(lines, meta)) is not None
            sure = 0.6 if said else 0.5
            reason = "the line above who and when"
            return Titled(start, above[-1] + 1, words, reason, sure)
    menu = [at for at in head if _is_chrome(lines, at)]
    able = [at for at in head if _can_be_title(lines, at)]
    below = _standing_below(lines, prose)
    own = [at for at in able if _letters(_shown(lines, at)) not in below]
    times = Counter(_letters(_start(lines, at)) for at in head)
    again = [at for at in own if times[_letters(_shown(lines, at))] > 1]
    behind = [at for at in own if not menu or at > menu[-1]]
    inner = [at for at in behind if prose < len(lines) and _beside(lines, at, prose)]
    flush = [at for at in own if lines.indent[at] == 0 and _set_in(lines, prose)]
    if again:
        at, reason, sure = again[-1], "it stands twice above the text", 0.6
    elif flush:
        at, reason, sure = (
            flush[-1],
            "set to the left of the text, as headings are",
            0.5,
        )
    elif inner or behind:
        at, reason, sure = (inner or behind)[0], "the first line below the menus", 0.4
    elif able:
        at, reason, sure = able[-1], "the last short line above the text", 0.3
    else:
        return None
    start, end = _block(lines, at), _block_end(lines, at)
    words = " ".join(_shown(lines, one) for one in range(start, end))
    return Titled(start, end, words, reason, sure)


def _is_chrome(lines: Lines, at: int) -> bool:
    words = _shown(lines, at)
    return _is_menu(lines, at) or _CHROME.fullmatch(words) is not None


def _beside(lines: Lines, at: int, prose: int) -> bool:
    return lines.indent[at] == lines.indent[prose]


def _standing_below(lines: Lines, prose: int) -> frozenset[str]:
    """Lines below the text: what stands there too is the site's, not the post's."""
    last = range(max(prose, len(lines) - 2 * _LOOK), len(lines))
    rest = [_letters(lines.text[at]) for at in last if 0 < len(lines.text[at]) <= 200]
    return frozenset(rest)


def _set_in(lines: Lines, prose: int) -> bool:
    return prose < len(lines) and lines.indent[prose] > 0


def _block(lines: Lines, last: int) -> int:
    """Where the title begins that ends here: the width may have broken it."""
    width = lines.width
    first = last
    while (
        width is not None
        and first > max(0, last - _MOST_LINES + 1)
        and lines.indent[first - 1] == lines.indent[last]
        and lines.full(first - 1, width)
        and _can_be_title(lines, first - 1)
    ):
        first -= 1
    return first


def _block_end(lines: Lines, first: int) -> int:
    width, end = lines.width, first + 1
    while (
        width is not None
        and end < min(first + _MOST_LINES, len(lines))
        and lines.indent[end] == lines.indent[first]
        and lines.full(end - 1, width)
    ):
        end += 1
    return end


def _is_meta(lines: Lines, at: int) -> bool:
    words = _shown(lines, at)
    if byline_of(words) is not None:
        return True
    return len(words) <= 160 and (
        _META.fullmatch(words) is not None or patterns.is_date_line(words) is not None
    )


def _can_be_title(lines: Lines, at: int) -> bool:
    words = _shown(lines, at)
    return (
        lines.marker(at) is None
        and len(words) <= 300
        and len(words.split(None, _LONG)) < _LONG
        and any(map(str.isalpha, words))
        and not words.startswith(("[", "!", "©"))
        and not words.endswith((".", ":", ",", ";"))
        and not _ADDRESS.fullmatch(words)
        and "](" not in words
        and not _CHROME.fullmatch(words)
        and not _is_meta(lines, at)
    )
