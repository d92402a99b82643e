"""Queries made into plans: forms, aliases, what is near, what the memory knows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from search.known_words import KnownWords

from gulagreader.domain.queries import parse_query
from gulagreader.domain.query_parts import COMMENTS, Has, Is, Kind
from gulagreader.search.plan import (
    All,
    Any,
    InThread,
    Name,
    Near,
    Numbered,
    Plan,
    Prefix,
    Run,
    Without,
    Word,
    alias_groups,
    marks_of,
    plan_of,
)
from gulagreader.search.plan_words import described
from gulagreader.search.word_forms import LibraryForms

GROUPS = alias_groups(
    [["Solzhenitsyn", "Солженицын", "the chronicler"], ["camp", "лагерь"]]
)
FORMS = LibraryForms(
    KnownWords(
        "prisoner prisoners prison pry camps cramp лагеря Солженицын Солженицына",
        "Solzhenitsyn novel published publishes Хрущёв",
    )
)


def planned(
    query: str, *, typing: bool = False, transliterate: bool = False
) -> Plan | None:
    part = parse_query(query, typing=typing).part
    return plan_of(part, GROUPS, forms=FORMS, transliterate=transliterate)


@pytest.mark.parametrize(
    ("query", "plan"),
    [
        ("prisoner", Word("prisoner", ("prisoners",))),
        ("Prisoner’s", Word("prisoner", ("prisoners",))),
        ("=prisoner", Word("prisoner")),
        ('"prisoner"', Word("prisoner")),
        ("prisoner*", Prefix("prisoner")),
        ("=prisoner*", Prefix("prisoner")),
        ("prisoner~", Word("prisoner", ("prisoners", "prison"))),
        ('"the prisoners"', Run(("the", "prisoners"))),
        ("the-prisoners", Run(("the", "prisoners"))),
        ("-prisoner", Without(Word("prisoner", ("prisoners",)))),
        ("-=prisoner", Without(Word("prisoner"))),
        ("author:prisoner", Name("author", ("prisoner",))),
        ("title:prisoner*", Name("title", ("prisoner",), prefix=True)),
        ("thread:{prisoner}", InThread(Word("prisoner", ("prisoners",)))),
        ("thread:{pry x}", InThread(All((Word("pry"), Word("x"))))),
        ("thread:{(pry x)}", InThread(All((All((Word("pry"), Word("x"))),)))),
        ("thread:{(pry …)}", InThread(Word("pry"))),
        ("in:comments", Kind(COMMENTS)),
        ("…", None),
        ("thread:{…}", None),
    ],
)
def test_a_word_is_asked_with_its_forms_where_it_is_plain(
    query: str, plan: Plan | None
) -> None:
    assert planned(query) == plan


def test_the_last_word_has_no_forms_until_it_is_typed_out() -> None:
    assert planned("prisoner", typing=True) == Prefix("prisoner")
    assert planned("prisoner ", typing=True) == Word("prisoner", ("prisoners",))


def test_a_name_is_asked_by_all_its_names_and_their_forms() -> None:
    latin = Word("solzhenitsyn")
    russian = Word("солженицын", ("солженицына",))
    run = Run(("the", "chronicler"))
    assert planned("Solzhenitsyn") == Any((latin, russian, run), names=True)
    assert planned('"The Chronicler"') == Any((run, latin, russian), names=True)
    assert planned("Solzhenitsyn*") == Any(
        (Prefix("solzhenitsyn"), russian, run), names=True
    )
    assert planned("=Solzhenitsyn") == latin


def test_a_form_of_a_name_is_the_name() -> None:
    genitive = Word("солженицына", ("солженицын",))
    dative = Word("солженицыну", ("солженицын", "солженицына"))
    rest = (Word("solzhenitsyn"), Run(("the", "chronicler")))
    assert planned("Солженицына") == Any((genitive, *rest), names=True)
    assert planned("Солженицыну") == Any((dative, *rest), names=True)
    assert planned("camping") == Any(
        (Word("camping", ("camps",)), Word("лагерь", ("лагеря",))), names=True
    )
    assert planned("=camping") == Word("camping")


def test_near_takes_words_with_forms_and_names_runs_and_prefixes() -> None:
    assert planned('near/5(novel published "the prisoners" pub*)') == Near(
        5,
        (
            Word("novel"),
            Word("published", ("publishes",)),
            Run(("the", "prisoners")),
            Prefix("pub"),
        ),
    )
    assert planned("near/2(=camp solzhenitsyn)") == Near(
        2,
        (Word("camp"), Word("solzhenitsyn", ("солженицын", "солженицына"))),
    )
    assert planned("near/2(camp …)") == planned("camp")
    assert planned("near/2(… …)") is None


def test_the_other_alphabet_is_asked_on_request() -> None:
    assert planned("Khrushchev") == Word("khrushchev")
    assert planned("Khrushchev", transliterate=True) == Word("khrushchev", ("хрущев",))
    assert planned("=Khrushchev", transliterate=True) == Word("khrushchev")


def test_what_the_memory_knows_is_asked_for_its_documents() -> None:
    part = parse_query("is:unread -has:note", typing=False).part

    def numbering(asked: Is | Has) -> Plan:
        return Numbered(frozenset({1}) if asked == Is("unread") else frozenset({2}))

    plan = plan_of(part, numbering=numbering)
    unread = Numbered(frozenset({1}), "is unread")
    noted = Numbered(frozenset({2}), "has a note")
    assert plan == All((unread, Without(noted)))
    assert described(plan) == ("only what is unread", "without only what has a note")


def test_marks_are_all_that_may_have_been_found() -> None:
    marks = marks_of(
        planned('prisoner near/3(published "the novel" x*) thread:{camp} -pry author:a')
    )
    assert marks.words == [
        *("prisoner", "prisoners", "published", "publishes", "x*"),
        *("camp", "camps", "лагерь", "лагеря"),
    ]
    assert marks.phrases == [("the", "novel")]


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("prisoner -stalin", ("prisoner (also prisoners)", "without stalin")),
        ("amnest*", ("words that begin with amnest",)),
        ('"the novel*"', ("“the novel…”",)),
        ("novel OR pry", ("one or more of: novel; pry",)),
        ("-(novel pry)", ("without (novel and pry)",)),
        ("x (novel OR pry)", ("x", "one or more of: novel; pry")),
        (
            "Solzhenitsyn",
            (
                "solzhenitsyn, also named солженицын (also солженицына),"
                " “the chronicler”",
            ),
        ),
        ('author:"reader 3"', ("by an author named reader 3",)),
        (
            "title:am* tag:x",
            ("in posts with a title that has am…", "in posts tagged x"),
        ),
        (
            "near/5(novel pry)",
            ("near each other, at most 5 words between: novel, pry",),
        ),
        ("thread:{novel pry}", ("in threads with: novel; pry",)),
        ("in:posts", ("only posts",)),
        ("kind:pingback", ("only pingbacks",)),
        ("date:1953", ("dated 1953",)),
        ("date:1953..1956", ("dated 1953 to 1956",)),
        ("date:1953-03..1956", ("dated March 1953 to December 1956",)),
        ("date:1953-03-05", ("dated 5 March 1953",)),
        ("date:>=1953-03", ("dated since March 1953",)),
        ("date:<1953", ("dated until 1952",)),
        ("…", ()),
    ],
)
def test_a_plan_is_said_in_words(query: str, said: tuple[str, ...]) -> None:
    assert described(planned(query)) == said


def test_many_forms_are_not_all_said() -> None:
    plan = Word("a", tuple(f"a{number}" for number in range(9)))
    assert described(plan) == ("a (also a0, a1, a2, a3, a4, a5 and 3 more)",)


@given(
    st.text()
    | st.lists(
        st.sampled_from(
            [
                *("camp", "prisoner~", "=x", "солженицына", '"a b"', "p*", "OR", "-"),
                *(
                    "(",
                    ")",
                    "thread:{",
                    "}",
                    "near/3(",
                    "date:1953",
                    "author:x",
                    "in:posts",
                ),
            ]
        )
    ).map(" ".join),
    st.booleans(),
)
def test_every_query_has_a_plan_that_can_be_said_and_marked(
    query: str, typing: bool
) -> None:
    plan = planned(query, typing=typing)
    assert all(described(plan))
    assert (plan is None) == (described(plan) == ())
    marked = marks_of(plan)
    assert all(marked.words)
    assert all(len(run) > 1 for run in marked.phrases)


def test_a_name_is_one_of_thousands_without_a_wait() -> None:
    groups = alias_groups([f"name{n}", f"другое{n}"] for n in range(50_000))
    plan = plan_of(parse_query("name77", typing=False).part, groups, forms=FORMS)
    assert plan == Any((Word("name77"), Word("другое77")), names=True)
