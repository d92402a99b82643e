"""Under pseudonyms: nobody who wrote can be found, and nobody else is touched."""

from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import CitedSource, LibraryInfo, Origin, Post
from gulagreader.exporting.anonymising import Anonymiser
from gulagreader.exporting.contents import ExportedPost
from gulagreader.text.markdown import plain_text

_INFO = LibraryInfo("made-up", "A made-up library")


def _hidden(
    *posts: ExportedPost, info: LibraryInfo = _INFO, keep_teachers: bool = False
) -> tuple[list[ExportedPost], Anonymiser]:
    hiding = Anonymiser(info, keep_teachers=keep_teachers)
    for post in posts:
        hiding.learn(post)
    hiding.finish_learning()
    return [hiding.post(post) for post in posts], hiding


def _talk(*said: tuple[str | None, str], body: str = "An essay.") -> ExportedPost:
    """A thread in which each comment answers the one before it."""
    comments = tuple(
        Comment(f"c{n}", text, f"c{n - 1}" if n else None, author)
        for n, (author, text) in enumerate(said)
    )
    return ExportedPost(Post("p", "Title", body), comments)


def _texts(post: ExportedPost) -> list[str]:
    return [comment.text for comment in post.comments]


def test_the_same_person_has_the_same_pseudonym_everywhere() -> None:
    first = _talk(("Jane Doe", "One."), ("Ivan", "Two."), ("jane doe", "Three."))
    second = ExportedPost(
        Post("q", "Title", "Text", author="Ivan"),
        (Comment("c1", "x", None, "Jane Doe"),),
    )
    (one, two), _ = _hidden(first, second)
    assert [c.author for c in one.comments] == ["reader 1", "reader 2", "reader 1"]
    assert two.post.author == "reader 2"
    assert two.comments[0].author == "reader 1"


def test_the_same_library_gives_the_same_pseudonyms() -> None:
    posts = (_talk(("Jane Doe", "One.")), _talk(("Ivan", "Two.")))
    assert _hidden(*posts)[0] == _hidden(*posts)[0]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("@Jane I agree", "@reader 1 I agree"),
        ("Jane, I agree", "reader 1, I agree"),
        ("as Jane said", "as reader 1 said"),
        ("Jane Doe is right", "reader 1 is right"),
        ("JANE DOE is right", "reader 1 is right"),
        ("I liked Jane’s point", "I liked reader 1’s point"),
        ("I liked Jane's point", "I liked reader 1's point"),
        ("Ms. Doe is right", "Ms. reader 1 is right"),
        ("Jane wrote:\n> x", "reader 1 wrote:\n> x"),
        ("thanks jane!", "thanks reader 1!"),
        ("**Jane** Doe said", "**reader 1** said"),
        ("_Jane_ said", "_reader 1_ said"),
        ("Jane\nDoe said", "reader 1 said"),
        ("write to jane@doe.example.org.", "write to left-out@example.invalid."),
        ("see https://example.org/~jane-doe/x", "see https://example.invalid/"),
        ("see http://janedoe.example.org", "see https://example.invalid/"),
        ("[me](https://jane.example.org/)", "[me](https://example.invalid/)"),
        ("see https://example.org/Jane_Austen", "see https://example.org/Jane_Austen"),
        ("a janeite", "a janeite"),
        ("Janet, hello", "Janet, hello"),
    ],
)
def test_a_person_is_hidden_however_she_is_spoken_of(text: str, hidden: str) -> None:
    (post,), _ = _hidden(_talk(("Jane Doe", "First."), ("Ivan", text)))
    assert _texts(post)[1] == hidden


@pytest.mark.parametrize(
    "text",
    [
        "Анна, согласна",
        "спасибо Анне",
        "с Анной согласен",
        "вопрос к Анне Петровой",
        "от Петровой",
    ],
)
def test_a_russian_name_is_hidden_in_its_cases(text: str) -> None:
    (post,), _ = _hidden(_talk(("Анна Петрова", "Да."), ("Иван", text)))
    assert "Анн" not in _texts(post)[1]
    assert "Петров" not in _texts(post)[1]
    assert "reader 1" in _texts(post)[1]


