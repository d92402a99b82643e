"""Who wrote in a library, what each comment answers, and what nobody answered."""

import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from services.people_room import Room, room

from gulagreader.domain.comments import Comment
from gulagreader.domain.people import COLUMNS, Column, sorted_people
from gulagreader.domain.posts import Post
from gulagreader.services.people import fitting

SENTENCE = "There is no mercy in the sentence of a court that meets at night."
POST = Post(
    "p1",
    "The amnesty",
    f"The amnesty freed many. {SENTENCE} So it was.",
    author="Teacher A",
    date="2014-03-01",
)
THREAD = (
    Comment("c1", "Who was freed?", author="Reader  7", date="2014-03-02"),
    Comment("c2", "Thieves, they say.", "c1", "Teacher A", "2014-03-03"),
    Comment("c3", "Why them? I wonder.", "c2", "reader 7", "2014-03-04"),
    Comment("c4", "I add something.", "c3", "READER 7", "2014-03-05"),
    Comment("c5", f"“{SENTENCE}” is well said.", author="Ann", date="2014-03-06"),
    Comment("c6", "Nobody signed this. Or did they?", date="2014-03-07"),
    Comment("c7", "See also: is it linked?", author="A blog", kind="pingback"),
)


def written(
    *comments: Comment, post: Post = POST
) -> list[tuple[Post, Sequence[Comment]]]:
    return [(post, comments)]


