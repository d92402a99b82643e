"""The lines of the list of posts, at its widths."""

import pytest

from gulagreader.domain.posts import PostCard
from gulagreader.text.cells import cell_len
from gulagreader.ui.panes.post_lines import meta_line


def told(author: str, width: int) -> str:
    card = PostCard("1", "A letter", author, "2014-03-03", (), 12, "letter.md")
    return "".join(words for words, _ in meta_line(card, 0, width))


@pytest.mark.parametrize("author", ["I", "map_room", "night_shift_librarian"])
def test_in_a_narrow_list_every_number_of_comments_stands_alone(author: str) -> None:
    line = told(author, 36)
    assert line.endswith(" 12 ")
    assert cell_len(line) == 36


def test_in_a_wide_list_a_number_says_what_it_counts() -> None:
    assert told("map_room", 78).endswith(" 12 comments ")
