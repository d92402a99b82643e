"""Dataclasses whose methods are made when there are objects to use them.

The standard library writes and compiles the methods of a dataclass where the class is
defined: half a millisecond each, a tenth of the reader's start, for classes of which
the first picture makes one object or none. Here a class stands at once, with its slots.
Its first objects are filled by hand; when they are compared, or more of them made, the
standard library makes the methods. To a type checker, and to all that looks at a class
or its objects from outside, it is a dataclass as any other.
"""

from typing import TYPE_CHECKING

__all__ = ["dataclass"]

if TYPE_CHECKING:
    from dataclasses import dataclass
else:
    import dataclasses
    from collections.abc import Callable, Mapping, Sequence
    from threading import RLock
    from typing import Any, ClassVar, NoReturn, get_origin

    _BY_HAND = 8
    """Objects of a class that are filled by hand."""
    _SHAPE = ("__dataclass_fields__", "__dataclass_params__", "__match_args__")
    """What of a dataclass can be asked where there is no object of it."""
    _METHODS = ("__repr__", "__eq__", "__hash__", "__init__")
    """The last is put in last: another thread may be beginning an object."""
    _NOTHING = (dataclasses.MISSING, dataclasses.MISSING)
    _making = RLock()

    def dataclass(
        cls: type | None = None, /, *, frozen: bool = False, slots: bool = False
    ) -> Any:
        """Make a dataclass, and its methods later."""

        def late(cls: type) -> type:
            plain = dict(cls.__dict__)
            made = _with_slots(cls) if slots else cls
            _Late(made, plain, frozen=frozen).put_in()
            if frozen and slots:
                # A copy and a pickle are put together past what is frozen.
                made.__getstate__, made.__setstate__ = _state, _take_state
            return made

        return late if cls is None else late(cls)

    class _Late:
        """What a class still lacks of a dataclass."""

        def __init__(
            self, made: type, plain: Mapping[str, Any], *, frozen: bool
        ) -> None:
            self._made, self._frozen = made, frozen
            self._plain = {
                key: one
                for key, one in plain.items()
                if key not in {"__dict__", "__weakref__"}
            }
            self._is_made = False
            self._fields = _fields_of(made)
            self._left = _BY_HAND if self._is_simple() else 0

        def _is_simple(self) -> bool:
            """Whether objects can be filled by hand: all fields are here, and usual."""
            values = map(self._plain.get, self._fields)
            bases = self._made.__mro__[1:]
            return not any(_SHAPE[0] in base.__dict__ for base in bases) and all(
                value.init
                and value.kw_only is dataclasses.MISSING
                and (value.default, value.default_factory) != _NOTHING
                for value in values
                if isinstance(value, dataclasses.Field)
            )

        def put_in(self) -> None:
            """Put in the class's way what makes the rest, to be replaced by it."""
            made, own = self._made, self._plain
            for name in _SHAPE:
                setattr(made, name, _Asked(name, self.make))
            for name in _METHODS:
                if own.get(name) is None:
                    setattr(made, name, self._put_off(name))
            if self._frozen:
                made.__setattr__ = made.__delattr__ = _refuse
            elif own.get("__hash__") is None:
                made.__hash__ = None

        def _put_off(self, name: str) -> Callable[..., Any]:
            if name == "__init__":

                def begin(this: Any, *values: Any, **named: Any) -> None:
                    if not self._left or not self._fill(this, values, named):
                        self.make().__init__(this, *values, **named)

                return begin

            def method(this: Any, *others: Any) -> Any:
                return getattr(self.make(), name)(this, *others)

            return method

        def _fill(
            self, this: Any, values: Sequence[Any], named: Mapping[str, Any]
        ) -> bool:
            """Give an object its values; False where they are not as they should be."""
            self._left -= 1
            given = dict(zip(self._fields, values, strict=False))
            if len(given) < len(values) or not given.keys().isdisjoint(named):
                return False
            given.update(named)
            for name in self._fields:
                if name not in given:
                    if name not in self._plain:
                        return False
                    given[name] = _first_value(self._plain[name])
            if len(given) > len(self._fields):
                return False
            for name, value in given.items():
                object.__setattr__(this, name, value)
            if hasattr(this, "__post_init__"):
                this.__post_init__()
            return True

        def make(self) -> type:
            """Let the standard library make the methods, on a twin of the class."""
            made = self._made
            with _making:
                if not self._is_made:
                    twin = type(made)(made.__name__, made.__bases__, self._plain)
                    twin.__qualname__ = made.__qualname__
                    dataclasses.dataclass(frozen=self._frozen)(twin)
                    if "__slots__" not in made.__dict__:
                        self._take_values(twin)
                    for name in (*_SHAPE, *_METHODS):
                        if name in twin.__dict__:
                            setattr(made, name, twin.__dict__[name])
                    self._is_made, self._left = True, 0
            return made

        def _take_values(self, twin: type) -> None:
            """Let the class have first values in place of what describes them."""
            for name in self._fields:
                if name in twin.__dict__:
                    setattr(self._made, name, twin.__dict__[name])
                elif name in self._made.__dict__:
                    delattr(self._made, name)

    class _Asked:
        """Stands for something of a class until it is made."""

        def __init__(self, name: str, make: Callable[[], type]) -> None:
            self._name, self._make = name, make

        def __get__(self, _: object, owner: type) -> Any:
            return self._make().__dict__[self._name]

    def _with_slots(cls: type) -> type:
        """The same class with slots for its fields, in place of their first values."""
        fields = _fields_of(cls)
        there = {
            name for base in cls.__mro__ for name in base.__dict__.get("__slots__", ())
        }
        without = {*fields, "__dict__", "__weakref__"}
        names = {key: one for key, one in cls.__dict__.items() if key not in without}
        names["__slots__"] = tuple(name for name in fields if name not in there)
        made = type(cls)(cls.__name__, cls.__bases__, names)
        made.__qualname__ = cls.__qualname__
        return made

    def _fields_of(cls: type) -> list[str]:
        notes = cls.__dict__.get("__annotations__", {})  # noqa: RUF063 - not those of bases
        return [name for name, note in notes.items() if not _is_of_class(note)]

    def _is_of_class(note: Any) -> bool:
        if isinstance(note, str):
            return "ClassVar" in note
        return note is ClassVar or get_origin(note) is ClassVar

    def _first_value(value: Any) -> Any:
        if not isinstance(value, dataclasses.Field):
            return value
        if value.default is not dataclasses.MISSING:
            return value.default
        return value.default_factory()

    def _refuse(_: object, name: str, *__: object) -> NoReturn:
        raise dataclasses.FrozenInstanceError(f"cannot change field {name!r}")

    def _state(self: Any) -> list[Any]:
        return [getattr(self, one.name) for one in dataclasses.fields(self)]

    def _take_state(self: Any, state: Sequence[Any]) -> None:
        for one, value in zip(dataclasses.fields(self), state, strict=True):
            object.__setattr__(self, one.name, value)
