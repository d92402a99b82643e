"""Front matter: the lines between two ``---`` above a post's body."""

import re
from dataclasses import dataclass

_OPENING = re.compile(r"---[ \t]*\r?\n")
_CLOSING = re.compile(r"^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Parted:
    """A file in its two parts."""

    front: str | None
    """The YAML between the fences; None where there is no front matter."""
    body: str
    """Everything after the closing fence, unchanged."""
    first_line: int = 2
    """The number of the first line of ``front`` in the file."""
    doubt: str | None = None
    """Why what looks like front matter was left in the body."""


def split_front_matter(text: str) -> Parted:
    """Part a post's file into front matter and body.

    A byte order mark is passed over; line ends may be those of Windows. A file
    without an opening fence in its first line is all body, and so is one whose
    fence is never closed.
    """
    text = text.removeprefix("\ufeff")
    opening = _OPENING.match(text)
    if opening is None:
        return Parted(None, text)
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return Parted(
            None,
            text,
            doubt="the front matter begins with --- and never ends, so that the whole"
            " file is read as the body; add a line --- below it",
        )
    return Parted(text[opening.end() : closing.start()], text[closing.end() :])


def join_front_matter(front: str, body: str) -> str:
    """Put front matter (YAML that ends its last line) and a body into one file.

    A blank line stands between them and a line end closes the file; ``frameless``
    takes both away again.
    """
    return f"---\n{front}---\n\n{body}\n"


def frameless(body: str) -> str:
    """Take away the blank line above a body and the line end that closes it."""
    return body.removeprefix("\n").removesuffix("\n")
