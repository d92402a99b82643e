from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.importing.front_matter.decoding import FieldsError
from gulagreader.importing.front_matter.fields import Fields
from gulagreader.importing.front_matter.parting import Parted, part


def values(text: str, *, bare_lines: bool = False) -> dict[str, Any]:
    return part(text, bare_lines=bare_lines).fields.values


@pytest.mark.parametrize(
    "text",
    [
        '---\ntitle: "No"\ntags: [a, b]\ndate: 2014-03-03\n---\nBody\n',
        '---\r\ntitle: No\r\ntags:\r\n- a\r\n- b\r\ndate: "2014-03-03"\r\n...\nBody\n',
        '+++\ntitle = "No"\ntags = ["a", "b"]\ndate = 2014-03-03\n+++\nBody\n',
        '{"title": "No", "tags": ["a", "b"], "date": "2014-03-03"}\nBody\n',
    ],
    ids=["yaml", "windows", "toml", "json"],
)
def test_fields_are_the_same_words_in_every_form(text: str) -> None:
    parted = part(text.replace("\r\n", "\n"))
    assert parted.fields.values == {
        "title": "No",
        "tags": ["a", "b"],
        "date": "2014-03-03",
    }
    assert parted.body.strip() == "Body"


def test_bare_lines_end_at_the_first_blank_one() -> None:
    text = "Title: My: post\nDate: 2010-12-03 10:20\nSummary: one\n    two\n\nBody: x\n"
    parted = part(text, bare_lines=True)
    assert parted.fields.values == {
        "title": "My: post",
        "date": "2010-12-03 10:20",
        "summary": "one\ntwo",
    }
    assert parted.body == "Body: x\n"
    assert values(text) == {}


def test_an_alias_of_words_is_the_words() -> None:
    text = "---\nimage:\n  path: &image /x.jpg\n  feature: *image\n---\n"
    assert values(text) == {"image": {"path": "/x.jpg", "feature": "/x.jpg"}}


def test_toml_dates_keep_their_zone_or_have_none() -> None:
    text = (
        "+++\na = 2014-03-03T17:04:00-05:00\nb = 2014-03-03T17:04:00\nc = true\n+++\n"
    )
    assert values(text) == {
        "a": "2014-03-03T17:04:00-05:00",
        "b": "2014-03-03T17:04:00",
        "c": "true",
    }


def test_a_title_with_a_colon_is_read_line_by_line_and_told() -> None:
    parted = part("---\ntitle: Stalin: a life\ntags:\n- a\n- 'b'\n---\nBody\n")
    assert parted.fields.values == {"title": "Stalin: a life", "tags": ["a", "b"]}
    assert "line by line" in parted.fields.remarks[0].what
    assert parted.fields.remarks[0].line == 2


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("---\na: 1\n  b: [\n---\n", 3, "not YAML"),
        ("---\na: &x [1]\nb: *x\n---\n", 3, "a list or a mapping"),
        ("---\na: 1\na: 2\n---\n", 3, "stands twice"),
        ("+++\na = 1\nb =\n+++\n", 3, "is not TOML"),
        ('{"a": 1,\n"b": }\n', 2, "is not JSON"),
        ("---\n" + "[" * 100_000 + "\n---\n", 2, "nested"),
        ("+++\na = " + "[" * 5_000 + "\n+++\n", 2, "TOML"),
        ('{"a": ' + "[" * 100_000, 1, "nested too deep"),
    ],
)
def test_fields_that_cannot_be_read_are_refused_with_their_line(
    text: str, line: int, words: str
) -> None:
    with pytest.raises(FieldsError, match=words) as refused:
        part(text)
    assert refused.value.line == line


@pytest.mark.parametrize(
    "text", ["---\nNever closed\n", "---\nonly words\n---\nBody\n"]
)
def test_what_is_no_field_stays_in_the_body_and_is_told(text: str) -> None:
    parted = part(text)
    assert parted.body == text
    assert parted.fields.values == {}
    assert "read as text" in parted.fields.remarks[0].what


@pytest.mark.parametrize(
    ("given_tags", "tags"),
    [
        ("a b c", ("a", "b", "c")),
        ("a b, c", ("a b", "c")),
        (["a b", {"name": "d"}, "", "a b"], ("a b", "d")),
        ("", ()),
    ],
)
def test_tags_are_parted_as_their_site_would(
    given_tags: object, tags: tuple[str, ...]
) -> None:
    fields = Fields({"tags": given_tags})
    assert fields.list_of_words("tags", at_blanks=True) == tags


def test_addresses_of_people_are_dropped_and_counted_whatever_they_are_called() -> None:
    fields = Fields(
        {
            "author_email": "jane@example.org",
            "Email": "0" * 32,
            "ip": "192.0.2.1",
            "gravatar": "https://avatars.example/x",
            "contact": "write to jane@example.org",
            "email_count": "",
            "mood": "thoughtful",
        }
    )
    dropped = [left.what for left in fields.drop_private()]
    rest = [*fields.rest()]
    assert dropped == [
        "e-mail addresses",
        "hashes of e-mail addresses",
        "IP addresses",
        "addresses of avatars",
    ]
    assert [(left.what, left.text) for left in rest] == [
        ("e-mail addresses", None),
        ("other fields", "mood: thoughtful"),
    ]


def test_control_characters_behind_escapes_are_removed_and_counted() -> None:
    parted = part('---\ntitle: "a\\e]52;c;x\\ab"\ntext: "x\\e[31my"\n---\n')
    fields = Fields(parted.fields.values)
    assert fields.words("title") == "ab"
    assert fields.text("text") == "xy"
    assert [(one.what, one.count) for one in fields.rest()] == [
        ("control and invisible characters", 5)
    ]


@given(st.text(st.sampled_from("-+{}[]:\"'#&*!|> \nabé\t=,0"), max_size=80))
def test_no_text_is_lost_between_fields_and_body(text: str) -> None:
    for start in ("", "---\n", "+++\n", "{"):
        try:
            parted: Parted = part(start + text, bare_lines=True)
        except FieldsError:
            continue  # it is told with its line
        assert (start + text).endswith(parted.body)
