"""Citing what a reader reads: a post, a comment, or a passage of one."""

from dataclasses import replace

from gulagreader.domain.citing import Cited, CitedComment, Reference, ReferenceStyle
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.posts import LibraryInfo
from gulagreader.services.reading import Reading
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import parse_blocks, plain_text
from gulagreader.text.paragraph_numbers import (
    find_passage,
    paragraph_at,
    paragraph_span,
)
from gulagreader.text.references.files import bibtex, csl_json, ris
from gulagreader.text.references.markdown import quoted_passage
from gulagreader.text.references.prose import apa, chicago, mla
from gulagreader.text.references.titles import words_of_title, written

_BEGINNING = 20
"""Words of a comment that stand for its title (APA 7, 10.15)."""
_PROSE = {
    ReferenceStyle.CHICAGO: chicago,
    ReferenceStyle.MLA: mla,
    ReferenceStyle.APA: apa,
}
_FILES = {
    ReferenceStyle.BIBTEX: bibtex,
    ReferenceStyle.RIS: ris,
    ReferenceStyle.CSL_JSON: csl_json,
    ReferenceStyle.MARKDOWN: quoted_passage,
}


class PassageError(GulagreaderError):
    """A passage is not in the text that it is to be cited from."""


def cite(
    reading: Reading,
    info: LibraryInfo,
    comment: str | None = None,
    *,
    accessed: str | None = None,
) -> Cited:
    """What a citation says of a post, or of one of its comments.

    ``comment`` is the id of a comment of the thread; ``accessed`` a day in ISO 8601.
    """
    post = reading.post
    names, common = written(plain_text(post.body), words_of_title(post.title))
    return Cited(
        post=post.id,
        title=clean_line(post.title),
        container=clean_line(info.name),
        author=post.author,
        date=post.date,
        url=_address(post.origin.url if post.origin else None),
        lang=post.lang or info.lang,
        names=names,
        common=common,
        comment=None if comment is None else _comment(reading, comment),
        accessed=accessed,
    )


def cite_span(reading: Reading, cited: Cited, start: int, end: int) -> Cited:
    """Cite a passage by its place in the source: with its words and its paragraph.

    Offsets are code points of the post's body, or of the comment's text.
    """
    source = _source(reading, cited)
    blocks = parse_blocks(source)
    shown = []
    for block in blocks:
        part = block.to_text(start, end)
        if part is not None:
            shown.append(block.text[part[0] : part[1]].strip())
    return replace(
        cited,
        paragraph=paragraph_at(blocks, start),
        passage="\n\n".join(part for part in shown if part),
    )


def cite_quote(reading: Reading, cited: Cited, quote: str) -> Cited:
    """Cite a passage by its words; case, marks and markup need not agree.

    Raises:
        PassageError: the words do not stand in the text.
    """
    found = find_passage(_source(reading, cited), quote)
    if found is None:
        shown = clean_line(quote)[:60]
        raise PassageError(
            f"{cited.id} does not say “{shown}”. Give its words as they stand there, "
            "with … for what is left out."
        )
    at = paragraph_at(parse_blocks(_source(reading, cited)), found[0])
    return replace(cited, paragraph=at, passage=quote.strip())


def cite_paragraph(reading: Reading, cited: Cited, number: int) -> Cited:
    """Cite a paragraph by its number, from 1.

    Raises:
        PassageError: there are not so many paragraphs.
    """
    found = paragraph_span(_source(reading, cited), number)
    if found is None:
        raise PassageError(f"{cited.id} has no paragraph {number}.")
    return cite_span(reading, replace(cited, paragraph=number), *found)


def reference(cited: Cited, style: ReferenceStyle) -> Reference:
    """The citation in a style."""
    if style in _PROSE:
        return _PROSE[style](cited)
    return Reference(((_FILES[style](cited), False),))


def _source(reading: Reading, cited: Cited) -> str:
    if cited.comment is None:
        return reading.post.body
    thread = reading.thread
    return thread.rows[thread.index[cited.comment.id]].comment.text


def _comment(reading: Reading, number: str) -> CitedComment:
    thread = reading.thread
    comment = thread.rows[thread.index[number]].comment
    said = clean_line(plain_text(comment.text)).split()
    return CitedComment(
        id=comment.id,
        beginning=" ".join(said[:_BEGINNING]),
        author=comment.author,
        date=comment.date,
        url=_address(comment.url),
    )


def _address(url: str | None) -> str | None:
    """An address that leads somewhere; files on somebody's disk do not."""
    url = clean_line(url or "")
    return url if url.startswith(("http://", "https://")) else None