@pytest.mark.parametrize(
    "author",
    [
        "Jane Doe",
        "Dr. Jane Doe",
        "Jane M. Doe",
        "Doe, Jane",
        "Jane Doe (History 12)",
        "Prof. Jane Maria Doe, PhD",
        "Jane Doe | my blog",
        "JANE DOE",
    ],
)
def test_a_person_is_known_by_other_spellings_of_the_name(author: str) -> None:
    said = "Jane Doe wrote it; thanks, Jane Doe. @janedoe too. Jane's right."
    (post,), _ = _hidden(_talk((author, "x"), ("Ivan", said)))
    assert _texts(post)[1] == (
        "reader 1 wrote it; thanks, reader 1. @reader 1 too. reader 1's right."
    )


def test_every_field_of_a_post_and_a_comment_was_thought_of() -> None:
    # Whoever adds a field must say in the anonymiser what becomes of it.
    assert {one.name for one in fields(Post)} == {
        *("id", "title", "body", "author", "date", "tags", "lang", "origin"),
        *("sources", "extra"),
    }
    assert {one.name for one in fields(Comment)} == {
        *("id", "text", "parent", "author", "date", "kind", "extra", "url"),
    }
    assert {one.name for one in fields(CitedSource)} == {"key", "text", "url"}
    url = "https://jane.example.org/#comment-1"
    post = ExportedPost(Post("p", "T", "b"), (Comment("c1", "x", url=url),))
    (hidden,), hiding = _hidden(post)
    assert (hidden.comments[0].url, hiding.report.left_out) == (None, 1)


def test_history_is_left_alone_where_nobody_has_its_names() -> None:
    body = "Stalin died in 1953. Anna Akhmatova wrote. Mark my words, Will."
    post = _talk(("Jane Doe", "Stalin, who ruled."), body=body)
    (hidden,), hiding = _hidden(post)
    assert hidden.post.body == body
    assert _texts(hidden) == ["Stalin, who ruled."]
    assert hiding.report.doubtful == 0


def test_a_commenter_called_stalin_does_not_rewrite_history() -> None:
    post = _talk(
        ("Stalin", "I am not he."),
        ("Ivan", "Stalin, you are wrong. Stalin died in 1953."),
        ("Olga", "Stalin, who ruled, was dead."),
        body="Stalin died in 1953.",
    )
    (hidden,), hiding = _hidden(post)
    assert hidden.post.body == "Stalin died in 1953."
    assert _texts(hidden)[1] == "reader 1, you are wrong. Stalin died in 1953."
    assert _texts(hidden)[2] == "Stalin, who ruled, was dead."
    assert hiding.report.doubtful == 2
    assert "⟦Stalin⟧ died" in hiding.report.doubts[0].text


def test_a_name_that_is_a_word_is_hidden_only_where_somebody_is_spoken_to() -> None:
    post = _talk(
        ("Will", "I will write."),
        ("May", "Will, I agree. Will they come? They will in May 1953."),
        ("Reader", "@May and @Will, every Reader will."),
    )
    (hidden,), _ = _hidden(post)
    assert _texts(hidden)[1:] == [
        "person 1, I agree. Will they come? They will in May 1953.",
        "@person 2 and @person 1, every Reader will.",
    ]


def test_somebody_else_of_the_same_first_name_is_left_and_told() -> None:
    post = _talk(("Jane Doe", "Hm."), ("Ivan", "I read Jane Austen, not John Doe."))
    (hidden,), hiding = _hidden(post)
    assert _texts(hidden)[1] == "I read Jane Austen, not John Doe."
    assert hiding.report.doubtful == 2


def test_of_two_of_one_name_the_one_who_is_answered_is_meant() -> None:
    post = _talk(("Jane Doe", "One."), ("Jane Roe", "Two."), ("Ivan", "Jane, no."))
    (hidden,), _ = _hidden(post)
    assert _texts(hidden)[2] == "reader 2, no."


def test_names_of_history_in_the_librarys_own_list_are_doubtful() -> None:
    info = LibraryInfo("x", "X", aliases=(("Joseph Stalin", "Stalin"),))
    post = _talk(("Joseph Stalin", "Ha."), body="Joseph Stalin died.")
    (hidden,), _ = _hidden(post, info=info)
    assert hidden.post.body == "Joseph Stalin died."
    assert hidden.comments[0].author == "reader 1"


