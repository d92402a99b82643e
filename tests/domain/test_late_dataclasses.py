"""A late dataclass is a dataclass as any other, however little of it was made yet."""

import copy
import dataclasses
import pickle
from dataclasses import field
from typing import ClassVar

import pytest

from gulagreader.domain.late_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Frozen, with slots and with every kind of first value."""

    LIMIT: ClassVar[int] = 3
    name: str
    number: int = 1
    marks: tuple[str, ...] = field(default=(), repr=False)
    notes: list[str] = field(default_factory=list, compare=False)

    @property
    def words(self) -> str:
        """Both of them."""
        return f"{self.name} {self.number}"


@dataclass(frozen=True, slots=True)
class FarPlace(Place):
    """One more field after those of another."""

    far: int = 2


@dataclass
class Heap:
    """May be changed, and has no slots."""

    size: int = 0
    parts: list[str] = field(default_factory=list)
    twice: int = field(init=False)

    def __post_init__(self) -> None:
        self.twice = 2 * self.size


@dataclass(frozen=True, slots=True)
class OwnWords:
    """Has methods of its own, which stay."""

    text: str

    def __repr__(self) -> str:
        return "mine"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, OwnWords)

    def __hash__(self) -> int:
        return 7


def _fresh() -> type[Place]:
    """The same class once more, with nothing of it made yet."""

    @dataclass(frozen=True, slots=True)
    class Fresh:
        name: str
        number: int = 1
        notes: list[str] = field(default_factory=list)

    return Fresh  # type: ignore[return-value]


def test_objects_have_what_they_were_given_and_what_was_left_out() -> None:
    for number in range(20):
        place = Place("here", number=number)
        assert (place.name, place.number, place.marks) == ("here", number, ())
        assert place.notes == []
        assert place.words == f"here {number}"
    assert Place("a").notes is not Place("b").notes
    assert Place.LIMIT == 3


def test_the_first_object_of_a_class_is_as_good_as_the_hundredth() -> None:
    kind = _fresh()
    first, *others = [kind("a", 2) for _ in range(100)]
    assert all(first == other for other in others)
    assert repr(first) == repr(others[-1])
    assert repr(first).endswith("Fresh(name='a', number=2, notes=[])")


@pytest.mark.parametrize(
    ("given", "named"),
    [((), {}), (("a", 1, [], 4), {}), (("a",), {"name": "b"}), (("a",), {"what": 1})],
)
def test_wrong_values_are_refused_as_a_dataclass_refuses_them(
    given: tuple[object, ...], named: dict[str, object]
) -> None:
    with pytest.raises(TypeError, match="__init__"):
        _fresh()(*given, **named)  # type: ignore[arg-type]


def test_a_frozen_object_stays_as_it_is() -> None:
    place = _fresh()("a")
    with pytest.raises(dataclasses.FrozenInstanceError):
        place.number = 2  # type: ignore[misc]
    with pytest.raises(dataclasses.FrozenInstanceError):
        del place.number
    assert place.number == 1
    assert not hasattr(place, "__dict__")


def test_equal_objects_are_one_key() -> None:
    assert len({Place("a"), Place("a"), Place("b")}) == 2
    assert Place("a") != FarPlace("a")
    with pytest.raises(TypeError):
        hash(Heap())


def test_fields_of_a_class_come_before_those_of_what_is_made_of_it() -> None:
    assert [one.name for one in dataclasses.fields(FarPlace)] == [
        *("name", "number", "marks", "notes"),
        "far",
    ]
    far = FarPlace("a", 5, far=9)
    assert (far.name, far.number, far.far) == ("a", 5, 9)
    assert dataclasses.replace(far, name="b").name == "b"


def test_an_object_can_be_taken_apart_in_a_match() -> None:
    match Place("a", 4):
        case Place(name, number):
            assert (name, number) == ("a", 4)
        case _:
            pytest.fail("it is not told what it is made of")


def test_copies_and_pickles_are_equal() -> None:
    place = FarPlace("a", 2, ("x",), ["y"], 3)
    assert copy.copy(place) == place
    assert copy.deepcopy(place) == place
    assert pickle.loads(pickle.dumps(place)) == place


def test_what_may_be_changed_can_be() -> None:
    heap = Heap(3)
    assert heap.twice == 6
    heap.size = 4
    heap.parts.append("a")
    assert (heap.size, heap.parts, Heap().parts) == (4, ["a"], [])
    assert Heap.size == 0
    assert heap == copy.copy(heap)
    assert heap != Heap(4)


def test_methods_of_its_own_stay() -> None:
    assert repr(OwnWords("a")) == "mine"
    assert OwnWords("a") == OwnWords("b")
    assert hash(OwnWords("a")) == 7
    assert [OwnWords(str(number)).text for number in range(12)][-1] == "11"
