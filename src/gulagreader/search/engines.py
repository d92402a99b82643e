"""The engines there are: which one made an index, and which one makes the next."""

from importlib.util import find_spec

from gulagreader.search.engine import Engine

LARGE = 2_000_000
"""Texts above which tantivy answers sooner while typing: at a million it takes twice as
long at the 95th percentile, and its time grows less with the size."""


def engine_for(documents: int) -> type[Engine]:
    """The engine that a new index of so many texts is made with."""
    return _tantivy() if documents >= LARGE and has_tantivy() else _whoosh()


def engine_named(name: str) -> type[Engine] | None:
    """The engine that made an index; None where it is not here, or another version."""
    if name.startswith("tantivy"):
        engine = _tantivy() if has_tantivy() else None
    else:
        engine = _whoosh()
    return engine if engine is not None and engine.name == name else None


def has_tantivy() -> bool:
    """Whether the extra ``large`` is installed."""
    return find_spec("tantivy") is not None


def offer(documents: int, engine: str) -> str | None:
    """What to tell the reader of a library that would be better served."""
    if documents < LARGE or engine.startswith("tantivy"):
        return None
    many = f"This library has {documents:,} texts"
    if has_tantivy():
        return (
            f"{many}; gulagreader index --rebuild gives it the engine for such sizes."
        )
    return (
        f"{many}; search it with the engine for such sizes: pip install"
        " 'gulagreader[large]', then gulagreader index --rebuild."
    )


# Importing an engine takes a tenth of a second, so it is late.


def _whoosh() -> type[Engine]:
    from gulagreader.search.whoosh_engine import (  # noqa: PLC0415 - see above
        WhooshEngine,
    )

    return WhooshEngine


def _tantivy() -> type[Engine]:
    from gulagreader.search.tantivy_engine import (  # noqa: PLC0415 - see above
        TantivyEngine,
    )

    return TantivyEngine
