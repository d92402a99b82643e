"""JSON Lines: a post on each line, in one shape."""

import json
from collections.abc import Iterator

from exporting.made_up_posts import ATTACK, DISCUSSION, contents_of

from gulagreader.exporting.contents import ExportedPost
from gulagreader.exporting.json_lines import json_lines


def test_each_line_is_one_post_with_its_thread_in_reading_order() -> None:
    posts = (DISCUSSION, DISCUSSION)
    lines = list(json_lines(contents_of(*posts), posts))
    assert len(lines) == 2
    assert all(line.count("\n") == 1 and line.endswith("\n") for line in lines)
    post = json.loads(lines[0])
    assert [one["id"] for one in post["comments"]] == ["c1", "c2", "c4", "c3"]
    assert [one["depth"] for one in post["comments"]] == [0, 1, 2, 0]
    quotation = post["quotations"][0]
    assert post["body"][quotation["start"] : quotation["end"]] == quotation["text"]
    assert quotation["citation"]["source"] == "applebaum"


def test_lines_are_made_one_by_one() -> None:
    asked: list[int] = []

    def posts() -> Iterator[ExportedPost]:
        for number in range(3):
            asked.append(number)
            yield DISCUSSION

    lines = json_lines(contents_of(), posts())
    next(lines)
    assert asked == [0]


def test_an_attack_is_a_string() -> None:
    line = "".join(json_lines(contents_of(ATTACK), [ATTACK]))
    assert json.loads(line)["title"] == ATTACK.post.title
