import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gulagreader.domain.errors import SourceError
from gulagreader.domain.progress import finish
from gulagreader.importing.archive import ImportOptions
from gulagreader.services.import_report import ImportReport
from gulagreader.services.import_review import read_review, write_review
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_folder import LibraryFolder, PostWithComments

NOW = datetime(2024, 5, 6, tzinfo=UTC)
LONG = (
    "On March 27 the Presidium issued an amnesty for those sentenced for up to five "
    "years, and more than a million people came home to us within three months."
)
DUMP = (
    f"Freedom\n\n{LONG}\n\nAleksandr Solzhenitsyn\n\n{LONG}\n\n\n"
    f"  1. I like how you wrote: {LONG}\n\n\n"
    f"  2. And what do you think of this? {LONG}\n\n\n"
    f"  3. Thanks, I liked your words. {LONG}\n\n\nLeave a Reply"
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.txt"
    path.write_text(DUMP)
    return path


def take(dump: Path, library: Path, review: Path | None = None) -> ImportReport:
    decisions = read_review(review) if review is not None else {}
    options = ImportOptions(decisions=decisions)
    return finish(import_sources([dump], library, options=options, now=NOW))


def only_post(library: Path) -> PostWithComments:
    folder = LibraryFolder.open(library)
    (file,) = folder.post_files()
    return folder.read(file.path)


def reviewed(dump: Path, library: Path, **takes: str) -> Path:
    """A review of the dump in which some guesses are to be taken for something."""
    job = import_sources([dump], library, dry_run=True, now=NOW)
    path = dump.with_name("review.json")
    path.unlink(missing_ok=True)
    write_review(finish(job), path)
    found = json.loads(path.read_text())
    for guess in found["sources"][0]["guesses"]:
        guess["take"] = takes.get(guess["what"].replace(" ", "_"), guess["take"])
    path.write_text(json.dumps(found))
    return path


def guesses(path: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(path.read_text())["sources"][0]["guesses"]
    return found


def test_a_review_lists_every_guess_with_its_words(dump: Path, tmp_path: Path) -> None:
    path = reviewed(dump, tmp_path / "lib")

    heading = next(one for one in guesses(path) if one["what"] == "heading")
    assert heading["words"] == "Aleksandr Solzhenitsyn"
    assert (heading["line"], heading["confidence"], heading["take"]) == (5, 0.5, "yes")
    assert heading["choices"] == ["caption", "paragraph"]
    assert not (tmp_path / "lib").exists()


@pytest.mark.parametrize(
    ("choice", "shown"),
    [
        ("yes", "## Aleksandr Solzhenitsyn"),
        ("caption", "*Aleksandr Solzhenitsyn*"),
        ("paragraph", "\n\nAleksandr Solzhenitsyn\n\n"),
    ],
)
def test_a_heading_becomes_what_a_person_says(
    dump: Path, tmp_path: Path, choice: str, shown: str
) -> None:
    take(dump, tmp_path / "lib", reviewed(dump, tmp_path / "lib", heading=choice))

    assert shown in only_post(tmp_path / "lib").post.body


@pytest.mark.parametrize(
    ("choice", "count"),
    [("yes", 3), ("no", 0), ("from line 13", 2), ("from line 99", 0)],
)
def test_comments_begin_where_a_person_says(
    dump: Path, tmp_path: Path, choice: str, count: int
) -> None:
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, comments=choice))

    one = only_post(library)
    assert len(one.comments) == count
    assert ("I like how" in one.post.body) == (count < 3)
    assert "Leave a Reply" not in one.post.body


def test_a_title_that_is_none_stays_in_the_text(dump: Path, tmp_path: Path) -> None:
    take(dump, tmp_path / "lib", reviewed(dump, tmp_path / "lib", title="no"))

    one = only_post(tmp_path / "lib")
    assert one.post.title == "dump"
    assert one.post.body.startswith(("Freedom", "## Freedom"))


@pytest.mark.parametrize(
    "takes",
    [
        {"heading": "caption"},
        {"comments": "no"},
        {"title": "no"},
        {"comments": "from line 13"},
    ],
)
def test_what_was_decided_stays_without_the_review(
    dump: Path, tmp_path: Path, takes: dict[str, str]
) -> None:
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, **takes))
    decided = only_post(library)

    again = take(dump, library)
    unchanged_review = take(dump, library, reviewed(dump, library))

    assert only_post(library) == decided
    assert (list(again.written), list(unchanged_review.written)) == ([], [])


def test_a_decision_is_taken_back_in_another_review(dump: Path, tmp_path: Path) -> None:
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, heading="caption"))
    before = only_post(library).post.id

    take(dump, library, reviewed(dump, library, caption="heading"))

    one = only_post(library)
    assert "## Aleksandr Solzhenitsyn" in one.post.body
    assert one.post.id == before


