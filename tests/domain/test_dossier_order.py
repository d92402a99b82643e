"""A dossier keeps every entry, or its removed record, however it is changed."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gulagreader.domain.dossier import Dossier, DossierError, Entry, EntryKind

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
EMPTY = Dossier("d", "Seminar", NOON)


def entry(name: str) -> Entry:
    return Entry(name, EntryKind.HEADING, NOON, text=name)


def of(names: str) -> Dossier:
    dossier = EMPTY
    for name in names:
        dossier = dossier.with_entry(entry(name))
    return dossier


def names(dossier: Dossier) -> str:
    return "".join(one.id for one in dossier.entries)


def test_entries_are_put_in_and_moved() -> None:
    assert names(of("abc").with_entry(entry("x"), 1)) == "axbc"
    assert names(of("abcd").moved("a", 2)) == "bcad"
    assert names(of("abcd").moved("d", 0)) == "dabc"
    assert names(of("abcd").moved("a", 99)) == "bcda"
    assert names(of("abcd").moved("c", -5)) == "cabd"


def test_a_removed_entry_comes_back_to_its_place() -> None:
    dossier = of("abcx").without("b", NOON).without("c", NOON)
    assert names(dossier) == "ax"
    assert names(dossier.with_back()) == "acx"
    assert names(dossier.with_back().with_back()) == "abcx"
    assert names(dossier.with_back("b")) == "abx"
    with pytest.raises(DossierError, match="Seminar"):
        of("a").with_back()


def test_what_is_not_there_cannot_be_changed() -> None:
    dossier = of("ab").without("b", NOON)
    with pytest.raises(DossierError):
        dossier.moved("b", 0)
    with pytest.raises(DossierError):
        dossier.without("b", NOON)
    with pytest.raises(DossierError):
        dossier.with_changed(entry("b"))


def test_what_was_removed_long_ago_is_forgotten() -> None:
    dossier = of("ab").without("a", NOON).without("b", NOON + timedelta(days=2))
    kept = dossier.forgetting(NOON + timedelta(days=1))
    assert [gone.entry.id for gone in kept.removed] == ["b"]


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "move", "remove", "restore", "reword"]),
        st.integers(0, 8),
        st.integers(-2, 12),
    ),
    max_size=40,
)


@given(steps)
@settings(max_examples=150)
def test_any_order_of_changes_keeps_every_entry_or_its_removed_record(
    steps: list[tuple[str, int, int]],
) -> None:
    dossier, made = EMPTY, set()
    for turn, (what, which, to) in enumerate(steps):
        before = dossier
        there = [one.id for one in dossier.entries]
        try:
            if what == "add":
                made.add(f"e{turn}")
                dossier = dossier.with_entry(entry(f"e{turn}"), to)
            elif what == "restore":
                dossier = dossier.with_back()
            elif there:
                one = there[which % len(there)]
                if what == "move":
                    dossier = dossier.moved(one, to)
                elif what == "remove":
                    dossier = dossier.without(one, NOON)
                    # The undo of a removal is the dossier as it was.
                    assert dossier.with_back().entries == before.entries
                else:
                    new = Entry(one, EntryKind.HEADING, NOON, text="new")
                    dossier = dossier.with_changed(new)
        except DossierError:
            assert what == "restore"
            assert not before.removed
        kept = [one.id for one in dossier.entries]
        kept += [gone.entry.id for gone in dossier.removed]
        assert sorted(kept) == sorted(made)