def test_nobody_stays_nobody() -> None:
    (hidden,), hiding = _hidden(_talk(("Anonymous", "x"), (None, "y"), ("Гость", "z")))
    assert [c.author for c in hidden.comments] == ["Anonymous", None, "Гость"]
    assert hiding.report.people == 0


def test_a_page_that_links_here_is_hidden_but_its_title_is_no_name() -> None:
    title = "» Blog Archive Summer and Code — Creative Commons"
    post = ExportedPost(
        Post("p", "T", "Creative Commons in the Summer. Blog Archive."),
        (
            Comment("c1", "[…]", None, title, kind="pingback"),
            Comment("c2", "Summer of Code", None, "Creative Commons", kind="trackback"),
        ),
    )
    (hidden,), hiding = _hidden(post)
    assert hidden.post.body == post.post.body
    assert [c.author for c in hidden.comments] == ["reader 1", "reader 2"]
    assert (hidden.comments[1].text, hiding.report.doubtful) == ("Summer of Code", 0)


def test_a_name_in_small_letters_is_the_same_name() -> None:
    post = _talk(
        ("nathan", "x"), ("Ivan", "Excellent move Nathan. I like nathan’s post")
    )
    (hidden,), _ = _hidden(post)
    assert _texts(hidden)[1] == "Excellent move reader 1. I like reader 1’s post"


def test_two_authors_of_one_post_are_two_people() -> None:
    post = ExportedPost(Post("p", "T", "b", author="Jane Doe and Ivan Petrov"))
    (hidden,), _ = _hidden(post)
    assert hidden.post.author == "reader 1, reader 2"


def test_teachers_keep_their_names_only_where_asked_for() -> None:
    post = _talk(("corridor_notes", "x"), ("Jane Doe", "Thanks corridor_notes"))
    info = LibraryInfo("x", "X", teachers=("corridor_notes",))
    (kept,), hiding = _hidden(post, info=info, keep_teachers=True)
    assert kept.comments[0].author == "corridor_notes"
    assert _texts(kept)[1] == "Thanks corridor_notes"
    assert hiding.info().teachers == ("corridor_notes",)
    (hidden,), hiding = _hidden(post, info=info)
    assert _texts(hidden)[1] == "Thanks reader 1"
    assert hiding.info().teachers == ("reader 1",)


def test_fields_that_lead_to_somebody_are_left_out_and_counted() -> None:
    extra = {
        "email": "a@b.org",
        "ip": "1.2.3.4",
        "website": "x",
        "likes": "2",
        "seen": "at 10.0.0.1",
        "more": {"deep": ["https://example.org/u"]},
        "mood": "like Jane Doe",
    }
    origin = Origin("wxr", "jane.xml", "00", "wxr/1", "https://jane.example.org/?p=1")
    post = ExportedPost(
        Post("p", "T", "b", origin=origin, extra=extra),
        (Comment("c1", "x", None, "Jane Doe", extra=extra),),
    )
    (hidden,), hiding = _hidden(post)
    assert dict(hidden.post.extra) == dict(hidden.comments[0].extra) == {"likes": "2"}
    assert hidden.post.origin is None
    assert hiding.report.left_out == 13


def test_ids_with_a_name_in_them_are_given_anew_and_still_answer() -> None:
    post = ExportedPost(
        Post("jane-doe-on-camps", "T", "b"),
        (
            Comment("jane_doe-1", "x", None, "Jane Doe"),
            Comment("c2", "y", "jane_doe-1", "Ivan"),
        ),
    )
    (hidden,), hiding = _hidden(post)
    assert hidden.post.id == hiding.identity("jane-doe-on-camps") == "renamed-1"
    assert hidden.comments[1].parent == hidden.comments[0].id == "renamed-2"


