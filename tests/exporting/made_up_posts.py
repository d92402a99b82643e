"""Posts to be exported: an attack on every writer, and a discussion."""

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import CitedSource, LibraryInfo, Origin, Post
from gulagreader.exporting.contents import Contents, Entry, ExportedPost

NASTY = (
    '"><script>alert(1)</script> ]]> &amp; <!-- --> \x01\ufffe\ud800 [gallery]'
    " <img src=x onerror=alert(1)> &#27;[31m &#x202e; javascript:alert(1)"
)
DISCUSSION = ExportedPost(
    Post(
        id="aa11",
        title="Whom the amnesty <left> out",
        body=(
            "Article 7 says: “The amnesty is not to be applied to persons sentenced"
            " to more than five years” (Applebaum 2003).\n\n## Who *stayed*\n\n"
            "> A block.\n\n- one\n- two\n\n[A link](https://example.org/a?b=c&d=e)"
        ),
        author="corridor_notes",
        date="2014-03-03T17:04:00-05:00",
        tags=("amnesty", "camps & colonies"),
        origin=Origin("wxr", "x.xml", "00", "wxr/1", "https://example.org/?p=1"),
        sources=(CitedSource("applebaum", "Anne Applebaum, Gulag (2003)", None),),
    ),
    (
        Comment(
            "c1", "Was Stalin dead by then?", None, "reader 12", "2014-03-03T18:10"
        ),
        Comment("c2", "For three weeks.", "c1", "night_shift", "2014-03-04"),
        Comment("c3", "[…] see this […]", None, "A blog", None, "pingback"),
        Comment("c4", "Thank you.", "c2"),
    ),
)
ATTACK = ExportedPost(
    Post(
        id='a"b <c>-d',
        title=NASTY,
        body=f"{NASTY}\n\n[link](javascript:alert(1)) ![x](http://evil.example/a.png)",
        author=NASTY,
        date=NASTY,
        tags=(NASTY,),
        lang='en" onload="x',
        sources=(CitedSource(NASTY, NASTY, "javascript:alert(1)"),),
    ),
    tuple(
        Comment(f'x"{n}', NASTY, f'x"{n - 1}' if n else None, NASTY, NASTY)
        for n in range(40)
    ),
)
INFO = LibraryInfo("small", "A <small> library", teachers=("corridor_notes",))


def contents_of(*posts: ExportedPost) -> Contents:
    """The table of contents of some posts."""
    entries = tuple(
        Entry(
            one.post.id,
            one.post.title,
            one.post.author,
            one.post.date,
            len(one.comments),
        )
        for one in posts
    )
    tags = tuple(dict.fromkeys(tag for one in posts for tag in one.post.tags))
    return Contents(INFO, entries, tags)
