"""Comments that a page only shows by a script of another site: they are not in it."""

import re

from selectolax.lexbor import LexborHTMLParser

from gulagreader.domain.counting import agreeing, amount
from gulagreader.importing.archive import Remark
from gulagreader.importing.html.nodes import words_in

_ELSEWHERE = (
    (
        "#disqus_thread, script[src*='disqus.com/embed'], #dsq-comments",
        "its comments are kept by Disqus and are not in the page; import an export "
        "from Disqus",
    ),
    (
        "#IDCommentsHead, #idc-container, script[src*='intensedebate.com']",
        "its comments are kept by IntenseDebate and are not in the page",
    ),
    (
        ".fb-comments, fb\\:comments",
        "its comments are kept by Facebook and are not in the page",
    ),
    (
        "#livefyre-comments, [id^=livefyre], #commento, #isso-thread, .utterances, "
        "#remark42, .giscus, #hyvor-talk-view, #coral_thread, #graphcomment",
        "its comments are loaded by a script and are not in the page",
    ),
)
_NUMBER = re.compile(r"\d{1,3}(?:[.,\s]\d{3})+|\d{1,6}")
_HEADINGS = ".comments-title, #comments-title, h2#comments, h3#comments, #comments > h4"


def comments_elsewhere(tree: LexborHTMLParser) -> list[Remark]:
    """What to say of comments that a page frames, and does not hold."""
    return [
        Remark(None, what)
        for selector, what in _ELSEWHERE
        if tree.css_first(selector) is not None
    ]


def absent_comments(announced: int, found: int) -> list[Remark]:
    """What to say where the pages of a post announce more comments than they hold."""
    if announced <= found:
        return []
    what = (
        f"the page announces {amount(announced, 'comments')}; "
        f"{found} {agreeing(found, 'are')} in it"
    )
    return [Remark(None, what)]


def announced_comments(tree: LexborHTMLParser) -> int:
    """How many comments the heading above them counts; 0 where it does not."""
    heading = tree.css_first(_HEADINGS)
    words = words_in(heading, 300) if heading is not None else ""
    # “3 thoughts on “The Five Year Plan, 1928””: the first number counts.
    number = _NUMBER.match(words.strip())
    return int(re.sub(r"\D", "", number[0])) if number is not None else 0
