"""Atom feeds of posts and of comments (RFC 4287, RFC 4685).

Which post or comment a comment answers is in ``thr:in-reply-to``; entries may come
in any order, so that comments are read before posts are given.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace

from gulagreader.domain.counting import amount
from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    DRAFTS,
    Found,
    Guess,
    ImportedPost,
    LeftOut,
    PostLink,
    Remark,
    source_name_identity,
)
from gulagreader.importing.feeds.atom_entries import Entry, addresses, entry_of, text_of
from gulagreader.importing.feeds.replies import (
    comment_number,
    post_address,
    related_number,
    title_of_commented,
)
from gulagreader.importing.feeds.threads import FeedThreads
from gulagreader.importing.feeds.words import line_of
from gulagreader.importing.gathered_comments import GatheredComment, thread_from
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.xml.root import root_of
from gulagreader.importing.xml.stream import XmlStream


class AtomImporter:
    """Reads one feed, or one entry alone."""

    name = "atom"
    version = 3

    def recognises(self, sample: SourceFile) -> float:
        """Atom by its outermost element."""
        root = root_of(sample)
        is_atom = root in ("atom:feed", "atom:entry") or (
            root in ("feed", "entry") and "w3.org/2005/Atom" in sample.head
        )
        return 0.8 if is_atom else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the posts of a feed, each with the comments that answer it.

        Raises:
            SourceError: it is no XML, or not from a line on.
        """
        origin = source.origin(self.name, self.version)
        threads = FeedThreads(origin)
        _read_comments(source, threads)
        stream = XmlStream(source, {"atom:entry"})
        posts = 0
        try:
            for element in stream:
                entry = entry_of(element)
                if not _is_comment(entry):
                    posts += 1
                    yield self._post(entry, threads, drafts=source.options.drafts)
        except SourceError:
            # What was whole comes in also where the file is cut off.
            yield from threads.alone()
            raise
        yield from threads.alone()
        yield from stream.remarks
        yield from stream.left_out
        if posts:
            what = (
                "is a feed, which may hold a part of a blog only: "
                f"{amount(posts, 'posts')}"
            )
            yield Remark(None, what)

    def _post(
        self, entry: Entry, threads: FeedThreads, *, drafts: bool
    ) -> ImportedPost | LeftOut:
        comments = threads.take(entry.id)
        if entry.is_draft and not drafts:
            return LeftOut(DRAFTS)
        return post_from(entry, threads.origin, comments)


def post_from(
    entry: Entry, origin: Origin, comments: list[GatheredComment]
) -> ImportedPost:
    """An entry as a post, with the comments that are known for it."""
    text, is_summary = text_of(entry)
    thread = thread_from(comments)
    guesses: tuple[Guess, ...] = ()
    date = entry.published
    if date is None and entry.updated is not None:
        date = entry.updated
        reason = "when it was changed; when it was published is not said"
        guesses = (Guess(entry.line, "date", reason, 0.5),)
    remarks = [*entry.remarks, *text.remarks, *thread.remarks]
    if is_summary and text.is_cut_off:
        remarks.append(Remark(entry.line, "holds the beginning of the post only"))
    url = next(iter(addresses(entry.link("alternate"))), "")
    identity = entry.id or url
    title = entry.title or "Untitled"
    return ImportedPost(
        identity or source_name_identity(origin.file, title),
        title,
        text.markdown,
        replace(origin, url=url),
        entry.author,
        date,
        entry.tags,
        entry.lang,
        comments=thread.comments,
        identity_is_sure=bool(identity),
        own_comment_ids=thread.own_ids,
        guesses=guesses,
        remarks=tuple(remarks),
        left_out=(*entry.left_out, *text.left_out, *thread.left_out),
        links=addresses(url, entry.id, entry.link("replies").partition("#")[0]),
    )


def _is_comment(entry: Entry) -> bool:
    return bool(entry.answers) or bool(comment_number(entry.link("alternate")))


def _read_comments(source: SourceFile, threads: FeedThreads) -> None:
    """Read all comments of a feed and find out which post each belongs to."""
    stream = XmlStream(source, {"atom:entry", "atom:title"})
    title = ""
    comments: dict[str, Entry] = {}
    # The second reading, of the posts, tells of the error.
    with suppress(SourceError):
        for element in stream:
            if element.name == "atom:title":
                title = title or line_of(element.text)
                continue
            entry = entry_of(element)
            if _is_comment(entry):
                comments.setdefault(entry.id or f"line {entry.line}", entry)
    roots: dict[str, Entry] = {}
    commented = title_of_commented(title)
    for entry in comments.values():
        _place(entry, comments, roots, threads, commented)


def _place(
    entry: Entry,
    comments: dict[str, Entry],
    roots: dict[str, Entry],
    threads: FeedThreads,
    title: str | None,
) -> None:
    text, _ = text_of(entry)
    above = _above(entry, comments)
    root = _root(entry, comments, roots)
    parent = _key(above) if above is not None else ""
    ref, href = root.answers[0] if root.answers else ("", "")
    missing = comment_number(href) or comment_number(ref)
    if missing and above is None:
        parent = missing  # a comment that this part of the feed does not hold
    related = related_number(entry.link("related"))
    if not parent and related != _key(entry):
        parent = related
    post = "" if missing else ref
    links = addresses(post_address(href), post_address(entry.link("alternate")), post)
    comment = GatheredComment(
        text.markdown,
        key=_key(entry),
        parent=parent,
        author=entry.author,
        date=entry.published or entry.updated,
        url=next(iter(addresses(entry.link("alternate"))), None),
        website=entry.website,
        line=entry.line,
        left_out=(*entry.left_out, *text.left_out),
        remarks=(*entry.remarks, *text.remarks),
    )
    key = post or (links[0] if links else "")
    threads.put(key, PostLink(links, post or None, title), comment)


def _above(entry: Entry, comments: dict[str, Entry]) -> Entry | None:
    """The comment that an entry answers, where it is in the same feed."""
    for ref, _ in entry.answers:
        found = comments.get(ref)
        if found is not None and found is not entry:
            return found
    return None


def _root(entry: Entry, comments: dict[str, Entry], roots: dict[str, Entry]) -> Entry:
    """The first comment of the branch; in a ring the one that is reached last."""
    path: list[Entry] = []
    met: set[int] = set()
    at: Entry | None = entry
    while at is not None and at.id not in roots and id(at) not in met:
        path.append(at)
        met.add(id(at))
        at = _above(at, comments)
    root = roots[at.id] if at is not None and at.id in roots else path[-1]
    roots.update((one.id, root) for one in path)
    return root


def _key(entry: Entry) -> str:
    return (
        comment_number(entry.link("alternate"))
        or comment_number(entry.id)
        or (entry.id)
    )


IMPORTER = AtomImporter()
