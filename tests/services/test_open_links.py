"""The links of an open post: what was taken up of it, and the ways from each text."""

from gulagreader.domain.uptake import Link, LinkKind, PassagePlace
from gulagreader.services.uptake.open_links import OpenLinks

BODY, OTHER = PassagePlace("a", None, 10, 50), PassagePlace("b", None, 5, 45)


def quoted(comment: str, start: int, end: int) -> Link:
    source = PassagePlace("a", comment, 0, end - start)
    return Link(source, PassagePlace("a", None, start, end), LinkKind.QUOTED, 1.0)


SHARED = Link(BODY, OTHER, LinkKind.SHARED, 1.0)


def test_passages_that_overlap_are_one_and_each_taker_counts_once() -> None:
    links = OpenLinks.of(
        "a", [quoted("c1", 10, 30), quoted("c1", 12, 20), quoted("c2", 25, 60)]
    )
    (passage,) = links.passages(None)
    assert (passage.start, passage.end, passage.count) == (10, 60, 2)


def test_a_passage_that_two_posts_share_is_known_from_both_ends() -> None:
    for post, here, there in (("a", BODY, OTHER), ("b", OTHER, BODY)):
        links = OpenLinks.of(post, [SHARED])
        (passage,) = links.passages(None)
        assert (passage.start, passage.end) == (here.start, here.end)
        (way,) = links.ways(None)
        assert (way.here, way.there, way.taken) == (here, there, True)


def test_from_a_comment_one_goes_first_to_where_its_words_come_from() -> None:
    taken = Link(
        PassagePlace("a", "c2", 0, 9),
        PassagePlace("a", "c1", 3, 12),
        LinkKind.QUOTED,
        1,
    )
    links = OpenLinks.of("a", [taken, quoted("c1", 10, 30)])
    first, second = links.ways("c1")
    assert (first.there, first.taken) == (PassagePlace("a", None, 10, 30), False)
    assert (second.there, second.taken) == (PassagePlace("a", "c2", 0, 9), True)


def test_takers_of_the_own_thread_come_before_other_posts() -> None:
    links = OpenLinks.of("a", [SHARED, quoted("c1", 20, 30)])
    assert [way.there.post for way in links.ways(None)] == ["a", "b"]


def test_a_text_without_links_has_no_ways() -> None:
    assert OpenLinks.of("a", [quoted("c1", 10, 30)]).ways("c9") == ()
