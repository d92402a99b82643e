"""Names for posts' files."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gulagreader.domain.posts import Post
from gulagreader.storage.file_names import folder_of, name_of, slug


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Freedom from the Gulags", "freedom-from-the-gulags"),
        ("Освобождение из ГУЛАГа", "osvobozhdenie-iz-gulaga"),
        ("Щи да ёлка: объём", "shchi-da-elka-obem"),
        ("Çà et là — l’été “œuvre”", "ca-et-la-lete-oeuvre"),
        ("Straße, Łódź, Bjørn", "strasse-lodz-bjorn"),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "con-post"),
        ("lpt1", "lpt1-post"),
        ("收容所", ""),
        ("...", ""),
    ],
)
def test_a_title_becomes_plain_ascii(title: str, expected: str) -> None:
    assert slug(title) == expected


def test_a_long_title_is_cut_between_words() -> None:
    assert slug("one hundred words " * 20) == "-".join(["one-hundred-words"] * 4) + (
        "-one"
    )


@given(title=st.text(max_size=200))
def test_any_title_gives_a_name_that_every_system_takes(title: str) -> None:
    name = slug(title)
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", name)
    assert len(name) <= 85


@pytest.mark.parametrize(
    ("date", "folder", "name"),
    [
        ("2014-03-03T17:04:00-05:00", "2014", "2014-03-03-a-title"),
        ("2014-03", "2014", "2014-03-a-title"),
        ("1953", "1953", "1953-a-title"),
        (None, "undated", "a-title"),
        ("some day", "undated", "a-title"),
    ],
)
def test_a_post_goes_to_its_year(date: str | None, folder: str, name: str) -> None:
    post = Post("x", "A title", "", date=date)
    assert (folder_of(post), name_of(post)) == (folder, name)


def test_a_title_in_another_script_still_has_a_name() -> None:
    assert name_of(Post("x", "收容所", "", date="2014-03-03")) == "2014-03-03-post"
