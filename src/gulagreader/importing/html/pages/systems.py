"""Whether a text is a page, and what made it."""

import re

WORDPRESS = "WordPress"
BLOGGER = "Blogger"
_BLOGGER = re.compile(
    r"""generator['"]\s+content=['"]blogger|content=['"]blogger['"]\s+name=['"]generator"""
    r"""|blogger\.com/static|showComment=|class=['"][^'"]*\bpost-body\b[^'"]*entry-content"""
    r"""|b:widget|blogblog\.com|www\.blogger\.com/""",
    re.IGNORECASE,
)
_WORDPRESS = re.compile(
    r"""wp-content/|wp-includes/|wp-json|content=['"]WordPress|wp-block-|wordpress\.com"""
    r"""|\bid=['"]?(?:li-)?comment-\d|class=['"][^'"]*\b(?:entry-content|commentlist"""
    r"""|comment-list|hentry|type-post)\b""",
    re.IGNORECASE,
)
# Possessive: a comment that could also end at a later --> would be tried with each, and
# an export of WordPress begins with a dozen comments.
_HTML = re.compile(
    r"\s*+(?:<\?xml[^>]*\?>\s*+)?+(?><!--.*?-->\s*+)*+"
    r"(?:<!doctype\s+html|<html\b|<head\b|<body\b)",
    re.IGNORECASE | re.DOTALL,
)


def looks_like_html(head: str) -> bool:
    """Whether a text begins as a page does."""
    return _HTML.match(head[:20_000]) is not None


def system_of(html: str) -> str:
    """What made a page: ``WordPress``, ``Blogger`` or empty."""
    blogger = len(_BLOGGER.findall(html[:400_000]))
    wordpress = len(_WORDPRESS.findall(html[:400_000]))
    if not blogger and not wordpress:
        return ""
    return BLOGGER if blogger > wordpress else WORDPRESS
