"""Citations in prose, held to the examples that the manuals of style print."""

from dataclasses import replace

import pytest

from gulagreader.domain.citing import Cited, CitedComment
from gulagreader.text.references.markdown import quoted_passage, reference_markdown
from gulagreader.text.references.people import people
from gulagreader.text.references.prose import apa, chicago, mla
from gulagreader.text.references.titles import headline, quoted, sentence, shortened

POST = Cited(
    "aa11",
    "How do you revise?",
    "Ward Six",
    author="J. Robert Lennon",
    date="2010-09-16T08:39",
    url="https://wardsix.example/revise",
)
COMMENT = replace(
    POST,
    comment=CitedComment(
        "c2",
        "I print it and cut it with scissors",
        "Susan Woodring",
        "2010-09-17T02:31",
        "https://wardsix.example/revise#c2",
    ),
)
UNKNOWN = Cited("b333", "Prisoners of GULAG Released", "A Course")


def test_a_note_names_author_title_blog_day_and_address() -> None:
    assert reference_markdown(chicago(POST)) == (
        "J. Robert Lennon, “How Do You Revise?,” *Ward Six* (blog), September 16, "
        "2010, https://wardsix.example/revise."
    )


def test_a_note_on_a_comment_says_what_it_answers() -> None:
    assert chicago(COMMENT).text == (
        "Susan Woodring, September 17, 2010, comment on J. Robert Lennon, “How Do You "
        "Revise?,” Ward Six (blog), September 16, 2010, id aa11#c2, "
        "https://wardsix.example/revise#c2."
    )


def test_an_entry_of_the_mla_is_that_of_its_handbook() -> None:
    cited = Cited(
        "e1",
        "Why they’re wrong",
        "The Economist",
        comment=CitedComment("c9", "No", "Max the Pen", "2016-09-29T18:06"),
        url="https://www.economist.example/wrong",
    )
    assert reference_markdown(mla(cited)) == (
        "Max the Pen. Comment on “Why They’re Wrong.” *The Economist*, 29 Sept. 2016, "
        "6:06 p.m., id e1#c9, www.economist.example/wrong."
    )


def test_a_reference_of_the_apa_has_twenty_words_of_a_comment() -> None:
    words = (
        "We are relying on APA as our university style format - the university is "
        "located in Germany (Kassel). So I"
    )
    cited = Cited(
        "p",
        "The Transition to Seventh Edition APA Style",
        "APA Style",
        common=frozenset({"transition", "seventh", "edition"}),
        comment=CitedComment(
            "c1", words, "joachimr", "2019-11-19", "https://apa.example/c1"
        ),
    )
    assert reference_markdown(apa(cited)) == (
        f"joachimr. (2019, November 19). {words} [Comment on the blog post “The "
        "transition to seventh edition APA Style”]. *APA Style* (p#c1). "
        "https://apa.example/c1"
    )
    assert apa(cited).in_text == "(joachimr, 2019)"


def test_a_blog_post_after_the_apa() -> None:
    assert apa(POST).text == (
        "Lennon, J. R. (2010, September 16). How do you revise? Ward Six. "
        "https://wardsix.example/revise"
    )


def test_what_nobody_knows_is_left_out_or_said_to_be_unknown() -> None:
    assert chicago(UNKNOWN).text == (
        "“Prisoners of GULAG Released,” A Course (blog), n.d., id b333."
    )
    assert mla(UNKNOWN).text == "“Prisoners of GULAG Released.” A Course, id b333."
    assert apa(UNKNOWN).text == (
        "Prisoners of GULAG Released. (n.d.). A Course (b333)."
    )
    assert apa(UNKNOWN).in_text == "(“Prisoners of GULAG Released,” n.d.)"


def test_a_day_of_access_stands_only_where_there_is_no_date() -> None:
    seen = {"accessed": "2020-03-31", "url": "https://a.example/b"}
    undated = replace(UNKNOWN, **seen)  # type: ignore[arg-type]
    assert chicago(undated).text.endswith(
        "(blog), accessed March 31, 2020, https://a.example/b."
    )
    assert mla(undated).text.endswith("a.example/b. Accessed 31 Mar. 2020.")
    assert apa(undated).text.endswith(
        "Retrieved March 31, 2020, from https://a.example/b"
    )
    dated = replace(POST, accessed="2020-03-31")
    assert [style(dated) for style in (chicago, mla, apa)] == [
        style(POST) for style in (chicago, mla, apa)
    ]


def test_a_paragraph_stands_in_the_note_and_else_in_the_text() -> None:
    cited = replace(COMMENT, paragraph=2)
    assert ", para. 2, https://" in chicago(cited).text
    assert chicago(cited).in_text == (
        "Woodring, comment on Lennon, “How Do You Revise?,” para. 2."
    )
    assert mla(cited).text == mla(COMMENT).text
    assert mla(cited).in_text == "(Woodring, par. 2)"
    assert apa(cited).in_text == "(Woodring, 2010, para. 2)"


def test_a_comment_that_nobody_signed() -> None:
    nobody = replace(COMMENT, comment=CitedComment("c3", "Thank you"))
    assert chicago(nobody).text.startswith("Unsigned comment on J. Robert Lennon, “")
    assert mla(nobody).text.startswith("Comment on “How Do You Revise?” Ward Six, id")
    assert apa(nobody).text.startswith("Thank you [Comment on the blog post “How")


