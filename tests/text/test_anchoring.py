"""A passage that was marked is found again in a text that changed."""

import random
import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from gulagreader.domain.notes import Anchor, Selector
from gulagreader.text.anchoring import AnchoredText, find_passages, select

SAID = (
    "amnesty camp decree the of and a sentence years prisoner «Оттепель» лагерь "
    "who was freed in 1953, said “nobody” — not even Beria’s men; *all* of them"
)
TEXT = (
    "On 27 March 1953 the Presidium decreed an amnesty. It freed those whose sentences "
    "were five years or less.\n\nNobody in the camps of the political prisoners was "
    "freed by it. The decree said: “The amnesty is not to be applied to persons "
    "sentenced to more than five years.”\n\nThat was all."
)


def marked(text: str, passage: str, nth: int = 1) -> Selector:
    at = -1
    for _ in range(nth):
        at = text.index(passage, at + 1)
    return select(text, at, at + len(passage))


def placed(selector: Selector, text: str) -> Anchor:
    anchor = AnchoredText(text).place(selector)
    assert anchor is not None
    return anchor


def shown(selector: Selector, text: str) -> str:
    anchor = placed(selector, text)
    return text[anchor.start : anchor.end]


def test_in_the_same_text_a_passage_is_where_it_was() -> None:
    selector = marked(TEXT, "Nobody in the camps")
    assert placed(selector, TEXT) == Anchor(selector.start, selector.end, 1.0, "none")


def test_a_selection_is_taken_without_the_blanks_at_its_ends() -> None:
    selector = select("a  word  b", 1, 9)
    assert (selector.exact, selector.start, selector.end) == ("word", 3, 7)
    assert (selector.prefix, selector.suffix) == ("a  ", "  b")


@pytest.mark.parametrize(("start", "end"), [(0, 0), (3, 2), (0, 99), (-1, 2), (1, 3)])
def test_what_is_no_passage_cannot_be_taken(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="passage"):
        select("a  b", start, end)


def test_curled_marks_dashes_breaks_and_emphasis_do_not_count_as_changes() -> None:
    before = 'Intro. He said: "It\'s not -- to be *applied* to\nothers", and went.'
    after = "New. Intro. He said: “It’s not — to be _applied_ to others”, and went."
    selector = marked(before, before[16:-10])
    anchor = placed(selector, after)
    assert after[anchor.start : anchor.end].startswith("“It’s not")
    assert after[anchor.start : anchor.end].endswith("others”,")
    assert (anchor.change, anchor.changed) == ("marks", False)
    assert anchor.sure > 0.9


def test_a_passage_from_a_web_page_is_found_in_markdown() -> None:
    text = "See [the decree](https://example.org/d), which **freed** > 1 million.\n"
    selector = Selector("See the decree, which freed", "", "", 4711, 4738)
    assert (
        shown(selector, text)
        == "See [the decree](https://example.org/d), which **freed"
    )


def test_a_mended_name_is_found_though_half_of_it_changed() -> None:
    before = "the decree of 27 March 1953 (Geldom) and no other"
    selector = marked(before, "Geldom")
    after = before.replace("Geldom", "Geldern")
    anchor = placed(selector, after)
    assert after[anchor.start : anchor.end] == "Geldern"
    assert anchor.changed
    assert anchor.sure < 1


def test_a_small_change_inside_keeps_the_anchor_and_is_told() -> None:
    selector = marked(TEXT, "those whose sentences were five years or less")
    after = TEXT.replace("five years or less", "up to five years")
    anchor = placed(selector, f"A new beginning.\n\n{after}")
    assert anchor.change == "words"
    assert shown(selector, after) == "those whose sentences were up to five years"


@pytest.mark.parametrize("nth", [1, 2, 3])
def test_a_passage_that_stands_several_times_goes_to_the_right_one(nth: int) -> None:
    text = f"First: it was a thaw. {'x ' * 40} Then: it was a thaw. And it was a thaw!"
    selector = marked(text, "it was a thaw", nth)
    after = f"{'More words before. ' * 9}{text}"
    assert placed(selector, after).start == selector.start + len(after) - len(text)


def test_a_changed_passage_is_not_taken_for_an_unchanged_one_elsewhere() -> None:
    one = "Applebaum wrote that the camps were never really closed, as many think."
    text = (
        f"Intro words here.\n\n{one}\n\nSomething in between, of no interest.\n\n{one}"
    )
    selector = marked(text, "the camps were never really closed", 1)
    after = text.replace("never really", "not really", 1)
    assert shown(selector, after) == "the camps were not really closed"
    again = marked(text, "the camps were never really closed", 2)
    assert placed(again, after).start == after.rindex("the camps")


def test_the_same_paragraph_many_times_is_told_apart_by_its_neighbours() -> None:
    line = "There is no mercy in the sentence of a court.\n\n"
    text = "Beginning.\n\n" + line * 30 + "End."
    selectors = [marked(text, "no mercy", nth) for nth in (1, 3, 15, 30)]
    after = "Words before.\n\n" + text
    found = AnchoredText(after).place_all(selectors)
    assert [one and one.start for one in found] == [
        selector.start + 15 for selector in selectors
    ]


def test_what_was_taken_out_has_no_anchor() -> None:
    selector = marked(
        TEXT, "Nobody in the camps of the political prisoners was freed by it."
    )
    after = TEXT.replace(selector.exact, "")
    assert AnchoredText(after).place(selector) is None
    assert AnchoredText("").place(selector) is None
    assert (
        AnchoredText("Another text, on another thing altogether.").place(selector)
        is None
    )


