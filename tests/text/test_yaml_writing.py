import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gulagreader.text.clean import clean, clean_line
from gulagreader.text.yaml_events import dump_yaml, read_yaml, write_yaml
from gulagreader.text.yaml_values import PlainScalar
from gulagreader.text.yaml_writing import quick_yaml

SIGNS = "-?:,[]{}#&*!|>'\"%@`.~=<+/\\ \t\n0123456789abnoyeNTZ_“’é я😀\u0301"
raw = st.text(max_size=40) | st.text(alphabet=SIGNS, max_size=14)
words = raw.map(clean_line)
texts = raw.map(clean)
keys = st.from_regex(r"[a-z_]{1,6}", fullmatch=True)
fields = st.dictionaries(keys, words | texts, min_size=1, max_size=4)
lists = st.lists(fields, min_size=1, max_size=3)
mappings = st.dictionaries(
    keys,
    words | texts | st.lists(words, min_size=1, max_size=4) | lists | fields,
    min_size=1,
    max_size=4,
)


@settings(max_examples=400, deadline=None)
@given(value=lists | mappings)
@example(value={"a": "---"})
@example(value={"a": "- b", "b": "-", "c": "a:", "d": ":a", "e": "?"})
@example(value={"tags": ["a:b", "c?", "1:30", "x\u00a0y", "it's", '"']})
@example(value=[{"text": "a\n\n  b\n\tc \nd"}, {"text": "null"}])
def test_what_is_written_quickly_is_what_the_dumper_writes(value: object) -> None:
    quick = quick_yaml(value)

    assert quick is None or quick == dump_yaml(value)


@settings(max_examples=300, deadline=None)
@given(value=lists | mappings)
def test_any_cleaned_text_is_read_back_as_it_was(value: object) -> None:
    assert read_yaml(write_yaml(value)) == value


@pytest.mark.parametrize(
    "value",
    [
        [{"id": "c1", "author": "Reader 3", "date": "2014-03-03T18:10"}],
        [{"id": "c1", "text": "One.\n\nTwo: “three” #4."}, {"id": "c2", "text": ""}],
        {"title": "A: b", "id": "0123456789abcdef", "tags": ["a", "1953", "b, c"]},
        {"source": {"kind": "wxr", "url": "https://blog.example/?p=1#c"}},
        {"sources": [{"key": "doe", "text": "Doe"}, {"text": "x\ny"}], "menu": "5"},
    ],
)
def test_what_an_import_writes_does_not_need_the_dumper(value: object) -> None:
    assert quick_yaml(value) == dump_yaml(value)


@pytest.mark.parametrize(
    "value",
    [
        {"a": PlainScalar("5")},
        {"a": []},
        {"a": "tab\there"},
        {"a": "\nfirst"},
        {"a": "last\n"},
        {"no": "x"},
        {"two words": "x"},
        {"a": 5},
        {"a": ["x", ["y"]]},
        {},
        "x",
    ],
)
def test_what_is_not_known_is_left_to_the_dumper(value: object) -> None:
    assert quick_yaml(value) is None
    assert write_yaml(value) == dump_yaml(value)
