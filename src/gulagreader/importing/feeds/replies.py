"""What the text and the address of a comment in a WordPress feed say of its place.

WordPress writes the comment that is answered only into the text: “In reply to
<a href="…#comment-3">Jane</a>.” (``comment_text`` in its comment feeds).
"""

import re
from dataclasses import dataclass

_PHRASES = (
    *("in reply to", "als antwort auf", "en réponse à", "en respuesta a"),
    *("in risposta a", "em resposta a", "в ответ на", "у відповідь на"),
    *("als antwoord op", "in antwoord op", "als reactie op", "w odpowiedzi na"),
    *("w odpowiedzi do", "som svar på", "som svar til", "in respuesta a"),
    *("v odpovědi na", "resposta a", "responent a", "válasz erre", "ca răspuns la"),
)
_ANSWER = re.compile(
    r"\s*(?:<p[^<>]*>)?\s*(?P<lead>[^<>]{0,60}?)\s*"
    r"<a\s[^<>]*?href\s*=\s*[\"'](?P<address>[^\"'<>]*#comment-(?P<id>\d+))[\"'][^<>]*>"
    r"(?P<name>[^<]*)</a>\s*[.:]?\s*(?:</p>|(?:<br\s*/?>\s*)+|\n\s*\n|\n|\Z)\s*",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"#(?:li-)?comment-?(?P<id>\d+)\Z|#c(?P<blogger>\d+)\Z")
_RELATED = re.compile(r"/comments/default/(?P<id>\d+)\Z")
_COMMENTS_ON = re.compile(
    r"(?:comments on|kommentare zu|commentaires sur|comentarios en|commenti (?:a|su)"
    r"|comentários (?:em|sobre)|reacties op|komentarze do|kommentarer (?:till|til|på)"
    r"|комментарии(?: к записи)?)(?P<blog> [^:]{1,200})?\s?: (?P<title>.+)",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(r"/comment-page-\d+/?(?=[?#]|\Z)")
_SHOWN = re.compile(r"[?&]showComment=(?P<time>\d{12,14})")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a comment answers, and its text without saying so."""

    parent: str
    """The number of the comment that is answered; empty if it answers none."""
    text: str
    is_sure: bool = True
    """False where the words before the link are not known ones; they stay."""


def answer_in(text: str) -> Answer:
    """Read the line that WordPress puts before a reply's text, and take it away."""
    found = _ANSWER.match(text)
    if found is None:
        return Answer("", text)
    lead = " ".join(found["lead"].split()).lower().rstrip(": ")
    if lead in _PHRASES:
        rest = text[found.end() :]
        return Answer(found["id"], rest)
    return Answer(found["id"], text, is_sure=False)


def comment_number(address: str) -> str:
    """The number of the comment that an address leads to; empty if to none."""
    found = _COMMENT.search(address.strip())
    return (found["id"] or found["blogger"]) if found is not None else ""


def related_number(address: str) -> str:
    """The number of the comment that Blogger names as answered; empty if none."""
    found = _RELATED.search(address.strip())
    return found["id"] if found is not None else ""


def title_of_commented(feed: str) -> str | None:
    """The title of the post that a feed of comments is called by.

    WordPress has “Comments on: The thaw”, Blogger “Comments on My blog: The thaw”.
    """
    found = _COMMENTS_ON.fullmatch(feed)
    return found["title"] if found is not None else None


def post_address(address: str) -> str:
    """The address of the post that a comment's address belongs to."""
    bare = _SHOWN.sub("", address.strip().partition("#")[0])
    return _PAGE.sub("/", bare)


def time_in_address(address: str) -> str:
    """The milliseconds since 1970 that Blogger has in a comment's address."""
    found = _SHOWN.search(address)
    return found["time"] if found is not None else ""
