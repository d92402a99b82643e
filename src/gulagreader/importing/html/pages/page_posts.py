"""Pages to posts of the library: the views of one post are one post.

A post may have been saved with its first and its second page of comments, and once
for each answer form. Its comments are all of them, each once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    DELETED,
    UNAPPROVED,
    Found,
    Guess,
    ImportedPost,
    LeftOut,
    Remark,
    source_name_identity,
)
from gulagreader.importing.gathered_comments import GatheredComment, thread_from
from gulagreader.importing.html.pages.absent_comments import absent_comments
from gulagreader.importing.html.pages.page_parts import Entry, ReadPage
from gulagreader.text.clean import clean_line


@dataclass(frozen=True, slots=True)
class PageFile:
    """Where a page was read from."""

    kind: str
    """The format, as ``Origin.kind``."""
    version: int
    name: str
    sha256: str


def posts_of(page: ReadPage, file: PageFile) -> Iterator[Found]:
    """The posts of one page: one with its comments, or those of a list."""
    if not page.is_list:
        yield from post_of([page], file)
        return
    cut = 0
    for entry in page.entries:
        if not entry.is_whole:
            cut += 1
        elif entry.body:
            yield _post(entry, file, identity=entry.address)
    if cut:
        yield LeftOut("beginnings of posts on pages that list them", cut)


def post_of(pages: Sequence[ReadPage], file: PageFile) -> Iterator[Found]:
    """One post from all the pages that show it, the best of them first."""
    entry = next((one for page in pages for one in page.entries if one.body), None)
    if entry is None:
        entry = next((one for page in pages for one in page.entries), None)
    comments = _united(pages)
    if entry is None or not (entry.body or comments):
        return
    thread = thread_from(comments)
    first = pages[0]
    remarks = [remark for page in pages for remark in page.remarks]
    # What a page names as deleted, or not approved yet, it counts as well.
    unseen = max(_unseen(page) for page in pages)
    announced = max(page.announced for page in pages)
    remarks += absent_comments(announced, len(comments) + unseen)
    body, missing = _joined_parts(pages, entry)
    if missing:
        what = f"its parts {missing} are not here; the post is in several pages"
        remarks.append(Remark(None, what))
    post = _post(entry, file, identity=entry.address)
    yield replace(
        post,
        body=body,
        lang=first.lang,
        comments=thread.comments,
        own_comment_ids=thread.own_ids,
        guesses=tuple(first.guesses),
        remarks=_once([*remarks, *thread.remarks]),
        left_out=(*_joined(first.left_out), *thread.left_out),
        links=first.links,
    )


def _unseen(page: ReadPage) -> int:
    left_out = page.thread.left_out
    return sum(one.count for one in left_out if one.what in (DELETED, UNAPPROVED))


def _joined_parts(pages: Sequence[ReadPage], entry: Entry) -> tuple[str, str]:
    """The text of a post from all its pages, and the numbers of those not here.

    That there are more behind the last one cannot be known.
    """
    parts: dict[int, str] = {}
    for page in pages:
        for one in page.entries:
            if one.body:
                parts.setdefault(page.part, one.body)
    last = max(parts, default=1)
    if last == 1:
        return entry.body, ""
    missing = [str(number) for number in range(1, last) if number not in parts]
    return "\n\n".join(parts[number] for number in sorted(parts)), ", ".join(missing)


def _post(entry: Entry, file: PageFile, *, identity: str) -> ImportedPost:
    name = clean_line(file.name)
    title = clean_line(entry.title)
    guesses: tuple[Guess, ...] = ()
    if not title:
        title = name.rsplit(".", 1)[0] or "Untitled"
        guesses = (
            Guess(None, "title", "the page has none, the file's name does", 0.3),
        )
    origin = Origin(
        file.kind, name, file.sha256, f"{file.kind}/{file.version}", entry.address
    )
    return ImportedPost(
        identity or source_name_identity(name, title),
        title,
        entry.body,
        origin,
        clean_line(entry.author) or None if entry.author else None,
        entry.date,
        tags=entry.tags,
        identity_is_sure=bool(identity),
        guesses=guesses,
    )


def _united(pages: Sequence[ReadPage]) -> list[GatheredComment]:
    """The comments of all pages, each once, in the order of their numbers."""
    if len(pages) == 1:
        return pages[0].thread.comments
    found: dict[str, GatheredComment] = {}
    without_key: list[GatheredComment] = []
    for page in pages:
        keyless = [one for one in page.thread.comments if not one.key]
        if len(keyless) > len(without_key):
            without_key = keyless
        for one in page.thread.comments:
            if not one.key:
                continue
            if one.answers is not None and one.answers.key:
                one.parent, one.answers = one.answers.key, None
            known = found.setdefault(one.key, one)
            if one.parent and not known.parent and known.answers is None:
                known.parent = one.parent
    ordered = list(found.values())
    if all(one.key.isdigit() for one in ordered):
        ordered.sort(key=lambda one: int(one.key))
    return [*ordered, *without_key]


def _once(remarks: Sequence[Remark]) -> tuple[Remark, ...]:
    return tuple(dict.fromkeys(remarks))


def _joined(left_out: Sequence[LeftOut]) -> Iterator[LeftOut]:
    """The same sorts added up."""
    counts: dict[str, int] = {}
    for one in left_out:
        counts[one.what] = counts.get(one.what, 0) + one.count
    return (LeftOut(what, count) for what, count in counts.items())
