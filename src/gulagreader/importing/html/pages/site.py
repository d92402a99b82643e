"""Many pages of one site: which of them show the same post.

Pages are looked at twice: once to know which belong together, and once to read
them. A post is given as soon as its last page was read, so that a site of any size
is never held whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from gulagreader.importing.archive import Found, ImportedPost, LeftOut, Remark
from gulagreader.importing.html.pages.addresses import address_key, place_in_folder
from gulagreader.importing.html.pages.page import address_of, read_page
from gulagreader.importing.html.pages.page_parts import ReadPage
from gulagreader.importing.html.pages.page_posts import PageFile, post_of, posts_of
from gulagreader.importing.html.pages.page_source import PageSource

CUT = "beginnings of posts on pages that list them"
_VIEW = re.compile(r"replytocom|comment-page-(\d+)|[?&@]share=|/amp/|[?@]m=")


@dataclass(slots=True)
class _Group:
    """The pages of one post, as far as they were read."""

    waiting: int
    pages: list[tuple[tuple[bool, int, int, str], ReadPage, PageFile]] = field(
        default_factory=list
    )


@dataclass(slots=True)
class Site:
    """Puts the pages of a site together."""

    cut: int = 0
    """How many posts were only met as a beginning."""
    _groups: dict[str, _Group] = field(default_factory=dict)
    _keys: dict[str, str] = field(default_factory=dict)
    """The key of each page that shows one post, by its name."""
    _listed: dict[str, tuple[ReadPage, PageFile]] = field(default_factory=dict)
    """Posts that were met whole on a page that lists posts, each on a page alone."""
    _given: set[str] = field(default_factory=set)
    """The addresses of the posts that came from pages of their own."""

    def note(self, name: str, page: PageSource, base: str = "") -> None:
        """Look at a page; ``name`` is unique, ``base`` where it was got from."""
        address, is_list = address_of(
            page.html, base or page.saved_from, place_in_folder(name)
        )
        if is_list:
            return
        key = address_key(address) if address else f"file:{name}"
        self._keys[name] = key
        self._groups.setdefault(key, _Group(0)).waiting += 1

    def take(
        self, name: str, page: PageSource, file: PageFile, base: str = ""
    ) -> Iterator[Found]:
        """Read a page that was noted, and give what is whole with it."""
        read = read_page(page.html, base or page.saved_from, place_in_folder(name))
        read.remarks[:0] = page.remarks
        read.left_out += page.left_out
        key = self._keys.get(name)
        if key is None or read.is_list:
            self._keep_listed(read, file)
            if not read.entries:
                yield LeftOut("pages that only list posts")
        if key is not None:
            group = self._groups[key]
            if not read.is_list:
                # The page at the post's own address before an archive that shows it.
                own = address_key(base or place_in_folder(name)) == key
                rank = _view_rank(base or name)
                group.pages.append(((not own, *rank), read, file))
            yield from self._page_done(group)

    def skip(self, name: str) -> Iterator[Found]:
        """Do without a page that was noted and cannot be read now."""
        key = self._keys.get(name)
        if key is not None:
            yield from self._page_done(self._groups[key])

    def _page_done(self, group: _Group) -> Iterator[Found]:
        group.waiting -= 1
        if group.waiting or not group.pages:
            return
        ranked = sorted(group.pages, key=lambda one: one[0])
        group.pages = []
        file = ranked[0][2]
        found = list(post_of([page for _, page, _ in ranked], file))
        if not found:
            yield LeftOut("pages without the text of a post")
            if ranked[0][1].says_post:
                what = "is the page of a post, and no text was found in it"
                yield Remark(None, what, file.name)
        for one in found:
            if isinstance(one, ImportedPost) and one.origin.url:
                self._given.add(address_key(one.origin.url))
        yield from found

    def _keep_listed(self, page: ReadPage, file: PageFile) -> None:
        for entry in page.entries:
            key = address_key(entry.place) if entry.place else f"file:{file.name}"
            if key in self._groups:
                continue
            if not entry.is_whole:
                self.cut += 1
            elif entry.body:
                alone = replace(page, is_list=True, entries=[entry])
                self._listed.setdefault(key, (alone, file))

    def finish(self) -> Iterator[Found]:
        """Give the posts that only pages of lists have; not before all are taken.

        A link may name a post in another way than its own page does, so that only
        now it is known which posts came.
        """
        for key, (page, file) in self._listed.items():
            if key not in self._given:
                yield from posts_of(page, file)


def _view_rank(name: str) -> tuple[int, int, str]:
    """The post's own page first, then its pages of comments, then the rest."""
    view = _VIEW.search(name)
    if view is None:
        return (0, 0, name)
    return (1, int(view[1]), name) if view[1] else (2, 0, name)
