"""Every occurrence of what a query asks for, and their order."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.queries import parse_query
from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import Document, Documents
from gulagreader.search.keywords import (
    ORDERS,
    Order,
    asks_for_words,
    in_order,
    keywords_in,
    word_place,
)
from gulagreader.search.plan import Plan, plan_of
from gulagreader.text.words import words

TEXTS = st.lists(
    st.lists(st.sampled_from(["camp", "camps", "the", "Лагерь", "of"]), max_size=12),
    min_size=1,
    max_size=6,
)


@contextmanager
def documents_of(*documents: Document) -> Iterator[Documents]:
    with TemporaryDirectory() as folder:
        writer = DocumentWriter(Path(folder))
        writer.add_post(documents)
        writer.finish()
        made = Documents(Path(folder), writer.count)
        yield made
        made.close()


def comment(text: str, name: str = "c", author: str | None = None) -> Document:
    return Document("comment", "p", "A camp", text, name, author)


def plan(query: str) -> Plan | None:
    return plan_of(parse_query(query, typing=False).part)


def found(
    documents: Documents, query: str, order: Order | None = None
) -> list[tuple[int, int, int]]:
    """Document, word and size of each keyword."""
    every = range(len(documents))
    keywords = keywords_in(documents, list(every), plan(query))
    if order is not None:
        keywords = keywords.taken(in_order(documents, keywords, order))
    return [
        (*word_place(documents, keywords, at), int(keywords.sizes[at]))
        for at in range(len(keywords))
    ]


@settings(max_examples=60, deadline=None)
@given(TEXTS, st.sampled_from(ORDERS))
def test_all_that_a_plain_look_finds_is_found(
    texts: Sequence[Sequence[str]], order: Order
) -> None:
    post = Document("post", "p", "A camp of the title", " ".join(texts[0]))
    comments = [comment(" ".join(text), f"c{n}") for n, text in enumerate(texts)]
    with documents_of(post, *comments) as documents:
        looked = [
            (number, at, 1)
            for number, document in enumerate([post, *comments])
            for at, word in enumerate(words(document.text))
            if word in ("camp", "лагерь")
        ]
        assert found(documents, "camp OR лагерь") == looked
        assert sorted(found(documents, "camp OR лагерь", order)) == looked


@settings(max_examples=60, deadline=None)
@given(TEXTS)
def test_lines_come_in_the_order_of_the_words_beside(
    texts: Sequence[Sequence[str]],
) -> None:
    comments = [comment(" ".join(text), f"c{n}") for n, text in enumerate(texts)]
    with documents_of(*comments) as documents:
        spoken = [words(one.text) for one in comments]
        right = [
            spoken[n][at + 1 : at + 2] for n, at, _ in found(documents, "camp", "right")
        ]
        left = [
            [] if at == 0 else [spoken[n][at - 1]]
            for n, at, _ in found(documents, "camp", "left")
        ]
        assert right == sorted(right)
        assert left == sorted(left)


def test_a_phrase_is_one_keyword_and_hides_its_words() -> None:
    with documents_of(comment("the camp of the camp")) as documents:
        assert found(documents, '"camp of the" OR camp') == [(0, 1, 3), (0, 4, 1)]


def test_what_is_excluded_gives_no_line() -> None:
    with documents_of(comment("the camp of the north")) as documents:
        assert found(documents, "camp -north") == [(0, 1, 1)]
        assert not asks_for_words(plan("author:ann -camp"))
        assert asks_for_words(plan("near/3(camp north)"))


def test_a_run_does_not_go_from_the_title_to_the_text() -> None:
    post = Document("post", "p", "the old", "camp stands")
    with documents_of(post, comment("old camp")) as documents:
        assert found(documents, '"old camp"') == [(1, 0, 2)]
        assert found(documents, "old") == [(1, 0, 1)]


def test_only_the_texts_that_were_found_are_looked_through() -> None:
    with documents_of(comment("camp", "c1"), comment("camp", "c2")) as documents:
        keywords = keywords_in(documents, [1], plan("camp"))
        assert keywords.numbers.tolist() == [1]


def test_authors_come_without_regard_to_case_and_the_unsigned_last() -> None:
    texts = [
        comment("camp", "c1"),
        comment("camp", "c2", "ben"),
        comment("camp", "c3", "Ann"),
    ]
    with documents_of(*texts) as documents:
        order = [number for number, _, _ in found(documents, "camp", "author")]
        assert order == [2, 1, 0]


def test_signs_are_found_in_texts() -> None:
    texts = [comment("Why?"), comment("no"), comment("что;"), comment("Ποιος ήταν;")]
    with documents_of(*texts) as documents:
        assert documents.with_signs((b"?",)).tolist() == [0]
        assert documents.with_signs((b"\xce\x00;", b"\xcf\x00;")).tolist() == [3]
        assert documents.with_signs((b"?", b"\xbd;")).tolist() == [0, 3]
