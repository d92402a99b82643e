"""A post as it is taken in: its texts, the links in its thread, its quotations."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import numpy as np

from gulagreader.domain.comments import Comment, Thread
from gulagreader.domain.errors import DamagedFileError
from gulagreader.domain.posts import Post
from gulagreader.domain.quotations import Quotation, QuotationKind
from gulagreader.domain.uptake import Link
from gulagreader.services.indexable import IndexableLibrary, PostFile
from gulagreader.services.indexed_quotations import shown_words, stands_for_itself
from gulagreader.services.uptake.quoted_above import quoted_above
from gulagreader.services.uptake.thread_texts import Text, ThreadTexts, texts_of
from gulagreader.storage.link_rows import LinkRow
from gulagreader.storage.passage_file import PassageFile, QuotationRow
from gulagreader.storage.short_rows import ShortKeys, ShortRow
from gulagreader.text.passage_matching import word_number
from gulagreader.text.quoted_pieces import worded_pieces
from gulagreader.text.short_quotations import seeds_of_short

_WORDS = 400
"""Characters of a quotation that a list shows at most."""


@dataclass
class Taken:
    """A post's file with its texts."""

    file: PostFile
    post: str
    title: str
    date: str
    texts: list[Text]
    signed: list[tuple[str | None, str | None]]
    """Author and date of each text."""
    links: list[Link]
    """Its quotations, led to what stands above them."""
    quotations: dict[int, list[QuotationRow]]
    """The quotations of each text that has some."""
    short: list[tuple[ShortRow, ShortKeys]]
    """Its short quotations that were not led, each with what it is looked for by; of a
    text its place among the texts is known."""

    @property
    def order(self) -> tuple[str, str]:
        """By date; undated ones last."""
        return self.date, self.file.name


@dataclass
class Taker:
    """Reads posts; what cannot be read is noted and left out."""

    library: IndexableLibrary
    notes: list[str] = field(default_factory=list)

    def take(self, file: PostFile) -> Taken | None:
        """Read a post and lead its quotations to what stands above them."""
        try:
            post, thread = self.library.read_post(file.path)
        except DamagedFileError as error:
            self.notes.append(str(error))
        except OSError as error:
            self.notes.append(f"{file.path}: {error.strerror or error}")
        else:
            return _taken(file, post, thread)
        return None


def _taken(file: PostFile, post: Post, thread: Thread) -> Taken:
    read = texts_of(post, thread)
    comments = [row.comment for row in thread.rows]
    signed = [(one.author, one.date or post.date) for one in comments]
    links = list(quoted_above(post.id, thread, read))
    return Taken(
        file,
        post.id,
        post.title,
        post.date or "9999",
        read.texts,
        [(post.author, post.date), *signed],
        links,
        dict(_quotations(post, comments, read)),
        list(_short(read, links)),
    )


def _short(
    read: ThreadTexts, links: list[Link]
) -> Iterator[tuple[ShortRow, ShortKeys]]:
    """The short quotations that do not come from above: they may from elsewhere."""
    led: dict[str | None, list[Link]] = {}
    for link in links:
        led.setdefault(link.source.comment, []).append(link)
    for number, quotations in read.quotations.items():
        own = led.get(read.texts[number].comment, ())
        for one in quotations:
            if one.level > 1 or one.kind is QuotationKind.TITLE:
                continue
            if _is_linked(one, read.sources[number]):
                continue  # that says where it comes from
            if any(a.source.start < one.end and one.start < a.source.end for a in own):
                continue
            pieces = tuple(map(tuple, worded_pieces(one)))
            seeds = seeds_of_short(pieces)
            if seeds:
                row = ShortRow(0, number, one.start, one.end, one.kind.value, pieces)
                words = {word_number(word) for piece in pieces for word in piece}
                hashes = np.array([seed for seed, _ in seeds], "<i8")
                yield row, (hashes.tobytes(), np.array(sorted(words), "<u4").tobytes())


def _is_linked(one: Quotation, source: str) -> bool:
    """Whether a quotation is the text of a link, or holds one."""
    around = source[max(0, one.start - 1) : one.start], source[one.end : one.end + 2]
    return "](" in one.text or around == ("[", "](")


def _quotations(
    post: Post, comments: list[Comment], read: ThreadTexts
) -> Iterator[tuple[int, list[QuotationRow]]]:
    for number, quotations in read.quotations.items():
        source = comments[number - 1].text if number else post.body
        rows = [_row(one, source) for one in quotations if stands_for_itself(one)]
        if rows:
            yield number, rows


def _row(one: Quotation, source: str) -> QuotationRow:
    cited = one.citation
    return QuotationRow(
        one.start,
        one.end,
        one.kind.value,
        " ".join(shown_words(one, source).split())[:_WORDS],
        one.speaker,
        cited.text if cited else None,
        cited.source_text if cited else None,
        cited.probable if cited else False,
    )


def stamp_of(file: PostFile) -> str:
    """What a post's file was when it was taken in."""
    return " ".join(map(str, file.stamp))


def add_post(kept: PassageFile, one: Taken) -> list[int]:
    """Write a post with its texts, its quotations and the links inside its thread."""
    kept.add_post(one.file.name, stamp_of(one.file), one.post, one.date, one.title)
    numbers = [
        kept.add_text(
            one.file.name,
            one.post,
            text.comment,
            text.numbers.astype("<u4").tobytes(),
            *signed,
        )
        for text, signed in zip(one.texts, one.signed, strict=True)
    ]
    for at, rows in one.quotations.items():
        kept.add_quotations(numbers[at], rows)
    kept.short.add(
        (replace(row, text=numbers[row.text]) for row, _ in one.short),
        (keys for _, keys in one.short),
    )
    number_of: dict[str | None, int] = {}
    for number, text in zip(numbers, one.texts, strict=True):
        number_of.setdefault(text.comment, number)
    kept.links.add(
        LinkRow(
            number_of[link.source.comment],
            link.source.start,
            link.source.end,
            number_of[link.target.comment],
            link.target.start,
            link.target.end,
            link.kind,
            link.score,
        )
        for link in one.links
    )
    return numbers
