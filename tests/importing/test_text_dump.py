import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing.reading import guessed, read_dump, texts

from gulagreader.domain.errors import SourceError
from gulagreader.text.markdown import plain_text

PROSE = (
    "After the death of Stalin a great many things changed in the Soviet Union, and "
    "nobody knew at first how far the changes would go, or who would stop them, or "
    "what would become of the people who came home from the camps that year."
)
COMMENT = (
    "I like how you wrote about the amnesty and the people in the camps, and I had "
    "never heard that so many of them came home in the first three months of it."
)


def page(*parts: str) -> str:
    return "\n\n".join(parts)


def numbered(*items: str, first: int = 1, gap: str = "\n\n\n") -> str:
    return gap.join(f"  {n}. {item}" for n, item in enumerate(items, first))


def test_a_bare_page_gives_title_body_and_comments() -> None:
    post = read_dump(
        "Home from the\u00a0Camps\n\n"
        + page(
            "This photo shows a train; the picture is lost.",
            PROSE,
            "Aleksandr Solzhenitsyn",
            PROSE,
            "Photo Sources:",
            numbered(COMMENT, COMMENT + " Great!", COMMENT + " Thanks."),
            "Leave a Reply",
            "Fill in your details below or click an icon to log in: Logo",
            "Connecting to %s",
        )
    )

    assert post.title == "Home from the Camps"
    assert (post.author, post.date, post.tags, post.sources) == (None, None, (), ())
    assert post.body.split("\n\n") == [
        "*This photo shows a train; the picture is lost.*",
        PROSE,
        "## Aleksandr Solzhenitsyn",
        PROSE,
        "## Photo Sources:",
    ]
    assert texts(post) == [COMMENT, COMMENT + " Great!", COMMENT + " Thanks."]
    assert [c.id for c in post.comments] == ["c1", "c2", "c3"]
    kept = [one.text for one in post.left_out if one.text]
    assert kept == [
        "Leave a Reply",
        "Fill in your details below or click an icon to log in: Logo",
        "Connecting to %s",
    ]
    assert sum(one.count for one in post.left_out) == 5


def test_every_guess_says_where_why_and_how_sure() -> None:
    post = read_dump(
        page(
            "Title", "A short line", PROSE, numbered(COMMENT, COMMENT), "Leave a Reply"
        )
    )

    assert [guess.what for guess in post.guesses] == ["title", "heading", "comments"]
    assert [guess.line for guess in post.guesses] == [1, 3, 7]
    assert all(guess.reason and 0 < guess.confidence < 1 for guess in post.guesses)
    assert post.guesses[1].confidence == 0.5


def test_a_page_without_comments_gives_none() -> None:
    post = read_dump(
        page(
            "Prisoners Released",
            PROSE,
            "Aleksandr Sol (Photo from ",
            "Information from: ",
            "Author: James von Geldern",
            "Leave a Reply",
        )
    )

    assert post.comments == ()
    assert post.body.split("\n\n")[1:] == [
        "*Aleksandr Sol (Photo from*",
        "## Information from:",
        "Author: James von Geldern",
    ]
    assert [(s.key, s.text) for s in post.sources] == [("geldern", "James von Geldern")]
    assert [one.text for one in post.left_out] == ["Leave a Reply"]


def test_sources_under_their_heading_are_kept_with_their_addresses() -> None:
    post = read_dump(
        page(
            "Title",
            PROSE,
            "Works Cited",
            "Applebaum, Anne. Gulag: A History. 2003.",
            "http://soviethistory.msu.edu/1954-2/prisoners-return/",
        )
    )

    assert [(s.key, s.url) for s in post.sources] == [
        ("applebaum", None),
        ("msu", "http://soviethistory.msu.edu/1954-2/prisoners-return/"),
    ]
    assert "Anne. Gulag: A History. 2003." in post.body


def test_a_list_in_the_body_stays_there_when_comments_follow() -> None:
    steps = numbered("the decree", "the trains", "the return", gap="\n")
    post = read_dump(
        page(
            "Title",
            PROSE,
            steps,
            PROSE,
            "2 Responses to Title",
            numbered(COMMENT, COMMENT),
        )
    )

    assert texts(post) == [COMMENT, COMMENT]
    assert "1. the decree\n2. the trains\n3. the return" in post.body


