"""Correcting who wrote a comment of a dump, and when, in a review."""

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import finish
from gulagreader.importing.archive import ImportOptions
from gulagreader.services.import_report import ImportReport
from gulagreader.services.import_review import read_review, write_review
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_folder import LibraryFolder

NOW = datetime(2024, 5, 6, tzinfo=UTC)
LONG = (
    "On March 27 the Presidium issued an amnesty for those sentenced for up to five "
    "years, and more than a million people came home to us within three months."
)
LISTED = (
    f"Freedom\n\n{LONG}\n\n3 Comments\n\n\n"
    f"  1. Ann Roe says:\n     March 3, 2014 at 5:04 pm\n\n     One. {LONG}\n\n"
    f"  2. Karl Marx said:\n\n     Two. {LONG}\n\n"
    f"  3. Jo Lee says:\n     March 5, 2014 at 5:04 pm\n\n     @Ann Roe three. "
    f"{LONG}\n\nLeave a Reply\n"
)
FLAT = (
    f"Freedom\n{LONG}\n3 Comments\n"
    f"Ann Roe\nMarch 3, 2014 at 5:04 pm\nOne. {LONG}\n"
    f"Max Orr\nMarch 4, 2014 at 5:04 pm\nTwo. {LONG}\n"
    f"Jo Lee\nMarch 5, 2014 at 5:04 pm\n@Ann Roe three. {LONG}\n"
    "Leave a Reply\n"
)
WHAT = "who and when"
POSTED = "author and date"


def take(dump: Path, library: Path, review: Path | None = None) -> ImportReport:
    decisions = read_review(review) if review is not None else {}
    options = ImportOptions(decisions=decisions)
    return finish(import_sources([dump], library, options=options, now=NOW))


def listed(review: Path) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(review.read_text())["sources"][0][
        "guesses"
    ]
    return [one for one in found if WHAT in one["what"]]


def posted(review: Path) -> dict[str, Any]:
    found = json.loads(review.read_text())["sources"][0]["guesses"]
    (told,) = [one for one in found if POSTED in one["what"]]
    return dict(told)


def the_post(library: Path) -> Post:
    folder = LibraryFolder.open(library)
    (file,) = folder.post_files()
    return folder.read(file.path).post


def reviewed(
    dump: Path, library: Path, takes: dict[int, str], what: str = WHAT
) -> Path:
    """A review in which the comments of these places are by somebody else."""
    path = dump.with_name("review.json")
    path.unlink(missing_ok=True)
    write_review(finish(import_sources([dump], library, dry_run=True, now=NOW)), path)
    found = json.loads(path.read_text())
    told = [one for one in found["sources"][0]["guesses"] if what in one["what"]]
    for place, one in enumerate(told):
        one["take"] = takes.get(place, one["take"])
    path.write_text(json.dumps(found))
    return path


def comments(library: Path) -> list[Comment]:
    folder = LibraryFolder.open(library)
    (file,) = folder.post_files()
    return list(folder.read(file.path).comments)


@pytest.fixture(params=[LISTED, FLAT], ids=["listed", "flat"])
def dump(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    path = tmp_path / "dump.txt"
    path.write_text(request.param)
    return path


def test_a_review_lists_who_wrote_each_comment_and_when(
    dump: Path, tmp_path: Path
) -> None:
    told = listed(reviewed(dump, tmp_path / "lib", {}))

    assert [one["value"].split(" | ")[0] for one in told][::2] == ["Ann Roe", "Jo Lee"]
    assert told[0]["value"] == "Ann Roe | 2014-03-03T17:04"
    assert "by …" in told[0]["choices"]
    lines = dump.read_text().split("\n")
    assert "Ann Roe" in lines[told[0]["line"] - 1]
    # A comment without a date is less sure than others.
    assert told[1]["confidence"] <= told[0]["confidence"]


@pytest.mark.parametrize(
    ("typed", "author", "date"),
    [
        ("Eva Kant | 2014-04-01", "Eva Kant", "2014-04-01"),
        ("Eva Kant | 4 April 2014 at 10:20", "Eva Kant", "2014-04-04T10:20"),
        ("Eva Kant", "Eva Kant", "2014-03-03T17:04"),
        ("| 2014-04-01", None, "2014-04-01"),
        ("Eva Kant |", "Eva Kant", None),
        ("|", None, None),
    ],
)
def test_who_and_when_are_what_a_person_says(
    dump: Path, tmp_path: Path, typed: str, author: str | None, date: str | None
) -> None:
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, {0: f"by {typed}"}))

    first, *others = comments(library)
    assert (first.author, first.date) == (author, date)
    assert others[-1].author == "Jo Lee"


