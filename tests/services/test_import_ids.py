"""Comments that a page only numbers keep the ids that the library gave them."""

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import ImportedPost
from gulagreader.services.import_ids import with_known_ids

ORIGIN = Origin("text-dump", "page.txt", "0" * 64, "text-dump/1", "")
KNOWN = (
    Comment("c1", "Who was freed that spring?", author="Anna", date="2014-03-03"),
    Comment("c2", "Thieves, they say, and the sick.", "c1", "Boris"),
    Comment("c3", "My uncle came home in May.", author=None),
)


def ids_of(*comments: Comment, own: bool = False) -> list[tuple[str, str | None]]:
    """The ids that comments get, and those of the comments that they answer."""
    post = ImportedPost(
        "post", "A", "Text.", ORIGIN, comments=comments, own_comment_ids=own
    )
    return [(one.id, one.parent) for one in with_known_ids(post, KNOWN)]


def test_a_comment_that_came_in_between_moves_no_other_ones_id() -> None:
    one, answer, last = KNOWN
    between = Comment("c2", "A question of another kind.", author="Vera")
    moved = [
        one,
        between,
        Comment("c3", answer.text, "c2", "Boris"),
        Comment("c4", last.text),
    ]
    assert ids_of(*moved) == [
        ("c1", None),
        ("c4", None),
        ("c2", "c4"),
        ("c3", None),
    ]


def test_an_edited_comment_keeps_its_id() -> None:
    assert ids_of(
        Comment("c1", "All new words.", author="Anna", date="2014-03-03"),
        Comment("c2", "Thieves, they say, and the old.", "c1", "Boris"),
        Comment("c3", "My uncle came home in June."),
    ) == [("c1", None), ("c2", "c1"), ("c3", None)]


def test_another_comment_in_the_place_of_one_gets_an_id_of_its_own() -> None:
    one, answer, _ = KNOWN
    others = ids_of(
        one,
        answer,
        Comment("c3", "Nothing that was said before."),
        Comment("c3-1", "So it is.", "c3", "Vera"),
    )
    assert others[:2] == [("c1", None), ("c2", "c1")]
    (fresh, _), (reply, answered) = others[2:]
    assert fresh not in {"c1", "c2", "c3"}
    assert answered == fresh
    assert reply.startswith(f"{fresh}.")


def test_white_space_makes_no_other_comment() -> None:
    assert ids_of(Comment("c1", "My  uncle\ncame home in May.")) == [("c3", None)]


def test_ids_of_the_source_are_kept_as_they_are() -> None:
    theirs = Comment("4711", KNOWN[0].text, author="Anna", date="2014-03-03")
    assert ids_of(theirs, own=True) == [("4711", None)]
