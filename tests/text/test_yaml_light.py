"""Plain YAML without the parser: the same as with it, or left to it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text.yaml_events import read_yaml
from gulagreader.text.yaml_light import read_light
from gulagreader.text.yaml_values import YamlMapping, YamlSequence, YamlValue

_SHIPPED = Path(__file__).parents[2] / "library" / "library.yaml"
_PIECES = ("id: ", "name: ", "a:", "  - ", "[", "]", "\n", '"', ", ", "yes", "12")
_MORE = ("a b", "Köln", "x.", "- ", " ", "null", ":", "#", "\t", "\r", "\x85", "é")
_WORD = st.text("abnyZé 1.-_:,#'", max_size=8)


def _told(value: YamlValue) -> object:
    """A value with its types and lines, to be compared."""
    if isinstance(value, YamlMapping):
        items = {key: _told(item) for key, item in value.items()}
        return "mapping", items, value.line, value.lines
    if isinstance(value, YamlSequence):
        return "list", [_told(item) for item in value], value.line, value.lines
    return type(value), value


def _agrees(text: str) -> None:
    light = read_light(text)
    if light is not None:
        assert _told(light) == _told(read_yaml(text))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from([*_PIECES, *_MORE]), max_size=12).map("".join))
def test_what_is_read_without_the_parser_is_what_it_reads(text: str) -> None:
    _agrees(text)


@settings(max_examples=200, deadline=None)
@given(
    _WORD,
    st.lists(_WORD).map(", ".join),
    st.lists(st.lists(_WORD).map(", ".join), max_size=3),
)
def test_fields_and_lists_are_what_the_parser_reads(
    name: str, words: str, groups: list[str]
) -> None:
    rows = "".join(f"  - [{group}]\n" for group in groups)
    _agrees(
        f'id: x\nname: {name}\ntitle: "{name}"\nteachers: [{words}]\nlists:\n{rows}'
    )


def test_the_shipped_library_needs_no_parser() -> None:
    text = _SHIPPED.read_text(encoding="utf-8")
    light = read_light(text)
    assert light is not None
    assert _told(light) == _told(read_yaml(text))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "id:\n",
        "id: a: b\n",
        "id: 'a'\n",
        "id: *a\n",
        "id: a #b\n",
        "id: a\nid: b\n",
    ],
)
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert read_light(text) is None
