"""Notes as the W3C Web Annotation Data Model has them (recommendation of 2017).

A passage is a TextQuoteSelector with a TextPositionSelector beside it, a colour the
target's ``styleClass``, tags and the note itself are bodies. What is not understood is
kept in the note's ``extra`` and written back. What the model has no place for stands
under ``gulagreader``.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from gulagreader.domain.notes import COLOURS, Note
from gulagreader.services.note_addresses import SCHEME, address_of, place_at
from gulagreader.services.note_values import (
    Shape,
    address_of_id,
    extra_of,
    line_of,
    list_of,
    mapping_of,
    note_id_of,
    selector_of,
    tags_of,
    text_of,
    time_of,
)

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
_QUOTE, _POSITION = "TextQuoteSelector", "TextPositionSelector"
_ANNOTATION = frozenset(
    {"@context", "id", "type", "motivation", "creator", "created", "modified"}
    | {"body", "bodyValue", "target", "gulagreader"}
)
_TARGET = frozenset({"source", "selector", "styleClass"})
_OURS = ("highlighting", "commenting")
_TEXTS = (None, "commenting", "describing", "replying")


def to_w3c(note: Note, library: str) -> Shape:
    """A note as a JSON-LD object."""
    extra = note.extra
    selectors: list[object] = []
    chosen = note.selector
    if chosen is not None:
        quote = {"type": _QUOTE, "exact": chosen.exact}
        if chosen.prefix:
            quote["prefix"] = chosen.prefix
        if chosen.suffix:
            quote["suffix"] = chosen.suffix
        place = {"type": _POSITION, "start": chosen.start, "end": chosen.end}
        selectors += [quote, place]
    selectors += list_of(extra.get("selectors"))
    target: Shape = {
        "source": note.source or address_of(library, note.post, note.comment),
        "styleClass": note.colour,
        **_without(extra.get("target"), _TARGET),
    }
    if selectors:
        target["selector"] = selectors
    bodies: list[object] = []
    if note.text:
        bodies.append(_body(note.text, "commenting", "text/markdown"))
    bodies += [_body(tag, "tagging") for tag in note.tags]
    bodies += list_of(extra.get("bodies"))
    own: Shape = {"extra": extra["other"]} if extra.get("other") else {}
    if note.source and note.post:
        own["place"] = address_of(library, note.post, note.comment)
    more = mapping_of(extra.get("w3c"))
    others = list_of(extra.get("targets"))
    shape: Shape = {
        "@context": CONTEXT,
        "id": address_of_id(note.id),
        "type": "Annotation",
        "motivation": more.get("motivation") or note.motivation,
        "created": _written(note.created),
        "modified": _written(note.modified),
        "body": bodies,
        "target": [target, *others] if others else target,
        **_without(more, _ANNOTATION),
    }
    if note.author or "creator" in extra:
        who = {"type": "Person", "name": note.author} if note.author else {}
        shape["creator"] = {**who, **mapping_of(extra.get("creator"))}
    return {**shape, "gulagreader": own} if own else shape


def _without(extra: object, known: frozenset[str]) -> Shape:
    """What is to be written back, without what is written anyway."""
    return {k: value for k, value in mapping_of(extra).items() if k not in known}


def _body(value: str, purpose: str, form: str | None = None) -> Shape:
    body = {"type": "TextualBody", "value": value, "purpose": purpose}
    return {**body, "format": form} if form else body


def _written(when: datetime) -> str:
    return (
        when.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")
    )


def from_w3c(shape: Mapping[str, Any], now: datetime) -> Note:
    """A note out of a JSON-LD object; times that are missing are ``now``.

    Raises:
        NoAnnotationError: it holds what is too large.
    """
    targets = list_of(shape.get("target"))
    target = targets[0] if targets else None
    source = line_of(target if isinstance(target, str) else _source(mapping_of(target)))
    target = mapping_of(target)
    quote, position, selectors = _selectors(target)
    text, tags, bodies = _bodies(shape)
    own = mapping_of(shape.get("gulagreader"))
    place = place_at(line_of(own.get("place"))) or place_at(source) or ("", None)
    creator = shape.get("creator")
    created = time_of(shape.get("created"), now)
    rest = {key: value for key, value in shape.items() if key not in _ANNOTATION}
    if shape.get("motivation") not in (*_OURS, None):
        rest["motivation"] = shape["motivation"]
    colour = line_of(target.get("styleClass"))
    unknown = {key: value for key, value in target.items() if key not in _TARGET}
    return Note(
        id=note_id_of(shape.get("id"), shape),
        post=place[0],
        comment=place[1],
        selector=selector_of(quote, position),
        colour=colour if colour in COLOURS else COLOURS[0],
        text=text,
        tags=tags,
        created=created,
        modified=time_of(shape.get("modified"), created),
        author=_author(creator),
        source="" if source.startswith(SCHEME) else source,
        extra=extra_of(
            {
                "w3c": rest,
                "target": unknown,
                "targets": targets[1:],
                "selectors": selectors,
                "bodies": bodies,
                "creator": _more_of(creator),
                "other": mapping_of(own.get("extra")),
            }
        ),
    )


def _source(target: Mapping[str, Any]) -> object:
    """The address of a target: its source, which may be an object, or its own."""
    source = target.get("source", target.get("id"))
    return source.get("id") if isinstance(source, dict) else source


def _selectors(
    target: Mapping[str, Any],
) -> tuple[Mapping[str, Any], Mapping[str, Any], list[object]]:
    """The words, the place, and the selectors that are not understood."""
    known: dict[str, Mapping[str, Any]] = {}
    others: list[object] = []
    for one in list_of(target.get("selector")):
        kind = one.get("type") if isinstance(one, dict) else None
        if kind in (_QUOTE, _POSITION) and kind not in known:
            known[kind] = one
        else:
            others.append(one)
    return known.get(_QUOTE, {}), known.get(_POSITION, {}), others


def _bodies(shape: Mapping[str, Any]) -> tuple[str, tuple[str, ...], list[object]]:
    """The note, its tags, and the bodies that are not understood."""
    text = ""
    tags: list[object] = []
    others: list[object] = []
    for one in [*list_of(shape.get("body")), *list_of(shape.get("bodyValue"))]:
        body = {"type": "TextualBody", "value": one} if isinstance(one, str) else one
        known = mapping_of(body)
        textual = known.get("type") == "TextualBody"
        purpose = known.get("purpose")
        if textual and purpose == "tagging" and line_of(known.get("value")):
            tags.append(known["value"])
        elif textual and not text and purpose in _TEXTS:
            text = text_of(known.get("value"))
        else:
            others.append(one)
    return text, tags_of(tags), others


def _author(creator: object) -> str:
    first = list_of(creator)[:1]
    if not first:
        return ""
    who = first[0]
    return (
        line_of(who) if isinstance(who, str) else line_of(mapping_of(who).get("name"))
    )


def _more_of(creator: object) -> object:
    """What is said of a creator beside the name."""
    more = dict(mapping_of(creator))
    if more.get("type") == "Person":
        del more["type"]
    more.pop("name", None)
    return more
