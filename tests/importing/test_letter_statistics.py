"""Encodings of one byte a character, told by their letters."""

import pytest

from gulagreader.importing.letter_statistics import encoding_by_letters

RUSSIAN = (
    "Когда объявили амнистию, в бараке долго молчали. Потом старик сказал: это не "
    "для нас, это для воров. Ещё год прошёл, пока отпустили первых."
)
UKRAINIAN = "Коли оголосили амністію, у бараці довго мовчали. Її чекали ще цілий рік."
POLISH = (
    "Gdy ogłoszono amnestię, w baraku długo milczano. Później zwolniono pierwszych."
)
CZECH = "Když vyhlásili amnestii, na cimře bylo dlouho ticho. Příští rok pustili první."
HUNGARIAN = "Amikor kihirdették az amnesztiát, a barakkban sokáig hallgattak a nők."
GERMAN = (
    "Als die Amnestie verkündet wurde, schwiegen die Männer. Später hieß es: für Diebe."
)
FRENCH = (
    "Après l’amnistie, les déportés attendaient encore ; « c’est pour les voleurs »."
)
ITALIAN = "Non è per noi, disse il vecchio: è per i ladri. La libertà verrà più tardi."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, one) for one in ("windows-1251", "koi8-r", "cp866", "iso8859-5")),
        (RUSSIAN, "mac-cyrillic"),
        *((UKRAINIAN, one) for one in ("windows-1251", "koi8-u", "iso8859-5")),
        *((POLISH, one) for one in ("windows-1250", "iso8859-2")),
        *((CZECH, one) for one in ("windows-1250", "iso8859-2")),
        (HUNGARIAN, "windows-1250"),
        *((one, "cp1252") for one in (GERMAN, FRENCH, ITALIAN)),
    ],
)
def test_an_encoding_is_told_by_its_letters(text: str, encoding: str) -> None:
    data = text.encode(encoding)

    assert data.decode(encoding_by_letters(data).name) == text


@pytest.mark.parametrize("encoding", ["windows-1251", "koi8-r", "cp866", "iso8859-5"])
def test_one_line_is_enough_for_russian(encoding: str) -> None:
    data = "Оттепель пришла".encode(encoding)

    assert data.decode(encoding_by_letters(data).name) == "Оттепель пришла"


def test_signs_alone_speak_for_no_other_alphabet() -> None:
    assert encoding_by_letters(b"Stalin\x92s \x93camps\x94 \x96 why?").name == "cp1252"


def test_bytes_without_a_letter_above_ascii_are_western() -> None:
    assert encoding_by_letters(b"plain").name == "cp1252"


def test_a_second_encoding_is_named_where_it_is_nearly_as_likely() -> None:
    found = encoding_by_letters("caffè".encode("cp1252"))

    assert (found.name, found.second) == ("cp1252", "windows-1250")
    assert encoding_by_letters(RUSSIAN.encode("koi8-r")).second is None


def test_bytes_that_make_no_text_weigh_little() -> None:
    text = encoding_by_letters(RUSSIAN.encode("koi8-r"))
    noise = encoding_by_letters(b"a\x81b\xff")

    assert noise.weight < -8 < -4 < text.weight


def test_a_letter_at_the_end_of_an_endless_word_is_found() -> None:
    assert encoding_by_letters(b"a" * 400 + b"\xe9").name == "cp1252"