@pytest.mark.parametrize("end", ["", "\n\nLeave a Reply", "\n\nKommentar verfassen"])
def test_a_list_at_the_end_of_the_body_is_no_comments(end: str) -> None:
    steps = numbered(
        "Boil the potatoes in salted water until they are soft.",
        "Drain them, and mash them while they are hot.",
        "Serve with butter.",
        gap="\n",
    )

    post = read_dump(page("Potatoes in the camp kitchen", PROSE, steps) + end)

    assert post.comments == ()
    assert "3. Serve with butter." in post.body


def test_comments_that_stand_far_apart_need_no_talk() -> None:
    laws = ("Ours is a different country from theirs.", "Winters were colder then.")

    near = read_dump(page("Title", PROSE, numbered(*laws, gap="\n\n"), "Leave a Reply"))
    far = read_dump(
        page("Title", PROSE, numbered(*laws, gap="\n\n\n"), "Leave a Reply")
    )

    assert texts(near) == []
    assert texts(far) == list(laws)


def test_a_post_titled_like_the_heading_of_comments_has_none() -> None:
    laws = numbered("The law of 1926.", "The law of 1934.", gap="\n")

    post = read_dump(page("10 Responses to Stalin", laws, PROSE))

    assert post.title == "10 Responses to Stalin"
    assert post.comments == ()


def test_a_list_in_a_comment_is_no_replies() -> None:
    post = read_dump(
        page(
            "Title",
            PROSE,
            "2 Responses",
            f"  1. {COMMENT}\n\n    1. one point\n    2. another point",
            f"  2. {COMMENT}",
            "Leave a Reply",
        )
    )

    assert len(post.comments) == 2
    assert post.comments[0].text == f"{COMMENT}\n\n1. one point\n2. another point"


def test_a_comment_may_quote_the_reply_form() -> None:
    post = read_dump(
        page(
            "Title",
            PROSE,
            "2 Responses",
            f"  1. Why does it say\n\n    Leave a Reply\n\n    here? {COMMENT}",
            f"  2. {COMMENT}",
            "Leave a Reply",
        )
    )

    assert len(post.comments) == 2
    assert "Leave a Reply" in post.comments[0].text


def test_pingbacks_are_told_from_comments() -> None:
    ping = "[…] as another blog says of this post on the thaw and what it meant […]"
    post = read_dump(page("Title", PROSE, "2 Responses", numbered(COMMENT, ping)))

    assert [c.kind for c in post.comments] == ["comment", "pingback"]


def test_numbers_with_holes_keep_their_numbers_and_say_so() -> None:
    items = f"  3. {COMMENT}\n\n\n  6. {COMMENT}\n\n\n  7. {COMMENT}"

    post = read_dump(page("Title", PROSE, "7 Responses", items, "Leave a Reply"))

    assert [c.id for c in post.comments] == ["c3", "c6", "c7"]
    assert any("leave out 2" in remark.what for remark in post.remarks)


def test_the_second_page_of_comments_needs_its_heading() -> None:
    items = numbered(COMMENT, COMMENT, first=51)

    with_heading = read_dump(page("Title", PROSE, "120 Responses", items))
    without = read_dump(page("Title", PROSE, items))

    assert [c.id for c in with_heading.comments] == ["c51", "c52"]
    assert without.comments == ()


def test_a_quoted_name_at_the_top_of_a_comment_is_no_author() -> None:
    marx = "Karl Marx says:\n\n    History repeats itself, first as tragedy."

    post = read_dump(
        page(
            "T", PROSE, "3 Responses", numbered(COMMENT, marx, COMMENT), "Leave a Reply"
        )
    )

    assert [c.author for c in post.comments] == [None, None, None]
    assert post.comments[1].text.startswith("Karl Marx says:")


def test_a_comment_with_a_date_alone_has_no_author() -> None:
    items = numbered(
        *[f"March {day}, 2014 at 5:04 pm\n\n    {COMMENT}" for day in (3, 4)]
    )

    post = read_dump(page("Title", PROSE, "2 Responses", items))

    assert [(c.author, c.date) for c in post.comments] == [
        (None, "2014-03-03T17:04"),
        (None, "2014-03-04T17:04"),
    ]


def test_a_date_that_is_not_understood_is_kept_as_it_stands() -> None:
    items = numbered(*[f"Jane on 3/4/2014 said:\n\n    {COMMENT}" for _ in range(2)])

    post = read_dump(page("Title", PROSE, "2 Responses", items))

    assert [(c.author, c.date) for c in post.comments] == [("Jane", None)] * 2
    assert post.comments[0].extra["date_raw"] == "on 3/4/2014"


