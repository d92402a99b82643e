"""Files whose lines are in several encodings."""

from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.importing.encodings import decode
from gulagreader.importing.mixed_encodings import MixedDecoder, is_one_byte, mixture_of

RUSSIAN = "Когда объявили амнистию, в бараке долго молчали."
FRENCH = "Les déportés attendaient encore l’été."
ENGLISH = "They waited."


def test_lines_of_two_encodings_are_each_read_as_what_they_are() -> None:
    lines = [RUSSIAN.encode(), ENGLISH.encode(), RUSSIAN.encode("windows-1251")]

    decoded = decode(b"\n".join(lines))

    assert decoded.text == "\n".join((RUSSIAN, ENGLISH, RUSSIAN))
    (said,) = decoded.remarks
    assert said.line == 3
    assert "line 3 was not UTF-8 and read as windows-1251" in said.what


def test_the_lines_are_told_in_ranges() -> None:
    bad, good = FRENCH.encode("cp1252"), FRENCH.encode()
    data = b"\n".join([good, bad, bad, bad, good, bad])

    decoded = decode(data)

    assert decoded.text == "\n".join([FRENCH] * 6)
    assert "4 lines (2–4, 6) were not UTF-8" in decoded.remarks[0].what


def test_two_encodings_in_one_line_are_told_apart() -> None:
    data = "Das Café und das Haus in Köln — ".encode() + "für Männer".encode("cp1252")

    decoded = decode(data)

    assert decoded.text == "Das Café und das Haus in Köln — für Männer"
    assert decoded.encoding == "cp1252"


def test_a_damaged_letter_is_not_taken_for_another_encoding() -> None:
    data = RUSSIAN.encode()
    damaged = data[:21] + data[22:]

    decoded = decode(data + b"\n" + damaged)

    assert decoded.text.splitlines()[0] == RUSSIAN
    assert decoded.text.count("\N{REPLACEMENT CHARACTER}") == 1
    assert decoded.remarks[0].line == 2
    assert "1 damaged place of UTF-8 is shown" in decoded.remarks[0].what


def test_a_named_encoding_is_that_of_the_lines_that_are_not_utf_8() -> None:
    data = f"{RUSSIAN}\n".encode() + "Łódź w śniegu".encode("iso8859-2")

    decoded = decode(data, encoding="iso8859-2")

    assert decoded.text == f"{RUSSIAN}\nŁódź w śniegu"


def test_a_short_line_that_is_utf_8_by_chance_does_not_make_a_mixture() -> None:
    line = "«Новый мир» напечатал повесть об одном дне, и её читала вся страна.\n"
    data = (line * 60 + "Я…\n").encode("windows-1251")

    assert not mixture_of(data).is_mixed
    assert decode(data).text.endswith("Я…\n")


def test_only_encodings_of_one_byte_can_be_mixed_in() -> None:
    assert [is_one_byte(one) for one in ("koi8-r", "gbk", "utf-16", "no such")] == [
        *(True, False, False, False)
    ]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(st.sampled_from((RUSSIAN, FRENCH, ENGLISH)), st.booleans())),
    st.integers(1, 40),
)
def test_what_is_read_does_not_depend_on_the_pieces(
    lines: list[tuple[str, bool]], size: int
) -> None:
    data = b"".join(
        f"{text}\n".encode("utf-8" if plain else "windows-1251", "ignore")
        for text, plain in lines
    )
    whole, pieces = MixedDecoder("windows-1251"), MixedDecoder("windows-1251")

    text = whole.decode(data, final=True)
    parts = [pieces.decode(data[at : at + size]) for at in range(0, len(data), size)]

    assert "".join(parts) + pieces.decode(b"", final=True) == text
    assert list(pieces.remarks()) == list(whole.remarks())
