"""A dossier is written whole, with footnotes and a list, and over nothing else."""

import json
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from markdown_it import MarkdownIt
from services.dossier_room import DossierRoom
from services.note_room import NOON, NoteRoom

from gulagreader.domain.citing import ReferenceStyle
from gulagreader.domain.errors import ExportError
from gulagreader.domain.progress import finish
from gulagreader.services import dossier_writing
from gulagreader.services.dossier_writing import (
    DossierFiles,
    WritingOrder,
    format_of,
    write_dossier,
)

HOSTILE = """\
- id: c1
  author: "*Eve* <b>@x [^1]"
  text: |-
    # Not a heading <script>alert(1)</script> [^1] &amp; `x` $y$ @p1
    > a "quote" <img src=x>
    - one... -- it's
    [p1]: https://evil.example.org
"""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[DossierRoom]:
    room = DossierRoom(NoteRoom(tmp_path))
    yield room
    room.notes.memory.close()


def written(
    room: DossierRoom, form: str = "markdown", style: str = "chicago", **more: bool
) -> str:
    target = room.notes.folder / "out.txt"
    order = WritingOrder(target, form, ReferenceStyle(style), force=True, **more)
    finish(write_dossier(room.shelf, room.current, order, NOON))
    return target.read_text("utf-8")


def gather(room: DossierRoom) -> None:
    room.passage("freed more than a million")
    room.shelf.add_heading("Stalin")
    room.text("c1")
    room.passage("Voroshilov")


def test_markdown_has_footnotes_and_a_bibliography(room: DossierRoom) -> None:
    gather(room)
    room.shelf.change(room.current, room.current.entries[0].id, remark="Look: *why*?")
    assert written(room) == (
        """\
# Dossier

*From “Notes”, 5 March 2026*

> freed more than a million
>
> — chalk, “Whom the amnesty left out”, 3 March 2014[^1]

Look: *why*?

## Stalin

> Was Stalin dead by then, or only nearly so?
>
> — reader 3, comment on chalk, “Whom the amnesty left out”[^2]

> Voroshilov
>
> — chalk, “Whom the amnesty left out”, 3 March 2014[^3]

[^1]: chalk, “Whom the Amnesty Left Out,” *Notes* (blog), March 3, 2014, para. 1, \
<https://blog.example.org/2014/amnesty/>.

[^2]: reader 3, comment on chalk, “Whom the Amnesty Left Out,” *Notes* (blog), March \
3, 2014, id p1\\#c1, <https://blog.example.org/2014/amnesty/#comment-17>.

[^3]: chalk, “Whom the Amnesty Left Out,” para. 2.

## Bibliography

- chalk. “Whom the Amnesty Left Out.” *Notes* (blog). March 3, 2014. \
<https://blog.example.org/2014/amnesty/>.
""".replace("p1\\#c1", "p1#c1")
    )


@pytest.mark.parametrize(
    ("style", "note", "heading", "entry"),
    [
        ("mla", "[^1]: chalk, par. 1.", "Works Cited", "- chalk. “Whom the Amnesty"),
        ("apa", "[^1]: chalk, 2014, para. 1.", "References", "- chalk. (2014, March"),
    ],
)
def test_in_other_styles_a_footnote_points_to_the_list(
    room: DossierRoom, style: str, note: str, heading: str, entry: str
) -> None:
    gather(room)
    text = written(room, style=style)
    assert f"\n{note}\n" in text
    assert f"\n## {heading}\n\n{entry}" in text
    assert "- reader 3. " in text


def test_texts_that_a_short_form_may_mean_are_told_apart(room: DossierRoom) -> None:
    room.notes.rewrite(
        lambda text: text.replace("parent: c1", "author: reader 3"), "p1.comments.yaml"
    )
    room.text("c1")
    room.text("c2")
    text = written(room, style="apa")
    assert "[^1]: reader 3, n.d., id p1#c1.\n" in text
    assert "[^2]: reader 3, n.d., id p1#c2.\n" in text


def test_text_of_the_library_is_never_markup(room: DossierRoom) -> None:
    room.notes.write("p1.comments.yaml", HOSTILE)
    finish(room.notes.library.refresh())
    room.text("c1")
    room.passage("[^1] &amp;", "c1")
    for form in ("markdown", "pandoc"):
        html = MarkdownIt("commonmark").render(written(room, form))
        for tag in ("<script", "<img", "<b>", "<code>x"):
            assert tag not in html
        assert "&lt;script&gt;alert(1)&lt;/script&gt; [^1]" in html
        assert "[p1]: <a " in html
        assert html.count("<h1>") == (form == "markdown")
    page = written(room, "html")
    assert "<script" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page
    pandoc = written(room, "pandoc")
    assert "\\@p1" in pandoc
    assert '\\"quote\\"' in pandoc


