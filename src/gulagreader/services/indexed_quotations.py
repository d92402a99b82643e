"""The quotations of a library as they are indexed: one document for each.

Indexed are the passages that somebody wrote or said: quotations, speech and block
quotes at the outermost level. Titles, terms and quotations in quotations are not.
"""

from collections.abc import Iterator

from gulagreader.domain.comments import Thread
from gulagreader.domain.posts import Post
from gulagreader.domain.quotations import Quotation, QuotationKind
from gulagreader.search.documents import Document
from gulagreader.services.indexable import Recipe
from gulagreader.text.markdown import plain_text
from gulagreader.text.quotation_rules import RULES
from gulagreader.text.quotations import find_quotations

_KINDS = frozenset({QuotationKind.QUOTATION, QuotationKind.SPEECH, QuotationKind.BLOCK})
QUOTATION = "quotation"
"""The kind of these documents."""


def quotation_documents_of(post: Post, thread: Thread) -> list[Document]:
    """The quotations of a post and of its comments, in reading order.

    The author of a document is who is quoted where the text says so, else whose
    text it stands in. Its date, tags and depth are those of the text.
    """
    found = [
        Document(
            kind=QUOTATION,
            post=post.id,
            title=post.title,
            text=shown_words(one, post.body),
            author=one.speaker or post.author,
            date=post.date,
            tags=post.tags,
            span=(one.start, one.end),
        )
        for one in _outermost(post.body, post)
    ]
    found += [
        Document(
            kind=QUOTATION,
            post=post.id,
            title=post.title,
            text=shown_words(one, row.comment.text),
            comment=row.comment.id,
            author=one.speaker or row.comment.author,
            date=row.comment.date,
            depth=row.depth,
            tags=post.tags,
            span=(one.start, one.end),
        )
        for row in thread.rows
        for one in _outermost(row.comment.text, post)
    ]
    return found


_MADE = 1
"""How documents are made of what is found."""
QUOTATIONS = Recipe(f"quotations/{_MADE}.{RULES}", quotation_documents_of, "quotations")


def _outermost(source: str, post: Post) -> Iterator[Quotation]:
    for one in find_quotations(source, sources=post.sources):
        if stands_for_itself(one):
            yield one


def stands_for_itself(one: Quotation) -> bool:
    """Whether it is a passage that somebody wrote or said, and in no other one."""
    return one.level == 1 and one.kind in _KINDS


def shown_words(one: Quotation, source: str) -> str:
    """What a reader sees of a quotation: its words with the marks, and no markup."""
    if one.kind is QuotationKind.BLOCK:
        return plain_text(source[one.start : one.end])
    return plain_text("\n\n".join(source[start:end] for start, end in one.spans))
