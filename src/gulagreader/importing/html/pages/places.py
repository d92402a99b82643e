"""Where on a page of a blog its posts are."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gulagreader.importing.html.nodes import ancestors, classes, words_in
from gulagreader.importing.html.pages.looking import Ids, first_of, is_inside

_CONTAINERS = """article[id^='post-'], .hentry, [id^='post-'].post, article.post,
    .type-post, .type-page, div.post, li.post, .blog-post, .h-entry, .post-outer"""
_CONTENTS = (
    ".entry-content",
    ".post-content",
    ".postcontent",
    ".post_content",
    ".post-entry",
    ".post-body",
    ".postbody",
    ".wp-block-post-content",
    ".storycontent",
    ".td-post-content",
    "[itemprop=articleBody]",
    ".article-content",
    ".article-body",
    ".single-content",
    ".the-content",
    ".e-content",
    ".post-text",
    ".format_text",
    ".entry-body",
    ".entry-summary",
    ".entry",
    ".content",
)
_BUILT = "[class*='post-content'], [class*='post_content'], [class*='entry-content']"
"""What the builders of pages call a post's words, with their own name before it."""
_HEADINGS = """h1 > a[rel~=bookmark], h2 > a[rel~=bookmark], h3 > a[rel~=bookmark],
    h1[id^='post-'], h2[id^='post-'], h3[id^='post-']"""
_AROUND = """.widget:not(.Blog), .sidebar, #sidebar, #sidebar1, nav, footer, #footer,
    aside,
    .navigation, #comments, .commentlist, .comment-list, #respond, header, #header"""
_OTHERS = frozenset(
    ["related-posts", "jp-relatedposts", "yarpp-related", "widget", "sidebar"]
)
_LEAST = 200
"""Characters; the largest text of a page of no known make has more."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a post is on a page."""

    around: LexborNode
    """What holds it with its title and its lines of who and when."""
    content: LexborNode | None = None
    """What holds its words; None where that is all of it."""
    is_known: bool = True
    """False where only its length says that it is a post."""


LARGEST = "largest text"
"""What holds the most words of a page: the least sure of its places."""


def places_of_posts(tree: LexborHTMLParser, not_in: Ids) -> list[Place]:
    """The posts on a page of a blog that says where they are; not those of comments."""
    found: list[Place] = []
    taken: set[int] = set()
    for node in _elements(tree, _CONTAINERS, not_in):
        if is_inside(node, taken) or _is_beside(node):
            continue
        content = first_of(node, _CONTENTS, not_in)
        if content is None and not _has_words(node):
            continue
        taken.add(node.mem_id)
        found.append(Place(node, content))
    if found or tree.body is None:
        return found
    found = _around_headings(tree, not_in)
    if found:
        return found
    content = first_of(tree.body, _CONTENTS[:-2], not_in) or _built(tree, not_in)
    return [Place(tree.body, content)] if content is not None else []


def _built(tree: LexborHTMLParser, not_in: Ids) -> LexborNode | None:
    """The words of a post on a page of a builder; None where there are several."""
    outer: list[LexborNode] = []
    for node in _elements(tree, _BUILT, not_in):
        taken = {one.mem_id for one in outer}
        if node.tag != "body" and not is_inside(node, taken):
            outer.append(node)
    return outer[0] if len(outer) == 1 else None


def has_heads_in_a_row(tree: LexborHTMLParser, not_in: Ids) -> bool:
    """Whether posts' headings stand in one element, one below the other: a list."""
    return any(len(own) > 1 for _, own in _headed(tree, not_in))


def _around_headings(tree: LexborHTMLParser, not_in: Ids) -> list[Place]:
    """The posts of old themes, whose headings alone say that they are posts."""
    return [Place(one) for one, own in _headed(tree, not_in) if len(own) == 1]


def _headed(
    tree: LexborHTMLParser, not_in: Ids
) -> Iterator[tuple[LexborNode, set[int]]]:
    """The elements with headings of posts in them, each with its headings."""
    parents: dict[int, LexborNode] = {}
    headings: dict[int, set[int]] = {}
    around = {node.mem_id for node in tree.css(_AROUND)}
    for node in _elements(tree, _HEADINGS, around | set(not_in)):
        heading = node if node.tag != "a" else node.parent
        parent = heading.parent if heading is not None else None
        if heading is not None and parent is not None:
            parents[parent.mem_id] = parent
            headings.setdefault(parent.mem_id, set()).add(heading.mem_id)
    return ((parents[key], own) for key, own in headings.items())


def _elements(
    tree: LexborHTMLParser, selector: str, not_in: Ids
) -> Iterator[LexborNode]:
    """The elements of a whole page that a selector finds."""
    return (node for node in tree.css(selector) if not is_inside(node, not_in))


def _is_beside(node: LexborNode) -> bool:
    """Whether an element is one of the boxes around a post: a widget, a sidebar.

    Blogger puts the posts themselves into a widget, which it calls ``Blog``.
    """
    for one in (node, *ancestors(node)):
        marks = classes(one)
        if not _OTHERS.isdisjoint(marks) and "blog" not in marks:
            return True
    return False


def _has_words(node: LexborNode) -> bool:
    return len(words_in(node, _LEAST)) >= _LEAST


def likely_places(tree: LexborHTMLParser, not_in: Ids) -> dict[str, Place]:
    """Where a page of no known make may have its text, by what that is, the best first.

    Empty where it has no text.
    """
    found: dict[str, Place] = {}
    for selector, what in (
        ("article", "article"),
        ("main", "main part"),
        ("[role=main]", "main part"),
    ):
        nodes = list(_elements(tree, selector, not_in))
        best = max(nodes, key=lambda node: len(words_in(node)), default=None)
        if best is not None and _has_words(best):
            found.setdefault(what, Place(best, is_known=False))
    largest = _largest_text(tree, not_in)
    if largest is not None:
        found[LARGEST] = Place(largest, is_known=False)
    return found


def _largest_text(tree: LexborHTMLParser, not_in: Ids) -> LexborNode | None:
    """What holds the most words in paragraphs, by its own and half its parts'."""
    if tree.body is None:
        return None
    not_in = {*not_in, *(node.mem_id for node in tree.css(_AROUND))}
    scores: Counter[int] = Counter()
    nodes: dict[int, LexborNode] = {}
    for node in _elements(tree, "p, li, blockquote, pre", not_in):
        length = float(len(words_in(node, 5_000)))
        for above, _ in zip(ancestors(node), range(3), strict=False):
            scores[above.mem_id] += int(length)
            nodes[above.mem_id] = above
            length /= 2
    if not scores:
        return tree.body if _has_words(tree.body) else None
    best = nodes[max(scores, key=lambda key: scores[key])]
    return best if _has_words(best) else None
