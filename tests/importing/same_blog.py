"""One small blog as values, which every format writes in its own way.

A format adds itself with a function that renders ``BLOG`` (as bytes, or as files by
their name) and a test that reads it and compares ``told(posts)`` with
``EXPECTED``, the tuple of what a reader sees of each post. What a format cannot hold
is left out of both sides with the switches of ``told``: ``authors``, ``dates``,
``parents``, ``tags``.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gulagreader.domain.dates import parse_date
from gulagreader.importing.archive import Found, ImportedPost
from gulagreader.text.markdown import plain_text


@dataclass(frozen=True)
class SaidComment:
    number: int
    author: str
    date: str
    html: str
    shown: str
    parent: int | None = None
    kind: str = "comment"
    website: str = ""

    @property
    def epoch(self) -> int:
        moment = parse_date(self.date)
        assert moment is not None
        return (moment.start - 62_135_596_800) * 1000


@dataclass(frozen=True)
class SaidPost:
    number: int
    slug: str
    title: str
    author: str
    date: str
    tags: tuple[str, ...]
    html: str
    shown: str
    comments: tuple[SaidComment, ...] = ()

    @property
    def address(self) -> str:
        year, month, day = self.date[:10].split("-")
        return f"{SITE}/{year}/{month}/{day}/{self.slug}/"


SITE = "https://thaw.example.org"
BLOG_TITLE = "The Thaw Seminar"

BLOG = (
    SaidPost(
        5,
        "the-amnesty-of-1953",
        "The amnesty of 1953: who came home?",
        "Vera Teacher",
        "2014-03-03T17:04:00Z",
        ("amnesty", "camps"),
        "<p>Stalin died on 5 March 1953. <em>Three</em> weeks later came a decree.</p>"
        "<blockquote><p>“More than a million were freed.”</p></blockquote>"
        "<ul><li>short terms</li><li>the old &amp; the ill</li></ul>"
        "<p>1953. A year [of] *hope*, said no_one_else.</p>",
        "Stalin died on 5 March 1953. Three weeks later came a decree.\n\n"
        "“More than a million were freed.”\n\nshort terms\n\nthe old & the ill\n\n"
        "1953. A year [of] *hope*, said no_one_else.",
        (
            SaidComment(
                11,
                "Jane Doe",
                "2014-03-03T18:10:00Z",
                "<p>Were the <strong>politicals</strong> freed?</p><p>I doubt it.</p>",
                "Were the politicals freed?\n\nI doubt it.",
                website="https://jane.example.org/",
            ),
            SaidComment(
                12,
                "Иван Петров",
                "2014-03-04T09:00:00Z",
                "<p>Нет: «58-я» осталась.</p>",
                "Нет: «58-я» осталась.",
                parent=11,
            ),
            SaidComment(
                13,
                "Vera Teacher",
                "2014-03-04T10:30:00Z",
                "<p>Exactly. See “Article 58”.</p>",
                "Exactly. See “Article 58”.",
                parent=12,
            ),
            SaidComment(
                15,
                "Sam",
                "2014-03-05T08:00:00Z",
                "<p>Another question: # of camps?</p>",
                "Another question: # of camps?",
            ),
        ),
    ),
    SaidPost(
        9,
        "ivan-denisovich",
        "“One Day” in print",
        "Vera Teacher",
        "2014-04-01T12:00:00Z",
        ("literature",),
        "<p>In November 1962 <cite>Novy Mir</cite> printed it; see "
        '<a href="https://example.org/mir">the issue</a>.</p>',
        "In November 1962 Novy Mir printed it; see the issue.",
    ),
)


@dataclass(frozen=True)
class Told:
    """A post as a reader sees it."""

    title: str
    shown: str
    author: str | None = None
    date: str | None = None
    tags: tuple[str, ...] = ()
    comments: tuple[tuple[str, ...], ...] = field(default=())


def told(
    found: Iterable[Found],
    *,
    authors: bool = True,
    dates: bool = True,
    parents: bool = True,
    tags: bool = True,
) -> tuple[Told, ...]:
    """What a reader sees of the posts that were read, in the order of their titles."""
    posts = [one for one in found if isinstance(one, ImportedPost)]
    return tuple(
        sorted(
            (
                Told(
                    post.title,
                    plain_text(post.body),
                    post.author if authors else None,
                    _day(post.date) if dates else None,
                    tuple(sorted(post.tags)) if tags else (),
                    tuple(
                        (
                            (one.author or "") if authors else "",
                            _day(one.date) or "" if dates else "",
                            plain_text(one.text),
                            _parent_text(post, one.parent) if parents else "",
                            one.kind,
                        )
                        for one in post.comments
                    ),
                )
                for post in posts
            ),
            key=lambda one: one.title,
        )
    )


def _day(date: str | None) -> str | None:
    return date[:10] if date else None


def _parent_text(post: ImportedPost, parent: str | None) -> str:
    return next((plain_text(c.text) for c in post.comments if c.id == parent), "")


def expected(
    *,
    authors: bool = True,
    dates: bool = True,
    parents: bool = True,
    tags: bool = True,
) -> tuple[Told, ...]:
    """What any format must give of ``BLOG``."""
    return tuple(
        sorted(
            (
                Told(
                    post.title,
                    post.shown,
                    post.author if authors else None,
                    post.date[:10] if dates else None,
                    tuple(sorted(post.tags)) if tags else (),
                    tuple(
                        (
                            one.author if authors else "",
                            one.date[:10] if dates else "",
                            one.shown,
                            _said(post, one.parent) if parents else "",
                            one.kind,
                        )
                        for one in post.comments
                    ),
                )
                for post in BLOG
            ),
            key=lambda one: one.title,
        )
    )


def _said(post: SaidPost, number: int | None) -> str:
    return next((one.shown for one in post.comments if one.number == number), "")


EXPECTED = expected()