def test_the_page_stands_alone_and_its_links_lead_somewhere(room: DossierRoom) -> None:
    gather(room)
    room.shelf.add_paragraph("Mine, with [a link](https://e.org) and *stress*.")
    page = written(room, "html", "apa")
    head, _, rest = page.removeprefix("<!DOCTYPE html>").partition("<style>")
    tree = ET.fromstring(head + rest.partition("</style>")[2])
    ids = {one.get("id") for one in tree.iter() if one.get("id")}
    targets = [one.get("href") or "" for one in tree.iter("a")]
    inner = [target[1:] for target in targets if target.startswith("#")]
    assert {"note-1", "back-1", "note-3", "back-3"} <= set(inner)
    assert set(inner) <= ids
    assert "<em>stress</em>" in page
    assert {one.tag for one in tree.iter()}.isdisjoint({"script", "img", "link"})
    assert "default-src 'none'" in page
    assert "@media print" in page


def test_for_pandoc_the_references_stand_beside_the_text(room: DossierRoom) -> None:
    gather(room)
    text = written(room, "pandoc")
    head, _, body = text.removeprefix("---\n").partition("\n---\n")
    shown = dict(line.split(": ", 1) for line in head.split("\n"))
    assert json.loads(shown["title"]) == "Dossier"
    references = room.notes.folder / json.loads(shown["bibliography"])
    items = {item["id"]: item for item in json.loads(references.read_text("utf-8"))}
    assert set(items) == {"p1", "p1#c1"}
    assert "note" not in items["p1"]
    assert "— chalk, “Whom the amnesty left out”, 3 March 2014 [@p1, para. 1]" in body
    assert "[@p1#c1]" in body
    assert "[^" not in body


def test_keys_that_pandoc_cannot_read_are_made_fit(room: DossierRoom) -> None:
    room.notes.rewrite(lambda text: text.replace("id: p1", "id: ä [p1]--x"))
    finish(room.notes.library.refresh())
    reading = room.notes.library.read("ä [p1]--x")
    room.shelf.gather_text(reading)
    assert "[@{ä__p1_--x}]" in written(room, "pandoc")
    references = room.notes.folder / "out.references.json"
    assert json.loads(references.read_text("utf-8"))[0]["id"] == "ä__p1_--x"


def test_what_the_library_has_no_more_is_written_and_said(room: DossierRoom) -> None:
    room.passage("Nobody had *asked* them.")
    room.notes.rewrite(lambda text: text.replace("Nobody had *asked* them. ", ""))
    for form in ("markdown", "html", "pandoc"):
        text = written(room, form)
        assert "Nobody had asked them." in text
        assert (
            "The passage is not in the text any more; the words stand here as they"
            " were gathered on 5 March 2026." in text
        )


def test_a_post_is_written_with_its_text_where_that_is_asked(room: DossierRoom) -> None:
    room.text()
    assert "Nobody had" not in written(room)
    assert "> Nobody had asked them." in written(room, full=True)
    assert "Nobody had <em>asked</em> them." in written(room, "html", full=True)


def test_an_empty_dossier_can_be_written(room: DossierRoom) -> None:
    room.shelf.new("Nothing yet")
    assert written(room).startswith("# Nothing yet\n")
    assert "bibliography" not in written(room, "pandoc")
    assert not (room.notes.folder / "out.references.json").exists()
    assert "<section" not in written(room, "html")


def write(
    room: DossierRoom, target: Path, form: str, *, force: bool = False
) -> DossierFiles:
    order = WritingOrder(target, form, force=force)
    return finish(write_dossier(room.shelf, room.current, order, NOON))


def test_nothing_is_replaced_unasked_and_nothing_goes_into_the_library(
    room: DossierRoom, tmp_path: Path
) -> None:
    gather(room)
    target = tmp_path / "out.md"
    done = write(room, target, "markdown")
    assert (done.entries, done.notes, done.works, done.unplaced) == (4, 3, 2, 0)
    before = target.read_bytes()
    with pytest.raises(ExportError, match="--force"):
        write(room, target, "markdown")
    (tmp_path / "new.references.json").write_text("mine")
    with pytest.raises(ExportError, match="--force"):
        write(room, tmp_path / "new.md", "pandoc")
    assert not (tmp_path / "new.md").exists()
    with pytest.raises(ExportError, match="in the library itself"):
        write(room, room.notes.library.folder / "out.md", "markdown")
    assert target.read_bytes() == before
    assert (tmp_path / "new.references.json").read_text() == "mine"


def test_a_writing_that_fails_leaves_what_was_there(
    room: DossierRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gather(room)
    target = tmp_path / "out.md"
    write(room, target, "pandoc")
    before = {path.name: path.read_bytes() for path in tmp_path.glob("*.*")}

    def full(*_: object) -> Iterator[str]:
        yield "half of it"
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(dossier_writing, "_pieces", full)
    with pytest.raises(ExportError, match="No space left"):
        write(room, target, "pandoc", force=True)
    assert {path.name: path.read_bytes() for path in tmp_path.glob("*.*")} == before


def test_the_format_is_named_or_told_by_the_ending() -> None:
    assert format_of(None, Path("a.md")) == "markdown"
    assert format_of(None, Path("a.HTML")) == "html"
    assert format_of("pandoc", Path("a.md")) == "pandoc"
    with pytest.raises(ExportError, match="--format"):
        format_of(None, Path("a"))
    with pytest.raises(ExportError, match="markdown, html, pandoc"):
        format_of("docx", Path("a"))
