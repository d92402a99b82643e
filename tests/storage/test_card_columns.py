"""Cards kept in columns are the cards that were given."""

from hypothesis import given
from hypothesis import strategies as st

from gulagreader.domain.posts import PostCard
from gulagreader.storage.card_columns import CardColumns

WORDS = st.text(st.characters(exclude_categories=["Cc"]), max_size=8)
CARDS = st.builds(
    PostCard,
    id=st.text("abc", min_size=1, max_size=3),
    title=WORDS,
    author=st.none() | WORDS,
    date=st.none() | WORDS,
    tags=st.lists(WORDS.filter(bool), max_size=3).map(tuple),
    comments=st.integers(0, 10**6),
    file=WORDS,
    words=st.integers(0, 10**6),
)
RANKED = st.lists(
    st.tuples(st.integers(-5, 5), CARDS), max_size=12, unique_by=lambda one: one[1].id
)


@given(RANKED)
def test_cards_come_back_in_the_order_of_their_ranks(
    ranked: list[tuple[int, PostCard]],
) -> None:
    columns = CardColumns(ranked)
    expected = [card for _, card in sorted(ranked, key=lambda one: one[0])]
    assert list(columns) == expected
    assert [columns[at] for at in range(len(columns))] == expected
    assert list(columns[1:3]) == expected[1:3]
    assert list(columns.ids()) == [card.id for card in expected]
    assert columns == expected


@given(RANKED, st.text("abc", min_size=1, max_size=3))
def test_a_card_is_found_by_its_id(
    ranked: list[tuple[int, PostCard]], wanted: str
) -> None:
    columns = CardColumns(ranked)
    ids = list(columns.ids())
    expected = ids.index(wanted) if wanted in ids else None
    assert columns.number_of(wanted) == expected
    assert columns.how_many_of([*ids, "none"]) == len(ids)


def test_no_cards_are_no_cards() -> None:
    assert not CardColumns()
    assert CardColumns() == ()
    assert CardColumns().number_of("a") is None
