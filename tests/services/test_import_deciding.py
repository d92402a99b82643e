"""Looking at sources before they are imported, and deciding about their guesses."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

import pytest

from gulagreader.domain.errors import SourceError
from gulagreader.domain.progress import finish
from gulagreader.importing.archive import ImportOptions
from gulagreader.services.import_deciding import (
    REVIEW_FILE,
    ImportReview,
    Question,
    import_reviewed,
    with_line,
)
from gulagreader.services.import_look import (
    ImportLook,
    LookedPost,
    look_at_sources,
    source_lines,
    version_of,
)
from gulagreader.services.import_report import ImportReport
from gulagreader.services.import_review import read_review, unsure_guesses
from gulagreader.services.import_spots import Standing
from gulagreader.services.importing import import_sources
from gulagreader.storage.library_folder import LibraryFolder, PostWithComments

NOW = datetime(2024, 5, 6, tzinfo=UTC)
LONG = (
    "The stove of the barracks was lit in the evening only, and whoever came late from "
    "the works stood behind the others and waited for his turn to warm his hands."
)
DUMP = (
    f"A winter\n\n{LONG}\n\nAnna at the stove\n\n{LONG}\n\n\n"
    f"  1. I like how you wrote: {LONG}\n\n\n"
    f"  2. And what do you think of this? {LONG}\n\n\n"
    f"  3. Thanks, I liked your words. {LONG}\n\n\nLeave a Reply"
)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    path = tmp_path / "dump.txt"
    path.write_text(DUMP)
    return path


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library"


def look(dump: Path, library: Path) -> ImportLook:
    return finish(look_at_sources([dump], library, now=NOW))


def question(review: ImportReview, what: str) -> Question:
    (post,) = review.look.posts
    return next(one for one in review.questions(post) if one.guess.what == what)


def decided(dump: Path, library: Path, takes: Mapping[str, str]) -> ImportReview:
    review = ImportReview(look(dump, library))
    for what, take in takes.items():
        review.take(question(review, what), take)
    return review


def take_in(review: ImportReview) -> bool:
    """Read the one post again, as it is decided."""
    (post,) = review.look.posts
    return review.take_in(post, version_of(post, review.decisions(post)))


def only_post(library: Path) -> PostWithComments:
    folder = LibraryFolder.open(library)
    (file,) = folder.post_files()
    return folder.read(file.path)


def files(folder: Path) -> dict[str, bytes]:
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def test_a_look_lists_posts_and_guesses_and_writes_nothing(
    dump: Path, library: Path
) -> None:
    (post,) = look(dump, library).posts

    assert (post.title, post.comments, post.standing) == ("A winter", 3, Standing.NEW)
    assert [one.what for one in post.guesses] == ["title", "heading", "comments"]
    assert not library.exists()


def test_a_guess_has_the_lines_around_it_without_blank_ones(
    dump: Path, library: Path
) -> None:
    review = ImportReview(look(dump, library))

    context = question(review, "heading").context
    assert [number for number, _ in context] == [1, 3, 5, 7, 10]
    assert dict(context)[5] == "Anna at the stove"


def test_what_is_refused_is_in_the_report(dump: Path, library: Path) -> None:
    bad = dump.with_name("bad.txt")
    bad.write_bytes(b"\x00\x01")

    found = finish(look_at_sources([bad, dump], library, now=NOW))

    assert [one.file for one in found.report.refused] == [bad]
    assert [one.title for one in found.posts] == ["A winter"]


@pytest.mark.parametrize(
    ("what", "present", "following"),
    [
        ("heading", "yes", "caption"),
        ("heading", "caption", "paragraph"),
        ("heading", "paragraph", "yes"),
        ("comments", "no", "from line N"),
        ("comments", "from line 13", "yes"),
    ],
)
def test_choices_follow_one_another_round_and_round(
    dump: Path, library: Path, what: str, present: str, following: str
) -> None:
    review = decided(dump, library, {what: present})

    assert question(review, what).next_take() == following


@pytest.mark.parametrize(
    "takes",
    [
        {},
        {"heading": "caption"},
        {"heading": "paragraph", "title": "no"},
        {"comments": "no"},
        {"comments": with_line("from line N", 13)},
    ],
)
def test_a_post_is_shown_as_it_will_come_in(
    dump: Path, library: Path, takes: Mapping[str, str]
) -> None:
    review = decided(dump, library, takes)
    (post,) = review.look.posts
    version = version_of(post, review.decisions(post))

    finish(import_reviewed(review, library, now=NOW))

    came = only_post(library)
    assert (version.post.title, version.post.body) == (came.post.title, came.post.body)
    shown = [row.comment.text for row in version.thread.rows]
    assert shown == [one.text for one in came.comments]


@pytest.mark.parametrize(
    "takes",
    [{}, {"heading": "caption"}, {"comments": "from line 13", "title": "no"}],
)
def test_the_command_line_does_the_same_with_the_review_that_is_written(
    dump: Path, library: Path, tmp_path: Path, takes: Mapping[str, str]
) -> None:
    review = decided(dump, library, takes)
    finish(import_reviewed(review, library, now=NOW))

    decisions = read_review(library / "imports" / REVIEW_FILE)
    options = ImportOptions(decisions=decisions)
    other = tmp_path / "other"
    finish(import_sources([dump], other, options=options, now=NOW))

    first, second = files(library), files(other)
    assert decisions == {
        post.sha256: review.decisions(post) for post in review.look.posts
    }
    for name in first.keys() - {"library.yaml", f"imports/{REVIEW_FILE}"}:
        assert first[name] == second[name], name


def test_importing_again_takes_the_decisions_again(dump: Path, library: Path) -> None:
    finish(
        import_reviewed(
            decided(dump, library, {"heading": "caption"}), library, now=NOW
        )
    )
    before = only_post(library)

    again = finish(import_sources([dump], library, now=NOW))

    assert again.written == []
    assert only_post(library) == before
    review = ImportReview(look(dump, library))
    caption = question(review, "caption")
    assert caption.guess.is_decided
    assert caption.can_be_decided


def test_a_decision_of_an_earlier_import_is_taken_back(
    dump: Path, library: Path
) -> None:
    finish(
        import_reviewed(
            decided(dump, library, {"heading": "caption"}), library, now=NOW
        )
    )

    finish(
        import_reviewed(
            decided(dump, library, {"caption": "heading"}), library, now=NOW
        )
    )

    assert "## Anna at the stove" in only_post(library).post.body


def test_looking_and_importing_without_a_decision_keeps_earlier_ones(
    dump: Path, library: Path
) -> None:
    finish(
        import_reviewed(
            decided(dump, library, {"heading": "caption"}), library, now=NOW
        )
    )
    before = only_post(library)

    report = finish(import_reviewed(decided(dump, library, {}), library, now=NOW))

    assert report.written == []
    assert only_post(library) == before


def test_guesses_that_a_decision_brings_can_be_decided_as_well(
    dump: Path, library: Path
) -> None:
    text = DUMP.replace(
        "  1. I like", f"  1. Comment one: {LONG}\n\n     A line on top\n\n     {LONG}"
    )
    dump.write_text(text.replace("A winter\n", f"A winter\n\n{LONG} {LONG}\n"))
    review = decided(dump, library, {"title": "no"})
    (post,) = review.look.posts
    known = len(review.questions(post))

    changed = take_in(review)

    more = review.questions(post)[known:]
    assert changed
    assert review.now(post)[0] == "dump"
    assert [(one.guess.what, one.came_up) for one in more] == [("heading", True)]
    assert more[0].context

    review.take(more[0], "paragraph")
    take_in(review)
    finish(import_reviewed(review, library, now=NOW))
    came = only_post(library).post
    assert came.title == "dump"
    assert came.body.startswith("A winter\n")


def test_guesses_that_a_decision_brought_go_with_it(dump: Path, library: Path) -> None:
    dump.write_text(DUMP.replace("A winter\n", f"A winter\n\n{LONG} {LONG}\n"))
    review = decided(dump, library, {"title": "no"})
    (post,) = review.look.posts
    before = [one.key for one in review.questions(post)]
    take_in(review)
    assert len(review.questions(post)) == len(before) + 1

    review.take(question(review, "title"), "yes")
    take_in(review)

    assert [one.key for one in review.questions(post)] == before
    assert review.now(post) == ("A winter", 3)


def test_a_source_that_has_changed_since_is_not_imported(
    dump: Path, library: Path
) -> None:
    review = decided(dump, library, {"heading": "caption"})
    (post,) = review.look.posts
    dump.write_text(DUMP + "\n")

    with pytest.raises(SourceError, match="has changed since"):
        version_of(post, review.decisions(post))
    with pytest.raises(SourceError, match="has changed since"):
        finish(import_reviewed(review, library, now=NOW))
    assert not library.exists()


def test_the_lines_of_a_source_are_given(dump: Path, library: Path) -> None:
    (post,) = look(dump, library).posts

    assert list(source_lines(post)) == DUMP.split("\n")


def test_the_same_file_under_two_names_is_listed_once(
    dump: Path, library: Path
) -> None:
    dump.with_name("copy.txt").write_text(DUMP)

    found = finish(look_at_sources([dump.parent], library, now=NOW))

    assert len(found.posts) == 1
    assert any("word for word" in one.what for one in found.report.warnings)


def test_a_look_into_a_zip_file_shows_its_posts_with_decisions(
    dump: Path, library: Path
) -> None:
    import zipfile

    packed = dump.with_name("dumps.zip")
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(dump, "inner/dump.txt")
    review = decided(packed, library, {"heading": "caption"})
    (post,) = review.look.posts

    version = version_of(post, review.decisions(post))
    finish(import_reviewed(review, library, now=NOW))

    assert "*Anna at the stove*" in version.post.body
    assert only_post(library).post.body == version.post.body


def test_only_guesses_that_can_be_decided_count_as_unsure(
    dump: Path, library: Path
) -> None:
    report: ImportReport = look(dump, library).report

    unsure = [one.guess for one in report.guesses if one.guess.confidence <= 0.6]
    assert unsure_guesses(report) == len([one for one in unsure if one.choices]) > 0


def test_the_review_that_is_written_says_what_was_taken(
    dump: Path, library: Path
) -> None:
    finish(
        import_reviewed(
            decided(dump, library, {"heading": "caption"}), library, now=NOW
        )
    )

    found = json.loads((library / "imports" / REVIEW_FILE).read_text())
    takes = {one["what"]: one["take"] for one in found["sources"][0]["guesses"]}
    assert takes == {"title": "yes", "heading": "caption", "comments": "yes"}


def test_a_post_without_choices_is_shown_as_it_was_read(
    tmp_path: Path, library: Path
) -> None:
    page = tmp_path / "post.md"
    page.write_text("---\ntitle: A note\n---\n\nCold.\n")
    found = finish(look_at_sources([page], library, now=NOW))
    (post,) = found.posts

    version = version_of(post, ImportReview(found).decisions(post))

    assert (post.source, version.post.body.strip()) == (None, "Cold.")


def test_looked_posts_are_told_apart_by_their_place(dump: Path, library: Path) -> None:
    (post,) = look(dump, library).posts
    assert isinstance(post, LookedPost)
    assert post == look(dump, library).posts[0]
