"""Typographic care: what may not begin or end a line, and what stays together."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.text.wrap import wrap

_WORDS = st.sampled_from(
    (
        *("the", "camp", "was", "amnesty", "лагерь", "письмо", "он", "говорил"),
        *("camp,", "left.", "why?", "«дом»", "(not", "here)", "“well”", "сказал:"),
        *("—", "!", "»", "«", "(", "…", "–", "ж", "в", "бы", "I", "a"),
        *("大赦。", "「家」", "за\u0301мок", "❤️"),
    )
)
_CLOSE = tuple("!?:;,.…»”)—–。」")
_OPEN = tuple("«“„(「")


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@settings(max_examples=200)
@given(st.lists(_WORDS, min_size=1, max_size=40), st.integers(24, 80))
def test_no_mark_is_left_alone_at_either_edge(words: list[str], width: int) -> None:
    # Where marks alone would fill a line, no rule can be kept.
    kept = [w for n, w in enumerate(words) if len(w) > 1 or n % 3 == 0]
    found = lines(" ".join(["Word", *kept, "word"]), width)
    for before, line in pairwise(found):
        # A dash behind a colon or a full stop begins what is said.
        speech = line.startswith(("—", "–")) and before.endswith((":", "."))
        assert speech or not line.startswith(_CLOSE), found
    for line in found[:-1]:
        assert not line.endswith(_OPEN), found


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("это был указ № 27 от 1953 года", "№ 27"),
        ("осуждён по ст. 58 и выслан", "ст. 58"),
        ("см. там же, ф. 9414, оп. 1, д. 1137", "оп. 1"),
        ("in GARF, fond 9414, opis 1, delo 25", "fond 9414"),
        ("in GARF, fond 9414, opis’ 1, delo 25", "opis’ 1"),
        ("in GARF, fond 9414, opis 1, delo 25 and on", "delo 25"),
        ("there it is, on list 3 of it all", "list 3"),
        ("the papers, Box 4, Folder 12 and on", "Folder 12"),
        ("see the whole of vol. 2 of it all", "vol. 2"),
        ("see the paper, p. 45 of it all", "p. 45"),
        ("см. там же, f. 9414, оп. 1", "f. 9414"),
        ("см. там же, ф. 9414, оп. 1, д. 25, л. 3", "ф. 9414"),
        ("см. там же, ф. 9414, оп. 1, д. 25, л. 3", "д. 25"),
        ("см. там же, ф. 9414, оп. 1, д. 25, л. 3", "л. 3"),
        ("см. книгу его же, с. 45 и далее", "с. 45"),
        ("см. фонд 9414 и опись 1 того", "фонд 9414"),
        ("см. фонд 9414 и дело 25 того", "дело 25"),
        ("роман, а там А. С. Пушкин", "А. С. Пушкин"),
        ("as J. V. Stalin said it", "J. V. Stalin"),
        ("весной в 1953 г. их отпустили", "1953 г."),
        ("всего 100 000 человек там", "100 000"),
        ("see the paper, p. 12, and on", "p. 12"),
        ("хлеб, соль и т. д. и снег", "т. д."),
        ("где-то около г. Магадан жил", "г. Магадан"),
        ("кто знал бы о том письме", "знал бы"),
        ("он жил тогда в лагере давно", "в лагере"),
        ("§ 5 and the law of § 7 and", "§ 7"),
        ("и тогда она сказала: — Могу и я", "— Могу"),
    ],
)
def test_what_belongs_together_is_on_one_line(text: str, kept: str) -> None:
    for width in range(len(kept) + 4, len(text) + 1):
        found = lines(text, width)
        assert any(kept in line for line in found), (width, found)


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("— Да, — сказал он", 7, ["— Да, —", "сказал", "он"]),
        ("it was so. The end", 10, ["it was so.", "The end"]),
        ("в 1953 г. Сталин умер", 9, ["в 1953 г.", "Сталин", "умер"]),
        ("nobody knew I was", 13, ["nobody knew I", "was"]),
        ("the first blacklist 3 of", 15, ["the first", "blacklist 3 of"]),
        ("the blacklist 3", 13, ["the blacklist", "3"]),
        ("тогда я ушёл", 7, ["тогда я", "ушёл"]),
        ("a year, 1953 and more", 12, ["a year, 1953", "and more"]),
    ],
)
def test_what_does_not_belong_together_may_be_parted(
    text: str, width: int, expected: list[str]
) -> None:
    assert lines(text, width) == expected


def test_a_rule_gives_way_where_it_would_leave_a_line_too_wide() -> None:
    found = lines("в в в в в в в в в в", 5)
    assert max(map(len, found)) <= 5


@given(st.text(alphabet="ав.А №5«», ", max_size=40), st.integers(3, 14))
def test_both_ways_of_breaking_keep_the_same_rules(text: str, width: int) -> None:
    # The same cells, by the way that measures: a mark over a letter that no rule knows.
    plain, marked = f"{text} ы".strip(), f"{text} ы\u0301".strip()
    found = [line.replace("\u0301", "") for line in lines(marked, width)]
    assert found == lines(plain, width)
