"""Comments as Blogger writes them: in lists, in a script, and as it used to."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from gulagreader.importing.archive import DELETED, LeftOut
from gulagreader.importing.gathered_comments import GatheredComment, website_of
from gulagreader.importing.html.markdown import markdown_of, markdown_of_nodes
from gulagreader.importing.html.nodes import words_in
from gulagreader.importing.html.pages.addresses import whole_address
from gulagreader.importing.html.pages.looking import first_of
from gulagreader.importing.html.pages.page_parts import Thread
from gulagreader.importing.html.pages.script_values import Value, value_after
from gulagreader.importing.people import name_of
from gulagreader.importing.printed_dates import iso_date
from gulagreader.importing.timestamps import iso_from_epoch
from gulagreader.text.clean import clean_line

_SHOWN = re.compile(r"[?&]showComment=(\d{12,14})")
_KEY = re.compile(r"c(\d{1,25})")
_LINKS = (".comment-timestamp a[href]", ".datetime a[href]")
_SAID = re.compile(
    r"\s*(?:said|sagte|hat gesagt|dijo|a dit|disse|сказал\w*)?\s*[:.…]*\s*$"
)
_REMOVED = re.compile(
    r"this (?:comment|post) has been removed|comment deleted|kommentar (?:wurde )?"
    r"(?:vom autor |durch den autor )?entfernt",
    re.IGNORECASE,
)


def blogger_thread(root: LexborNode, base: str) -> Thread:
    """Read the comments of a Blogger page, from the fullest place they are in."""
    from_page = _nested(root, base) or _in_pairs(root, base)
    from_script = list(_in_script(root, base))
    thread = Thread()
    chosen = from_script if len(from_script) > len(from_page) else from_page
    removed = 0
    for one in chosen:
        if _REMOVED.search(one.text[:200]) and len(one.text) < 200:
            removed += 1
            if not any(other.parent == one.key for other in chosen if one.key):
                continue
        thread.comments.append(one)
    if removed:
        thread.left_out.append(LeftOut(DELETED, removed))
    thread.nodes = frozenset(
        node.mem_id
        for node in root.css("#comments, #comments-block, .comments, .comment-thread")
    )
    author = root.css_first(".comment .blog-author")
    if author is not None:
        thread.by_post_author.append(clean_line(words_in(author, 100)))
    return thread


def _nested(root: LexborNode, base: str) -> list[GatheredComment]:
    """The lists of newer pages; a reply stands in the ``.comment-replies`` of its."""
    items = [item for item in root.css("li.comment") if item.attributes.get("id")]
    found: list[GatheredComment] = []
    keys = {item.mem_id: _key(item) for item in items}
    for item in items:
        others = {one.mem_id for one in items if one.mem_id != item.mem_id}
        others |= {one.mem_id for one in item.css(".comment-replies, .comment-actions")}
        above = item.parent
        while above is not None and above.mem_id not in keys:
            above = above.parent
        text = first_of(item, (".comment-content", ".comment-body"), others)
        said = others | ({text.mem_id} if text is not None else set())
        own = f"a[href$='#c{keys[item.mem_id]}']"
        link = first_of(item, ("a[href*=showComment]", *_LINKS, own), said)
        author = first_of(item, ("cite.user", ".user", "cite"), others)
        found.append(
            _comment(
                keys[item.mem_id],
                text,
                author,
                link,
                base,
                parent=keys[above.mem_id] if above is not None else "",
            )
        )
    return found


def _key(item: LexborNode) -> str:
    key = _KEY.fullmatch(item.attributes.get("id") or "")
    return key[1] if key is not None else ""


def _in_pairs(root: LexborNode, base: str) -> list[GatheredComment]:
    """The ``dt`` and ``dd`` of older pages; nobody answers anybody there."""
    found = []
    for name in root.css("#comments-block dt, dl.comments-block dt"):
        text = link = None
        after = name.next
        while after is not None and after.tag != "dt":
            if after.is_element_node:
                marks = after.attributes.get("class") or ""
                if "comment-body" in marks:
                    text = after
                elif "comment-footer" in marks:
                    link = after.css_first("a[href]")
            after = after.next
        key = _key(name)
        anchor = name.css_first("a[name]")
        if not key and anchor is not None:
            named = _KEY.fullmatch(anchor.attributes.get("name") or "")
            key = named[1] if named is not None else ""
        if text is not None or key:
            found.append(_comment(key, text, name, link, base))
    return found


def _comment(
    key: str,
    text: LexborNode | None,
    author: LexborNode | None,
    link: LexborNode | None,
    base: str,
    parent: str = "",
) -> GatheredComment:
    href = link.attributes.get("href") if link is not None else None
    shown = _SHOWN.search(href or "")
    date = iso_from_epoch(shown[1]) if shown is not None else None
    if date is None and link is not None:
        date = iso_date(words_in(link, 120))
    words = markdown_of_nodes([text], base=base) if text is not None else None
    profile = author.css_first("a[href]") if author is not None else None
    name = name_of(_SAID.sub("", words_in(author, 200)) if author is not None else "")
    return GatheredComment(
        words.markdown if words is not None else "",
        key,
        parent,
        author=name.name,
        date=date,
        url=whole_address(base, href) or None,
        website=website_of(profile.attributes.get("href")) if profile else None,
        left_out=(*(words.left_out if words is not None else ()), *name.left_out),
    )


def _in_script(root: LexborNode, base: str) -> Iterator[GatheredComment]:
    """The comments that a script of the page would have put there."""
    for script in root.css("script"):
        text = script.text() or ""
        if "items" not in text or "timestamp" not in text:
            continue
        items = value_after(text, "items")
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and item.get("id"):
                yield _from_values(item, base)


def _from_values(item: dict[str, Value], base: str) -> GatheredComment:
    author = item.get("author")
    person = author if isinstance(author, dict) else {}
    words = markdown_of(_word(item, "body"), base=base)
    name = name_of(_word(person, "name"))
    return GatheredComment(
        words.markdown,
        _word(item, "id"),
        _word(item, "parentId"),
        author=name.name,
        date=iso_from_epoch(_word(item, "timestamp")),
        url=whole_address(base, _word(item, "permalink")) or None,
        website=website_of(_word(person, "profileUrl")),
        left_out=(*words.left_out, *name.left_out),
    )


def _word(values: dict[str, Value], name: str) -> str:
    value = values.get(name)
    return value if isinstance(value, str) else ""
