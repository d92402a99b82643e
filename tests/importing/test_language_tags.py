import pytest

from gulagreader.importing.language_tags import language_of


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("de", "de"),
        ("de-DE", "de"),
        ("de_DE.UTF-8", "de"),
        ("EN-us", "en"),
        ("sr-latn-RS", "sr-Latn"),
        ("zh-TW", "zh-TW"),
        ("zh-Hant-HK", "zh-Hant"),
        ("es-419", "es"),
        ("und", None),
        ("German", None),
        ("", None),
        (None, None),
    ],
)
def test_a_blog_has_one_language_whatever_its_programs_call_it(
    said: str | None, kept: str | None
) -> None:
    assert language_of(said) == kept
