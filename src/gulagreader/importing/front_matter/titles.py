"""What a post of a static site is called."""

import re

from gulagreader.importing.archive import Guess
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text

_HEADING = re.compile(r"\s*#[ \t]+(?P<words>[^\n]+?)[ \t#]*(?:\n+|\Z)")
_SETEXT = re.compile(r"\s*(?P<words>[^\n]*\w[^\n]*)\n={3,}[ \t]*(?:\n+|\Z)")
_MARKUP = re.compile(r"</?[A-Za-z][^<>]*>|&(?:#\w{1,8}|[A-Za-z]{2,10});")


def shown_title(title: str) -> str:
    """A title as it is shown: HTML and marks in it are not part of its words."""
    if _MARKUP.search(title):
        title = markdown_of(title).markdown
        return clean_line(plain_text(title)) or title
    return plain_text(title) if "*" in title or "`" in title else title


def heading_title(slug: str, text: str, guesses: list[Guess]) -> tuple[str, str]:
    """The title of a post that has no field for it, and the text below it."""
    for pattern in (_HEADING, _SETEXT):
        found = pattern.match(text)
        if found is not None:
            reason = "the heading the text begins with"
            guesses.append(Guess(None, "title", reason, 0.9))
            return found["words"], text[found.end() :]
    return title_in_name(slug, guesses), text


def title_in_name(slug: str, guesses: list[Guess]) -> str:
    """A title made of the name of a post's file; says that it is a guess."""
    reason = "the name of the file; nothing in it is a title"
    guesses.append(Guess(None, "title", reason, 0.4))
    words = clean_line(re.sub(r"[-_]+", " ", slug))
    return words[:1].upper() + words[1:] or "Untitled"
