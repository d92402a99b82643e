"""Much text in a file without a name: the same text, and no trace of it."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from storage.full_disk import files_of_at_most

from gulagreader.domain.posts import PostCard
from gulagreader.storage import set_aside
from gulagreader.storage.card_columns import CardColumns
from gulagreader.storage.set_aside import SetAside, let_go


def _held(folder: Path | None, parts: list[bytes]) -> bytes:
    with SetAside(folder) as out:
        for part in parts:
            out.write(part)
        held = out.held()
    let_go(held)
    return bytes(held[:])


@settings(max_examples=30, deadline=None)
@given(st.lists(st.binary(max_size=40), max_size=12), st.integers(0, 120))
def test_what_was_taken_is_given_back_however_much_room_there_was(
    tmp_path_factory: pytest.TempPathFactory, parts: list[bytes], room: int
) -> None:
    folder = tmp_path_factory.mktemp("aside")
    whole = b"".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(set_aside, "_MANY", 16)
        assert _held(folder, parts) == whole
        assert _held(None, parts) == whole
        assert _held(folder / "missing", parts) == whole
        with files_of_at_most(room):
            assert _held(folder, parts) == whole
    assert not list(folder.iterdir())


def test_cards_that_were_put_aside_are_the_cards_that_were_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(set_aside, "_MANY", 100)
    cards = [
        (-number, PostCard(f"p{number}", f"Post {number}", None, None, (), 0, "f.md"))
        for number in range(50)
    ]
    aside = CardColumns(cards, tmp_path)
    assert aside == CardColumns(cards)
    assert aside.number_of("p7") == 42
    assert list(aside.ids()) == [card.id for _, card in reversed(cards)]
    assert not list(tmp_path.iterdir())
