"""gulagreader quotations --uptake: what was taken up of a post, and by whom."""

from pathlib import Path

import pytest
from cli.small_library import DECREE, Ask

_PLACE = ["post", "comment", "start", "end"]


def test_both_posts_that_quote_a_sentence_know_of_each_other(ask: Ask) -> None:
    first = ask("quotations", "--uptake", "aa11", "--json").json
    (passage,) = first["passages"]
    (taking,) = passage["taken_up"]
    assert passage["text"] == DECREE
    assert (taking["post"], taking["kind"], taking["author"]) == (
        *("ab22", "shared"),
        "chalk",
    )
    (took,) = ask("quotations", "--uptake", "ab22", "--json").json["took"]
    assert took["from"] == {
        "post": "aa11",
        "comment": None,
        **{key: passage[key] for key in ("start", "end")},
    }


def test_the_shape_has_every_key(ask: Ask) -> None:
    shape = ask("quotations", "--uptake", "aa11", "--json").json
    assert list(shape) == ["post", "comment", "passages", "took"]
    (passage,) = shape["passages"]
    assert list(passage) == ["start", "end", "text", "taken_up"]
    (taking,) = passage["taken_up"]
    assert list(taking) == [
        *_PLACE,
        *("title", "author", "date", "kind", "score", "probable", "of", "answer"),
    ]
    (took,) = shape["took"]
    assert list(took) == ["start", "end", "kind", "score", "probable", "from"]
    assert list(took["from"]) == _PLACE


def test_a_person_reads_who_answered_what(ask: Ask, library: Path) -> None:
    comments = library / "posts/2014/2014-03-03-amnesty.comments.yaml"
    with comments.open("a", encoding="utf-8") as file:
        file.write('- id: c4\n  author: chalk\n  text: "> three weeks\\n\\nFour!"\n')
        file.write(
            '- id: c5\n  author: chalk\n  text: "“was Stalin dead by then”: no."\n'
        )
    out = ask("quotations", "--uptake", "aa11#c1").out
    assert out == (
        "0–23 · taken up once\n  Was Stalin dead by then\n"
        "    chalk · aa11#c5 · quoted\n      no.\n\n"
    )


def test_nothing_taken_up_gives_one(ask: Ask) -> None:
    reply = ask("quotations", "--uptake", "b333")
    assert (reply.status, reply.out) == (1, "")


@pytest.mark.parametrize(
    "wrong", [("nowhere",), ("aa11#c99",), ("aa11", "words"), ("aa11", "--text", "-")]
)
def test_what_does_not_make_sense_is_wrong_usage(
    ask: Ask, wrong: tuple[str, ...]
) -> None:
    assert ask("quotations", "--uptake", *wrong).status == 2
