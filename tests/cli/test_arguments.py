"""What is understood of a command line, and what is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.cli.arguments import UsageError, understand
from gulagreader.cli.verbs import READ, VERBS


def test_a_first_word_that_is_no_command_is_a_library() -> None:
    request = understand(["./list"])
    assert request.verb is READ
    assert request.words == ("./list",)


def test_no_words_open_the_reader() -> None:
    assert understand([]).verb is READ


@pytest.mark.parametrize(
    "words",
    [
        ["--library", "there", "search", "gulag", "--json"],
        ["search", "--library", "there", "gulag", "--json"],
        ["search", "gulag", "--json", "--library=there"],
        ["--library=there", "search", "--json", "gulag"],
    ],
)
def test_the_library_may_be_named_anywhere(words: list[str]) -> None:
    request = understand(words)
    assert (request.verb.name, request.text) == ("search", "gulag")
    assert str(request.library) == "there"
    assert request.has("--json")


@pytest.mark.parametrize(
    ("words", "query"),
    [
        (["search", "-stalin", "--json"], "-stalin"),
        (["search", "--json", "-stalin"], "-stalin"),
        (["search", "--", "-stalin"], "-stalin"),
        (["search", "--json", "--", "--json"], "--json"),
        (["search", "cult", "--json", "of", "personality"], "cult of personality"),
        (["search", "gulag", "-"], "gulag -"),
        (["list", "-author:reader"], "-author:reader"),
        (["quotations", "-mercy"], "-mercy"),
    ],
)
def test_a_query_needs_no_dashes_before_its_own(words: list[str], query: str) -> None:
    assert understand(words).text == query


def test_the_value_of_an_option_may_begin_with_a_dash() -> None:
    assert understand(["quotations", "--text", "-"]).options["--text"] == "-"
    assert understand(["import", "x", "--into=--odd"]).options["--into"] == "--odd"


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (["search", "x", "--jsno"], "did you mean --json"),
        (["search", "--stalin"], "search -- --stalin"),
        (["--nonsense"], "--nonsense"),
        (["import", "-x"], "-x"),
        (["import"], "SOURCE"),
        (["show"], "ID"),
        (["show", "a", "b"], "“b”"),
        (["index", "now"], "“now”"),
        (["search", "x", "--limit"], "--limit N"),
        (["search", "x", "--limit", "--json"], "--limit N"),
        (["list", "--json=yes"], "no value"),
        (["import", "x", "--into", ""], "--into DIR"),
        (["import", "x", "--into="], "--into DIR"),
        (["import", ""], "empty"),
        ([""], "empty"),
        (["a", "--library", "b"], "once"),
        (["show", "a\0b"], "zero character"),
        (["searchh", "gulag"], "did you mean “search”"),
    ],
)
def test_what_makes_no_sense_is_refused_with_what_to_do(
    words: list[str], what: str
) -> None:
    with pytest.raises(UsageError) as refused:
        understand(words)
    assert what in str(refused.value)


@pytest.mark.parametrize("value", ["0", "-1", "many", "1e3", "٣", "9" * 30])
def test_a_number_is_a_number_from_one(value: str) -> None:
    request = understand(["search", "x", f"--limit={value}"])
    with pytest.raises(UsageError):
        request.number("--limit", 20)


def test_help_of_a_command_asks_for_nothing_else() -> None:
    assert understand(["show", "--help"]).has("--help")
    assert understand(["show", "-h"]).has("--help")


_WORDS = st.sampled_from(
    [*(verb.name for verb in VERBS), "--json", "--library", "--", "-", "-x", "a", "--y"]
)


@given(st.lists(_WORDS | st.text(max_size=4), max_size=6))
def test_every_command_line_is_understood_or_refused(words: list[str]) -> None:
    refusal = None
    request = None
    try:
        request = understand(words)
    except UsageError as error:
        refusal = str(error)
    assert refusal or request
    if request is not None:
        assert all(request.verb.option(name) for name in request.options)
