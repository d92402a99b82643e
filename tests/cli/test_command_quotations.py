"""gulagreader quotations, of a library and of any text."""

from pathlib import Path

import pytest
from cli.small_library import DECREE, Ask

from gulagreader.cli import quoting

_KEYS = ["text", "kind", "level", "start", "end", "citation", "speaker"]


def test_every_quotation_of_the_library_is_a_row(ask: Ask) -> None:
    reply = ask("quotations", "--json")
    assert reply.status == 0
    assert [(one["post"], one["comment"]) for one in reply.json] == [
        ("ab22", None),
        ("aa11", None),
        ("aa11", "c2"),
    ]
    assert all(
        list(one) == ["post", "comment", *_KEYS, "also_in", "taken_up"]
        for one in reply.json
    )


def test_who_repeats_a_passage_is_told(ask: Ask) -> None:
    rows = ask("quotations", "--json").json
    first, second, third = rows
    assert first["also_in"] == [
        {key: second[key] for key in ("post", "comment", "start", "end")}
    ]
    assert [other["post"] for other in second["also_in"]] == ["ab22"]
    assert third["also_in"] == []


@pytest.mark.parametrize(
    ("query", "count"),
    [("mercy", 1), ("in:comments", 1), ("author:chalk", 1), ("date:2014", 2)],
)
def test_a_query_narrows_them(ask: Ask, query: str, count: int) -> None:
    assert len(ask("quotations", query, "--json").json) == count


def test_marks_inside_a_block_quote_do_not_repeat_it(ask: Ask, library: Path) -> None:
    path = library / "posts/undated/gulag.md"
    head = path.read_text(encoding="utf-8").rpartition("---\n")[0]
    said = "> “They knew that nobody had asked them.”\n"
    path.write_text(f"{head}---\n{said}", encoding="utf-8")
    rows = ask("quotations", "asked", "--json").json
    assert [(row["level"], row["also_in"]) for row in rows] == [(1, []), (2, [])]


def test_a_query_still_knows_who_repeats(ask: Ask) -> None:
    (row,) = ask("quotations", "author:chalk", "--json").json
    assert [other["post"] for other in row["also_in"]] == ["aa11"]


def test_a_query_that_fits_nothing_gives_one(ask: Ask) -> None:
    reply = ask("quotations", "nowhere", "--json")
    assert (reply.status, reply.json) == (1, [])


def test_where_passages_were_compared_a_text_without_marks_is_named(
    ask: Ask, library: Path
) -> None:
    path = library / "posts/undated/gulag.md"
    path.write_text(path.read_text("utf-8") + f"\n{DECREE}, they said.\n", "utf-8")
    (row,) = ask("quotations", "author:chalk", "--json").json
    assert [other["post"] for other in row["also_in"]] == ["aa11"]
    assert row["taken_up"] is None
    ask("quotations", "--uptake", "aa11")
    (row,) = ask("quotations", "author:chalk", "--json").json
    assert [other["post"] for other in row["also_in"]] == ["aa11", "b333"]
    assert row["taken_up"] == 2


def test_quotations_come_in_groups(ask: Ask) -> None:
    by_year = ask("quotations", "--by", "year", "--json").json
    assert [(one["by"], one["name"], one["count"]) for one in by_year] == [
        ("year", "2015", 1),
        ("year", "2014", 2),
    ]
    (row,) = by_year[0]["quotations"]
    assert list(row) == ["post", "comment", *_KEYS, "also_in", "taken_up"]
    by_uptake = ask("quotations", "--by", "uptake", "--json").json
    assert [(one["name"], one["count"]) for one in by_uptake] == [("1", 2), ("0", 1)]
    by_source = ask("quotations", "--by", "source", "--json").json
    assert [one["name"] for one in by_source] == [
        "Anne Applebaum, Gulag (2003)",
        None,
    ]


def test_a_person_reads_the_groups_with_their_names(ask: Ask) -> None:
    out = ask("quotations", "--by", "uptake").out
    assert out.startswith("taken up once: 2\nab22 · quotation · taken up 1× · also in")
    assert "\nnot taken up: 1\n" in out
    assert "nobody named: 3\n" in ask("quotations", "--by", "speaker").out


def test_groups_hold_what_fits_the_query(ask: Ask) -> None:
    (group,) = ask("quotations", "author:chalk", "--by", "post", "--json").json
    assert (group["name"], group["count"]) == ("Errata", 1)
    assert ask("quotations", "nowhere", "--by", "post").status == 1


def test_a_group_that_there_is_not_is_wrong_usage(ask: Ask) -> None:
    reply = ask("quotations", "--by", "colour")
    assert reply.status == 2
    assert "speaker" in reply.err


def test_offsets_in_a_file_count_its_line_ends_as_they_are(
    ask: Ask, tmp_path: Path
) -> None:
    text = f"One.\r\n\r\nThe decree said: “{DECREE}”.\r\n"
    file = tmp_path / "any.txt"
    file.write_bytes(text.encode())
    (row,) = ask("quotations", "--text", str(file), "--json").json
    assert list(row) == _KEYS
    assert text[row["start"] : row["end"]] == row["text"] == f"“{DECREE}”"


def test_a_text_may_come_in_on_the_input(ask: Ask) -> None:
    given = f"The decree said: “{DECREE}”.".encode()
    reply = ask("quotations", "--text", "-", "--json", given=given, where=None)
    assert (reply.status, len(reply.json)) == (0, 1)


def test_controls_in_a_quoted_text_are_escaped_and_not_lost(ask: Ask) -> None:
    text = "The decree said: “\x1b[31mno mercy\x9b in the \u202esentence of a court”."
    reply = ask("quotations", "--text", "-", "--json", given=text.encode())
    (row,) = reply.json
    assert text[row["start"] : row["end"]] == row["text"]
    assert not {"\x1b", "\x9b", "\u202e"} & set(reply.out)


@pytest.mark.parametrize("given", [b"", b"Nothing here."])
def test_a_text_without_quotations_gives_one(ask: Ask, given: bytes) -> None:
    reply = ask("quotations", "--text", "-", "--json", given=given)
    assert (reply.status, reply.json) == (1, [])


@pytest.mark.parametrize("name", ["missing.txt", ".", "zero\0byte"])
def test_a_text_that_cannot_be_read_is_wrong_usage(ask: Ask, name: str) -> None:
    reply = ask("quotations", "--text", name)
    assert (reply.status, reply.out) == (2, "")


def test_a_binary_file_is_no_text(ask: Ask) -> None:
    assert ask("quotations", "--text", "-", given=b"\x00\x01\x02").status == 2


def test_a_person_reads_where_and_what(ask: Ask) -> None:
    out = ask("quotations", "author:corridor_notes").out
    assert out.startswith(
        "aa11 · quotation · (Applebaum 2003) → applebaum · also in ab22\n"
    )
    assert "The amnesty is not to be applied" in out


def test_a_text_without_end_is_refused(
    ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(quoting, "SIZE_LIMIT", 1000)
    text = tmp_path / "long.txt"
    text.write_text("word " * 201)
    for name, given in ((str(text), b""), ("-", b"word " * 201)):
        reply = ask("quotations", "--text", name, given=given)
        assert reply.status == 2
        assert "is larger than" in reply.err
