"""gulagreader show."""

from pathlib import Path
from typing import Any

import pytest
from cli.small_library import DECREE, Ask


def test_a_post_has_exactly_the_keys_of_its_shape(ask: Ask) -> None:
    post = ask("show", "aa11", "--json").json
    assert list(post) == [
        *("id", "title", "author", "date", "tags", "body", "sources"),
        *("quotations", "comments"),
    ]
    assert post["sources"] == [
        {
            "key": "applebaum",
            "text": "Anne Applebaum, Gulag (2003)",
            "url": "https://example.org/d",
        }
    ]
    assert [list(comment) for comment in post["comments"]] == [
        ["id", "parent", "depth", "author", "date", "kind", "text"]
    ] * 3
    assert [(one["id"], one["parent"], one["depth"]) for one in post["comments"]] == [
        ("c1", None, 0),
        ("c2", "c1", 1),
        ("c3", "c2", 2),
    ]
    assert post["comments"][2]["author"] is None


def _text_of(post: dict[str, Any], comment: str | None) -> str:
    texts = {one["id"]: one["text"] for one in post["comments"]}
    found = post["body"] if comment is None else texts[comment]
    assert isinstance(found, str)
    return found


def test_offsets_lead_to_the_quotation_in_the_text_as_shown(ask: Ask) -> None:
    post = ask("show", "aa11", "--json").json
    assert {one["comment"] for one in post["quotations"]} == {None, "c2"}
    for one in post["quotations"]:
        text = _text_of(post, one["comment"])
        assert text[one["start"] : one["end"]] == one["text"]
    first = post["quotations"][0]
    assert first["text"] == f"“{DECREE}”"
    assert (first["kind"], first["level"]) == ("quotation", 1)


def test_a_citation_leads_to_its_source(ask: Ask) -> None:
    post = ask("show", "aa11", "--json").json
    citation = post["quotations"][0]["citation"]
    assert list(citation) == [
        *("text", "start", "end", "source", "source_text", "probable")
    ]
    assert post["body"][citation["start"] : citation["end"]] == "(Applebaum 2003)"
    assert citation["source"] == "applebaum"


def test_inner_quotations_are_rows_of_their_own(ask: Ask, library: Path) -> None:
    path = library / "posts/undated/gulag.md"
    head = path.read_text(encoding="utf-8").rpartition("---\n")[0]
    said = "She wrote: “He told us ‘there is no mercy in that sentence’ and left.”\n"
    path.write_text(f"{head}---\n{said}", encoding="utf-8")
    levels = [one["level"] for one in ask("show", "b333", "--json").json["quotations"]]
    assert levels == [1, 2]


def test_one_comment_comes_with_its_chain(ask: Ask) -> None:
    comment = ask("show", "aa11#c2", "--json").json
    assert (comment["post"], comment["id"], comment["depth"]) == ("aa11", "c2", 1)
    assert comment["replies"] == 1
    assert comment["ancestors"] == [
        {"comment": "c1", "author": "reader 12", "text": "Was Stalin dead by then?"}
    ]
    assert len(comment["quotations"]) == 1


def test_a_beginning_that_only_one_id_has_will_do(ask: Ask) -> None:
    assert ask("show", "b", "--json").json["id"] == "b333"
    assert ask("show", "aa#c3", "--json").json["id"] == "c3"


@pytest.mark.parametrize("name", ["zz", "aa11#c9", "a", "#c1", "-x", "aa11#"])
def test_an_id_that_names_nothing_or_too_much_is_wrong_usage(
    ask: Ask, name: str
) -> None:
    reply = ask("show", name)
    assert (reply.status, reply.out) == (2, "")
    assert reply.err.count("\n") == 1


def test_a_person_reads_the_post_and_its_thread(ask: Ask) -> None:
    out = ask("show", "aa11").out
    assert out.startswith("Whom the amnesty left out\n")
    assert "3 March 2014, 17:04" in out
    assert "3 comments" in out
    assert "\n  c2 · night_shift · 4 March 2014 · answers c1\n  For three weeks." in out
    assert "\x1b" not in out


def test_lines_are_no_wider_than_the_terminal(
    ask: Ask, surroundings: dict[str, str]
) -> None:
    surroundings["COLUMNS"] = "40"
    assert max(map(len, ask("show", "aa11").out.splitlines())) <= 40


def test_one_comment_is_read_under_those_above_it(ask: Ask) -> None:
    out = ask("show", "aa11#c3", "--plain").out
    assert out.index("c1 · reader 12") < out.index("c2 · night") < out.index("Thank")


def test_markdown_keeps_the_source(ask: Ask) -> None:
    out = ask("show", "aa11", "--markdown").out
    assert out.startswith("# Whom the amnesty left out\n")
    assert "## Who stayed\n\nNobody had *asked* them." in out
    assert "### c2 · night_shift · 4 March 2014 · answers c1\n\nFor three" in out


def test_two_ways_to_print_are_one_too_many(ask: Ask) -> None:
    assert ask("show", "aa11", "--json", "--plain").status == 2


def test_a_damaged_thread_does_not_hide_the_post(ask: Ask, library: Path) -> None:
    (library / "posts/2014/2014-03-03-amnesty.comments.yaml").write_text("- [\n")
    reply = ask("show", "aa11", "--json")
    assert reply.json["comments"] == []
    assert "comments.yaml" in reply.err
