from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.dump_styles import STYLES, PageModel, Said, bare_resiliparse, flat
from importing.reading import read_dump

from gulagreader.importing.archive import ImportedPost

WORDS = (
    *("thaw", "camp", "letter", "winter", "train"),
    *("court", "novel", "guard", "river", "decree"),
    *("return", "silence", "amnesty", "sentence", "memory"),
    *("factory", "village", "prisoner", "journal", "rehabilitation"),
)
NAMES = ("Jane", "Bob Stone", "Анна", "history101", "José", "Ann-Marie O’Neil")


def prose(chance: Random, sentences: int) -> str:
    return " ".join(
        " ".join(chance.choices(WORDS, k=chance.randint(6, 14))).capitalize() + "."
        for _ in range(sentences)
    )


def said(chance: Random, depth: int) -> Said:
    return Said(
        chance.choice(NAMES),
        chance.randint(1, 28),
        tuple(prose(chance, chance.randint(1, 4)) for _ in range(chance.randint(1, 2))),
        tuple(said(chance, depth - 1) for _ in range(chance.choice((0, 0, 1, 2))))
        if depth
        else (),
    )


def made_page(seed: int, comments: int, depth: int) -> PageModel:
    chance = Random(seed)
    return PageModel(
        chance.choice(("The Thaw", "What the camps left behind", "1953")),
        tuple(prose(chance, chance.randint(8, 12)) for _ in range(3)),
        tuple(said(chance, depth) for _ in range(comments)),
    )


# A page is made from three numbers: drawing every word takes minutes.
pages = st.builds(
    made_page, st.integers(0, 10**6), st.integers(1, 12), st.integers(0, 3)
)


def made_bare_page(seed: int, comments: int) -> PageModel:
    chance = Random(seed)
    return PageModel(
        "The Thaw",
        tuple(prose(chance, chance.randint(4, 8)) for _ in range(3)),
        tuple(
            Said("", 1, tuple(prose(chance, 5) for _ in range(chance.randint(1, 2))))
            for _ in range(comments)
        ),
    )


def words(texts: list[str]) -> list[list[str]]:
    return [text.replace("\\\n", " ").split() for text in texts]


def assert_words_kept(post: ImportedPost, page: PageModel) -> None:
    assert post.title == page.title
    assert words([post.body]) == words([" ".join(page.paragraphs)])
    everyone = [said for said, _ in page.everyone()]
    assert words([c.text for c in post.comments]) == words(
        [" ".join(said.paragraphs) for said in everyone]
    )
    assert len({c.id for c in post.comments}) == len(everyone)


@pytest.mark.parametrize("style", sorted(STYLES))
@settings(max_examples=25, deadline=None)
@given(page=pages)
def test_a_printed_page_is_recovered(style: str, page: PageModel) -> None:
    post = read_dump(STYLES[style](page))

    assert_words_kept(post, page)
    everyone = list(page.everyone())
    assert [c.author for c in post.comments] == [said.author for said, _ in everyone]
    assert [c.date for c in post.comments] == [said.iso_date for said, _ in everyone]
    places = {id(said): place for place, (said, _) in enumerate(everyone)}
    by_id = {c.id: place for place, c in enumerate(post.comments)}
    assert [by_id[c.parent] if c.parent else None for c in post.comments] == [
        places[id(above)] if above else None for _, above in everyone
    ]


@settings(max_examples=25, deadline=None)
@given(page=pages)
def test_a_flat_page_is_recovered_without_its_nesting(page: PageModel) -> None:
    post = read_dump(flat(page))

    assert_words_kept(post, page)
    everyone = [said for said, _ in page.everyone()]
    assert [c.author for c in post.comments] == [said.author for said in everyone]
    assert [c.date for c in post.comments] == [said.iso_date for said in everyone]
    assert all(c.parent is None for c in post.comments)


@settings(max_examples=25, deadline=None)
@given(page=st.builds(made_bare_page, st.integers(0, 10**6), st.integers(2, 60)))
def test_comments_without_authors_are_recovered(page: PageModel) -> None:
    post = read_dump(bare_resiliparse(page))

    assert_words_kept(post, page)
    assert [c.id for c in post.comments] == [
        f"c{number}" for number in range(1, len(page.comments) + 1)
    ]
    assert all(c.author is None and c.date is None for c in post.comments)


def test_replies_are_numbered_under_the_comment_they_answer() -> None:
    reply = Said("Bob", 2, ("Thank you.",), (Said("Jane", 3, ("Not at all.",)),))
    page = PageModel(
        "The Thaw",
        ("After the winter came a thaw.",),
        (Said("Jane", 1, ("A fine post.",), (reply, reply)), Said("Ann", 4, ("Yes.",))),
    )

    post = read_dump(STYLES["resiliparse"](page))

    ids = [c.id for c in post.comments]
    assert ids == ["c1", "c1.1", "c1.1.1", "c1.2", "c1.2.1", "c2"]
