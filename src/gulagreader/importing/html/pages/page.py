"""A saved page taken apart: what system made it, its posts, its comments."""

import re
from collections import Counter
from collections.abc import Sequence

from selectolax.lexbor import LexborHTMLParser

from gulagreader.domain.counting import amount
from gulagreader.domain.dates import Moment, parse_date
from gulagreader.importing.archive import Decision, LeftOut, Remark
from gulagreader.importing.html.nodes import words_in
from gulagreader.importing.html.pages.absent_comments import (
    announced_comments,
    comments_elsewhere,
)
from gulagreader.importing.html.pages.addresses import (
    date_in,
    is_in_folder,
    lists_posts,
    post_address,
    whole_post,
)
from gulagreader.importing.html.pages.blogger_comments import blogger_thread
from gulagreader.importing.html.pages.decided_page import DecidedPage
from gulagreader.importing.html.pages.entries import EntryReader
from gulagreader.importing.html.pages.looking import is_inside
from gulagreader.importing.html.pages.metadata import Metadata, metadata_of
from gulagreader.importing.html.pages.page_parts import Entry, ReadPage, Thread
from gulagreader.importing.html.pages.places import (
    LARGEST,
    Place,
    has_heads_in_a_row,
    likely_places,
    places_of_posts,
)
from gulagreader.importing.html.pages.systems import BLOGGER, system_of
from gulagreader.importing.html.pages.wordpress_comments import wordpress_thread
from gulagreader.importing.html.parsing import parse
from gulagreader.importing.language_tags import language_of

_SINGLE = frozenset(
    "single single-post page item item-view attachment singular postid".split()  # noqa: SIM905
)
_POSTS = frozenset(("single", "single-post"))
_LIST_WORDS = re.compile(
    r"(?:(?:monthly |yearly |daily |category |tag |author )?archives?\b(?: for|:)"
    r"|archives? (?:for|of|by) |(?:posts|entries) (?:tagged|by|from)\b|category: |tag: "
    r"|browsing |search results\b|archiv für|kategorie: |archivos? (?:de|para) "
    r"|archives? (?:de|du) |архив(?:ы)? (?:за|рубрики|метки|автора)|рубрика: |метка: )",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:single|page)-paged-(\d{1,3})")
_A_DAY = 24 * 3600
_COMMENTS = "li.comment, #comments-block dt, article.comment"
_COMMENT_ID = re.compile(r"(?:li-|div-)?comment-\d+")
_LISTS = frozenset(
    "home blog archive category tag search author date paged index archive-view".split()  # noqa: SIM905
)


def address_of(html: str, base: str = "", place: str = "") -> tuple[str, bool]:
    """The address of the post that a page shows, and whether it lists several.

    ``place`` stands for ``base`` where only the file's place in a folder is known.
    """
    base = base or place
    tree = parse(html).tree
    metadata = metadata_of(tree, base)
    commented = _has_comments(tree)
    places = places_of_posts(tree, frozenset())
    if _is_list(tree, places, commented, _body_classes(tree)):
        return "", True
    if system_of(html) and not commented and lists_posts(metadata.canonical or base):
        return "", True
    address = metadata.canonical
    if places and not address:
        address = EntryReader(places[0], base, frozenset(), metadata).address()
    whole = whole_post(post_address(address or base), _part(_body_classes(tree)))
    return whole, False


def _has_comments(tree: LexborHTMLParser) -> bool:
    return tree.css_first(_COMMENTS) is not None or any(
        _COMMENT_ID.fullmatch(node.attributes.get("id") or "")
        for node in tree.css("[id*='comment-']")
    )


def read_page(
    html: str,
    base: str = "",
    place: str = "",
    decisions: Sequence[Decision] | None = None,
) -> ReadPage:
    """Take a page apart; ``base`` is where it was got from, if that is known.

    Where it is not, only what the page says of itself is an address; ``place``
    stands for it among the files of a mirrored site. ``decisions`` are a person's
    about the guesses; None where nobody can decide about them.
    """
    decided = DecidedPage(decisions)
    parsed = parse(html)
    tree = parsed.tree
    metadata = metadata_of(tree, base)
    base = base or metadata.canonical
    page = ReadPage(system_of(html), lang=language_of(metadata.lang))
    page.thread = _thread(tree, page.system, base)
    not_in = page.thread.nodes
    places = places_of_posts(tree, not_in)
    classes = _body_classes(tree)
    page.part = _part(classes)
    page.says_post = not _POSTS.isdisjoint(classes)
    page.is_list = _is_list(tree, places, bool(page.thread.comments), classes)
    if page.system and not page.thread.comments:
        page.is_list |= lists_posts(metadata.canonical or base or place)
    counts: Counter[str] = Counter()
    if page.is_list:
        for one in places:
            reader = EntryReader(one, base, not_in, metadata, place)
            _add(page, reader, counts, alone=False)
    else:
        chosen = _chosen(tree, places, page, decided)
        if chosen is not None:
            reader = EntryReader(chosen, base, not_in, metadata)
            _add(page, reader, counts, alone=True)
    _settle(page, metadata, base, decided)
    counts.update(page.thread.counts)
    page.left_out += [LeftOut(what, number) for what, number in counts.items()]
    page.left_out += page.thread.left_out
    page.remarks += page.thread.remarks
    if not page.is_list:
        elsewhere = comments_elsewhere(tree) if not page.thread.comments else []
        page.remarks += elsewhere
        # What they lack may be in another page of the post.
        page.announced = announced_comments(tree) if not elsewhere else 0
    if parsed.flattened:
        deep = amount(parsed.flattened, "elements")
        what = f"{deep} taken out that nested too deep; the words are kept"
        page.remarks.append(Remark(None, what))
    return page