def test_spellings_of_a_name_are_one_person(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        row = here.row("reader 7")
        assert set(row.person.names) == {"Reader 7", "reader 7", "READER 7"}
        assert (row.comments, row.posts, row.words) == (3, 1, 3 + 4 + 3)
        assert (row.first, row.last) == ("2014-03-02", "2014-03-05")
        assert (row.given, row.received) == (1, 1)


def test_aliases_are_one_person(tmp_path: Path) -> None:
    comments = (
        Comment("c1", "One.", author="Anna Lee"),
        Comment("c2", "Two.", "c1", author="ann"),
    )
    with room(tmp_path, written(*comments)) as here:
        row = here.row("Anna Lee")
        assert row == here.row("Ann")
        assert (row.comments, row.given, row.received) == (2, 0, 0)


def test_those_without_a_name_are_kept_apart(tmp_path: Path) -> None:
    comments = (
        Comment("c1", "Who was it?"),
        Comment("c2", "It was I.", "c1", author="Anonymous"),
        Comment("c3", "I am known.", author="Zoe"),
    )
    with room(tmp_path, written(*comments)) as here:
        rows = sorted_people(here.people.rows, "comments")
        assert rows[-1].person.is_unknown
        assert rows[-1].comments == 2
        # Two without a name need not be one: an answer is an answer.
        assert (rows[-1].received, rows[-1].questions, rows[-1].answered) == (1, 1, 1)
        assert here.remarks.dialogue(rows[-1].person, rows[0].person) == []


def test_pingbacks_are_nobodys_and_teachers_are_marked(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        assert here.people.named("A blog") == []
        teacher = here.row("Teacher A")
        assert teacher.person.teacher
        assert (teacher.written, teacher.comments) == (1, 1)
        (remark,) = here.remarks.remarks(here.remarks.by(teacher.person))
        assert remark.by_post_author


def test_questions_are_counted_with_those_answered(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        row = here.row("reader 7")
        # Their own comment below the second one is no answer.
        assert (row.questions, row.answered, row.share) == (2, 1, 0.5)
        assert here.unanswered() == ["p1#c6", "p1#c3"]


def test_a_call_by_name_answers_a_question(tmp_path: Path) -> None:
    asked = Comment("c1", "Who was it?", author="reader 7", date="2014-03-02")
    for text in ("@reader 7: it was I.", "@Reader7 it was I."):
        called = Comment("c2", text, author="Zoe", date="2014-03-03")
        folder = tmp_path / str(len(text))
        folder.mkdir()
        with room(folder, written(asked, called)) as here:
            assert here.unanswered() == []
    other = Comment("c2", "@reader 8, write to x@reader 7.", author="Zoe")
    with room(tmp_path, written(asked, other)) as here:
        assert here.unanswered() == ["p1#c1"]


def test_an_earlier_call_answers_nothing(tmp_path: Path) -> None:
    called = Comment("c1", "@reader 7 hello.", author="Zoe", date="2014-03-01")
    asked = Comment("c2", "Who was it?", author="reader 7", date="2014-03-02")
    with room(tmp_path, written(called, asked)) as here:
        assert here.unanswered() == ["p1#c2"]


def test_quoting_a_question_later_answers_it(tmp_path: Path) -> None:
    asked = Comment("c1", "Who signed the decree of March?", author="reader 7")
    quoted = Comment(
        "c2", "“Who signed the decree of March?” Voroshilov.", author="Zoe"
    )
    with room(tmp_path, written(asked, quoted)) as here:
        assert here.unanswered() == []


def test_a_question_in_a_block_quote_is_not_asked(tmp_path: Path) -> None:
    quoting = Comment("c1", "> Who signed it?\n\nNobody knows.", author="Zoe")
    with room(tmp_path, written(quoting)) as here:
        assert here.row("Zoe").questions == 0


def test_what_was_taken_up_is_counted_for_its_writer(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        assert here.row("Teacher A").taken_up == 1
        assert here.row("Ann").taken_up == 0


def test_each_comment_has_the_line_it_answers(tmp_path: Path) -> None:
    quoting = Comment("c8", "> Thieves, they\n> say.\n\nNo.", "c2", "Zoe")
    with room(tmp_path, written(*THREAD, quoting)) as here:
        lines = {
            remark.comment: remark.line
            for name in ("reader 7", "Ann", "Zoe", "Teacher A")
            for remark in here.remarks.remarks(here.remarks.by(here.row(name).person))
        }
        assert (lines["c1"].how, lines["c1"].text) == (
            "post",
            "The amnesty freed many.",
        )
        assert (lines["c2"].how, lines["c2"].text) == ("answered", "Who was freed?")
        assert (lines["c5"].how, lines["c5"].comment) == ("quoted", None)
        assert lines["c5"].text == SENTENCE.rstrip(".")
        start, end = lines["c5"].span or (0, 0)
        assert POST.body[start:end] == SENTENCE.rstrip(".")
        assert (lines["c8"].how, lines["c8"].comment) == ("quoted", "c2")
        assert lines["c8"].text.startswith("Thieves, they say")


def test_comments_come_oldest_first_undated_last(tmp_path: Path) -> None:
    comments = (
        Comment("c1", "Undated.", author="Zoe"),
        Comment("c2", "Later.", author="Zoe", date="2015"),
        Comment("c3", "Earlier.", author="Zoe", date="2014"),
    )
    with room(tmp_path, written(*comments)) as here:
        numbers = here.remarks.by(here.row("Zoe").person)
        said = [remark.comment for remark in here.remarks.remarks(numbers)]
        assert said == ["c3", "c2", "c1"]


def test_a_dialogue_has_the_branches_in_which_one_answers_the_other(
    tmp_path: Path,
) -> None:
    comments = (
        Comment("c1", "I ask.", author="Zoe", date="2014-01-01"),
        Comment("c2", "A third one.", "c1", "Max", "2014-01-02"),
        Comment("c3", "By way of Max.", "c2", "Ann", "2014-01-03"),
        Comment("c4", "Thanks.", "c3", "Zoe", "2014-01-04"),
        Comment("c5", "Elsewhere.", author="Ann", date="2014-01-05"),
        Comment("c6", "Not to Ann.", author="Zoe", date="2014-01-06"),
    )
    with room(tmp_path, written(*comments)) as here:
        ann, zoe, max_ = (here.row(name).person for name in ("Ann", "Zoe", "Max"))
        (exchange,) = here.remarks.dialogue(ann, zoe)
        assert [(one.comment, one.answers) for one in exchange.turns] == [
            ("c1", None),
            ("c3", "c1"),
            ("c4", "c3"),
        ]
        assert exchange.turns[1].between == ("Max",)
        assert here.remarks.dialogue(zoe, ann) == [exchange]
        assert here.remarks.dialogue(zoe, zoe) == []
        assert len(here.remarks.dialogue(zoe, max_)) == 1


def test_replies_are_counted_by_whom(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        reader = here.row("reader 7").person
        received = here.people.replies_received(reader)
        given = here.people.replies_given(reader)
        assert [(one.person.name, one.count) for one in received] == [("Teacher A", 1)]
        assert [(one.person.name, one.count) for one in given] == [("Teacher A", 1)]


def test_a_name_is_found_by_its_words(tmp_path: Path) -> None:
    comments = [
        Comment(f"c{n}", "Yes.", author=name)
        for n, name in enumerate(("reader 7", "reader 71", "Солженицын", "***"))
    ]
    with room(tmp_path, written(*comments)) as here:

        def named(asked: str) -> set[str]:
            return {person.name for person in here.people.named(asked)}

        assert named("READER 7") == {"reader 7"}
        assert named("read") == {"reader 7", "reader 71"}
        assert named("Solzhenitsyn") == {"Солженицын"}
        assert named("***") == {"***"}
        assert named("nobody") == set()


def test_people_are_filtered_by_the_beginnings_of_their_names(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        names = [row.person.name for row in fitting(here.people.rows, "tea a")]
        assert names == ["Teacher A"]
        assert len(fitting(here.people.rows, "")) == len(here.people.rows)


@pytest.mark.parametrize("column", COLUMNS)
def test_every_column_sorts_and_turns(tmp_path: Path, column: Column) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        rows = here.people.rows
        sorted_rows = sorted_people(rows, column)
        turned = sorted_people(rows, column, turned=True)
        assert set(sorted_rows) == set(turned) == set(rows)
        assert sorted_rows[-1].person.is_unknown
        assert turned[-1].person.is_unknown


def test_questions_are_kept_and_only_new_comments_looked_at(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        before = here.unanswered()
        folder = here.finder.texts.folder
    kept = json.loads((folder / "questions.json").read_text())
    assert kept["asked"]
    more = Comment("c9", "And who are you?", author="Zoe", date="2014-04-01")
    with room(tmp_path, written(*THREAD, more), again=True) as here:
        assert here.unanswered() == ["p1#c9", *before]


@pytest.mark.parametrize("text", ["", "[]", "{", '{"of": [1, "x", 3], "asked": [-1]}'])
def test_what_was_kept_and_is_damaged_is_found_again(tmp_path: Path, text: str) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        before = here.unanswered()
        (here.finder.texts.folder / "questions.json").write_text(text)
    with room(tmp_path, (), again=True) as here:
        assert here.unanswered() == before


def test_a_comment_that_is_gone_since_is_passed_over(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        numbers = here.remarks.by(here.row("reader 7").person)
        for path in (tmp_path / "library").rglob("*.comments.yaml"):
            path.unlink()
        assert list(here.remarks.remarks(numbers)) == []


def test_a_library_without_comments_has_its_authors(tmp_path: Path) -> None:
    with room(tmp_path, written()) as here:
        (row,) = here.people.rows
        assert (row.person.name, row.written, row.comments) == ("Teacher A", 1, 0)
        assert row.share is None


def known(here: Room) -> bool:
    return here.people.knows_questions


def test_questions_can_be_counted_in_steps(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        assert here.people.numbers_of(here.row("Ann").person).questions == 0
        here.people._asking = None
        steps = here.people.count_questions()
        next(steps)
        assert not known(here)
        for _ in steps:
            pass
        assert known(here)


def test_remarks_are_narrowed_by_the_beginnings_of_their_words(tmp_path: Path) -> None:
    with room(tmp_path, written(*THREAD)) as here:
        every = here.remarks.by(here.row("Ann").person)
        assert here.remarks.fitting(every, " ") == list(every)
        said = {one.comment: one.text for one in here.remarks.remarks(every)}
        for number, (_, text) in zip(every, said.items(), strict=True):
            first = text.split()[0].strip(".,>?!").lower()
            assert number in here.remarks.fitting(every, first[:3])
        assert here.remarks.fitting(every, "zzz") == []
