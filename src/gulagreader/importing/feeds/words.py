"""The text of a feed's entry, whatever its author's program made of it."""

import re
from dataclasses import dataclass

from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.importing.sources import CONTROLS
from gulagreader.text.clean import clean_line, cleaned
from gulagreader.text.escape import escape
from gulagreader.text.markdown import plain_text

_MARKUP = re.compile(r"<[A-Za-z/!][^<>]*>|&(?:#\w{1,8}|[A-Za-z]{2,10});")
_CUT_OFF = re.compile(
    r"(?:\[\s*(?:…|\.\.\.)\s*\]|(?:…|\.\.\.)\s*(?:continue reading|read more|more)?"
    r"(?:\s*[→»].{0,40})?|(?:continue reading|read more)\b.{0,200})\s*\Z",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FeedText:
    """The Markdown of an entry and what was left out of it."""

    markdown: str
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def is_cut_off(self) -> bool:
        """Whether it ends as excerpts do."""
        end = plain_text(self.markdown[-400:])
        return _CUT_OFF.search(end) is not None


def feed_text(text: str, *, base: str = "") -> FeedText:
    """Read HTML, or plain words where nothing in them is HTML."""
    if _MARKUP.search(text):
        found = markdown_of(text, base=base)
        return FeedText(found.markdown, found.left_out, found.remarks)
    tidy = cleaned(text)
    left_out = (LeftOut(CONTROLS, tidy.removed),) if tidy.removed else ()
    return FeedText(escape(tidy.text.strip()), left_out)


def line_of(text: str) -> str:
    """A title, in which some programs write HTML, as words on one line."""
    if _MARKUP.search(text):
        shown = markdown_of(text).markdown
        return clean_line(plain_text(shown)) or clean_line(text)
    return clean_line(text)
