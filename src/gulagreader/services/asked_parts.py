"""What of a query is asked where not all that it says is known."""

from collections.abc import Callable
from dataclasses import replace

from gulagreader.domain.query_parts import Either, Every, InThread, Not, Part


def asked_part(
    part: Part | None, unknown: Callable[[Part], str], told: list[str]
) -> Part | None:
    """A part without what is ``unknown``, which says why in words, or nothing.

    What was left out is ``told``; None where nothing is left.
    """
    why = unknown(part) if part is not None else ""
    if why:
        told.append(why)
        return None
    match part:
        case Not() | InThread():
            inner = asked_part(part.part, unknown, told)
            return None if inner is None else replace(part, part=inner)
        case Every() | Either():
            every = [asked_part(one, unknown, told) for one in part.parts]
            kept = tuple(one for one in every if one is not None)
            return replace(part, parts=kept) if kept else None
        case _:
            return part
