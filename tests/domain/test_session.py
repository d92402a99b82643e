"""Where the reader is, as one value."""

from gulagreader.domain.hits import Answer
from gulagreader.domain.places import Place
from gulagreader.domain.session import Leading, Session

ANSWER = Answer("bread", words=("bread",), phrases=(("black", "bread"),))


def test_a_hit_in_a_comment_leads_to_the_thread_with_its_words_marked() -> None:
    landed = Session().opened("p").landed(ANSWER, "c1")
    assert landed.leading is Leading.THREAD
    assert (landed.marks.words, landed.marks.phrases) == (
        ANSWER.words,
        ANSWER.phrases,
    )
    assert Session().landed(ANSWER, None).leading is Leading.POST


def test_what_a_search_marked_goes_with_its_post() -> None:
    landed = Session().opened("p").landed(ANSWER, None)
    assert landed.marks
    assert not landed.opened("q").marks
    assert not landed.unmarked().marks
    assert landed.unmarked().post == "p"


def test_a_jump_is_remembered_only_where_it_began_somewhere() -> None:
    session = Session().opened("p")
    assert session.jumped(None) is session
    there = Place("p", "c1", 3)
    assert session.jumped(there).history.behind == (there,)


def test_zen_comes_and_goes_and_the_pane_stays() -> None:
    session = Session().led_by(Leading.POST)
    assert session.led_by(Leading.POST) is session
    assert session.zoomed().zen
    assert session.zoomed().leading is Leading.POST
    assert session.zoomed().zoomed() == session
