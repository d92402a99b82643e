"""The list of posts narrowed, put in order and counted."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from services.reader_states import Done

from gulagreader.domain.listing import ListOrder
from gulagreader.domain.posts import PostCard
from gulagreader.domain.queries import parse_query
from gulagreader.services.listing import Listing, chosen_cards
from gulagreader.services.matching import askable, card_subject, fits
from gulagreader.services.states import NothingDone
from gulagreader.storage.card_columns import CardColumns

TITLES = ("The camp gate", "Camps, and an amnesty", "Письмо из лагеря", "Bread", "")
AUTHORS = ("map_room", "Orlova", "reader 3", None)
DATES = ("2014-03-03T17:04", "2014-03", "1953", "2015-01-02", "not a date", None)
TAGS = (("camps",), ("amnesty", "state-of-the-art"), (), ("лагерь",))
CLAUSES = (
    *(
        "camp",
        "camps",
        "bre",
        "письма",
        '"an amnesty"',
        '"the ca',
        "author:map",
        "-the",
    ),
    *("author:orl*", "title:camp", "tag:camps", "tag:art", "date:2014", "date:..1990"),
    *("is:unread", "is:starred", "is:new", "is:read", "has:comments", "has:note"),
    *("comments:>1", "comments:0..2", "in:posts", "kind:comment", "near/3(gate camp)"),
    *("OR", "(", ")", "-", "=camp", "cmp~", "state-of", "2014", "room", "и", "-is:new"),
)


@st.composite
def cards_and_done(draw: st.DrawFn) -> tuple[tuple[PostCard, ...], Done]:
    many = draw(st.integers(0, 8))
    cards = tuple(
        PostCard(
            f"p{number}",
            draw(st.sampled_from(TITLES)),
            draw(st.sampled_from(AUTHORS)),
            draw(st.sampled_from(DATES)),
            draw(st.sampled_from(TAGS)),
            draw(st.integers(0, 3)),
            f"{number}.md",
            draw(st.integers(0, 3)),
            draw(st.sampled_from(DATES)),
        )
        for number in range(many)
    )
    some = st.frozensets(st.sampled_from([f"p{number}" for number in range(9)]))
    seen = {post: frozenset(("c1",)) for post in draw(some)}
    done = Done(draw(some), draw(some), seen, draw(st.none() | some))
    return cards, done


def states_of(card: PostCard, done: Done, noted: frozenset[str]) -> frozenset[str]:
    """What is known of a card, found in the plain way."""
    read = card.id in done.read
    came = done.known is not None and card.id not in done.known
    more = read and card.comments > len(done.seen.get(card.id, range(card.comments)))
    said = {
        "read": read,
        "unread": not read,
        "starred": card.id in done.stars,
        "new": came or more,
        "note": card.id in noted,
    }
    return frozenset(name for name, holds in said.items() if holds)


@settings(max_examples=150, deadline=None)
@given(cards_and_done(), st.lists(st.sampled_from(CLAUSES), max_size=5), st.booleans())
def test_a_filtered_list_holds_what_a_plain_look_finds(
    given_cards: tuple[tuple[PostCard, ...], Done], clauses: list[str], typing: bool
) -> None:
    cards, done = given_cards
    text, noted = " ".join(clauses), frozenset(("p1", "p4"))
    query = parse_query(text, typing=typing, listing=True)
    part, notes = askable(query, listing=True)
    expected = [
        card.id
        for card in cards
        if fits(part, card_subject(card, states_of(card, done, noted)))
    ]
    listing = Listing(done, lambda: noted)
    listing.take(CardColumns((n, card) for n, card in enumerate(cards)))
    listing.finish(words=True)
    found = listing.listed(text, typing=typing)
    assert [card.id for card in found.cards] == expected
    assert (found.notes, found.is_whole) == (notes, True)
    assert found.cards.ids() == expected
    assert [found.cards.number_of(post) for post in expected] == [*range(len(expected))]
    assert listing.unread_among(found.cards) == len(set(expected) - done.read)


def _titled(*titles: str) -> list[PostCard]:
    return [
        PostCard(f"p{number}", title, None, None, (), 0, "x.md")
        for number, title in enumerate(titles)
    ]


CARDS = (
    PostCard("a", "Bread", "orlova", "2014-03-03", (), 2, "a", 5, "2014-03-05"),
    PostCard("b", "bread again", None, "2013", (), 9, "b", 50, "2016-01-01"),
    PostCard("c", "A camp", "Adler", "2012-01", (), 0, "c", 500),
    PostCard("d", "Ёлка", "map", None, (), 2, "d", 1, "2014-03-04"),
)


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (ListOrder.NEWEST, "abcd"),
        (ListOrder.OLDEST, "cbad"),
        (ListOrder.TITLE, "cabd"),
        (ListOrder.AUTHOR, "cdab"),
        (ListOrder.COMMENTS, "badc"),
        (ListOrder.DISCUSSED, "badc"),
        (ListOrder.NEW, "bacd"),
        (ListOrder.LONGEST, "cbad"),
    ],
)
def test_a_list_is_put_in_order(order: ListOrder, expected: str) -> None:
    read = frozenset("abd")
    done = Done(read=read, seen={"b": frozenset("12"), "a": frozenset("1")})
    found = chosen_cards(CARDS, "", order, states=done)
    assert "".join(card.id for card in found.cards) == expected


@settings(max_examples=40, deadline=None)
@given(cards_and_done(), st.sampled_from(list(ListOrder)))
def test_an_order_loses_no_post(
    given_cards: tuple[tuple[PostCard, ...], Done], order: ListOrder
) -> None:
    cards, done = given_cards
    found = chosen_cards(cards, "", order, states=done)
    assert sorted(card.id for card in found.cards) == [card.id for card in cards]


def test_an_answer_that_has_not_seen_all_cards_says_so() -> None:
    listing = Listing(NothingDone())
    listing.take(_titled(*(f"Post {number}" for number in range(5000))))
    assert not listing.grow(0.0, words=True)
    early = listing.listed("post")
    assert (len(early.cards), early.is_whole) == (0, False)
    listing.finish(words=True)
    later = listing.listed("post")
    assert (len(later.cards), later.is_whole) == (5000, True)


def test_what_a_list_cannot_be_asked_is_said() -> None:
    found = chosen_cards(
        CARDS, "has:quotation thread:{x} comments:few in:notes", states=NothingDone()
    )
    assert len(found.cards) == len(CARDS)
    assert {note.split(" ")[0] for note in found.notes} == {
        *("has:quotation", "thread:{…}", "comments:few", "in:notes")
    }


def test_posts_and_comments_are_counted_by_month_tag_author_and_year() -> None:
    cards = (
        PostCard("a", "A", "x", "2014-03-03", ("t", "u"), 3, "a", months="2014-04:3"),
        PostCard("b", "B", None, "2014", ("t",), 1, "b", months="2014-03:1"),
        PostCard("c", "C", "x", "1953-01", (), 0, "c"),
    )
    listing = Listing(NothingDone())
    listing.take(cards)
    listing.finish(words=False)
    every, dated = listing.listed("").cards, listing.listed("date:2014").cards
    march = 2014 * 12 + 2
    assert listing.months(every) == {march: 2, march + 1: 3, 1953 * 12: 1}
    assert listing.months(dated) == {march: 2, march + 1: 3}
    assert listing.tags(every) == {"t": 2, "u": 1}
    assert listing.authors(every) == {"x": 2, None: 1}
    assert listing.years(every) == {1953: 1, 2014: 2}
    assert listing.years(listing.listed("tag:none").cards) == {}
    assert listing.months(listing.listed("tag:none").cards) == {}