def _thread(tree: LexborHTMLParser, system: str, base: str) -> Thread:
    if tree.body is None:
        return Thread()
    readers = [wordpress_thread, blogger_thread]
    if system == BLOGGER:
        readers.reverse()
    found = readers[0](tree.body, base)
    if found.comments or found.left_out:
        return found
    other = readers[1](tree.body, base)
    return other if other.comments else found


def _body_classes(tree: LexborHTMLParser) -> frozenset[str]:
    body = tree.body
    named = (body.attributes.get("class") or "") if body is not None else ""
    return frozenset(named.lower().split())


def _part(classes: frozenset[str]) -> int:
    """Which part of a post in several pages WordPress says that a page is."""
    found = (_PART.fullmatch(name) for name in classes)
    return next((int(one[1]) for one in found if one is not None), 1)


def _is_list(
    tree: LexborHTMLParser,
    places: list[Place],
    commented: bool,
    classes: frozenset[str],
) -> bool:
    if commented or not _SINGLE.isdisjoint(classes):
        return False
    if not _LISTS.isdisjoint(classes):
        # WordPress says «archive» and of what; «blog» alone any page may say.
        return bool(places) or ("archive" in classes and len(_LISTS & classes) > 1)
    if _says_list(tree, places):
        return True
    if len(places) < 2 and (places or not has_heads_in_a_row(tree, frozenset())):
        return False
    return tree.css_first("#respond, #commentform, #comment-form, #comments") is None


def _says_list(tree: LexborHTMLParser, places: list[Place]) -> bool:
    """Whether a heading above the posts says that the page lists them."""
    posts = {place.around.mem_id for place in places}
    return any(
        _LIST_WORDS.match(words_in(heading, 100)) and not is_inside(heading, posts)
        for heading in tree.css("h1, h2")[:8]
    )


def _chosen(
    tree: LexborHTMLParser, places: list[Place], page: ReadPage, decided: DecidedPage
) -> Place | None:
    """The post that a page is about: the longest, where some more are named."""
    best: Place | None = None
    if places:
        best = max(places, key=lambda p: len((p.content or p.around).text() or ""))
        if page.system:
            return best
    likely = likely_places(tree, page.thread.nodes)
    if best is not None:
        likely = {"marked text": best, **likely}
    if not likely:
        return None
    guessed = next(iter(likely))
    taken = decided.take("post", likely)
    if taken is None:
        sure = {"marked text": 0.6, LARGEST: 0.3}.get(guessed, 0.5)
        reason = f"took the {guessed} of the page, which is of no known blog"
        others = [what for what in likely if what != guessed]
        page.guesses.append(decided.guess("post", reason, sure, *others))
        return likely[guessed]
    page.guesses.append(decided.made("post", *likely))
    return likely[taken]


def _add(
    page: ReadPage, reader: EntryReader, counts: Counter[str], *, alone: bool
) -> None:
    entry, text = reader.entry(alone=alone)
    counts.update(reader.counts)
    page.left_out += text.left_out
    page.remarks += text.remarks
    page.entries.append(entry)


def _settle_date(page: ReadPage, entry: Entry, decided: DecidedPage) -> None:
    """Take a date from the address where the page has none, else compare the two."""
    named = date_in(entry.address)
    if named is None:
        return
    if entry.date is None:
        if decided.refuses("date"):
            page.guesses.append(decided.made("date", "no"))
            return
        what, sure = ("day", 0.9) if named.count("-") == 2 else ("month", 0.8)
        entry.date = named
        reason = f"its address names the {what}: {entry.address}"
        page.guesses.append(decided.guess("date", reason, sure, "no"))
        return
    read, said = parse_date(entry.date), parse_date(named)
    if read is not None and said is not None and not _meet(read, said):
        what = (
            f"is dated {entry.date}, and its address names {named}; the date was kept"
        )
        page.remarks.append(Remark(None, what))


def _meet(one: Moment, other: Moment) -> bool:
    """Whether two dates can be of one moment, wherever on earth each was written."""
    return one.start - _A_DAY < other.end and other.start - _A_DAY < one.end


def _settle(
    page: ReadPage, metadata: Metadata, base: str, decided: DecidedPage
) -> None:
    """Give the posts their addresses, and what only the whole page knows of them."""
    for entry in page.entries:
        if not page.is_list:
            entry.address = metadata.canonical or entry.address or base
        address = whole_post(post_address(entry.address), page.part)
        entry.place = entry.address = address
        if is_in_folder(entry.address):
            entry.address = ""
        _settle_date(page, entry, decided)
    if page.is_list:
        return
    page.links = tuple(link for link in (metadata.short_link,) if link)
    names = page.thread.by_post_author
    for entry in page.entries:
        if entry.author is not None or not names:
            continue
        if decided.refuses("author"):
            page.guesses.append(decided.made("author", "no"))
            continue
        entry.author = names[0]
        reason = "a comment of that name is marked as the post's author's"
        page.guesses.append(decided.guess("author", reason, 0.8, "no"))
