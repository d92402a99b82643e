import pytest

from gulagreader.importing.html.pages.systems import looks_like_html

COMMENTS = "".join(f"<!-- line {n} of an export -->\n" for n in range(200))
"""With so many, trying each with each later end would never come to an end."""


@pytest.mark.parametrize(
    "head",
    [
        "<!doctype html><p>",
        "\n<HTML lang=en>",
        f'<?xml version="1.0"?>\n{COMMENTS}<html>',
        f"{COMMENTS}<body class=x>",
        "<!-- saved from url=(0014)about:internet -->\r\n<head>",
    ],
)
def test_a_page_is_known_by_its_beginning(head: str) -> None:
    assert looks_like_html(head)


@pytest.mark.parametrize(
    "head",
    [
        f'<?xml version="1.0" encoding="UTF-8" ?>\n{COMMENTS}<rss version="2.0">',
        f"{COMMENTS}<!-- and no end",
        "<!-- only <html> in a comment -->",
        "<header>",
        "A text about <html>",
        "",
    ],
)
def test_what_begins_otherwise_is_no_page(head: str) -> None:
    assert not looks_like_html(head)
