"""How the quotations of a library are parted."""

from hypothesis import given
from hypothesis import strategies as st

from gulagreader.domain.quotation_list import GroupedBy, ListedQuotation, grouped


def quotation(post: str, start: int = 0, **more: object) -> ListedQuotation:
    known: dict[str, object] = {
        "comment": None,
        "title": f"Post {post}",
        "end": start + 5,
        "kind": "quotation",
        "words": "“words”",
        "speaker": None,
        "author": "chalk",
        "date": None,
        "cited": None,
        "source": None,
    }
    return ListedQuotation(post=post, start=start, **{**known, **more})  # type: ignore[arg-type]


EVERY = [
    quotation("b", date="2014-03-03", speaker="orlova"),
    quotation("b", 10, date="2014", speaker="Akhmatova", taken_up=3),
    quotation("a", date="1999-01-01", source="A source", cited="x"),
    quotation("a", 10, cited="Orlova 1957", taken_up=12),
]


def names(by: GroupedBy) -> list[str]:
    return [group.name for group in grouped(EVERY, range(4), by)]


def test_posts_come_as_the_list_has_them() -> None:
    assert names(GroupedBy.POST) == ["Post b", "Post a"]


def test_speakers_come_by_name_and_nobody_last() -> None:
    assert names(GroupedBy.SPEAKER) == ["Akhmatova", "orlova", ""]


def test_a_source_that_is_not_known_is_named_as_it_is_cited() -> None:
    assert names(GroupedBy.SOURCE) == ["A source", "Orlova 1957", ""]


def test_years_come_newest_first_and_undated_ones_last() -> None:
    assert names(GroupedBy.YEAR) == ["2014", "1999", ""]


def test_what_was_taken_up_most_comes_first() -> None:
    groups = grouped(EVERY, range(4), GroupedBy.UPTAKE)
    assert [(group.name, group.members) for group in groups] == [
        ("12", (3,)),
        ("3", (1,)),
        ("0", (0, 2)),
    ]


def test_only_what_was_asked_for_is_grouped() -> None:
    assert [g.members for g in grouped(EVERY, [1, 3], GroupedBy.POST)] == [(1,), (3,)]


@given(
    st.lists(
        st.builds(
            quotation,
            st.sampled_from("abc"),
            st.integers(0, 9),
            speaker=st.sampled_from([None, "", "Orlova", "orlova"]),
            cited=st.sampled_from([None, "Orlova 1957"]),
            date=st.sampled_from([None, "1953-03-27", "1953", "soon"]),
            taken_up=st.integers(0, 3),
        ),
        max_size=12,
    ),
    st.sampled_from(GroupedBy),
)
def test_each_quotation_is_in_one_group_and_the_groups_differ(
    every: list[ListedQuotation], by: GroupedBy
) -> None:
    groups = grouped(every, range(len(every)), by)
    numbers = [number for group in groups for number in group.members]
    assert sorted(numbers) == list(range(len(every)))
    assert all(list(group.members) == sorted(group.members) for group in groups)
    if by is not GroupedBy.POST:
        assert len({group.name for group in groups}) == len(groups)
    assert "" not in [group.name for group in groups][:-1]


def test_the_order_goes_round() -> None:
    by = GroupedBy.POST
    for _ in GroupedBy:
        by = by.following
    assert by is GroupedBy.POST


def test_a_year_that_is_no_number_is_none() -> None:
    assert quotation("a", date="undated").year == ""
