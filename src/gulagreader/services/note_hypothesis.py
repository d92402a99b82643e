"""Notes as the web annotator Hypothesis has them (its API and its client's export)."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gulagreader.domain.notes import COLOURS, Note
from gulagreader.services.note_addresses import SCHEME, address_of, place_at
from gulagreader.services.note_values import (
    Shape,
    extra_of,
    from_hypothesis_id,
    hypothesis_id_of,
    line_of,
    list_of,
    mapping_of,
    note_id_of,
    selector_of,
    tags_of,
    text_of,
    time_of,
)

_KNOWN = frozenset(
    {"id", "created", "updated", "uri", "text", "tags", "target", "gulagreader", "user"}
)
_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"


def to_hypothesis(note: Note, library: str, title: str, page: str) -> Shape:
    """A note as a row of Hypothesis; ``page`` is the post's own address, if any."""
    other = mapping_of(note.extra.get("other"))
    address = note.source or page or address_of(library, note.post, note.comment)
    selectors: list[object] = list_of(other.get("selectors"))
    chosen = note.selector
    if chosen is not None:
        quote = {"type": _QUOTE, "exact": chosen.exact}
        quote |= {"prefix": chosen.prefix, "suffix": chosen.suffix}
        place = {"type": _POSITION, "start": chosen.start, "end": chosen.end}
        selectors = [place, quote, *selectors]
    target: Shape = {"source": address, "selector": selectors}
    more = {key: value for key, value in note.extra.items() if key != "other"}
    own: Shape = {"colour": note.colour, "author": note.author, "source": note.source}
    if note.post:
        own["place"] = address_of(library, note.post, note.comment)
    if more:
        own["extra"] = more
    kept = _without_known(other.get("hypothesis"))
    usual: Shape = {
        "document": {"title": [title]},
        "user_info": {"display_name": note.author or None},
        "user": f"acct:{note.author}",
        "group": "__world__",
    }
    # So that they are not taken for what somebody said.
    own["usual"] = [key for key in usual if key not in kept]
    return {
        **usual,
        **kept,
        "id": hypothesis_id_of(note.id),
        "created": _written(note.created),
        "updated": _written(note.modified),
        "uri": address,
        "text": note.text,
        "tags": list(note.tags),
        "target": [target if selectors else {"source": address}],
        "gulagreader": own,
    }


def _without_known(extra: object) -> Shape:
    known = _KNOWN - {"user"}
    return {key: one for key, one in mapping_of(extra).items() if key not in known}


def _written(when: datetime) -> str:
    return when.astimezone(UTC).isoformat(timespec="microseconds")


def from_hypothesis(shape: Mapping[str, Any], now: datetime) -> Note:
    """A note out of a row of Hypothesis.

    Raises:
        NoAnnotationError: it holds what is too large.
    """
    target = mapping_of(next(iter(list_of(shape.get("target"))), None))
    by_kind: dict[str, Mapping[str, Any]] = {}
    others: list[object] = []
    for one in list_of(target.get("selector")):
        kind = one.get("type") if isinstance(one, dict) else None
        if kind in (_QUOTE, _POSITION) and kind not in by_kind:
            by_kind[kind] = one
        else:
            others.append(one)
    own = mapping_of(shape.get("gulagreader"))
    source = line_of(shape.get("uri")) or line_of(target.get("source"))
    source = line_of(own["source"]) if "source" in own else source
    place = place_at(line_of(own.get("place"))) or place_at(source) or ("", None)
    created = time_of(shape.get("created"), now)
    colour = line_of(own.get("colour"))
    rest = {key: value for key, value in shape.items() if key not in _KNOWN}
    rest["user"] = shape.get("user")
    for key in list_of(own.get("usual")):
        rest.pop(line_of(key), None)
    other = {"hypothesis": rest, "selectors": others}
    return Note(
        id=note_id_of(from_hypothesis_id(shape.get("id")), shape),
        post=place[0],
        comment=place[1],
        selector=selector_of(by_kind.get(_QUOTE, {}), by_kind.get(_POSITION, {})),
        colour=colour if colour in COLOURS else COLOURS[0],
        text=text_of(shape.get("text")),
        tags=tags_of(shape.get("tags") or []),
        created=created,
        modified=time_of(shape.get("updated"), created),
        author=_author(shape) if "author" not in own else line_of(own["author"]),
        source="" if source.startswith(SCHEME) else source,
        extra=extra_of(
            {
                **mapping_of(own.get("extra")),
                "other": {k: v for k, v in other.items() if v},
            }
        ),
    )


def _author(shape: Mapping[str, Any]) -> str:
    """The name a person chose, else the account's."""
    shown = line_of(mapping_of(shape.get("user_info")).get("display_name"))
    account = line_of(shape.get("user")).removeprefix("acct:")
    return shown or account.partition("@")[0]