def test_one_word_of_a_name_is_enough_in_an_id_and_beside_a_source_of_ones_own() -> (
    None
):
    diary = CitedSource("doe", "Jane Doe: diary", "https://x.example/doe")
    book = CitedSource("roe", "R. Roe: A Book", "https://x.example/roe")
    post = ExportedPost(
        Post("p", "T", "b", "Jane Doe", sources=(diary, book)),
        (Comment("doe-2", "x"), Comment("c3", "y", "doe-2")),
    )
    (hidden,), _ = _hidden(post)
    assert "doe" not in hidden.comments[0].id
    assert hidden.comments[1].parent == hidden.comments[0].id
    own, other = hidden.post.sources
    assert (own.text, own.url) == ("reader 1: diary", "https://example.invalid/")
    assert own.key.startswith("renamed-")
    assert other == book


def test_aliases_that_mean_somebody_who_wrote_go_as_a_whole() -> None:
    groups = (("Stalin", "Сталин"), ("Jane Doe", "Prof. J."), ("JD", "Doe"))
    info = LibraryInfo("x", "X", aliases=groups)
    _, hiding = _hidden(_talk(("Jane Doe", "One.")), info=info)
    assert hiding.info().aliases == (("Stalin", "Сталин"),)
    assert hiding.report.left_out == 2


def test_pseudonyms_are_words_that_nobody_bears() -> None:
    (hidden,), _ = _hidden(_talk(("reader 12", "x"), ("Ivan", "as reader 12 said")))
    assert hidden.comments[0].author == "person 1"
    assert _texts(hidden)[1] == "as person 1 said"


def test_the_key_tells_who_became_who() -> None:
    _, hiding = _hidden(_talk(("Jane Doe", "x"), ("JANE DOE", "y"), ("Ivan", "z")))
    assert hiding.key() == {"reader 1": ["Jane Doe", "JANE DOE"], "reader 2": ["Ivan"]}


_NAMES = st.sampled_from(
    [
        *("Jane Doe", "Ivan Petrov", "María José Núñez", "Seán O’Brien", "J. R. Smith"),
        *("Анна Петрова", "Иван Грозный", "Ольга-Мария Ким", "田中太郎", "김철수"),
        *(
            "corridor_notes",
            "jdoe99",
            "x_X_reader_X_x",
            "history.nerd.7",
            "McAllister2",
        ),
        *("Jean-Luc d'Arc", "Ana Sofía", "Łukasz Żak", "reader 12", "Dr. Rose White"),
    ]
)
_AROUND = st.sampled_from(
    [
        "{0}, no.",
        "@{0}",
        "as {0} said",
        "**{0}** wrote:\n> x",
        "> {0} said:\n> y",
        "{0}’s comment",
        "- {0}\n- other",
        "# {0}",
        "`{0}`",
        "| {0} | b |\n|---|---|\n| c | {0} |",
        "[{0}](https://example.org/{0})",
        "<b>{0}</b> ({0})",
        "x{0}",
        "mail {0}@example.org",
        "&quot;{0}&quot; and *{0}*",
        "![{0}](x.png)",
        "Stalin and {0}.",
    ]
)


@st.composite
def _libraries(draw: st.DrawFn) -> list[ExportedPost]:
    names = draw(st.lists(_NAMES, min_size=1, max_size=4, unique=True))
    said = st.tuples(_AROUND, st.sampled_from(names), st.sampled_from(names))
    posts = []
    for number in range(draw(st.integers(1, 2))):
        comments = tuple(
            Comment(f"c{n}", around.format(whom), None, author)
            for n, (around, author, whom) in enumerate(
                draw(st.lists(said, min_size=1, max_size=5))
            )
        )
        around, author, whom = draw(said)
        text = around.format(whom)
        source = CitedSource("a", f"{whom}: A Book", f"https://example.org/{whom}")
        posts.append(
            ExportedPost(
                Post(f"p{number}", whom, text, author, tags=(whom,), sources=(source,)),
                comments,
            )
        )
    return posts


@settings(max_examples=120, deadline=None)
@given(_libraries())
def test_no_full_name_is_left_anywhere(posts: list[ExportedPost]) -> None:
    hidden, _ = _hidden(*posts)
    names = {one for post in posts for one in _fields(post)[:1] if one}
    names |= {c.author for post in posts for c in post.comments if c.author}
    for post in hidden:
        for text in _fields(post):
            for name in names:
                spaced = f"{text}\n{plain_text(text)}"
                assert f" {name} " not in f" {spaced} "
                if not spaced.lower().count(f"x{name.lower()}"):
                    assert name.lower() not in spaced.lower()


