"""Names for a post's files: plain ASCII that every file system takes."""

import hashlib
import re
import unicodedata

from gulagreader.domain.dates import parse_date
from gulagreader.domain.posts import Post

_LONGEST = 80
_NOT_PLAIN = re.compile(r"[^a-z0-9]+")
# Names that Windows keeps for devices, with any extension.
_RESERVED = frozenset(
    ["con", "prn", "aux", "nul"]
    + [f"{port}{number}" for port in ("com", "lpt") for number in range(10)]
)
# Russian by the passport rules without their apostrophes; then Ukrainian,
# Belarusian, letters of older spelling, and Latin letters without a mark to drop.
_LATIN = (  # noqa: SIM905 - pairs, read as a table
    "а a б b в v г g д d е e ё e ж zh з z и i й y к k л l м m н n о o п p р r с s"
    " т t у u ф f х kh ц ts ч ch ш sh щ shch ы y э e ю yu я ya"
    " і i ї yi є ye ґ g ў u ѣ e ѳ f"
    " ß ss æ ae œ oe ø o ł l đ d þ th"
).split()
_LETTERS = str.maketrans(
    dict(zip(_LATIN[::2], _LATIN[1::2], strict=True)) | dict.fromkeys("ъь’'", "")
)


def slug(title: str) -> str:
    """Give a title as at most 80 of ``a`` to ``z``, digits and hyphens.

    Cyrillic is transliterated, marks are dropped. It may be empty, for a title
    in another script; it is never a name that a system keeps for itself.
    """
    latin = title.casefold().translate(_LETTERS)
    bare = unicodedata.normalize("NFKD", latin)
    bare = "".join(sign for sign in bare if not unicodedata.combining(sign))
    plain = _NOT_PLAIN.sub("-", bare.translate(_LETTERS)).strip("-")
    if len(plain) > _LONGEST:
        cut = plain[: _LONGEST + 1].rfind("-")
        plain = plain[: cut if cut > _LONGEST // 2 else _LONGEST].rstrip("-")
    return f"{plain}-post" if plain in _RESERVED else plain


def folder_of(post: Post) -> str:
    """The folder under ``posts`` that a new post goes to."""
    moment = parse_date(post.date)
    return f"{moment.year:04}" if moment else "undated"


def name_of(post: Post) -> str:
    """The name of a new post's file, without its extension."""
    words = slug(post.title) or "post"
    moment = parse_date(post.date)
    if moment is None:
        return words
    day = f"{moment.year:04}"
    for part in (moment.month, moment.day):
        day += f"-{part:02}" if part else ""
    return f"{day}-{words}"


def suffix_of(post: Post, length: int = 6) -> str:
    """Hexadecimal digits that tell posts of the same name apart."""
    return hashlib.sha256(post.id.encode("utf-8", "replace")).hexdigest()[:length]
