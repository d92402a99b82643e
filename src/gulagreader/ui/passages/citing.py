"""Copying what is read, with what says whose it is: quotes, addresses, citations."""

from dataclasses import dataclass

from gulagreader.domain.citing import Cited, ReferenceStyle
from gulagreader.domain.dates import exact_moment
from gulagreader.domain.posts import LibraryInfo
from gulagreader.services.citing import cite, cite_span, reference
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.clean import clean_line
from gulagreader.text.references.markdown import reference_markdown
from gulagreader.ui.passages.passage import Passage

STYLE = "citation style"
"""The setting that remembers the style chosen last."""
STYLES: tuple[tuple[ReferenceStyle, str], ...] = (
    (ReferenceStyle.CHICAGO, "Chicago, a note"),
    (ReferenceStyle.MLA, "MLA"),
    (ReferenceStyle.APA, "APA"),
    (ReferenceStyle.BIBTEX, "BibTeX"),
    (ReferenceStyle.RIS, "RIS"),
    (ReferenceStyle.CSL_JSON, "CSL-JSON"),
)
"""What can be chosen, in the order of the numbers that choose it."""
_PROSE = {ReferenceStyle.CHICAGO, ReferenceStyle.MLA, ReferenceStyle.APA}
_SHOWN = 36


@dataclass(frozen=True, slots=True)
class Copied:
    """A text for the clipboard, and what to say of it."""

    text: str
    said: str


def quote(reading: QuotedReading, info: LibraryInfo, passage: Passage) -> Copied:
    """A passage as a Markdown quote with its attribution."""
    cited = _cited(reading, info, passage)
    text = reference(cited, ReferenceStyle.MARKDOWN).text
    more = " without the other comments" if passage.cut else ""
    return Copied(text, f"Copied as a quote{more}: {first_words(passage.text)}")


def citation(
    reading: QuotedReading,
    info: LibraryInfo,
    of: Passage | str | None,
    style: ReferenceStyle,
) -> Copied:
    """A citation of a passage, of a comment by its id, or of the post (None)."""
    if isinstance(of, Passage):
        cited = _cited(reading, info, of)
    else:
        cited = cite(reading.reading, info, of)
    made = reference(cited, style)
    text = reference_markdown(made) if style in _PROSE else made.text
    text = text.replace("\r\n", "\n").strip("\n")
    name = dict(STYLES).get(style, style.value)
    return Copied(text, f"Copied as {name}: {first_words(made.text, marks=False)}")


def address(reading: QuotedReading, comment: str | None) -> Copied:
    """The address of a post, or of a comment of it; else its stable id.

    What is said has the exact moment of its date, since the lines above comments leave
    out the zone.
    """
    post = reading.post
    link, date = post.origin.url if post.origin else None, post.date
    name, thing = post.id, "post"
    if comment is not None:
        name, thing = f"{post.id}#{comment}", "comment"
        named = reading.thread.rows[reading.thread.index[comment]].comment
        link, date = named.url, named.date
    link = clean_line(link or "")
    when = f" (of {clean_line(exact_moment(date))})" if date else ""
    if link.startswith(("http://", "https://")):
        return Copied(link, f"Copied the address{when} {link}")
    return Copied(name, f"Copied the id {name}{when}; the {thing} has no address")


def first_words(text: str, *, marks: bool = True) -> str:
    """The first words of a text on one line."""
    line = clean_line(text)
    if len(line) > _SHOWN:
        line = line[:_SHOWN].rsplit(" ", 1)[0].rstrip(" ,;:.") + " …"
    return f"“{line}”" if marks else line


def _cited(reading: QuotedReading, info: LibraryInfo, passage: Passage) -> Cited:
    cited = cite(reading.reading, info, passage.comment)
    return cite_span(reading.reading, cited, passage.start, passage.end)
