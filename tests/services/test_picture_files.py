"""Which pictures are drawn: files inside the library, and nothing else."""

from pathlib import Path

import pytest

from gulagreader.services.pictures import PictureError, picture_file


@pytest.fixture
def post(tmp_path: Path) -> Path:
    folder = tmp_path / "library" / "posts" / "2014"
    (folder / "pictures").mkdir(parents=True)
    (tmp_path / "library" / "map.png").write_bytes(b"map")
    (folder / "pictures" / "barrack.png").write_bytes(b"barrack")
    (tmp_path / "secret.png").write_bytes(b"secret")
    (folder / "link.png").symlink_to(tmp_path / "secret.png")
    return folder / "post.md"


@pytest.mark.parametrize("target", ["pictures/barrack.png", "map.png", "../../map.png"])
def test_a_picture_is_found_beside_its_post_or_in_the_library(
    post: Path, tmp_path: Path, target: str
) -> None:
    assert picture_file(target, post, tmp_path / "library").is_file()


@pytest.mark.parametrize(
    "target",
    [
        *("../../../secret.png", "link.png", "/etc/hostname", "file:///etc/hostname"),
        *("http://example.org/p.png", "", "nothing.png", "a\0b", "x" * 5000),
    ],
)
def test_nothing_outside_the_library_is_opened(
    post: Path, tmp_path: Path, target: str
) -> None:
    with pytest.raises(PictureError):
        picture_file(target, post, tmp_path / "library")


def test_a_very_large_file_is_refused(post: Path, tmp_path: Path) -> None:
    large = post.parent / "large.png"
    with large.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(PictureError, match="20 MB"):
        picture_file("large.png", post, tmp_path / "library")
