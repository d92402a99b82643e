"""Which words say something, beside those of names and addresses."""

import numpy as np
import pytest

from gulagreader.text.placed_words import placed_words
from gulagreader.text.telling_words import telling_words


def told(source: str) -> list[str]:
    placed = placed_words(source)
    starts, ends = np.array(placed.starts, np.int32), np.array(placed.ends, np.int32)
    flags = telling_words(source, starts, ends)
    pairs = zip(placed.starts, placed.ends, strict=True)
    return [
        source[start:end]
        for (start, end), told in zip(pairs, flags, strict=True)
        if told
    ]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("", []),
        ("One Day in the Life of Ivan Denisovich", []),
        ("the Supreme Soviet of the USSR", []),
        ("He read it aloud in the Supreme Soviet", ["read", "aloud"]),
        ("Он читал указ Верховного Совета", ["читал", "указ"]),
        ("see https://example.org/a/long/address/of/a/page there", ["there"]),
        ("in src/kernel/patches/all we found nothing", ["found", "nothing"]),
        ("THE SICK ARE TO BE FREED AT ONCE", ["SICK", "FREED", "ONCE"]),
        ("他说了话", ["他说了话"]),
        ("and/or, he wrote, either/or", ["wrote", "either"]),
    ],
)
def test_names_and_addresses_say_nothing(source: str, words: list[str]) -> None:
    assert told(source) == words
