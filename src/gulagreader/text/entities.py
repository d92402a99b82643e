"""Characters written in another way: entities and backslash escapes."""

import re
from html import unescape

from gulagreader.text.clean import clean

PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
"""What a backslash takes its meaning from (CommonMark 0.31.2, 2.4)."""
_ENTITY = re.compile(
    r"&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});"
)
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def entity_at(text: str, at: int) -> tuple[str, int] | None:
    """What the entity that begins at ``at`` stands for, and where it ends.

    None where no entity begins, or one that stands for nothing but itself.
    """
    found = _ENTITY.match(text, at)
    if found is None:
        return None
    value = _entity(found.group())
    return None if value == found.group() else (value, found.end())


def unescape_all(text: str) -> str:
    """Resolve backslash escapes and entities, as in link destinations."""
    if "\\" not in text and "&" not in text:
        return text
    return _ENTITY.sub(lambda m: _entity(m.group()), _ESCAPED.sub(r"\1", text))


def _entity(source: str) -> str:
    """What an entity such as ``&eacute;`` stands for; itself if it is none.

    What comes out is cleaned as all text is: an entity may name a control
    character or one that is not seen.
    """
    if source.startswith("&#"):
        code = int(source[3:-1], 16) if source[2] in "xX" else int(source[2:-1])
        bad = code == 0 or code > 0x10FFFF or 0xD800 <= code <= 0xDFFF
        value = "\ufffd" if bad else chr(code)
    else:
        value = unescape(source)
        if value == source or value.endswith(";"):
            return source
    value = " ".join(clean(value).split("\n"))
    return value.replace("\t", " ")
