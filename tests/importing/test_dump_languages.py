"""Dumped pages in Polish and Japanese, and of block themes."""

import pytest
from importing.reading import read_dump, texts

from gulagreader.importing.archive import Decision
from gulagreader.importing.text_dump.lines import lines_of
from gulagreader.importing.text_dump.page import read_page

POLISH = """\
Blog o historii

   « poprzedni

Powrót z łagru

   Opublikowano 3 marca 2014 autor Janek

   Pierwszy akapit o łagrze i ludziach, którzy wrócili z daleka.

   Udostępnij to:
   Tagi: historia

2 myśli na temat „Powrót z łagru”

    1. [abcd] Ann pisze:
       5 marca 2014 o 10:15 (Edytuj)
       Ciekawe.
       Odpowiedz
          + [abcd] Bob pisze:
            6 marca 2014 o 10:15 (Edytuj)
            Dziękuję.
            Odpowiedz

Dodaj komentarz Anuluj pisanie odpowiedzi
"""
JAPANESE = """\
歴史のブログ

   « 前へ

収容所からの帰還

   投稿日: 2014年3月3日 投稿者: Janek

   収容所と人々についての最初の段落です。

「収容所からの帰還」への2件のフィードバック

    1. [abcd] Ann より:
       2014年3月5日 10:15 AM
       面白いです。
       返信
          + [abcd] 田中 より:
            2014年3月6日 10:15 AM
            これは夏より
            冬の話です。
            返信

コメントを残す コメントをキャンセル
"""
BLOCK_THEME = """\
{site}

{title}

{day}

—

{by}

Ann Roe

{category}

{text}

{heading}

  1. Bob
    {later}
    {edit}

    {said}

    {reply}

{form}
"""
IN_ENGLISH = {
    "site": "The Blog",
    "title": "The thaw",
    "day": "March 3, 2014",
    "by": "by",
    "category": "in Letters",
    "text": "After the winter came a thaw of some years that nobody had foreseen.",
    "heading": "1 response to “The thaw”",
    "later": "March 5, 2014",
    "edit": "Edit",
    "said": "Yes.",
    "reply": "Reply",
    "form": "Leave a Reply",
}
IN_POLISH = {
    "site": "Blog",
    "title": "Odwilż",
    "day": "3 marca 2014",
    "by": "autor",
    "category": "w Listy",
    "text": "Po zimie przyszła odwilż, która trwała kilka lat i nikt jej nie czekał.",
    "heading": "Jedna odpowiedź na „Odwilż”",
    "later": "5 marca 2014",
    "edit": "Edytuj",
    "said": "Tak.",
    "reply": "Odpowiedz",
    "form": "Dodaj komentarz",
}


def test_a_polish_page_is_read() -> None:
    post = read_dump(POLISH)

    assert (post.title, post.author, post.date) == (
        "Powrót z łagru",
        "Janek",
        "2014-03-03",
    )
    assert post.body == "Pierwszy akapit o łagrze i ludziach, którzy wrócili z daleka."
    assert texts(post) == ["Ciekawe.", "Dziękuję."]
    assert [c.author for c in post.comments] == ["Ann", "Bob"]


def test_a_japanese_page_is_read() -> None:
    post = read_dump(JAPANESE)

    assert (post.title, post.author, post.date) == (
        "収容所からの帰還",
        "Janek",
        "2014-03-03",
    )
    assert post.body == "収容所と人々についての最初の段落です。"
    assert [c.author for c in post.comments] == ["Ann", "田中"]
    assert [c.date for c in post.comments] == ["2014-03-05T10:15", "2014-03-06T10:15"]
    assert "これは夏より" in post.comments[1].text


@pytest.mark.parametrize("words", [IN_ENGLISH, IN_POLISH])
def test_a_block_theme_says_who_and_when_on_lines_of_their_own(
    words: dict[str, str],
) -> None:
    post = read_dump(BLOCK_THEME.format(**words))

    assert post.title == words["title"]
    assert (post.author, post.date) == ("Ann Roe", "2014-03-03")
    assert post.body == words["text"]
    assert [(c.author, c.date, c.text) for c in post.comments] == [
        ("Bob", "2014-03-05", words["said"])
    ]


def test_a_line_that_begins_the_text_below_a_name_is_kept() -> None:
    dump = BLOCK_THEME.format(**{**IN_ENGLISH, "category": "In Moscow it was cold."})

    assert read_dump(dump).body.startswith("In Moscow it was cold.")


def test_a_mention_that_the_heading_does_not_count_stays_an_item_of_the_list() -> None:
    post = read_dump(
        "The thaw\n\nAfter the winter came a thaw of some years.\n\n"
        "2 Responses to The thaw\n\n"
        "  1. Ann says:\n    March 5, 2014 at 10:15 am\n\n    Yes.\n\n    Reply\n"
        "  2. Bob says:\n    March 6, 2014 at 10:15 am\n\n    No.\n\n    Reply\n"
        "  3. Pingback: Another blog\n\nLeave a Reply\n"
    )

    assert [(c.kind, c.text) for c in post.comments] == [
        ("comment", "Yes."),
        ("comment", "No."),
        ("pingback", "Pingback: Another blog"),
    ]


def test_links_that_are_joined_in_part_of_a_line_tell_the_date() -> None:
    post = read_dump(
        "****** The thaw ******\nAfter the winter came a thaw of some years.\n"
        "**** 1 Response to The thaw ****\n"
        "   1. Annsays:\n      March_5,_2014_at_10:15_am (Edit)\n"
        "      See a_b_c for it.\n      Reply\n**** Leave a Reply ****\n"
    )

    assert [(c.date, c.text) for c in post.comments] == [
        ("2014-03-05T10:15", "See a_b_c for it.")
    ]


def test_who_and_when_is_no_text_where_the_title_is_refused() -> None:
    dump = (
        "The thaw\n\nPosted on March 3, 2014 by Jane\n\n"
        "After the winter came a thaw of some years that nobody had foreseen.\n"
    )

    page = read_page(lines_of(dump), "thaw", [Decision(1, "title", "no")])

    assert (page.title, page.author, page.date) == ("thaw", "Jane", "2014-03-03")
    assert page.body.markdown == (
        "## The thaw\n\n"
        "After the winter came a thaw of some years that nobody had foreseen."
    )
    assert "Posted on March 3, 2014 by Jane" in [one.text for one in page.left_out]