def test_whom_a_comment_answers_follows_the_corrected_name(
    dump: Path, tmp_path: Path
) -> None:
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, {0: "by Eva", 1: "by Ann Roe"}))

    first, second, third = comments(library)
    assert (first.author, second.author) == ("Eva", "Ann Roe")
    assert third.parent == second.id


def test_it_is_kept_at_the_next_import_and_can_be_taken_back(
    dump: Path, tmp_path: Path
) -> None:
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, {0: "by Eva Kant | 2014-04-01"}))

    again = take(dump, library)
    assert (len(again.unchanged), len(again.written)) == (1, 0)
    kept = reviewed(dump, library, {})
    assert listed(kept)[0]["reason"] == "a person decided so"
    take(dump, library, kept)
    assert comments(library)[0].author == "Eva Kant"
    take(dump, library, reviewed(dump, library, {0: "by Eva Kahn"}))
    assert comments(library)[0].author == "Eva Kahn"
    assert comments(library)[0].date == "2014-03-03T17:04"
    take(dump, library, reviewed(dump, library, {0: "as it was read"}))
    assert comments(library)[0].author == "Ann Roe"


def test_a_head_can_be_words_of_its_comment(tmp_path: Path) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_text(LISTED)
    library = tmp_path / "lib"
    assert take(dump, library).comments == 3
    assert comments(library)[1].author == "Karl Marx"

    take(dump, library, reviewed(dump, library, {1: "no"}))

    second = comments(library)[1]
    assert (second.author, second.text[:15]) == (None, "Karl Marx said:")
    take(dump, library, reviewed(dump, library, {1: "who and when"}))
    assert comments(library)[1].author == "Karl Marx"


def test_a_dump_that_names_nobody_asks_nothing_about_it(tmp_path: Path) -> None:
    dump = tmp_path / "dump.txt"
    items = "".join(f"\n\n  {n}. I like how you wrote: {LONG}\n" for n in (1, 2, 3))
    dump.write_text(f"Freedom\n\n{LONG}\n{items}\n\nLeave a Reply\n")

    report = take(dump, tmp_path / "lib")

    assert report.comments == 3
    assert not [one for one in report.guesses if one.guess.what == WHAT]


def test_what_cannot_be_taken_so_is_refused(dump: Path, tmp_path: Path) -> None:
    path = reviewed(dump, tmp_path / "lib", {0: "of Eva"})

    with pytest.raises(SourceError, match=r"by …"):
        read_review(path)


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("Eva | tomorrow", "“tomorrow” is no date: write 2014-03-03"),
        ("Зоя | 2014-13-45", "“2014-13-45” is no date"),
        ("Eva | 2014-13", "“2014-13” is no date"),
        ("Eva | 2014-02-30 17:40", "is no date"),
        ("Eva | 4 April 2014 27:40", "is no date"),
        ("Eva | 20143-03-03", "is no date"),
        ("Eva|Kant|2014-01-01", "one | only, between name and date"),
        ("", "write a name, a date or both"),
        ("…", "write a name, a date or both"),
        (200 * "Eva", "at most 200 characters"),
    ],
)
def test_a_slip_in_who_and_when_is_refused_with_what_to_write(
    dump: Path, tmp_path: Path, typed: str, why: str
) -> None:
    path = reviewed(dump, tmp_path / "lib", {0: f"by {typed}"})

    with pytest.raises(SourceError, match=re.escape(why)):
        read_review(path)


@pytest.mark.parametrize(
    ("typed", "date"),
    [
        ("2014", "2014"),
        ("2014-03", "2014-03"),
        ("2014-03-03 17:40", "2014-03-03T17:40"),
        ("2014-03-03T17:40:09+02:00", "2014-03-03T17:40:09+02:00"),
        ("March 3rd, 2014 at 5:04 pm", "2014-03-03T17:04"),
        ("3 марта 2014", "2014-03-03"),
        ("3.3.2014", "2014-03-03"),
        ("31/12/2014", "2014-12-31"),
        ("2014年3月4日 15:03", "2014-03-04T15:03"),
    ],
)
def test_dates_are_typed_as_dumps_print_them(
    dump: Path, tmp_path: Path, typed: str, date: str
) -> None:
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, {0: f"by Eva | {typed}"}))

    assert comments(library)[0].date == date


