"""Threads in dumps of every style and in many languages, made here with their truth."""

import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from gulagreader.domain.comments import Comment
from gulagreader.importing.archive import ImportedPost
from gulagreader.importing.formats.text_dump import IMPORTER
from gulagreader.importing.sources import open_source

PROSE = (
    "It began in March, and nobody knew where it would end; the trains came in one "
    "after the other, and the people on them asked what day it was and where they were."
)
WORDS = {
    "Ann Roe": "My grandmother came home that summer and kept the paper she was given.",
    "Jo Lee": "I would like to know more about the paper, and who signed it at last.",
    "Max Orr": "Thank you for this post; it says what no book had ever told me.",
}


@dataclass(frozen=True)
class Tongue:
    """How a theme says things in one language."""

    header: str
    says: str
    days: tuple[str, str, str]
    reply: str
    form: str
    byline: str


DAYS = ("2014-03-03T17:04", "2014-03-04T09:15", "2014-03-05T10:00")
TONGUES = {
    "en": Tongue(
        "3 thoughts on “The Thaw”",
        "says:",
        (
            "March 3, 2014 at 5:04 pm",
            "March 4, 2014 at 9:15 am",
            "March 5, 2014 at 10:00 am",
        ),
        "Reply",
        "Leave a Reply",
        "Posted on March 1, 2014 by Ida Day",
    ),
    "de": Tongue(
        "3 Gedanken zu „The Thaw“",
        "sagt:",
        (
            "3. März 2014 um 17:04",
            "4. März 2014 um 9:15",
            "5. März 2014 um 10:00",
        ),
        "Antworten",
        "Schreibe einen Kommentar",
        "Veröffentlicht am 1. März 2014 von Ida Day",
    ),
    "fr": Tongue(
        "3 réflexions sur « The Thaw »",
        "dit :",
        (
            "3 mars 2014 à 17 h 04",
            "4 mars 2014 à 9 h 15",
            "5 mars 2014 à 10 h 00",
        ),
        "Répondre",
        "Laisser un commentaire",
        "Publié le 1 mars 2014 par Ida Day",
    ),
    "es": Tongue(
        "3 comentarios",
        "dijo:",
        (
            "3 de marzo de 2014, 17:04",
            "4 de marzo de 2014, 9:15",
            "5 de marzo de 2014, 10:00",
        ),
        "Responder",
        "Deja un comentario",
        "Publicado el 1 de marzo de 2014 por Ida Day",
    ),
    "ru": Tongue(
        "3 комментария",
        "пишет:",
        (
            "3 марта 2014 в 17:04",
            "4 марта 2014 в 9:15",
            "5 марта 2014 в 10:00",
        ),
        "Ответить",
        "Добавить комментарий",
        "Опубликовано 1 марта 2014 автором Ida Day",
    ),
    "no": Tongue(
        "3 kommentarer",
        "sier:",
        (
            "mars 3, 2014, kl. 17:04",
            "mars 4, 2014, kl. 9:15",
            "mars 5, 2014, kl. 10:00",
        ),
        "Svar",
        "Legg igjen en kommentar",
        "mars 1, 2014 av Ida Day | 3 kommentarer",
    ),
}


def _page(tongue: Tongue, thread: str, gap: str = "\n\n") -> str:
    parts = ("The Thaw", tongue.byline, PROSE, tongue.header, thread, tongue.form)
    return gap.join(parts) + "\n"


def _resiliparse(tongue: Tongue) -> str:
    return _page(tongue, _listed(tongue, "  {n}. ", "    "))


def _lynx(tongue: Tongue) -> str:
    """Lynx sets the name left of the words, below a number that stands alone."""
    rows = []
    for n, (name, words) in enumerate(WORDS.items(), 1):
        set_in = "    " if n == 2 else ""
        rows += [
            f"{set_in}    {1 if n == 2 else n - (n > 2)}.",
            f"{set_in}   {name} {tongue.says}",
            f"{set_in}       {tongue.days[n - 1]}",
            f"{set_in}       {words}",
            f"{set_in}       {tongue.reply}",
        ]
    return _page(tongue, "\n".join(rows))


