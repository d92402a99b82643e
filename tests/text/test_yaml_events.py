"""Reading YAML strictly from events, and writing it plainly."""

from types import MappingProxyType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text.clean import clean
from gulagreader.text.yaml_events import read_yaml, write_yaml
from gulagreader.text.yaml_values import (
    MEBIBYTE,
    PlainScalar,
    YamlError,
    YamlLimits,
    YamlMapping,
    YamlSequence,
)

PARSERS = pytest.mark.parametrize("pure", [False, True], ids=["libyaml", "python"])


@PARSERS
def test_every_scalar_stays_the_word_it_is(pure: bool) -> None:
    text = "a: No\nb: 12:30:45\nc: 0123\nd: 2014-03-03\ne: ~\nf:\ng: 1e3\n"
    assert read_yaml(text, pure=pure) == {
        "a": "No",
        "b": "12:30:45",
        "c": "0123",
        "d": "2014-03-03",
        "e": "~",
        "f": "",
        "g": "1e3",
    }


@PARSERS
def test_items_and_keys_know_their_lines(pure: bool) -> None:
    text = "\n- id: c1\n  text: |\n    one\n    two\n\n- id: c2\n"
    value = read_yaml(text, first_line=10, pure=pure)
    assert isinstance(value, YamlSequence)
    assert value.lines == [11, 16]
    assert isinstance(value[0], YamlMapping)
    assert value[0].lines == {"id": 11, "text": 12}


@PARSERS
@pytest.mark.parametrize("text", ["", "# only a remark\n", "---\n", "\ufeff"])
def test_an_empty_text_is_an_empty_string(text: str, pure: bool) -> None:
    assert read_yaml(text, pure=pure) == ""


@PARSERS
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: 1\nb: &here 2\n", 2, "anchors"),
        ("a: 1\nb: *here\n", 2, "aliases"),
        ("a: &here [1]\nb: *here\n", 1, "anchors"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "tags"),
        ("a: ! b\n", 1, "tags"),
        ("a:\n  <<: {b: c}\n", 2, "merge keys"),
        ("a: 1\nb: 2\na: 3\n", 3, '"a" stands twice (first in line 1)'),
        ('"\\e[31mx": 1\n"\\e[31mx": 2\n', 2, 'the key "x" stands twice'),
        ("a: 1\n[b]: 2\n", 2, "key must be a word"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("a: 1\nb: note: this\n", 2, "this is not YAML"),
        ("a: 1\nb: x\x1by\n", 2, "U+001B"),
        ("a: 1\nb: x\x00y\n", 2, "U+0000"),
    ],
)
def test_what_a_library_does_not_need_is_refused_with_its_line(
    text: str, line: int, words: str, pure: bool
) -> None:
    with pytest.raises(YamlError) as refused:
        read_yaml(text, pure=pure)
    assert refused.value.line == line
    assert words in refused.value.reason


@PARSERS
@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "- " * 100_000, "{a: " * 100_000, "? " * 100_000, "[{" * 50_000],
)
def test_a_hundred_thousand_levels_are_refused_and_not_entered(
    text: str, pure: bool
) -> None:
    with pytest.raises(YamlError):
        read_yaml(text, pure=pure)


@PARSERS
def test_sixteen_levels_are_read_and_seventeen_are_not(pure: bool) -> None:
    assert read_yaml("[" * 16 + "]" * 16, pure=pure)
    with pytest.raises(YamlError, match="more than 16 deep"):
        read_yaml("[" * 17 + "]" * 17, pure=pure)