@pytest.mark.parametrize(
    ("header", "author", "date", "reply", "form"),
    [
        (
            "2 Gedanken zu „Titel“",
            "Jan sagte",
            "3. März 2014 um 17:04",
            "Antworten ↓",
            "Kommentar verfassen",
        ),
        (
            "2 réponses à « Titre »",
            "Jean a dit",
            "3 mars 2014 à 17:04",
            "Répondre",
            "Laisser un commentaire",
        ),
        (
            "2 comentarios",
            "Juan dijo",
            "3 de marzo de 2014, 17:04",
            "Responder ↓",
            "Deja un comentario",
        ),
        (
            "2 комментария",
            "Иван пишет",
            "3 марта 2014 в 17:04",
            "Ответить",
            "Оставить комментарий",
        ),
        (
            "2 Responses to “T”",
            "Jo says",
            "March 3rd, 2014 at 5:04 pm",
            "Reply ↓",
            "Leave a Reply",
        ),
    ],
)
def test_a_page_is_understood_in_its_language(
    header: str, author: str, date: str, reply: str, form: str
) -> None:
    item = f"{author}:\n    {date}\n\n    {COMMENT}\n\n    {reply}"

    post = read_dump(page("T", PROSE, header, numbered(item, item), form))

    assert texts(post) == [COMMENT, COMMENT]
    assert {c.author for c in post.comments} == {author.split(maxsplit=1)[0]}
    assert {c.date for c in post.comments} == {"2014-03-03T17:04"}
    assert post.body == PROSE


def test_verse_keeps_its_lines() -> None:
    verse = "I was with my people then,\nthere where my people, doomed, were"

    assert read_dump(page("Requiem", verse, PROSE)).body.startswith(
        "I was with my people then,\\\nthere where my people, doomed, were\n\n"
    )


def test_single_lines_of_verse_are_no_headings() -> None:
    post = read_dump(page("Requiem", "No foreign sky", "No stranger’s wing", PROSE))

    assert guessed(post, "heading") == []


def test_the_line_under_the_title_may_say_who_and_when() -> None:
    post = read_dump(page("Title", "Posted on March 3, 2014 by Jane Doe", PROSE))

    assert (post.author, post.date) == ("Jane Doe", "2014-03-03")
    assert post.body == PROSE


def test_a_first_line_too_long_for_a_title_stays_in_the_body() -> None:
    post = read_dump(page(PROSE, PROSE), name="a-dump.txt")

    assert post.title == "a-dump"
    assert post.body == f"{PROSE}\n\n{PROSE}"


def test_lines_below_the_comments_that_are_no_form_are_told_of() -> None:
    post = read_dump(
        page(
            "T",
            PROSE,
            "2 Responses",
            numbered(COMMENT, COMMENT),
            "Leave a Reply",
            PROSE,
        )
    )

    assert any(one.text == PROSE for one in post.left_out)
    assert [remark.line for remark in post.remarks] == [14]


@pytest.mark.parametrize(
    "text", [" \n\n ", "Leave a Reply\n\nConnecting to %s", "Title"]
)
def test_a_dump_without_a_post_is_refused(text: str) -> None:
    with pytest.raises(SourceError):
        read_dump(text)


def test_a_line_of_ten_megabytes_is_read_in_seconds() -> None:
    started = time.perf_counter()
    post = read_dump("Title\n\n" + "amnesty of the year " * 500_000)

    assert len(post.body) == 20 * 500_000 - 1
    assert time.perf_counter() - started < 20


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"  {n % 10_000}. {COMMENT}" for n in range(8_000)),
        "\n".join(f"  1. {n}" for n in range(8_000)),
        "\n".join(" " * (n % 90) + "• x" for n in range(12_000)),
        "\n".join(" " * n + "1. x" for n in range(800)),
        "2 Responses\n\n"
        + "\n".join(f"  {n}. Jane says:\n\nx\n" for n in range(6_000)),
    ],
    ids=["numbered", "ones", "bullets", "deep", "loose"],
)
def test_thousands_of_list_lines_take_seconds(text: str) -> None:
    started = time.perf_counter()
    read_dump("Title\n\n" + text)

    assert time.perf_counter() - started < 40


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(("Word", "Photo", "Sources\n\nWord", "Above:")),
    st.lists(
        st.text("ab *_`#>[]()<&;!|~-+=.1\\:$^{}", min_size=1, max_size=40),
        min_size=1,
        max_size=8,
    ),
)
def test_no_word_of_a_dump_is_taken_for_markup(lead: str, lines: list[str]) -> None:
    source = "\n\n".join(f"{lead} {line}" for line in lines)

    post = read_dump(f"Title\n\n{source}\n\n{PROSE}")

    shown = plain_text(post.body).split()
    assert shown == [*source.split(), *PROSE.split()]


