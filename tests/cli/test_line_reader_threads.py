"""Comments by line and prompt: in order, folded, only some, long ones in parts."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from cli.small_library import Ask, write_library

from gulagreader.cli.line_reader.orders import ORDERS, orders_said, understood

Type = Callable[..., list[str]]
SENTENCE = "They came home in the spring, thin and silent, and nobody asked them. "


def comment(name: str, author: str, date: str, text: str, parent: str = "") -> str:
    above = f"  parent: {parent}\n" if parent else ""
    head = f'- id: {name}\n{above}  author: {author}\n  date: "{date}"\n'
    return f"{head}  text: |-\n    {text}\n"


THREAD = "".join(
    (
        comment("c1", "ann", "2014-03-04T18:10:00-05:00", "Was there bread?"),
        comment("c2", "bob", "2014-03-04T21:02", SENTENCE * 40 + "Salt!", "c1"),
        comment("c3", "ann", "2014-03-05", "Thank you for the bread.", "c2"),
        comment("c4", "eve", "2014-03-04T19:30", "Another branch on snow.", "c1"),
        comment("c5", "chalk", "2014-03-04T18:30", "Earlier, and lower down."),
        comment("c6", "bob", "2014-03-06T00:00:00Z", "Bread again.", "c5"),
    )
)
FILES = {
    "library.yaml": "id: threads\nname: Threads\n",
    "posts/2014/2014-03-03-post.md": (
        '---\ntitle: A post\nid: ab11\nauthor: chalk\ndate: "2014-03-03"\n---\n'
        f"First of bread.\n\n{SENTENCE * 30}\n"
    ),
    "posts/2014/2014-03-03-post.comments.yaml": THREAD,
    "posts/2014/2014-03-01-other.md": (
        '---\ntitle: Another\nid: cd22\ndate: "2014-03-01"\n---\nNothing.\n'
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_library(tmp_path / "threads", FILES)


@pytest.fixture
def typed(ask: Ask, folder: Path) -> Type:
    """What is said after each line that is typed, each on one line."""

    def answers(*lines: str, at: str | None = "ab11") -> list[str]:
        given = "".join(f"{line}\n" for line in lines).encode()
        reply = ask("read", *([at] if at else []), "--plain", given=given, where=folder)
        assert reply.status == 0
        said = re.split(r"(?m)^(?:list|post|comments|hits)> ", reply.out)[1:]
        return [" ".join(one.split()) for one in said]

    return answers


def numbers(said: list[str]) -> list[int]:
    """The comments that were said, by their numbers in the tree."""
    found = (re.match(r"(?:Above it: .*\. )?Comment (\d+)", one) for one in said)
    return [int(one.group(1)) for one in found if one]


# In parts


def test_a_long_comment_is_said_in_parts(typed: Type) -> None:
    said = typed("comment 2", "", "", "", "", "", "q")
    assert "In 5 parts." in said[0]
    assert "Salt!" not in said[0]
    assert all(not one.startswith("Comment") for one in said[1:5])
    assert said[4].endswith("Salt!")
    assert said[5].startswith("Comment 3 of 6")


def test_one_goes_on_in_the_part_that_one_left(typed: Type) -> None:
    typed("comment 2", "", "", "q")
    typed("q")
    said = typed("where", "", "", "q")
    assert "Part 3 of 5." in said[0]
    assert said[1].startswith("Comment 2 of 6")
    assert "Part 3 of 5." in said[1]
    assert not said[2].startswith("Comment")


def test_one_goes_back_by_parts_and_on_to_the_next_comment(typed: Type) -> None:
    said = typed("comment 2", "", "back", "comment", "back", "comment back", "q")
    assert said[2] == said[0].split("5 parts. ")[1]
    assert said[3].startswith("Comment 3 of 6")
    assert "Part 5 of 5. " in said[4]
    assert said[5].startswith("Comment 1 of 6")


def test_a_long_paragraph_of_a_post_is_said_in_parts(typed: Type) -> None:
    said = typed("where", "", "", "", "where", "q")
    assert said[0] == "In the post A post. At its beginning; it has 5 parts."
    assert said[1] == "First of bread."
    assert said[2].endswith("nobody asked them.")
    assert len(said[2]) < 900
    assert said[4] == "In the post A post. Part 3 of 5."


def test_a_note_is_on_the_part_that_was_heard(typed: Type) -> None:
    said = typed("comment 2", "", "note here", "comment 1", "note there", "notes", "q")
    assert "1. On comment c1, on “Was there bread?”: there" in said[5]
    assert "2. On comment c2, on “They came home" in said[5]
    assert len(said[5]) < 1000


# Order


def test_comments_are_read_by_time_and_the_place_is_kept(typed: Type) -> None:
    said = typed("comment 5", "by time", "", "where", "by thread", "where", "q")
    assert said[1].endswith("You are at comment 5, 2 of 6 by time, chalk.")
    assert said[2].startswith("Comment 4, 3 of 6 by time, level 2, reply to ann.")
    assert "in the order of time; by thread goes back" in said[3]
    assert said[4].endswith("You are at comment 4, eve.")
    assert "order of time" not in said[5]


def test_by_time_every_comment_is_read_once(typed: Type) -> None:
    said = typed("by time", "comments", *["comment"] * 6, "q")
    assert numbers(said) == [1, 5, 4, 2, 3, 6]
    assert "This is the last comment." in said[-2]


def test_the_order_is_remembered_for_the_library(typed: Type) -> None:
    typed("by time", "q")
    said = typed("comments", "comment", "q")
    assert numbers(said) == [1, 5]


def test_an_hour_is_said_where_there_is_one(typed: Type) -> None:
    said = typed("comment 3", "comment 6", "comment 1", "where", "address", "q")
    assert "5 March 2014. In" not in said[0]
    assert "ann, began this branch. 5 March 2014. Thank" in said[0]
    assert "bob. 6 March 2014. Bread again." in said[1]
    assert "4 March 2014, 18:10." in said[2]
    assert "Exactly: 4 March 2014, 18:10:00, UTC-05:00." in said[3]
    assert "Its date: 4 March 2014, 18:10:00, UTC-05:00" in said[4]


# Folds


def test_a_branch_is_folded_gone_past_and_opened(typed: Type) -> None:
    said = typed("comment 1", "fold", "", "back", "unfold", "comment", "q")
    assert said[1] == (
        "Branch of 3 replies, folded. Enter goes past it, unfold opens it."
    )
    assert said[2].startswith("Comment 5 of 6")
    assert "Branch of 3 replies, folded. It begins: Was there bread?" in said[3]
    assert said[4].startswith("Unfolded. Comment 1 of 6")
    assert said[5].startswith("Comment 2 of 6")


def test_a_folded_branch_says_how_much_of_it_is_new(typed: Type, folder: Path) -> None:
    typed("q")
    path = folder / "posts/2014/2014-03-03-post.comments.yaml"
    more = comment("c7", "eve", "2014-03-07T08:00", "Late.", "c2")
    path.write_text(THREAD + more, encoding="utf-8")
    assert "3 March 2014, 7 comments, 1 new." in typed("", "q", at=None)[0]
    said = typed("fold all", "comments", "new", "w", ",", "q")
    assert "All is folded: 2 branches, 7 comments, 1 of them new." in said[0]
    assert "Branch of 4 replies, folded, 1 new." in said[1]
    assert said[2].startswith("Unfolded, to come to it. Comment 4 of 7")
    assert ", new. eve" in said[2]
    assert "No new comment or unread post further back" in said[4]


def test_folding_a_folded_branch_goes_to_what_it_answers(typed: Type) -> None:
    said = typed("comment 3", "fold", "fold", "q")
    assert "Folded; it has no replies." in said[1]
    assert said[2].startswith("It is folded; this is the comment it answers. Comment 2")


def test_all_is_folded_and_opened_again_at_the_same_comment(typed: Type) -> None:
    said = typed("comment 3", "fold all", "", "back", "unfold all", "q")
    assert "2 branches" in said[1]
    assert "You are at comment 1, ann." in said[1]
    assert said[2].startswith("Comment 5 of 6")
    assert said[3].startswith("Comment 1 of 6")
    assert said[4] == (
        "Unfolded 2 branches; all 6 comments are read. You are at comment 3, ann."
    )


@pytest.mark.parametrize(
    ("line", "read", "levels"),
    [
        ("fold level", [1, 2, 4, 5, 6], "2 levels"),
        ("<", [1, 2, 4, 5, 6], "2 levels"),
        ("fold level 2", [1, 2, 4, 5, 6], "2 levels"),
    ],
)
def test_levels_are_folded(
    typed: Type, line: str, read: list[int], levels: str
) -> None:
    said = typed(line, "comments", *["comment"] * len(read), "q")
    assert said[0].startswith(f"{levels} read: {len(read)} of 6 comments.")
    assert numbers(said) == read


def test_one_level_more_is_read(typed: Type) -> None:
    said = typed("fold 1", ">", ">", ">", "q")
    assert said[0].startswith("All is folded: 2 branches, 6 comments.")
    assert said[1].startswith("2 levels read: 5 of 6 comments.")
    assert said[2].startswith("Unfolded 1 branch; all 6 comments are read.")
    assert said[3].startswith("Nothing to change")


def test_folds_are_kept_and_told_when_the_post_is_opened_again(typed: Type) -> None:
    typed("comment 1", "fold", "q")
    said = typed("", "w", "unfold all", "q")
    assert "Branch of 3 replies, folded" in said[0]
    assert "1 comment is folded; unfold all opens all." in said[1]
    assert "Unfolded 1 branch; all 6 comments are read." in said[2]


def test_who_goes_to_a_folded_comment_finds_it_open(typed: Type) -> None:
    said = typed("fold all", "comment 3", "undo", "find again", "q")
    assert said[1].startswith("Unfolded, to come to it. Comment 3 of 6")
    assert "Unfolded, to come to it. Comment 6 of 6" in said[3]


# Only some


def test_only_what_matches_is_read_with_what_it_answers(typed: Type) -> None:
    said = typed("only bread", "", "", "", "only all", "q")
    assert said[0].startswith("3 of 6 comments matching bread; only all reads")
    assert "Comment 1, 1 of 3 matching bread, level 1." in said[0]
    assert said[1].startswith("Above it: comment 2, bob: They came home")
    assert "Comment 3, 2 of 3 matching bread" in said[1]
    assert said[2].startswith("Above it: comment 5, chalk: Earlier, and lower down.")
    assert "That was the last matching bread" in said[3]
    assert said[4] == "All comments are read again. You are at comment 6, bob."


def test_only_an_authors_comments_are_read(typed: Type) -> None:
    said = typed("by bob", "comment", "by bob", "comment 1", "by", "by zed", "q")
    assert "2 of 6 comments by bob" in said[0]
    assert "Comment 2, 1 of 2 by bob" in said[0]
    assert "Comment 6, 2 of 2 by bob" in said[1]
    assert "That was the last by bob" in said[2]
    assert said[3].startswith("Comment 1 of 6")
    assert said[4].endswith("You are at comment 1, 1 of 2 by ann, ann.")
    assert said[5].startswith("There is no comment by zed here. Here speak ann, bob")


def test_the_place_is_kept_when_all_are_read_again_as_they_were_folded(
    typed: Type,
) -> None:
    said = typed("fold all", "only thank", "only all", "where", "q")
    assert "Comment 3, 1 of 1 matching thank" in said[1]
    assert said[2] == (
        "All comments are read again. Unfolded, to come to it."
        " You are at comment 3, ann."
    )
    assert "Comment 3 of 6" in said[3]


def test_by_time_a_comment_that_only_stood_above_brings_all_back(typed: Type) -> None:
    said = typed("only thank", "parent", "by time", "q")
    assert said[1].startswith("Comment 2 of 6")
    assert "All comments are read again: this one was left out." in said[2]
    assert said[2].endswith("You are at comment 2, 4 of 6 by time, bob.")


def test_some_comments_are_read_by_time(typed: Type) -> None:
    said = typed("by time", "only bread OR snow", "", "", "", "q")
    assert numbers([one.rpartition("reads all again. ")[2] for one in said]) == [
        1,
        4,
        3,
        6,
    ]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("only nothing like it", "No comment matches nothing like it; nothing changed"),
        ("only is:unread", "is:unread is said of posts"),
        ("only", "All comments are read; only and some words"),
        ("by", "Say whose comments, such as: by reader 7."),
        ("fold", "comments goes to the first"),
        ("fold sideways", "Say fold, fold all, fold level"),
        ("unfold", "comments goes to the first"),
        ("above", "comments goes to the first"),
        ("redo", "undo goes back"),
        ("earlier", "find and some words"),
        ("headings", "no headings"),
        ("headings 7", "There is no heading 7"),
        ("goto 3", "goto takes a letter that mark gave, or a number"),
        ("comment 99", "There is no comment 99; there are 6."),
        ("why", "Say the number of a hit"),
        ("keep", "Say a name"),
        ("drop nothing", "lists says them"),
        ("unnote 4", "notes says them"),
        ("unread all", "read all did"),
        ("star 9", "there are 2 posts"),
        ("concordance", "Say a word"),
        ("person nobody at all", "who wrote"),
        ("sort title", "by time and by thread"),
        ("post sideways", "Say post, post next or post back."),
    ],
)
def test_what_cannot_be_done_says_what_can(typed: Type, line: str, words: str) -> None:
    assert words in typed(line, "q")[0]


def test_narrowed_folds_count_for_nothing_and_new_stays_among_them(typed: Type) -> None:
    said = typed("only bread", "fold", "since all", "new", "new", "new", "q")
    assert "folds count for nothing; only all" in said[1]
    assert numbers(said[3:5]) == [3, 6]
    assert "None of those matching bread is new further on" in said[5]


# Finding, and what is above


def test_what_is_found_is_gone_through_in_both_ways(typed: Type) -> None:
    said = typed("find bread", "find", "find", "find", "find", "earlier", "N", "q")
    assert [one[:7] for one in said[:4]] == ["1 of 4.", "2 of 4.", "3 of 4.", "4 of 4."]
    assert "First of bread." in said[0]
    assert "Comment 1 of 6" in said[1]
    assert "does not stand after this; 4 in all, and earlier goes" in said[4]
    assert [one[:7] for one in said[5:7]] == ["3 of 4.", "2 of 4."]


def test_words_are_found_in_the_middle_of_a_long_comment(typed: Type) -> None:
    said = typed("find salt", "w", "", "q")
    assert "Part 5 of 5. " in said[0]
    assert said[0].endswith("Salt!")
    assert "Part 5 of 5." in said[1]
    assert said[2].startswith("Comment 3 of 6")


def test_what_is_above_is_heard_without_going_there(typed: Type) -> None:
    said = typed("comment 3", "above", "", "q")
    assert said[1].startswith("Comment 1 of 6")
    assert "Salt!" in said[1]
    assert said[1].endswith("You are still at comment 3.")
    assert said[2].startswith("Comment 4 of 6")


def test_a_jump_that_was_undone_is_done_again(typed: Type) -> None:
    said = typed("comment 2", "", "comment 5", "undo", "redo", "redo", "q")
    assert said[3].startswith("Comment 2 of 6")
    assert "Part 2 of 5." in said[3]
    assert said[4].startswith("Comment 5 of 6")
    assert "No jump was undone" in said[5]


def test_keys_of_the_screen_do_the_same(typed: Type) -> None:
    said = typed("-", "G", "=", "g", "}", "{", "]", "[", "q")
    assert "All is folded" in said[0]
    assert said[1].startswith("Comment 5 of 6")
    assert "Unfolded 2 branches; all 6 comments are read." in said[2]
    assert numbers(said) == [5, 1, 5, 1]
    assert "Another" in said[6]
    assert "A post" in said[7]


def test_help_tells_of_all_orders_of_some_or_of_one_a_line_each(typed: Type) -> None:
    said = typed("help top", "help", "help thread", "help nonsense", "q")
    assert said[0] == (
        "top: go to the next top-level comment. top back: go to the one before."
    )
    assert all(f"{order.help}." in said[1] for order in ORDERS)
    assert "by time, by thread: read in the order of time, or as a tree." in said[2]
    assert "search" not in said[2]
    assert said[3] == f"nonsense is no order; these are all. {said[1]}"
    assert all(len(line) <= 88 for line in orders_said())
    assert understood("<") == understood("fold level")


# The list


def test_posts_of_the_list_are_marked_by_their_numbers(typed: Type) -> None:
    said = typed(
        *("list", "read 2", "star 2", "list", "unread 2", "read all", "unread all"),
        *("read", "q"),
        at=None,
    )
    assert said[1] == "Another. Marked as read."
    assert "2. Another, author unknown, 1 March 2014, no comments, starred." in said[3]
    assert said[4] == "Another. Marked as not read."
    assert "2 posts marked as read." in said[5]
    assert said[6] == "2 posts marked as not read again."
    assert said[7] == "Say the number of a post of the list, such as: star 3"


def test_the_list_is_sorted_and_kept_under_a_name(typed: Type) -> None:
    said = typed("sort", "sort oldest", "list title:another", "keep mine", "q", at=None)
    assert "sorted newest first" in said[0]
    assert "2 posts, oldest first. 1. Another" in said[1]
    assert "The list is kept as mine" in said[3]
    again = typed(
        "lists", "lists mine", "drop mine", "lists mine", "tags", "q", at=None
    )
    assert "5. mine: 1 post." in again[0]
    assert "1 post, oldest first. 1. Another" in again[1]
    assert "removed" in again[2]
    assert "There is no list mine; lists says them all." in again[3]
    assert "Years: 2014 1." in again[4]


def test_hits_are_sorted_explained_kept_and_left(typed: Type) -> None:
    said = typed(
        *("comment 3", "search bread", "sort newest", "why 1", "keep rolls"),
        *("return", "lists 5", "q"),
    )
    assert "4 hits." in said[1]
    assert "6 March 2014" in said[2].partition("2. ")[0]
    assert "score" in said[3]
    assert "kept as rolls" in said[4]
    assert said[5].startswith("Comment 3 of 6")
    assert "4 hits." in said[6]


def test_what_was_said_under_a_number_is_gone_to(typed: Type) -> None:
    said = typed(
        *("concordance snow", "goto 1", "person", "goto 1", "undo"),
        *("note mine", "notes", "unnote 1", "notes", "unnote", "notes", "q"),
    )
    assert "1 place in 1 text." in said[0]
    assert said[1].startswith("Comment 4 of 6")
    assert "eve: 1 comment, the oldest first." in said[2]
    assert said[4].startswith("Comment 4 of 6")
    assert "1. On comment c4" in said[6]
    assert "unnote by itself brings it back" in said[7]
    assert "You noted nothing on this post" in said[8]
    assert "1. On comment c4" in said[10]


def test_words_are_followed_to_where_they_come_from(typed: Type, folder: Path) -> None:
    words = "the stove draws and the bread is enough until the snow melts again"
    path = folder / "posts/2014/2014-03-01-other.md"
    path.write_text(f"{path.read_text()}\nShe wrote: “We hear that {words}.”\n")
    thread = folder / "posts/2014/2014-03-03-post.comments.yaml"
    quoting = comment("c9", "zoe", "2014-03-09", f"“{words}” is not what it says.")
    thread.write_text(THREAD + quoting, encoding="utf-8")
    said = typed("comment 7", "origin", "goto 1", "uptake", "undo", "q")
    assert "1. “" in said[1]
    assert "Shared with the post “Another”." in said[1]
    assert said[2].startswith("Post 2 of 2. Another.")
    assert "Taken up once: 1. Shared by zoe in a comment under “A post”" in said[3]
    assert "Comment 7 of 7" in said[4]


def test_what_was_heard_is_highlighted_and_the_post_noted_on(typed: Type) -> None:
    said = typed("", "highlight", "highlight mauve", "annotate later", "notes", "q")
    assert said[1] == "Highlighted, yellow."
    assert said[2].startswith("There is no mauve; say yellow, ")
    assert "On the post: later" in said[4]
    assert "On the post, on “First of bread.”: highlighted" in said[4]


def test_a_hit_leads_to_the_part_that_has_it(typed: Type) -> None:
    said = typed("search salt", "1", "w", "undo", "hit", "hit back", "hit 1", "q")
    assert "Hit 1 of 1. Comment 2 of 6" in said[1]
    assert "Part 5 of 5. " in said[1]
    assert said[1].endswith("Salt!")
    assert "Part 5 of 5." in said[2]
    assert "1 hit in all, and hits says them" in said[4]
    assert "Hit 1 of 1. Comment 2" in said[6]


def test_hits_are_gone_to_one_after_another(typed: Type) -> None:
    said = typed("search bread", *["hit"] * 5, "hit back", "q", at=None)
    assert all(f"Hit {n} of 4. " in said[n] for n in range(1, 5))
    assert "There is no such hit" in said[5]
    assert "Hit 3 of 4. " in said[6]
    in_post = next(one for one in said[1:5] if "Comment" not in one)
    assert in_post.endswith("Part 1 of 5. First of bread.")


def test_a_quotation_that_was_found_is_heard(typed: Type, folder: Path) -> None:
    words = "“Nobody had asked them what they had seen in all those years.”"
    path = folder / "posts/2014/2014-03-01-other.md"
    path.write_text(f"{path.read_text()}\nShe wrote: {words}\n")
    said = typed("search in:quotations seen", "1", "q")
    assert "1 hit. 1. Quotation, in “Another”, author unknown" in said[0]
    assert said[1].endswith(f"Hit 1 of 1. Part 2 of 2. She wrote: {words}")


def test_what_was_written_since_the_last_search_is_found(
    typed: Type, folder: Path
) -> None:
    assert "Nothing found." in typed("search kasha", "q")[0]
    path = folder / "posts/2014/2014-03-01-other.md"
    path.write_text(f"{path.read_text()}\nAnd kasha.\n")
    said = typed("search kasha", "q")[0]
    assert said.startswith("1 hit.")


def test_a_comment_is_opened_by_its_id(typed: Type) -> None:
    said = typed("open ab11#c3", "q", at=None)
    assert "Comment 3 of 6" in said[0]


def test_hits_are_counted_and_past_searches_told(typed: Type) -> None:
    said = typed("counts", "search bread", "counts", "search", "q")
    assert "search looks for words" in said[0]
    assert "Authors: " in said[2]
    assert "ann 2" in said[2]
    assert "Years: 2014 4." in said[2]
    assert "You searched: bread" in said[3]


def test_a_quotation_is_printed_with_its_source(typed: Type) -> None:
    said = typed("comment 1", "quote", "damaged", "q")
    assert said[1].startswith(
        "> Was there bread? > > — ann, comment on chalk, “A post”"
    )
    assert said[2] == "Nothing is damaged."