@PARSERS
def test_an_alias_bomb_is_refused_at_its_first_anchor(pure: bool) -> None:
    lines = ["a0: &a0 [x, x]"]
    lines += [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    with pytest.raises(YamlError, match="line 1: anchors"):
        read_yaml("\n".join(lines), pure=pure)


def test_a_file_over_the_limit_is_refused_unread() -> None:
    with pytest.raises(YamlError, match="larger than 8 MiB"):
        read_yaml(b"x" * (8 * MEBIBYTE + 1))


def test_too_many_values_are_refused() -> None:
    with pytest.raises(YamlError, match="line 10: the file holds too many values"):
        read_yaml("- a\n" * 100, YamlLimits(values=10))


def test_bytes_that_are_not_utf_8_are_named_with_their_line() -> None:
    data = b"a: 1\nb: " + "привет".encode("cp1251")
    with pytest.raises(YamlError, match="line 2: this is not UTF-8"):
        read_yaml(data)


def test_a_line_of_a_million_characters_is_read() -> None:
    assert read_yaml("a: " + "x" * 1_000_000) == {"a": "x" * 1_000_000}


def test_text_with_line_ends_is_written_as_a_literal_block() -> None:
    text = "Erste Zeile  \n\tmit Tabulator\n\n  “eingerückt” 😀 — №"
    assert write_yaml({"text": text}) == (
        "text: |-\n  Erste Zeile  \n  \tmit Tabulator\n\n    “eingerückt” 😀 — №\n"
    )


@pytest.mark.parametrize(
    "word",
    [
        *("No", "yes", "y", "true", "null", "~", "", "5", "0x1F", "1e3", "12:30"),
        *("2014-03-03", "2014-03-03T18:10", "-.inf", "1_000", "0o17", "6242764418"),
    ],
)
def test_words_that_look_like_something_else_are_quoted(word: str) -> None:
    assert write_yaml({"a": word}) == f'a: "{word}"\n'


def test_plain_words_stay_plain() -> None:
    assert write_yaml({"title": "Freedom from the Gulags", "tags": ["a", "b c"]}) == (
        "title: Freedom from the Gulags\ntags: [a, b c]\n"
    )


def test_long_lines_are_not_wrapped_and_keys_keep_their_order() -> None:
    text = "word " * 2000 + "end"
    assert write_yaml({"z": text, "a": "b"}) == f"z: {text}\na: b\n"


def test_numbers_of_other_tools_are_written_back_without_marks() -> None:
    text = 'draft: true\nweight: 5\nversion: "5"\nwhen: 2014-03-03\n'
    assert write_yaml(read_yaml(text)) == text


def test_frozen_mappings_and_shared_values_are_written_out() -> None:
    shared = ["x"]
    value = MappingProxyType({"a": shared, "b": shared, "c": PlainScalar("5")})
    assert write_yaml(value) == "a: [x]\nb: [x]\nc: 5\n"


texts = st.text(max_size=60).map(clean) | st.text(
    alphabet=" \n\t-:#'\"|>&*!%@`{}[],?ab0б“😀\\~", max_size=30
)
values = st.recursive(
    texts,
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(texts.filter(lambda key: key != "<<"), inner, max_size=4)
    ),
    max_leaves=12,
)


@PARSERS
@settings(max_examples=150, deadline=None)
@given(value=values)
def test_what_is_written_is_read_again_exactly(value: object, pure: bool) -> None:
    assert read_yaml(write_yaml({"value": value}), pure=pure) == {"value": value}


@PARSERS
@settings(max_examples=150, deadline=None)
@given(data=st.binary(max_size=80) | st.text(max_size=80).map(str.encode))
def test_any_bytes_give_a_value_or_a_reason(data: bytes, pure: bool) -> None:
    try:
        value = read_yaml(data, pure=pure)
    except YamlError as error:
        value = error.reason if error.line >= 1 else ""
        said = bool(value)
    else:
        said = isinstance(value, str | YamlMapping | YamlSequence)
    assert said


@PARSERS
def test_a_foreign_file_may_name_words_and_use_them_again(pure: bool) -> None:
    text = "path: &image /x.jpg\nfeature: *image\nlist: &l [*image]\ntag: !str 5\n"
    assert read_yaml(text, pure=pure, foreign=True) == {
        "path": "/x.jpg",
        "feature": "/x.jpg",
        "list": ["/x.jpg"],
        "tag": "5",
    }


@PARSERS
def test_text_that_an_old_ruby_wrote_as_binary_is_words_again(pure: bool) -> None:
    text = "author: !binary |-\n  0JDQvdC90LA=\nother: !binary 'no base64?'\n"
    assert read_yaml(text, pure=pure, foreign=True) == {
        "author": "Анна",
        "other": "no base64?",
    }


@PARSERS
@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("a: &x [1]\nb: *x\n", 2, "a list or a mapping"),
        ("a: &x {b: *x}\n", 1, "a list or a mapping"),
        ("a: 1\nb: *x\n", 2, "nothing above it"),
        ("a: &x {b: c}\nd:\n  <<: *x\n", 3, "merge keys"),
        ("a: &x bbbbbbbb\nb:\n" + "- *x\n" * 6, 8, "too much"),
        ("a: 1\na: 2\n", 2, "stands twice"),
        ("[" * 40, 1, "nested more than"),
    ],
)
def test_a_foreign_file_is_refused_where_it_would_grow_without_end(
    text: str, line: int, words: str, pure: bool
) -> None:
    with pytest.raises(YamlError) as refused:
        read_yaml(text, YamlLimits(size=50), pure=pure, foreign=True)
    assert refused.value.line == line
    assert words in refused.value.reason


@PARSERS
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ('a: "x\nb: [1\n', 1),
        ('a: 1\nb: "x\n\n\n', 2),
        ("a: 1\nb: {\nc\n", 2),
        ("a: [1", 1),
        ("a: [1\nb: 2\n", 2),
        ("a:\n  - b\n c: d\n", 3),
    ],
)
def test_what_is_no_yaml_is_named_by_a_line_that_the_file_has(
    text: str, line: int, pure: bool
) -> None:
    with pytest.raises(YamlError) as refused:
        read_yaml(text, first_line=10, pure=pure)
    assert refused.value.line == 9 + line
