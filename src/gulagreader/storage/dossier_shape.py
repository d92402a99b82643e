"""An entry of a dossier as values that JSON can write, and back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gulagreader.domain.citing import Cited, CitedComment
from gulagreader.domain.dossier import Entry, EntryKind
from gulagreader.domain.notes import Selector

Shape = dict[str, Any]


def entry_shape(entry: Entry) -> Shape:
    """An entry; what it has not is left out."""
    chosen, cited = entry.selector, entry.cited
    shape: Shape = {
        "id": entry.id,
        "kind": entry.kind.value,
        "gathered": entry.gathered.isoformat(),
        "post": entry.post,
        "comment": entry.comment,
        "selector": chosen
        and {
            "exact": chosen.exact,
            "prefix": chosen.prefix,
            "suffix": chosen.suffix,
            "start": chosen.start,
            "end": chosen.end,
        },
        "note": entry.note,
        "words": entry.words,
        "text": entry.text,
        "remark": entry.remark,
        "cited": cited and _cited_shape(cited),
    }
    return {name: value for name, value in shape.items() if value not in (None, "")}


def entry_of(shape: Mapping[str, Any]) -> Entry:
    """The entry that :func:`entry_shape` wrote."""
    chosen, cited = shape.get("selector"), shape.get("cited")
    return Entry(
        id=shape["id"],
        kind=EntryKind(shape["kind"]),
        gathered=datetime.fromisoformat(shape["gathered"]),
        post=shape.get("post", ""),
        comment=shape.get("comment"),
        selector=None if chosen is None else Selector(**chosen),
        note=shape.get("note", ""),
        words=shape.get("words", ""),
        text=shape.get("text", ""),
        remark=shape.get("remark", ""),
        cited=None if cited is None else _cited_of(cited),
    )


def _cited_shape(cited: Cited) -> Shape:
    comment = cited.comment
    shape: Shape = {
        "post": cited.post,
        "title": cited.title,
        "container": cited.container,
        "author": cited.author,
        "date": cited.date,
        "url": cited.url,
        "lang": cited.lang,
        "names": sorted(cited.names),
        "common": sorted(cited.common),
        "paragraph": cited.paragraph,
        "comment": comment
        and {
            "id": comment.id,
            "beginning": comment.beginning,
            "author": comment.author,
            "date": comment.date,
            "url": comment.url,
        },
    }
    return {name: value for name, value in shape.items() if value not in (None, [])}


def _cited_of(shape: Mapping[str, Any]) -> Cited:
    comment = shape.get("comment")
    return Cited(
        post=shape["post"],
        title=shape["title"],
        container=shape["container"],
        author=shape.get("author"),
        date=shape.get("date"),
        url=shape.get("url"),
        lang=shape["lang"],
        names=frozenset(shape.get("names", ())),
        common=frozenset(shape.get("common", ())),
        comment=None if comment is None else CitedComment(**comment),
        paragraph=shape.get("paragraph"),
    )