def test_a_short_word_without_its_surroundings_is_not_guessed() -> None:
    selector = marked("In that camp he wrote a letter to the court.", "camp")
    other = "A camp was built. A camp was closed. Nothing else is known of any camp."
    assert AnchoredText(other).place(selector) is None


def test_blank_and_odd_selectors_have_no_anchor() -> None:
    for exact in ("", "  ", "**", "\0"):
        assert AnchoredText(TEXT).place(Selector(exact, "a", "b", 10**9, 10**9)) is None


def test_words_are_found_by_a_person_who_types_them() -> None:
    text = "He wrote: “It’s a *thaw*”. It's a thaw."
    assert [text[a:b] for a, b in find_passages(text, "It's a thaw")] == ["It's a thaw"]
    text = "He wrote: “It’s a *thaw*”."
    assert [text[a:b] for a, b in find_passages(text, "It's a thaw")] == [
        "It’s a *thaw"
    ]
    assert find_passages(text, " ") == find_passages(text, "nowhere") == []


WORDS = SAID.split(" ")
texts = st.lists(st.sampled_from(WORDS), min_size=12, max_size=80).map(" ".join)
inserted = ["new", "words", "“put”", "in", "\n\n", "Солженицын", "*x*", "—"]
pieces = st.lists(st.sampled_from(inserted), max_size=12).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_any_edit_outside_keeps_the_anchor_exactly(data: st.DataObject) -> None:
    text = data.draw(texts)
    start = data.draw(st.integers(0, len(text) - 12))
    end = data.draw(st.integers(start + 12, min(len(text), start + 90)))
    selector = select(text, start, end)
    start, end = selector.start, selector.end
    cut = sorted(data.draw(st.tuples(st.integers(0, start), st.integers(0, start))))
    after_cut = sorted(
        data.draw(st.tuples(st.integers(end, len(text)), st.integers(end, len(text))))
    )
    before = text[: cut[0]] + data.draw(pieces) + text[cut[1] : start]
    behind = text[end : after_cut[0]] + data.draw(pieces) + text[after_cut[1] :]
    edited = before + selector.exact + behind
    # Where the very words stand twice, what is around them has to tell.
    if len(find_passages(edited, selector.exact)) > 1:
        whole = selector.prefix + selector.exact + selector.suffix
        there = find_passages(edited, whole)
        assume([at for at, _ in there] == [len(before) - len(selector.prefix)])
    anchor = placed(selector, edited)
    assert (anchor.start, anchor.end) == (len(before), len(before) + end - start)
    assert anchor.change == "none"


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_a_small_edit_inside_keeps_the_passage(data: st.DataObject) -> None:
    random_words = random.Random(data.draw(st.integers(0, 10**6)))
    words = ["".join(random_words.choices("etaoinshrdlu", k=6)) for _ in range(70)]
    text = " ".join(words)
    first = data.draw(st.integers(1, 55))
    last = data.draw(st.integers(first + 6, min(69, first + 30)))
    start = len(" ".join(words[:first])) + bool(first)
    selector = select(text, start, len(" ".join(words[:last])))
    changed = list(words)
    at = data.draw(st.integers(first, last - 1))
    changed[at] = data.draw(
        st.sampled_from(
            ["Changed", f"{changed[at][:3]}X{changed[at][3:]}", "a bit of it"]
        )
    )
    edited = " ".join(["moved"] * data.draw(st.integers(0, 9)) + changed)
    anchor = placed(selector, edited)
    assert edited[anchor.start : anchor.end] == " ".join(changed[first:last])
    assert anchor.changed


@settings(max_examples=60, deadline=None)
@given(
    st.text(max_size=80), st.text(max_size=40), st.text(max_size=9), st.text(max_size=9)
)
def test_any_text_and_selector_give_a_place_within_or_none(
    text: str, exact: str, prefix: str, suffix: str
) -> None:
    anchor = AnchoredText(text).place(
        Selector(exact, prefix, suffix, 3, 3 + len(exact))
    )
    if anchor is not None:
        assert 0 <= anchor.start < anchor.end <= len(text)
        assert 0.5 <= anchor.sure <= 1


def long_text(words: int) -> str:
    drawn = random.Random(1)
    known = [
        "".join(drawn.choices("etaoinshrdlu", k=drawn.randint(2, 9)))
        for _ in range(4000)
    ]
    return " ".join(drawn.choice(known) for _ in range(words))


def test_a_long_post_is_looked_through_in_reasonable_time() -> None:
    text = long_text(100_000)
    start = text.index(" ", 400_000) + 1
    selector = select(text, start, start + 300)
    changed = selector.exact[:100] + "CHANGED" + selector.exact[107:]
    edited = "n" * 5000 + text[: selector.start] + changed + text[selector.end :]
    anchored = AnchoredText(edited)
    began = time.perf_counter()
    anchor = anchored.place(selector)
    assert anchor is not None
    assert edited[anchor.start : anchor.end] == changed
    assert anchored.place(Selector("q" * 3000, "w" * 32, "v" * 32, 5, 3005)) is None
    whole = select(text, 1000, 500_000)
    assert anchored.place(whole) is not None
    assert time.perf_counter() - began < 20  # a quadratic way takes hours
