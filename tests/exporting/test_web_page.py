"""The one page: whole, accessible, and without anything that acts or is fetched."""

from html.parser import HTMLParser
from itertools import pairwise

from exporting.made_up_posts import ATTACK, DISCUSSION, contents_of

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.exporting.contents import ExportedPost
from gulagreader.exporting.post_html import DEEPEST
from gulagreader.exporting.web_page import web_page

_VOID = {"meta", "br", "hr", "img", "link"}


class _Page(HTMLParser):
    """The elements of a page, with a check that they are closed as they were opened."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.deepest = 0
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)
            self.deepest = max(self.deepest, self.open.count("ol"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def all(self, tag: str, **attributes: str) -> list[dict[str, str | None]]:
        return [
            found
            for name, found in self.elements
            if name == tag and attributes.items() <= found.items()
        ]


def _written(*posts: ExportedPost) -> str:
    return "".join(web_page(contents_of(*posts), posts))


def test_posts_and_threads_stand_in_their_elements() -> None:
    page = _Page(_written(DISCUSSION))
    assert page.all("html")[0]["lang"] == "en"
    assert len(page.all("main")) == len(page.all("h1")) == 1
    assert page.all("article", id="post-aa11")
    comments = [one["id"] for one in page.all("article", **{"class": "comment"})]
    assert comments == [f"post-aa11-c{n}" for n in (1, 2, 4, 3)]
    times = [one["datetime"] for one in page.all("time")]
    assert "2014-03-03T17:04:00-05:00" in times
    assert "2014-03-04" in times


def test_headings_leave_out_no_level() -> None:
    page = _Page(_written(DISCUSSION))
    levels = [
        int(tag[1]) for tag, _ in page.elements if tag[0] == "h" and tag[1:].isdigit()
    ]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_link_inside_the_page_leads_somewhere_and_names_are_unique() -> None:
    page = _Page(_written(DISCUSSION, ATTACK))
    names = [found["id"] for _, found in page.elements if "id" in found]
    assert len(set(names)) == len(names)
    links = [one.get("href") or "" for one in page.all("a")]
    inside = {link[1:] for link in links if link.startswith("#")}
    assert inside - set(names) == set()
    assert len(inside) > 40


def test_nothing_in_the_page_acts_or_is_fetched() -> None:
    page = _Page(_written(ATTACK))
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"script", "img", "link", "iframe", "object", "form"})
    for _, found in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in found)
        assert not (found.get("href") or "").lower().startswith("javascript")
    policy = page.all("meta", **{"http-equiv": "Content-Security-Policy"})
    assert "default-src 'none'" in (policy[0]["content"] or "")


def test_no_character_is_left_that_acts_on_a_terminal() -> None:
    page = _written(ATTACK)
    assert not set(page) & set(map(chr, [*range(9), *range(11, 32), 0x202E, 0xFFFE]))


def test_a_deep_thread_is_moved_in_only_so_far() -> None:
    deep = tuple(
        Comment(f"c{n}", "x", f"c{n - 1}" if n else None, "a") for n in range(3000)
    )
    page = _Page(_written(ExportedPost(Post("p", "Deep", "x"), deep)))
    assert page.deepest <= DEEPEST + 2
    assert len(page.all("article", **{"class": "comment"})) == 3000


def test_a_post_that_could_not_be_read_is_named_in_its_place() -> None:
    page = "".join(web_page(contents_of(DISCUSSION, ATTACK), [ATTACK]))
    _Page(page)
    assert 'id="post-aa11"' in page
    assert "could not be read" in page


def test_a_language_of_its_own_is_said() -> None:
    russian = ExportedPost(Post("r", "Слово", "Текст.", lang="ru"))
    assert _Page(_written(russian)).all("article", id="post-r", lang="ru")
