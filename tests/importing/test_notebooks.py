"""Notebooks as posts of a site, and in posts that show them."""

import json
from pathlib import Path

import pytest
from importing.collected import read_folder

from gulagreader.domain.errors import SourceError
from gulagreader.importing.formats import jekyll, pelican
from gulagreader.importing.front_matter.notebooks import read_notebook

Cell = dict[str, object]


def words(text: str, kind: str = "markdown") -> Cell:
    return {"cell_type": kind, "metadata": {}, "source": text.splitlines(keepends=True)}


def code(text: str, *outputs: Cell, **about: object) -> Cell:
    cell = words(text, "code")
    return {**cell, "metadata": about, "outputs": list(outputs)}


def shown(**data: str) -> Cell:
    named = {key.replace("_", "/"): value for key, value in data.items()}
    return {"output_type": "display_data", "data": named}


def book(*cells: Cell) -> str:
    about = {"language_info": {"name": "python"}}
    return json.dumps({"cells": cells, "metadata": about, "nbformat": 4})


FIELDS = words(
    "- title: Counting camps: a start\n- date: 2014-03-03\n- tags: gulag, maps"
)


def test_a_notebook_is_a_post_with_its_fields_in_the_first_cell(tmp_path: Path) -> None:
    printed: Cell = {"output_type": "stream", "name": "stdout", "text": ["42\n"]}
    warned: Cell = {"output_type": "stream", "name": "stderr", "text": ["Deprecated"]}
    given = book(
        FIELDS, words("## How many\n\nWe count."), code("len(camps)", printed, warned)
    )
    files = {"pelicanconf.py": "", "content/camps.ipynb": given}
    post = read_folder(pelican.IMPORTER, tmp_path, files).post
    assert (post.title, post.date) == ("Counting camps: a start", "2014-03-03")
    assert post.tags == ("gulag", "maps")
    assert (
        post.body
        == "## How many\n\nWe count.\n\n```python\nlen(camps)\n```\n\n```\n42\n```"
    )


def test_fields_may_stand_between_dashes_or_beside_the_notebook(tmp_path: Path) -> None:
    raw = words("---\ntitle: Raw\ndate: 2014-03-03\n---", "raw")
    files = {
        "pelicanconf.py": "",
        "content/a.ipynb": book(raw, words("One.")),
        "content/b.ipynb": book(words("Two.")),
        "content/b.nbdata": "Title: Beside\nDate: 2014-03-04\n",
        "content/c.ipynb": book(words("Nobody's post.")),
    }
    found = read_folder(pelican.IMPORTER, tmp_path, files)
    assert {(one.title, one.body) for one in found.posts} == {
        ("Raw", "One."),
        ("Beside", "Two."),
    }
    assert found.left_out["notebooks that are no posts"] == 1


def test_a_notebook_of_fastpages_begins_with_a_heading(tmp_path: Path) -> None:
    head = words("# The count\n> In short.\n\n- author: Jane Doe\n- categories: [maps]")
    hidden = code("#hide\nimport os")
    given = book(head, hidden, words("Text."))
    files = {
        "_config.yml": "title: x\n",
        "_posts/2014-01-01-a.md": "---\ntitle: a\n---\nA.\n",
        "_notebooks/2014-03-03-count.ipynb": given,
    }
    found = read_folder(jekyll.IMPORTER, tmp_path, files)
    post = next(one for one in found.posts if one.title == "The count")
    assert (post.author, post.date, post.body) == ("Jane Doe", "2014-03-03", "Text.")
    assert found.left_out["hidden cells of notebooks"] == 1


def test_a_post_shows_the_cells_of_a_notebook(tmp_path: Path) -> None:
    post = (
        "Title: A post\nDate: 2014-03-03\n\nBefore.\n\n"
        "{% notebook files/x.ipynb cells[1:] %}\n\n{% notebook missing.ipynb %}\n"
    )
    given = book(words("Not this."), words("This one."))
    files = {
        "pelicanconf.py": "",
        "content/a.md": post,
        "content/files/x.ipynb": given,
    }
    found = read_folder(pelican.IMPORTER, tmp_path, files)
    assert found.post.body.startswith("Before.\n\nThis one.")
    assert "Not this" not in found.post.body


def test_pictures_are_counted_and_what_stands_for_them_is_not_shown() -> None:
    drawn = shown(text_plain="<Figure size 640x480 with 1 Axes>", image_png="iVBO")
    table = shown(text_html="<table><tr><td>a</td></tr></table><script>x()</script>")
    found = read_notebook(book(code("plot()", drawn, table)))
    assert "Figure" not in found.text
    assert "x()" not in found.text
    assert {one.what: one.count for one in found.left_out}[
        "pictures that code has drawn"
    ] == 1


def test_old_notebooks_are_read_and_their_text_is_cleaned() -> None:
    cells = [
        {"cell_type": "heading", "level": 3, "source": ["A heading"]},
        {
            "cell_type": "code",
            "input": ["print(1)"],
            "outputs": [{"output_type": "pyout", "text": ["\x1b[31m1```"]}],
        },
    ]
    found = read_notebook(json.dumps({"worksheets": [{"cells": cells}], "nbformat": 3}))
    assert found.text == "### A heading\n\n```python\nprint(1)\n```\n\n```\n1```\n```\n"


@pytest.mark.parametrize("text", ["", "{", "[]", "{}", "[" * 100_000, '{"cells": 1}'])
def test_what_is_no_notebook_is_refused_or_empty(text: str) -> None:
    if text == '{"cells": 1}':
        assert read_notebook(text).text.strip() == ""
        return
    with pytest.raises(SourceError, match="no notebook"):
        read_notebook(text)


def test_what_is_not_there_is_not_counted(tmp_path: Path) -> None:
    given = book(FIELDS, code("1", shown(text_plain="1")))
    files = {"pelicanconf.py": "", "content/camps.ipynb": given}
    found = read_folder(pelican.IMPORTER, tmp_path, files)
    assert "pictures that code has drawn" not in found.left_out
