"""Blogger's exports, old and new, as a file, in a folder or in Takeout's zip file.

A comment finds its post by number. Comments are read first, so that each post comes
with its whole thread wherever in the file the comments stand.
"""

import re
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
    ImportedComments,
    ImportedPost,
    ImportOptions,
    LeftOut,
    PostLink,
    Refusal,
    Remark,
)
from gulagreader.importing.feeds.atom_entries import addresses, entry_of, text_of
from gulagreader.importing.feeds.blogger_entries import BloggerEntry, blogger_entry
from gulagreader.importing.feeds.replies import post_address
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.gathered_comments import (
    WORDLESS,
    GatheredComment,
    newest_last,
    thread_from,
)
from gulagreader.importing.sources import SourceFile
from gulagreader.importing.xml.root import root_of
from gulagreader.importing.xml.stream import XmlStream

_BLOGGER = re.compile(r"schemas\.google\.com/blogger/20(?:08|18)|/blogger/2008/kind#")
_TAKEOUT = re.compile(r"(?:^|/)Blogger/Blogs/[^/]+/feed\.atom$")
_KINDS = {"settings": "settings", "template": "templates"}


class BloggerImporter:
    """Reads an export."""

    name = "blogger"
    version = 1

    def recognises(self, sample: SourceFile) -> float:
        """Atom with Blogger's own words in it."""
        if root_of(sample) not in ("atom:feed", "feed"):
            return 0.0
        return 0.95 if _BLOGGER.search(sample.head) else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the posts and pages of a blog, each with its thread.

        Raises:
            SourceError: it is no XML, or not from a line on.
        """
        yield from self._read(source, source.name)

    def recognises_folder(self, folder: SourceFolder) -> float:
        """What Google Takeout gives: a feed for each blog, under names of its own."""
        return 0.95 if any(map(_TAKEOUT.search, folder.names)) else 0.0

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield the posts of all blogs of a Takeout archive."""
        others = 0
        for name in folder.names:
            if not _TAKEOUT.search(name):
                others += 1
                continue
            try:
                for found in self._read(folder.open(name), name):
                    yield _in_file(found, name)
            except SourceError as error:
                yield Refusal(getattr(error, "line", None), str(error), name)
        if others:
            yield LeftOut("files of the archive that hold no posts", others)

    def _read(self, source: SourceFile, file: str) -> Iterator[Found]:
        origin = source.origin(self.name, self.version, file)
        threads = _Threads(source, origin)
        stream = XmlStream(source, {"atom:entry", "entry"})
        try:
            for element in stream:
                found = blogger_entry(entry_of(element))
                if found.kind in ("post", "page"):
                    yield self._post(found, threads, source.options)
                elif found.kind != "comment":
                    yield LeftOut(_KINDS.get(found.kind, "entries that are no posts"))
        except SourceError:
            # What was whole comes in also where the file is cut off.
            yield from threads.rest()
            raise
        yield from threads.rest()
        yield from stream.remarks
        yield from stream.left_out

    def _post(
        self, found: BloggerEntry, threads: "_Threads", options: ImportOptions
    ) -> ImportedPost | LeftOut:
        gathered = threads.take(found.number)
        unseen = found.unseen
        if unseen is not None and not (unseen == DRAFTS and options.drafts):
            return LeftOut(unseen)
        return _post_from(found, threads.origin, gathered)


def _post_from(
    found: BloggerEntry, origin: Origin, gathered: list[GatheredComment]
) -> ImportedPost:
    entry = found.entry
    text, _ = text_of(entry)
    thread = thread_from(gathered)
    # A draft has an address for its editor only.
    url = next(iter(addresses(entry.link("alternate"))), "")
    file_name = entry.words("blogger:filename")
    guesses: tuple[Guess, ...] = ()
    title = entry.title
    if not title:
        title = "Untitled"
        reason = "the post has none"
        guesses = (Guess(entry.line, "title", reason, 0.5),)
    links = (*addresses(url), *filter(None, (file_name,)))
    return ImportedPost(
        entry.id or url or f"{origin.file}\n{title}",
        title,
        text.markdown,
        replace(origin, url=url),
        entry.author,
        found.date or entry.updated,
        entry.tags,
        comments=thread.comments,
        identity_is_sure=bool(entry.id or url),
        guesses=guesses,
        remarks=(*entry.remarks, *text.remarks, *thread.remarks),
        left_out=(*entry.left_out, *text.left_out, *thread.left_out),
        links=tuple(dict.fromkeys(links)),
    )


class _Threads:
    """The comments of one export, by the number of their post."""

    def __init__(self, source: SourceFile, origin: Origin) -> None:
        self.origin = origin
        self.left_out: list[LeftOut] = []
        self._by_post: dict[str, list[GatheredComment]] = {}
        self._links: dict[str, PostLink] = {}
        # The second reading, of the posts, tells of the error.
        with suppress(SourceError):
            for element in XmlStream(source, {"atom:entry", "entry"}):
                found = blogger_entry(entry_of(element))
                if found.kind == "comment":
                    self._add(found)
        for post, comments in self._by_post.items():
            self._by_post[post] = newest_last(comments)

    def _add(self, found: BloggerEntry) -> None:
        entry = found.entry
        if found.unseen is not None:
            self.left_out.append(LeftOut(found.unseen))
            return
        text, _ = text_of(entry)
        if not text.markdown:
            self.left_out.append(LeftOut(WORDLESS, 1, entry.line))
            return
        url = entry.link("alternate")
        self._by_post.setdefault(found.post, []).append(
            GatheredComment(
                text.markdown,
                key=found.number,
                parent=found.parent,
                author=entry.author,
                date=found.date or entry.updated,
                url=next(iter(addresses(url)), None),
                website=entry.website,
                line=entry.line,
                left_out=(*entry.left_out, *text.left_out),
                remarks=(*entry.remarks, *text.remarks),
            )
        )
        links = addresses(post_address(url), *(one[1] for one in entry.answers))
        guid = entry.answers[0][0] if entry.answers else ""
        self._links.setdefault(found.post, PostLink(links, guid or None))

    def take(self, post: str) -> list[GatheredComment]:
        """The comments on a post; none are left behind."""
        return self._by_post.pop(post, [])

    def rest(self) -> Iterator[Found]:
        """The comments whose post is not in the export, and what was left out."""
        for post, comments in self._by_post.items():
            thread = thread_from(comments)
            many = amount(len(comments), "comments")
            what = f"post {post or 'without a number'} of {many} is"
            yield ImportedComments(
                self._links[post],
                thread.comments,
                self.origin,
                remarks=(Remark(None, f"{what} not in the export"), *thread.remarks),
                left_out=thread.left_out,
            )
        yield from self.left_out


def _in_file(found: Found, name: str) -> Found:
    """What is said of a file in an archive, with the file's name."""
    if isinstance(found, Remark | Refusal) and not found.file:
        return replace(found, file=name)
    return found


IMPORTER = BloggerImporter()
