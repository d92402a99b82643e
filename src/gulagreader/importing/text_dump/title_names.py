"""What names a page's title elsewhere, and where the title then stands.

Its names stand in the feeds of the page's head, in the heading of the comments, beside
the site's name, and in the file's name.
"""

import re
from collections.abc import Iterator

from gulagreader.importing.text_dump import patterns
from gulagreader.importing.text_dump.lines import Lines
from gulagreader.importing.text_dump.page_top import (
    LOOK,
    MOST_LINES,
    letters_of,
    shown,
    unmarked,
)

_MOST_NAMES = 40
"""Different names of the title that are looked for."""
_FEED = re.compile(r"[»›] ([^»›]{1,200}?) Comments Feed")
_NAMED = re.compile(
    r"\b(?:responses?|comments?|repl(?:y|ies)|thoughts?|gedanken?|kommentare?"
    r"|antwort(?:en)?|réponses?|commentaires?|réflexions?|comentários?|comentarios?"
    r"|respuestas?|respostas?|pensamientos?|комментари\w*|мысл\w+|ответ\w*"
    r"|comment[oi]|rispost[ae]|pensier[oi]|reacties?|gedachten?|komentarz(?:e|y|ów)?"
    r"|odpowied(?:ź|zi)|myśli?|kommentarer|svar|tanker?|tankar) "
    r"(?:to|on|zu|auf|sur|à|en|em|a|к|на|в|su|op|over|do|na(?: temat)?|til|på|om) "
    r"[“\"«„‘'](.{1,250}?)[”\"»“’']\s*\**$|^「(.{1,250})」(?:へ?の|に)",
    re.IGNORECASE,
)
_COUNTED_ON = re.compile(r"\d{1,5} (?:comments?|responses?) (?:on|to) ([^“\"].{1,250})")
_SITE_BEHIND = re.compile(r"(.{2,250}?) (?:\||«|–|—|-) \S.{0,100}")
_SITE_BEFORE = re.compile(r"\S.{0,100}? » (.{2,250})")


def names_of_title(
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
        once = (told[0], min(told[1], first + LOOK))
        if once not in tried:
            tried.add(once)
            yield told
        if len(tried) == _MOST_NAMES:
            break
    line = shown(lines, first)
    for form in (_SITE_BEHIND, _SITE_BEFORE):
        beside = form.fullmatch(line)
        if beside is not None:
            yield beside[1], len(lines), "the first line names it beside the site", 0.9
    slug = letters_of(name)
    if len(slug) >= 12:
        yield name, len(lines), "the file is named so", 0.9


def _named_by_comments(
    lines: Lines, first: int
) -> Iterator[tuple[str, int, str, float]]:
    for at in range(first, len(lines)):
        text = lines.text[at]
        if not text or len(text) > 300 or not patterns.is_header(unmarked(lines, at)):
            continue
        # A long title may have been broken by the page's width.
        for whole in (shown(lines, at), _broken(lines, at)):
            if (named := _NAMED.search(whole)) is not None:
                words = named[1] or named[2]
                yield words, at, "the heading of the comments names it", 0.95
            elif (named := _COUNTED_ON.fullmatch(whole)) is not None:
                yield named[1], at, "the count of the comments names it", 0.9


def _broken(lines: Lines, at: int) -> str:
    following = lines.text[at + 1] if at + 1 < len(lines) else ""
    return f"{unmarked(lines, at)} {following}".strip().strip("* ")


def where_named(
    lines: Lines, first: int, stop: int, prose: int, words: str
) -> tuple[int, int, str] | None:
    """Where a title stands: the last time above the text, else the first below.

    A line of a list is the menu's; it is not taken.
    """
    wanted = letters_of(words)
    if not wanted:
        return None
    above: tuple[int, int, str] | None = None
    for at in range(first, min(stop, first + LOOK)):
        if lines.indent[at] < 0 or lines.marker(at) is not None:
            continue
        joined = ""
        for end in range(at, min(at + MOST_LINES, stop)):
            if lines.indent[end] < 0:
                break
            joined = f"{joined} {shown(lines, end)}".strip()
            letters = letters_of(joined)
            if letters == wanted:
                found = (at, end + 1, joined.strip("*_# "))
                if at > prose:
                    return above or found
                above = found
            if not wanted.startswith(letters):
                break
    return above
