"""Posts in reStructuredText, Textile, AsciiDoc and Org."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.collected import folder_of, read_folder, read_text, sureness

from gulagreader.importing.formats import hugo, jekyll, markdown, pelican
from gulagreader.importing.html.markdown import markdown_of
from gulagreader.importing.markups.reading import html_of_markup

RST = """\
The camps: a *start* & more
###########################

:date: 2010-12-03 10:20
:tags: thaw, amnesty law
:author: Jane
:summary: Not shown
   at all.

It **began** with ``f(*x*)``, a `link <http://a.example/>`_, a reference_ and a
note [1]_, an auto one [#]_ and |sub|. 2 * 3 * 4, a_b_c, \\*not\\*.

.. _reference: http://r.example/
.. |sub| replace:: substituted words
.. [1] The first note.
.. [#] The second note,
   on two lines.
.. a remark of the writer

The law
=======

- one
- two, which
  goes on

  - nested

5. five
6. six

.. epigraph::

   Words of weight.

   -- Somebody

As he said:

   A quotation.

.. figure:: http://a.example/gate.jpg
   :alt: Gate

   The gate in 1953

.. code-block:: python

   return "*x*"

Listing::

   a < b

| Verse one
| verse two

=== ===
a   b
=== ===
1   2
=== ===

.. raffle:: x
"""
RST_SHOWN = """\
It **began** with `f(*x*)`, a [link](http://a.example/), a \
[reference](http://r.example/) and a note [^1], an auto one [^2] and substituted \
words. 2 * 3 * 4, a_b_c, \\*not\\*.

## The law

- one
- two, which goes on
  - nested

5. five
6. six

> Words of weight.
>
> — Somebody

As he said:

> A quotation.

![The gate in 1953](http://a.example/gate.jpg "Gate")

```
return "*x*"
```

Listing:

```
a < b
```

Verse one\\
verse two

```
=== ===
a   b
=== ===
1   2
=== ===
```

[^1]: The first note.

[^2]: The second note, on two lines."""
TEXTILE = """\
---
title: "The thaw"
---
h2(top). A heading *here*

It _began_ with @code <x>@, "a link(title)":http://a.example/x?y=1, and 2 * 3 * 4 a_b.
A new line, a note[1] and GULAG(Main Administration). -Deleted-. x^2^.

bq.:http://src.example/1 Quoted words.

# one
# two
** nested
# three

|_. a |_. b |
| 1 | 2 |

fn1. The note's words.

bc.. def x:

  return 1 < 2

p. The end of it "quoted words": he said

{% highlight ruby %}
_as_ it *is*
{% endhighlight %}
"""
TEXTILE_SHOWN = """\
## A heading **here**

It *began* with `code <x>`, [a link](http://a.example/x?y=1), and 2 * 3 * 4 a_b.\\
A new line, a note[^1] and GULAG (Main Administration). ~~Deleted~~. x².

> Quoted words.
>
> — [src.example](http://src.example/1)

1. one
2. two
   - nested
3. three

| a | b |
|---|---|
| 1 | 2 |

[^1]: The note's words.

```
def x:

  return 1 < 2
```

The end of it "quoted words": he said

```
_as_ it *is*
```"""


def test_a_post_in_restructuredtext_comes_in_as_it_would_be_shown(
    tmp_path: Path,
) -> None:
    files = {"pelicanconf.py": "", "content/start.rst": RST}
    assert pelican.IMPORTER.recognises_folder(folder_of(tmp_path, files)) > 0
    found = read_folder(pelican.IMPORTER, tmp_path, files)
    post = found.post
    assert (post.title, post.author) == ("The camps: a start & more", "Jane")
    assert (post.date, post.tags) == ("2010-12-03T10:20", ("thaw", "amnesty law"))
    assert post.body == RST_SHOWN
    assert found.left_out["remarks in the source that nobody was to see"] == 1
    assert found.left_out["parts that only a running site can show"] == 1


def test_a_post_in_textile_comes_in_as_it_would_be_shown(tmp_path: Path) -> None:
    files = {"_posts/2008-01-02-thaw.textile": TEXTILE}
    post = read_folder(jekyll.IMPORTER, tmp_path, files).post
    assert (post.title, post.date) == ("The thaw", "2008-01-02")
    assert post.body == TEXTILE_SHOWN


def test_a_draft_in_restructuredtext_stays_out(tmp_path: Path) -> None:
    files = {
        "pelicanconf.py": "",
        "content/a.rst": "Ice\n###\n\n:status: draft\n\nCold.\n",
        "content/b.rst": "Thaw\n####\n\nWarm.\n",
    }
    found = read_folder(pelican.IMPORTER, tmp_path, files)
    assert [one.title for one in found.posts] == ["Thaw"]
    assert found.left_out["drafts"] == 1


@pytest.mark.parametrize(
    ("name", "text", "body"),
    [
        (
            "content/post/a.org",
            "#+TITLE: The thaw\n#+DATE: 2014-03-03\n#+FILETAGS: :law:camps:\n\n"
            "* Begin\nWords *of* it\non two lines.\n\n- one\n- two\n\n"
            "#+BEGIN_SRC c\nx < *y*\n#+END_SRC\n",
            "## Begin\n\nWords \\*of\\* it on two lines.\n\n\\- one\\\n\\- two\n\n"
            "```\nx < *y*\n```",
        ),
        (
            "content/post/a.adoc",
            "= The thaw\n:date: 2014-03-03\n:tags: law camps\n\n== Begin\n"
            "Words *of* it\non two lines.\n\n. one\n. two\n\n----\nx < *y*\n----\n",
            "## Begin\n\nWords \\*of\\* it on two lines.\n\n. one\\\n. two\n\n"
            "```\nx < *y*\n```",
        ),
    ],
)
def test_what_is_not_understood_is_shown_as_written_and_told(
    tmp_path: Path, name: str, text: str, body: str
) -> None:
    found = read_folder(hugo.IMPORTER, tmp_path, {"hugo.toml": "", name: text})
    post = found.post
    assert (post.title, post.date) == ("The thaw", "2014-03-03")
    assert post.tags == ("law", "camps")
    assert post.body == body
    assert "shown as written" in found.said()


def test_one_file_is_known_by_its_head() -> None:
    assert sureness(markdown.IMPORTER, RST, "start.rst") > 0.5
    assert sureness(markdown.IMPORTER, RST, "start.txt") < 0.5
    assert sureness(markdown.IMPORTER, "No title.\n\nx\n", "a.rst") == 0
    assert read_text(markdown.IMPORTER, RST, "start.rst").post.author == "Jane"


def test_the_fields_that_nikola_keeps_in_remarks_are_read() -> None:
    text = (
        ".. title: The thaw\n.. date: 2012-03-30 23:00:00 UTC\n.. tags: law\n\nWords.\n"
    )
    post = read_text(markdown.IMPORTER, text, "thaw.rst").post
    assert (post.title, post.tags, post.body) == ("The thaw", ("law",), "Words.")
    assert (post.date or "").startswith("2012-03-30T23:00")


_PIECES = st.sampled_from(
    [
        *"""* ** ` `` :: _ __ \\ | |_. # bq. bc.. fn1. == @ - + ^ ~ % " "a":http://b.example
    !a.jpg! .. ..\x20x:: [1]_ [#]_ .. [1] === +--+ <b> </b> <pre> < & > --- **** #+X:
    #+BEGIN_SRC = == ---- word Слово""".split(" "),  # noqa: SIM905 - words
        "\n",
        "\n\n",
        "   ",
        " ",
    ]
)


@settings(max_examples=60, deadline=None)
@given(
    text=st.lists(_PIECES, max_size=60).map("".join),
    markup=st.sampled_from(["rst", "textile", "adoc", "org"]),
)
def test_no_text_fails_and_words_stay(text: str, markup: str) -> None:
    shown = markdown_of(html_of_markup(f"Begin\n\n{text}\n\nfinally", markup).html)
    assert "Begin" in shown.markdown


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("rst", "*a " * 20_000),
        ("rst", "`a " * 20_000),
        ("rst", "== ==\nx\n\n" * 5_000),
        ("rst", "- " * 2_000),
        ("rst", "\n".join(" " * depth + "- a" for depth in range(200))),
        ("textile", '"a ' * 20_000),
        ("textile", "<pre>" * 20_000),
        ("textile", "_a__b" * 10_000),
        ("org", "#+BEGIN_SRC x\n" * 3_000),
    ],
)
def test_no_text_takes_long(markup: str, text: str) -> None:
    begun = time.process_time()
    html_of_markup(text, markup)
    assert time.process_time() - begun < 5