def _listed(tongue: Tongue, mark: str, inner: str) -> str:
    """Ann, Jo below her, and Max."""
    blocks = []
    for n, (name, words) in enumerate(WORDS.items(), 1):
        set_in = inner if n == 2 else ""
        number = 1 if n == 2 else n - (n > 2)
        blocks.append(
            f"{set_in}{mark.format(n=number)}{name} {tongue.says}\n"
            f"{set_in}{inner}{tongue.days[n - 1]}\n\n{set_in}{inner}{words}\n\n"
            f"{set_in}{inner}{tongue.reply}"
        )
    return "\n\n".join(blocks)


def _w3m(tongue: Tongue) -> str:
    return _page(tongue, _listed(tongue, " {n}. [a1b2c3] ", "    "))


def _html2text(tongue: Tongue) -> str:
    """The Python one: only the first line of an item is set in."""
    blocks = []
    for n, (name, words) in enumerate(WORDS.items(), 1):
        set_in = "    " if n == 2 else "  "
        number = 1 if n == 2 else n - (n > 2)
        day = tongue.days[n - 1].replace(".", "\\.", 1)
        blocks.append(
            f"{set_in}{number}. ![](http://x.example/a.png) **[{name}](http://"
            f"x.example/)** {tongue.says}\n\n[ {day}  ](index.html#comment-{n})\n\n"
            f"{words}\n\n[{tongue.reply}](index.html?replytocom={n}#respond)"
        )
    parts = (
        "#  The Thaw",
        tongue.byline,
        PROSE,
        f"## {tongue.header}",
        "\n\n".join(blocks),
        f"### {tongue.form}",
    )
    return "\n\n".join(parts) + "\n"


def _flat(tongue: Tongue) -> str:
    """Common Crawl's text: neither marks nor blank lines."""
    rows = [
        f"{name} {tongue.says}\n{day}\n{words}\n{tongue.reply}"
        for (name, words), day in zip(WORDS.items(), tongue.days, strict=True)
    ]
    return _page(tongue, "\n".join(rows), gap="\n")


STYLES = {
    "resiliparse": _resiliparse,
    "lynx": _lynx,
    "w3m": _w3m,
    "html2text": _html2text,
    "flat": _flat,
}


def _read(folder: Path, text: str) -> ImportedPost:
    path = folder / "page.txt"
    path.write_text(text, encoding="utf-8")
    (post,) = [
        one for one in IMPORTER.read(open_source(path)) if isinstance(one, ImportedPost)
    ]
    return post


def _heads(comments: tuple[Comment, ...]) -> list[tuple[str | None, str | None]]:
    return [(one.author, one.date) for one in comments]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("language", TONGUES)
def test_a_thread_is_read_in_each_style_and_language(
    tmp_path: Path, style: str, language: str
) -> None:
    post = _read(tmp_path, STYLES[style](TONGUES[language]))
    assert (post.title, post.author, post.date) == ("The Thaw", "Ida Day", "2014-03-01")
    assert _heads(post.comments) == list(zip(WORDS, DAYS, strict=True))
    assert [one.text for one in post.comments] == list(WORDS.values())
    first, answer, last = post.comments
    assert first.parent is None
    assert last.parent is None
    assert answer.parent == (None if style == "flat" else first.id)


def test_the_day_may_stand_below_the_words(tmp_path: Path) -> None:
    rows = "\n".join(
        f"{name}\n{words}\nMarch {n}, 2014 · 5:04 pm"
        for n, (name, words) in enumerate(WORDS.items(), 1)
    )
    text = f"The Thaw\n{PROSE}\n{PROSE}\nComments: 3\n{rows}\nLeave a Reply\n"
    comments = _read(tmp_path, text).comments
    assert [one.author for one in comments] == list(WORDS)
    assert [one.text for one in comments] == list(WORDS.values())
    assert comments[2].date == "2014-03-03T17:04"


def test_name_and_day_may_stand_together_without_a_space(tmp_path: Path) -> None:
    rows = "\n".join(
        f"{name}{day}\n{words}\nRépondreEffacer"
        for (name, words), day in zip(WORDS.items(), TONGUES["fr"].days, strict=True)
    )
    text = f"The Thaw\n{PROSE}\n{PROSE}\n3 commentaires:\n{rows}\n"
    comments = _read(tmp_path, text + "Ajouter un commentaire\n").comments
    assert _heads(comments) == list(zip(WORDS, DAYS, strict=True))


