"""The marks of links in a dump: numbers that lynx sets, and Markdown's.

Lynx sets ``[12]`` before a link and lists the addresses at the end; the Python
html2text writes ``[words](address)`` and may break it over lines. Both are taken
away where a line is judged; lines stay where they are.
"""

import re

_REFERENCES = re.compile(
    r"^References\n\s*+(?:Visible links:?\n\s*+)?\d+\. \S", re.MULTILINE
)
_ADDRESS = re.compile(
    r"^\s{0,6}(\d{1,5})\. (?:https?|file|ftp|mailto|javascript|data|news|tel):",
    re.MULTILINE,
)
_NUMBER = re.compile(r"\[(\d{1,5})\](?=\S|$)", re.MULTILINE)
_BEFORE_A_LINK = re.compile(
    r"(?:^|(?<=[\s(|“\"\]]))\[\d{1,5}\](?=[^\s.,;:)])", re.MULTILINE
)
_INSIDE = r"\(([^()]{0,1500}+(?:\([^()]{0,200}\)[^()]{0,200}+)?)\)"
_IMAGE = re.compile(rf"!\[([^\[\]]{{0,400}})\]{_INSIDE}")
_LINK = re.compile(rf"\[([^\[\]]{{0,600}})\]{_INSIDE}")
_STRESS = re.compile(
    r"(?<![\w*_])(\*{2}|__|_|\*)(?=\S)([^*_\n]{1,300}?)(?<=\S)\1(?![\w*_])"
)
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+.!|>~-])")


def numbered_links(text: str) -> tuple[str, int] | None:
    """A dump of lynx without the numbers of links, and where its list begins.

    The place is counted in lines from 0. None where there is no such list.
    """
    heads = list(_REFERENCES.finditer(text))
    if not heads:
        return None
    at = heads[-1].start()
    last = max((int(one[1]) for one in _ADDRESS.finditer(text, at)), default=0)
    # “[1]” behind a word is a note of the author's; lynx sets it before a link.
    marks = sum(1 for _ in _NUMBER.finditer(text, 0, at))
    links = sum(1 for _ in _BEFORE_A_LINK.finditer(text, 0, at))
    filled = sum(1 for line in text[at:].split("\n") if line.strip())
    if not last or links * 2 <= marks or filled > 2 * last + 4:
        return None

    def shown(number: re.Match[str]) -> str:
        return "" if 0 < int(number[1]) <= last else number[0]

    return _NUMBER.sub(shown, text[:at]) + text[at:], text.count("\n", 0, at)


def plain_lines(text: str) -> list[str]:
    """The lines of a Markdown dump without the marks of pictures, links and stress."""
    for mark in (_IMAGE, _LINK, _LINK):
        text = mark.sub(_words_of, text)
    text = _STRESS.sub(r"\2", text)
    return [line.strip() for line in _ESCAPED.sub(r"\1", text).split("\n")]


def _words_of(link: re.Match[str]) -> str:
    words = "" if link[0].startswith("!") else link[1]
    return words + "\n" * (link[0].count("\n") - words.count("\n"))
