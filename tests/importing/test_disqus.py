import pytest
from importing.collected import read_text, sureness, tree

from gulagreader.domain.errors import SourceError
from gulagreader.importing.formats.disqus import IMPORTER

HEAD = (
    '<?xml version="1.0"?>\n<disqus xmlns="http://disqus.com"'
    ' xmlns:dsq="http://disqus.com/disqus-internals">\n'
)


def thread(number: int, link: str = "", title: str = "") -> str:
    return (
        f'<thread dsq:id="{number}"><id/><link>{link}</link><title>{title}</title>'
        "<author><name>Me</name><email>me@example.org</email></author></thread>\n"
    )


def post(number: int, of: int, *, more: str = "", text: str = "", day: int = 9) -> str:
    words = text or f"<p>text {number}</p>"
    return (
        f'<post dsq:id="{number}"><message><![CDATA[{words}]]>'
        f"</message><createdAt>2013-10-{day:02}T19:20:29Z</createdAt><author><email>"
        f"a@example.org</email><name>Ann</name></author><ipAddress>192.0.2.1</ipAddress>"
        f'<thread dsq:id="{of}"/>{more}</post>\n'
    )


def parent(number: int) -> str:
    return f'<parent dsq:id="{number}"/>'


def export(*parts: str) -> str:
    return f"{HEAD}{''.join(parts)}</disqus>"


def test_comments_come_thread_by_thread_with_their_places() -> None:
    found = read_text(
        IMPORTER,
        export(
            post(5, 2, more=parent(4), day=12),
            thread(2, "https://b.example/a/?utm_source=x", "A &amp; B"),
            thread(3),
            post(4, 2, day=11),
            post(6, 2, more=parent(5), text="<p>a <b>c</b></p><p>d</p>", day=13),
        ),
    )
    assert tree(found.thread.comments) == {"c4": None, "c5": "c4", "c6": "c5"}
    last = found.thread.comments[-1]
    assert (last.text, last.date) == ("a **c**\n\nd", "2013-10-13T19:20:29Z")
    assert last.url == "https://b.example/a/?utm_source=x#comment-6"
    assert found.thread.post.links == ("https://b.example/a/?utm_source=x",)
    assert found.thread.post.title == "A & B"
    assert found.left_out["threads without comments"] == 1
    assert found.left_out["e-mail addresses"] == 5
    assert found.left_out["IP addresses"] == 3


def test_what_nobody_was_to_see_is_counted_and_its_answers_stay() -> None:
    found = read_text(
        IMPORTER,
        export(
            thread(2, "https://b.example/a"),
            post(4, 2, more="<isDeleted>true</isDeleted><isSpam>false</isSpam>"),
            post(5, 2, more="<isDeleted>true</isDeleted><isSpam>true</isSpam>"),
            post(6, 2, more=f"<isDeleted>false</isDeleted>{parent(4)}"),
            post(7, 2, more="<isApproved>false</isApproved>"),
            post(8, 2, text=" "),
        ),
    )
    assert tree(found.thread.comments) == {"c6": "c4"}
    assert found.left_out["deleted comments"] == 1
    assert found.left_out["spam comments"] == 1
    assert found.left_out["comments that were not approved"] == 1
    assert found.left_out["comments without words"] == 1


def test_comments_of_a_thread_that_is_missing_are_not_lost() -> None:
    found = read_text(IMPORTER, export(post(6, 1337), thread(7), post(8, 7)))
    titles = [one.post.title for one in found.threads]
    assert titles == ["Disqus thread 1337", "Disqus thread 7"]
    assert "thread 1337 of 1 comment is not in the export" in found.said()
    assert "thread 7 of 1 comment has no address" in found.said()


def test_a_cut_or_built_export_is_refused_with_its_line() -> None:
    with pytest.raises(SourceError) as refused:
        read_text(IMPORTER, export(thread(2), post(4, 2))[:-30])
    assert getattr(refused.value, "line", None)
    with pytest.raises(SourceError, match="declares entities"):
        read_text(IMPORTER, f'<!DOCTYPE d [<!ENTITY a "b">]>{export()[22:]}')


def test_an_export_is_known_by_its_root() -> None:
    assert sureness(IMPORTER, export()) == 1
    assert sureness(IMPORTER, "<rss><disqus/></rss>") == 0


def test_an_address_may_be_written_in_capitals() -> None:
    link = "HTTP://B.Example/Two/"
    found = read_text(IMPORTER, export(thread(2, link, "Two"), post(4, 2)))

    assert found.thread.post.links == (link,)
    assert found.thread.comments[0].url == f"{link}#comment-4"


@pytest.mark.parametrize(
    ("href", "address"),
    [
        (
            "https://disq.us/url?url=https%3A%2F%2Fz.example%2Fa%3Fb%3D1%26c%3D2"
            "%3ANTqdqoVXwHgGJz9sk7Lz_MjK3pY&amp;cuid=12",
            "https://z.example/a?b=1&c=2",
        ),
        ("http://disq.us/url?url=http%3A%2F%2Fz.example%3A8080%2F", None),
        ("https://disq.us/p/1a2b3c", "https://disq.us/p/1a2b3c"),
        ("https://disq.us/url?url=nowhere", "https://disq.us/url?url=nowhere"),
    ],
)
def test_links_by_way_of_disqus_lead_where_they_say(
    href: str, address: str | None
) -> None:
    words = f'<p>See <a href="{href}" rel="nofollow">this</a>.</p>'
    found = read_text(
        IMPORTER, export(thread(1, "https://b.example/"), post(2, 1, text=words))
    )
    (comment,) = found.thread.comments
    assert comment.text == f"See [this]({address or 'http://z.example:8080/'})."