def test_decisions_that_fit_nothing_are_told(dump: Path, tmp_path: Path) -> None:
    library = tmp_path / "lib"
    path = reviewed(dump, library, heading="caption", title="no")
    fitting = take(dump, library, path)
    dump.write_text(DUMP + "\n")

    other = take(dump, library, path)

    assert fitting.warnings == []
    assert ["2 decisions" in one.what for one in other.warnings] == [True]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "not JSON"),
        ("[]", "no review"),
        ('{"sources": [{}]}', "not as it was"),
        ('{"sources": 3}', "no review"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_a_damaged_review_is_refused(tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "review.json"
    path.write_text(text)

    with pytest.raises(SourceError, match=why):
        read_review(path)


def test_a_choice_that_is_none_names_those_there_are(
    dump: Path, tmp_path: Path
) -> None:
    path = reviewed(dump, tmp_path / "lib", heading="quotation")

    with pytest.raises(SourceError, match="the choices are: yes, caption, paragraph"):
        read_review(path)


PAGE = (
    '<html><head><title>Freedom</title><link rel="canonical" '
    'href="https://site.example/2014/03/freedom/"></head><body><article><h1>Freedom'
    "</h1><p>{teaser}</p></article><div><p>{text}</p><p>{text}</p></div></body></html>"
)


def test_the_guesses_about_a_saved_page_can_be_decided(tmp_path: Path) -> None:
    page, library = tmp_path / "page.html", tmp_path / "library"
    page.write_text(
        PAGE.format(teaser=f"A teaser. {LONG} {LONG}", text=f"The whole. {LONG}")
    )
    take(page, library)
    before = only_post(library).post

    review = reviewed(page, library, post="largest text", date="no")
    report = take(page, library, review)
    after = only_post(library).post
    again = take(page, library)

    assert (before.date, "A teaser" in before.body) == ("2014-03", True)
    assert "The whole" in after.body
    assert "A teaser" not in after.body
    assert {one.guess.what for one in report.guesses if one.guess.is_decided} == {
        *("post", "date")
    }
    assert list(again.written) == []


def test_what_a_guess_without_a_line_cannot_be_is_told(tmp_path: Path) -> None:
    page, library = tmp_path / "page.html", tmp_path / "library"
    page.write_text(PAGE.format(teaser=LONG, text=LONG))
    review = reviewed(page, library, date="yesterday")

    with pytest.raises(SourceError, match="the guess “date” cannot be taken as"):
        read_review(review)


def test_a_post_whose_title_is_decided_later_stays_that_post(
    dump: Path, tmp_path: Path
) -> None:
    library = tmp_path / "lib"
    take(dump, library)
    before = only_post(library)

    take(dump, library, reviewed(dump, library, title="no"))

    after = only_post(library)
    assert after.post.title == "dump"
    assert after.post.id == before.post.id
    assert [one.id for one in after.comments] == [one.id for one in before.comments]


HEADED = (
    f"Freedom\n\n{LONG}\n\n2 Comments\n\n"
    f"Ann Roe\nMarch 3, 2014 at 5:04 pm\n\n{LONG}\n\n"
    f"Jo Lee\nMarch 4, 2014 at 9:15 am\n\nThanks. {LONG}\n\nLeave a Reply\n"
)


@pytest.mark.parametrize(
    ("choice", "authors"),
    [
        ("yes", ["Ann Roe", "Jo Lee"]),
        ("no", []),
        ("from line 12", ["Jo Lee"]),
        ("from line 99", []),
    ],
)
def test_comments_without_list_marks_begin_where_a_person_says(
    dump: Path, tmp_path: Path, choice: str, authors: list[str]
) -> None:
    dump.write_text(HEADED)
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, comments=choice))

    one = only_post(library)
    assert [comment.author for comment in one.comments] == authors
    assert ("Ann Roe" in one.post.body) == ("Ann Roe" not in authors)


def test_comments_may_be_told_apart_otherwise_than_was_guessed(
    dump: Path, tmp_path: Path
) -> None:
    listed = "\n\n".join(
        f"  {n}. {who}\n     March {n}, 2014 at 5:04 pm\n\n     {LONG}"
        for n, who in enumerate(("Ann Roe", "Jo Lee"), 1)
    )
    dump.write_text(f"Freedom\n\n{LONG}\n\n2 Comments\n\n{listed}\n\nLeave a Reply\n")
    library = tmp_path / "lib"
    as_list = reviewed(dump, library, comments="yes")
    choices = next(
        guess["choices"]
        for guess in json.loads(as_list.read_text())["sources"][0]["guesses"]
        if guess["what"] == "comments"
    )
    assert "by who and when" in choices

    take(dump, library, reviewed(dump, library, comments="by who and when"))
    decided = only_post(library)
    again = take(dump, library, reviewed(dump, library))
    assert [one.author for one in decided.comments] == ["Ann Roe", "Jo Lee"]
    assert (list(again.written), only_post(library)) == ([], decided)

    none = {"comments_by_who_and_when": "no"}
    take(dump, library, reviewed(dump, library, **none))
    assert only_post(library).comments == ()