def test_a_number_alone_on_its_line_begins_a_comment() -> None:
    items = "\n".join(
        f"    {n}.\n       Jane says:\n       3 March 2014\n       {COMMENT}"
        for n in range(1, 4)
    )

    post = read_dump(page("Title", PROSE, "3 Responses", items))

    assert texts(post) == [COMMENT] * 3
    assert [c.author for c in post.comments] == ["Jane"] * 3


def test_comments_may_begin_at_two() -> None:
    post = read_dump(
        page("Title", PROSE, numbered(COMMENT, COMMENT, first=2), "Leave a Reply")
    )

    assert [c.id for c in post.comments] == ["c2", "c3"]


def test_who_may_stand_above_the_words_and_when_below_them() -> None:
    items = [
        f"    {number}.\n   {name}\n       Words of {name}, and more of them.\n"
        f"       June {number}, 2017 · 11:40 am"
        for number, name in enumerate(("Jane Doe", "John Roe", "Ann"), start=1)
    ]
    text = "The thaw\n\nIt began.\nComments: 3\n\n" + "\n".join(items) + "\n"
    post = read_dump(text)
    assert [one.author for one in post.comments] == ["Jane Doe", "John Roe", "Ann"]
    assert post.comments[1].date == "2017-06-02T11:40"
    assert post.comments[1].text == "Words of John Roe, and more of them."


def test_the_year_may_come_first_and_a_number_last() -> None:
    items = [
        f"    {number}. {name}\n       2012 May 3{number - 1} at 23:54\n"
        f"       Words of {name}, and more.\n       #17245{number}"
        for number, name in enumerate(("Jane", "John"), start=1)
    ]
    text = "The thaw\n\n   It began.\n\n2 Comments\n\n" + "\n".join(items) + "\n"
    post = read_dump(text)
    assert [one.author for one in post.comments] == ["Jane", "John"]
    assert post.comments[0].date == "2012-05-30T23:54"
    assert post.comments[0].text == "Words of Jane, and more."


def test_the_feeds_that_lynx_names_above_all_are_no_title() -> None:
    text = (
        "   #Old blog » Feed Old blog » Comments Feed Old blog » The\n   thaw JSON\n\n"
        "   Skip to content\n\n   ____________________\n\n"
        f"The thaw\n\n   {PROSE}\n"
    )
    post = read_dump(text)
    assert post.title == "The thaw"
    assert sum(one.what == "lines above the title" for one in post.left_out) == 4
    assert read_dump(f"#Gulag\n\n{PROSE}\n").title == "#Gulag"


def test_a_picture_and_links_in_the_head_of_a_comment_are_no_words_of_it() -> None:
    long = "\n\n".join(f"    Paragraph {n} of a long remark." for n in range(8))
    items = [
        f" {number}. [a1b2c3d4]\n\n    {name}\n\n{long}\n\n    June {number}, 2017"
        for number, name in enumerate(("Jane Doe", "John Roe"), start=1)
    ]
    text = "The thaw\n\nIt began.\n\nComments: 2\n\n" + "\n".join(items) + "\n"
    post = read_dump(text)
    assert [one.author for one in post.comments] == ["Jane Doe", "John Roe"]
    assert [one.date for one in post.comments] == ["2017-06-01", "2017-06-02"]
    assert post.comments[0].text.startswith("Paragraph 0")


def test_who_and_when_may_be_links() -> None:
    text = (
        "# The thaw\n\nIt began.\n\n## 2 Responses\n\n"
        "  1. [Jane Doe](https://jane.example/)\n\n"
        "[ 2014 May 9 at 02:51](/thaw/#comment-1)\n\nI did not know.\n\n"
        "  2. ![](x.png)[Ann](/a)\n\n[ 2014 May 10 at 02:52](/thaw/#comment-2)\n\n"
        "Nor did I.\n"
    )
    post = read_dump(text)
    assert [one.author for one in post.comments] == ["Jane Doe", "Ann"]
    assert [one.date for one in post.comments] == [
        "2014-05-09T02:51",
        "2014-05-10T02:52",
    ]
    assert post.comments[1].text == "Nor did I."