@pytest.mark.parametrize(
    ("author", "notes", "entry", "reference"),
    [
        (
            "Anna Appel and Boris Brodsky",
            "Anna Appel and Boris Brodsky",
            "Appel, Anna, and Boris Brodsky",
            "Appel, A., & Brodsky, B.",
        ),
        (
            "Anna Appel; Boris Brodsky; map_room",
            "Anna Appel et al.",
            "Appel, Anna, et al",
            "Appel, A., Brodsky, B., & map_room",
        ),
    ],
)
def test_several_authors(author: str, notes: str, entry: str, reference: str) -> None:
    cited = replace(POST, author=author)
    assert chicago(cited).text.startswith(f"{notes}, “")
    assert mla(cited).text.startswith(f"{entry}. “")
    assert apa(cited).text.startswith(f"{reference.rstrip('.')}. (2010")


@pytest.mark.parametrize(
    ("author", "inverted"),
    [
        ("James von Geldern", ["von Geldern, James"]),
        ("Appel, Anna", ["Appel, Anna"]),
        ("Martin Luther King Jr.", ["King, Martin Luther, Jr."]),
        ("Анна Ахматова", ["Ахматова, Анна"]),
        ("Иванова Анна Петровна", ["Иванова, Анна Петровна"]),
        ("reader 12", ["reader 12"]),
        ("corridor_notes", ["corridor_notes"]),
        ("Department of History", ["Department of History"]),
        ("The Editors", ["The Editors"]),
        ("Teacher 3", ["Teacher 3"]),
        ("salt and pepper", ["salt and pepper"]),
        ("", []),
        (
            "Anna Appel, Boris Brodsky & Carl Crane",
            ["Appel, Anna", "Brodsky, Boris", "Crane, Carl"],
        ),
    ],
)
def test_only_the_names_of_people_are_turned_around(
    author: str, inverted: list[str]
) -> None:
    assert [one.inverted for one in people(author)] == inverted


def test_a_firm_is_one_author() -> None:
    assert [one.name for one in people("O'Brien & Sons")] == ["O'Brien & Sons"]
    assert [one.name for one in people("Anna and friends")] == ["Anna and friends"]


def test_headlines_have_capitals_and_other_languages_their_own() -> None:
    title = "a word on the GULAG: of camps and what they are for"
    assert headline(title, "en") == (
        "A Word on the GULAG: Of Camps and What They Are For"
    )
    assert headline("Return after the thaw", "en") == "Return After the Thaw"
    assert headline("Return after the thaw", "en", all_prepositions=True) == (
        "Return after the Thaw"
    )
    assert headline("das Lager und der Brief", "de") == "das Lager und der Brief"


def test_a_title_becomes_a_sentence_where_the_text_shows_what_is_no_name() -> None:
    known = {"names": frozenset({"gulags"}), "common": frozenset({"freedom"})}
    assert sentence("New Freedom from the Gulags", "en", **known) == (
        "New freedom from the Gulags"
    )
    unknown = {"names": frozenset[str](), "common": frozenset[str]()}
    assert sentence("A Day in Norilsk", "en", **unknown) == "A Day in Norilsk"


def test_marks_in_a_title_become_single_ones() -> None:
    assert quoted('On “the thaw” and "ice".', ",") == "“On ‘the thaw’ and ‘ice’,”"


def test_what_closes_a_title_stands_inside_its_own_marks() -> None:
    cited = replace(POST, title="The case of “Ivan”")
    assert "“The Case of ‘Ivan,’” *Ward" in reference_markdown(chicago(cited))
    assert chicago(cited).in_text == "Lennon, “Case of ‘Ivan.’”"
    assert "“The Case of ‘Ivan.’” *Ward" in reference_markdown(mla(cited))
    assert "The case of “Ivan.” *Ward" in reference_markdown(apa(cited))
    asked = replace(POST, title="Who was “Ivan?”")
    assert "“Who Was ‘Ivan?’” *Ward" in reference_markdown(mla(asked))
    assert quoted("Über „Iwan“", ",") == "“Über ‘Iwan,’”"


def test_without_a_blog_nothing_is_left_dangling() -> None:
    cited = replace(POST, container="", title="We came home")
    assert chicago(cited).text.startswith(
        "J. Robert Lennon, “We Came Home,” blog post, September 16, 2010, https"
    )
    assert mla(cited).text.startswith("Lennon, J. Robert. “We Came Home.” 16 Sept.")
    assert "We came home. https://" in apa(cited).text


def test_a_title_that_stands_for_its_author_has_capitals_in_the_text() -> None:
    cited = replace(POST, author=None, title="What the neighbours saw")
    assert apa(cited).in_text == "(“What the Neighbours Saw,” 2010)"
    assert apa(cited).text.startswith("What the neighbours saw. (2010, September 16).")


def test_a_comment_on_a_post_without_a_title() -> None:
    cited = replace(COMMENT, title="")
    assert "[Comment on an untitled blog post]." in apa(cited).text


def test_a_short_title_ends_with_a_word_that_says_something() -> None:
    assert (
        shortened("The Return of the Prisoners to the City")
        == "Return of the Prisoners"
    )
    assert shortened("Bread: A Week by the Gram") == "Bread"
    assert shortened("A Very Long Title That Goes On and On") == "Very Long Title"
    assert shortened("Who remembers?") == "Who remembers?"


def test_a_quote_to_paste_has_its_attribution() -> None:
    cited = replace(COMMENT, paragraph=1, passage="I *print* it.\n\nThen scissors.")
    assert quoted_passage(cited) == (
        "> I \\*print\\* it.\n>\n> Then scissors.\n>\n"
        "> — Susan Woodring, comment on J. Robert Lennon, “How do you revise?”, "
        "17 September 2010, para. 1, [aa11#c2](<https://wardsix.example/revise#c2>)"
    )