def _fields(exported: ExportedPost) -> list[str]:
    post = exported.post
    found = [post.author or "", post.id, post.title, post.body, *post.tags]
    found += [f"{one.key} {one.text} {one.url}" for one in post.sources]
    for comment in exported.comments:
        found += [comment.author or "", comment.text, comment.id]
    return found


_COMPOUND = "Anne-Marie Duval"


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("Anne-Marie, I agree", "reader 1, I agree"),
        ("As Anne-Marie said", "As reader 1 said"),
        ("as anne-marie said", "as reader 1 said"),
        ("as Anne Marie said", "as reader 1 said"),
        ("as Anne\u2011Marie said", "as reader 1 said"),
        ("@AnneMarie yes", "@reader 1 yes"),
        ("@annemarie yes", "@reader 1 yes"),
        ("@Anne_Marie yes", "@reader 1 yes"),
        ("@AnneDuval and @MarieDuval", "@reader 1 and @reader 1"),
        ("@annemarieduval", "@reader 1"),
        ("Marie Duval is right", "reader 1 is right"),
        ("Annemarie’s point", "reader 1’s point"),
        ("Anne-Marie Schwarzenbach wrote", "Anne-Marie Schwarzenbach wrote"),
    ],
)
def test_a_name_of_several_words_is_hidden_once(text: str, hidden: str) -> None:
    (post,), _ = _hidden(_talk((_COMPOUND, "One."), ("Bo", text)))
    assert _texts(post)[1] == hidden


def test_a_part_that_is_a_word_goes_with_its_name() -> None:
    said = "Max-Otto said so. @MaxOtto yes. Otto Müller too."
    (post,), _ = _hidden(_talk(("Max-Otto Müller", "One."), ("Bo", said)))
    assert _texts(post)[1] == "reader 1 said so. @reader 1 yes. reader 1 too."


_PARTS = st.sampled_from(
    ("Anne", "Marie", "Otto", "Lise", "Lotte", "Jean", "Paul", "Hans", "Анна", "Мария")
)
_WAYS = ("{0}-{1}", "{0}{1}", "{0} {1}", "{0}_{1}", "{0}", "{1}", "{0}{3}", "{1} {2}")


@given(
    parts=st.lists(_PARTS, min_size=2, max_size=2, unique=True),
    last=st.sampled_from(("Duval", "Petrovska", "Sokolova-Weiss")),
    way=st.sampled_from((*_WAYS, "{0}-{1} {2}", "{0}{1}{3}")),
    said=st.sampled_from(("@{} yes", "{}, I agree", "as {} said", "well, {} is right")),
    small=st.booleans(),
)
@settings(max_examples=150)
def test_no_part_of_a_compound_name_stays(
    parts: list[str], last: str, way: str, said: str, *, small: bool
) -> None:
    name = f"{'-'.join(parts)} {last}"
    written = way.format(*parts, last, last.replace("-", ""))
    # A part in small letters may be a word; a handle is nobody else's.
    said = "@{} yes" if small else said
    text = said.format(written.lower() if small else written)

    (post,), _ = _hidden(_talk((name, "One."), ("Bo", text)))

    left = _texts(post)[1].casefold()
    assert not [one for one in (*parts, *last.split("-")) if one.casefold() in left]


@pytest.mark.parametrize(
    "text",
    [
        "As **Ja**ne Doe said",
        "As *Jane D*oe said",
        "As Jane D&#111;e said",
        "> Jane *D*oe said so.\n\nNo more of it.",
        "- Jane **D**oe\n- others",
        "## Jane **D**oe\n\nHer story",
        "| who | what |\n|---|---|\n| Jane **D**oe | bread |",
        "[Jane](https://example.org) [Doe](https://example.org/d)",
    ],
)
def test_a_name_that_markup_parts_is_hidden_as_it_is_read(text: str) -> None:
    (talk,), _ = _hidden(_talk(("Jane Doe", "One."), ("Ivan", text)))
    shown = plain_text(_texts(talk)[1])
    assert "reader 1" in shown
    assert "Jane" not in shown
    assert "Doe" not in shown
    kept = plain_text(text).replace("Jane", "").replace("Doe", "").split()
    assert [word for word in kept if word not in shown] == []
