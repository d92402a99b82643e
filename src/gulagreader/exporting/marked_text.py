"""Text as HTML and XML may hold it: escaped, without a character they forbid."""

import re
from urllib.parse import quote, urlsplit

# What XML 1.0 (fifth edition, 2.2) does not allow in a document in any writing.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_PLAIN_NAME = re.compile(r"[A-Za-z0-9.]")
_HOST = re.compile(r"[\w.-]+")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")


def escaped(text: str) -> str:
    """A text for the inside of an element or of an attribute in double quotes."""
    text = _FORBIDDEN.sub("", text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;")


def cdata(text: str) -> str:
    """A text as a CDATA section; one that holds ``]]>`` is cut in two there."""
    safe = _FORBIDDEN.sub("", text).replace("]]>", "]]]]><![CDATA[>")
    return f"<![CDATA[{safe}]]>"


def language(tag: str | None) -> str | None:
    """A language tag where it is well formed (BCP 47), else None."""
    return tag if tag and _LANGUAGE.fullmatch(tag) else None


def post_anchor(post: str) -> str:
    """The name of a post inside a document, such as ``post-aa11``.

    A name in XML as well. No two ids give the same, nor does a post's anchor ever
    equal a comment's: signs but the full stop are written by their numbers.
    """
    return f"post-{_named(post)}"


def comment_anchor(post: str, comment: str) -> str:
    """The name of a comment inside a document, such as ``post-aa11-c3``."""
    return f"{post_anchor(post)}-{_named(comment)}"


def _named(text: str) -> str:
    return "".join(
        sign if _PLAIN_NAME.match(sign) else f"_{ord(sign):x}_" for sign in text
    )


def web_target(target: str) -> str | None:
    """An address as a strict reader takes it (RFC 3986); None where it is none."""
    try:
        parts = urlsplit(target)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme != "mailto" and not (host and _HOST.fullmatch(host)):
        return None
    encoded = quote(target.encode("utf-8", "replace"), safe="%/:?#@!$&'()*+,;=~-._")
    scheme, colon, rest = encoded.partition(":")
    head, hash_mark, fragment = rest.partition("#")
    fragment = fragment.replace("#", "%23")
    return _LONE_PERCENT.sub("%25", f"{scheme}{colon}{head}{hash_mark}{fragment}")