def test_the_numbers_of_links_are_no_words_and_their_addresses_are_kept(
    tmp_path: Path,
) -> None:
    text = _lynx(TONGUES["en"]).replace("Ann Roe says", "[2]Ann Roe says")
    text = text.replace("March 3, 2014", "[3]March 3, 2014").replace("It", "[1]It", 1)
    addresses = "\n".join(f"   {n}. http://x.example/{n}" for n in (1, 2, 3))
    post = _read(tmp_path, f"{text}\nReferences\n\n{addresses}\n")
    assert _heads(post.comments) == list(zip(WORDS, DAYS, strict=True))
    assert post.body.startswith("It began")
    kept = [one.text for one in post.left_out if one.what == "addresses of links"]
    assert kept[-1] == "   3. http://x.example/3"


@pytest.mark.parametrize(
    ("first", "sure"),
    [
        ("@Ann Roe: I think so.", 0.5),
        ("@ann I think so.", 0.5),
        ("In reply to Ann Roe.\n    I think so.", 0.8),
        ("Als Antwort auf Ann Roe.\n    Das denke ich auch.", 0.8),
    ],
)
def test_whom_a_comment_calls_is_answered_and_that_is_a_guess(
    tmp_path: Path, first: str, sure: float
) -> None:
    items = [
        f"  {n}. {name} says:\n    March {n}, 2014 at 5:04 pm\n\n    {words}"
        for n, (name, words) in enumerate(
            {
                "Ann Roe": WORDS["Ann Roe"],
                "Max Orr": WORDS["Max Orr"],
                "Jo": first,
            }.items(),
            1,
        )
    ]
    thread = "\n\n".join(items)
    post = _read(tmp_path, _page(TONGUES["en"], thread))
    (guess,) = [one for one in post.guesses if one.what == "answer"]
    assert [one.parent for one in post.comments] == [None, None, "c1"]
    assert (guess.confidence, guess.choices) == (sure, ("no",))


def test_whom_nobody_knows_is_not_answered(tmp_path: Path) -> None:
    thread = "\n\n".join(
        f"  {n}. {name} says:\n    March {n}, 2014 at 5:04 pm\n\n    @Ira {words}"
        for n, (name, words) in enumerate(WORDS.items(), 1)
    )
    comments = _read(tmp_path, _page(TONGUES["en"], thread)).comments
    assert [one.parent for one in comments] == [None] * 3


def test_the_newest_posts_beside_a_text_are_no_comments(tmp_path: Path) -> None:
    items = "\n".join(f"  • Post {n}\n    March {n}, 2014" for n in range(1, 6))
    text = f"The Thaw\n\n{PROSE}\n\nRecent Posts\n\n{items}\n"
    assert not _read(tmp_path, text).comments


def test_the_notes_of_an_author_are_no_numbers_of_links(tmp_path: Path) -> None:
    text = (
        f"The Thaw\n\n{PROSE} So it was told.[1] So they wrote [2].\n\nReferences\n\n"
    )
    body = _read(tmp_path, f"{text}1. http://x.example/1\n2. http://x.example/2\n").body
    assert "told.[1] So they wrote [2]" in body
    assert "http://x.example/2" in body


def test_the_comments_above_ten_thousand_come_in_too(tmp_path: Path) -> None:
    thread = "\n".join(
        f"  {n}. Ann says:\n    March 3, 2014 at 5:04 pm\n    Word {n}."
        for n in range(9_990, 10_011)
    )
    text = _page(TONGUES["en"], thread).replace("3 thoughts", "10,010 thoughts")
    comments = _read(tmp_path, text).comments
    assert [one.text for one in comments][-2:] == ["Word 10009.", "Word 10010."]
    assert len(comments) == 21


def test_a_list_of_many_comments_takes_each_as_long_as_that_of_few(
    tmp_path: Path,
) -> None:
    def cost(count: int) -> float:
        items = (
            f"  {n}. Ann {n} says:\n     March 3, 2014 at 5:04 pm\n\n"
            f"     I thank you for what you say here, {n}.\n"
            for n in range(1, count + 1)
        )
        path = tmp_path / f"{count}.txt"
        text = "\n".join(items)
        path.write_text(f"The Thaw\n\n{PROSE}\n\n{count} Comments\n\n{text}", "utf-8")
        begun = time.process_time()
        (post,) = (
            one
            for one in IMPORTER.read(open_source(path))
            if isinstance(one, ImportedPost)
        )
        spent = time.process_time() - begun
        assert len(post.comments) == count
        assert post.comments[-1].author == f"Ann {count}"
        return spent

    few = cost(800)
    # Were it quadratic, ten times as many would cost a hundred times as much.
    assert cost(8_000) < 30 * max(few, 0.05)
