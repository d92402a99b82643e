"""The screenshots are current: their SVG and their text twins."""

from pathlib import Path

import pytest

from tools.screenshots import FOLDER, PICTURES, Picture, draw


@pytest.mark.parametrize("picture", PICTURES, ids=lambda picture: picture.name)
async def test_a_picture_is_current(picture: Picture) -> None:
    svg, text = await draw(picture)
    twin = (FOLDER / f"{picture.name}.txt").read_text(encoding="utf-8")
    assert text == twin, "run: make screenshots"
    assert svg == (FOLDER / f"{picture.name}.svg").read_text(encoding="utf-8")
    assert (FOLDER / f"{picture.name}.png").stat().st_size > 0


def test_the_readme_shows_a_picture_that_exists() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert "screenshots/main.png" in readme
    assert (FOLDER / "main.png").exists()