def test_a_name_is_corrected_beside_a_date_that_nobody_understands(
    tmp_path: Path,
) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_text(LISTED.replace("March 3, 2014 at", "3/4/2014 at"))
    library = tmp_path / "lib"
    value = listed(reviewed(dump, library, {}))[0]["value"]
    assert value == "Ann Roe | 3/4/2014 at 5:04 pm"

    typed = value.replace("Ann Roe", "Eva Kant")
    take(dump, library, reviewed(dump, library, {0: f"by {typed}"}))

    first = comments(library)[0]
    assert (first.author, first.date) == ("Eva Kant", None)
    assert first.extra["date_raw"] == "3/4/2014 at 5:04 pm"


def test_the_head_of_a_comment_without_a_list_can_be_words_of_it(
    tmp_path: Path,
) -> None:
    dump = tmp_path / "dump.txt"
    dump.write_text(FLAT)
    library = tmp_path / "lib"

    take(dump, library, reviewed(dump, library, {1: "no"}))

    first, second, third = comments(library)
    assert (second.author, second.date) == (None, None)
    assert second.text.startswith("Max Orr\n\nMarch 4, 2014 at 5:04 pm\n\nTwo. ")
    assert (first.author, third.author) == ("Ann Roe", "Jo Lee")
    take(dump, library, reviewed(dump, library, {1: "who and when"}))
    assert comments(library)[1].author == "Max Orr"


def test_a_corrected_head_can_still_be_words(dump: Path, tmp_path: Path) -> None:
    library = tmp_path / "lib"
    take(dump, library, reviewed(dump, library, {0: "by Eva"}))

    take(dump, library, reviewed(dump, library, {0: "no"}))

    first = comments(library)[0]
    assert first.author is None
    assert "Ann Roe" in first.text


@pytest.mark.parametrize(
    ("typed", "author", "date"),
    [
        ("Eva Kant | 2014-04-01 10:20", "Eva Kant", "2014-04-01T10:20"),
        ("Eva Kant", "Eva Kant", "2014-03-02"),
        ("Eva Kant |", "Eva Kant", None),
        ("| 2014-04-01", None, "2014-04-01"),
    ],
)
def test_who_wrote_the_post_and_when_is_corrected_alike(
    tmp_path: Path, typed: str, author: str | None, date: str | None
) -> None:
    dump = tmp_path / "dump.txt"
    line = "Posted on March 2, 2014 by Zoe Lane"
    dump.write_text(LISTED.replace("Freedom\n", f"Freedom\n\n{line}\n", 1))
    library = tmp_path / "lib"
    told = posted(reviewed(dump, library, {}))
    assert (told["value"], told["choices"]) == (
        "Zoe Lane | 2014-03-02",
        ["no", "by …"],
    )

    take(dump, library, reviewed(dump, library, {0: f"by {typed}"}, POSTED))

    post = the_post(library)
    assert (post.author, post.date) == (author, date)
    assert line not in post.body
    again = take(dump, library)
    assert (len(again.unchanged), len(again.written)) == (1, 0)
    take(dump, library, reviewed(dump, library, {0: "as it was read"}, POSTED))
    assert (the_post(library).author, the_post(library).date) == (
        "Zoe Lane",
        "2014-03-02",
    )
    take(dump, library, reviewed(dump, library, {0: "no"}, POSTED))
    assert line in the_post(library).body


def test_a_slip_in_who_wrote_the_post_is_refused(tmp_path: Path) -> None:
    dump = tmp_path / "dump.txt"
    line = "Posted on March 2, 2014 by Zoe Lane"
    dump.write_text(LISTED.replace("Freedom\n", f"Freedom\n\n{line}\n", 1))
    path = reviewed(dump, tmp_path / "lib", {0: "by Eva | tomorrow"}, POSTED)

    with pytest.raises(SourceError, match="“tomorrow” is no date"):
        read_review(path)
