"""What a row of the catalogue holds, and the post that it tells of."""

import json
import os
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import Any

from gulagreader.domain.errors import Damage
from gulagreader.domain.posts import PostCard
from gulagreader.storage.folder_scan import comments_path_of
from gulagreader.storage.survey import Survey

VERSION = 2
"""To be raised whenever a row, or what is said of damage, changes its meaning."""
TABLE = """
CREATE TABLE posts (
    relative BLOB NOT NULL PRIMARY KEY,
    post_time INTEGER, post_size INTEGER,
    comments_time INTEGER, comments_size INTEGER,
    id TEXT, title TEXT, author TEXT, date TEXT, tags TEXT,
    comments INTEGER, words INTEGER, last_comment TEXT, months TEXT,
    dated INTEGER, damages TEXT
) WITHOUT ROWID
"""
KEPT = """
INSERT OR REPLACE INTO posts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
"""Keeps a row, in the place of an older one of the same file."""

_Value = str | bytes | int | None


def row_of(one: Survey) -> tuple[_Value, ...]:
    """The row that tells of a post."""
    card = one.card
    damages = [
        [damage.path.suffix == ".yaml", damage.line, damage.reason, damage.fatal]
        for damage in one.damages
    ]
    known: tuple[_Value, ...] = (None,) * 9
    if card is not None:
        tags = "\n".join(card.tags)
        known = (card.id, card.title, card.author, card.date, tags)
        known += (card.comments, card.words, card.last_comment, card.months)
    post, comments = one.stamps
    return (
        os.fsencode(one.relative),
        *post,
        *(comments or (None, None)),
        *known,
        one.order,
        json.dumps(damages, ensure_ascii=False) if damages else None,
    )


def survey_of(row: tuple[Any, ...], folder: str) -> Survey:
    """What a row says; a row of other types raises TypeError or ValueError."""
    raw, post_time, post_size, comments_time, comments_size, *values = row
    identity, *_, order, damages = values
    relative = os.fsdecode(raw)
    beside = None if comments_time is None else (comments_time, comments_size)
    card = None if identity is None else card_of(row, folder)
    found = _damages_of(damages, Path(f"{folder}/{relative}")) if damages else ()
    return Survey(relative, ((post_time, post_size), beside), card, order, found)


def card_of(row: tuple[Any, ...], folder: str) -> PostCard:
    """The card of a post that could be read; errors as with ``survey_of``."""
    raw, _, _, _, _, identity, title, author, date, tags, *counted = row
    comments, words, last, months, *_ = counted
    return PostCard(
        identity,
        title,
        # The same few over and over: kept once.
        None if author is None else intern(author),
        None if date is None else intern(date),
        _tags_of(tags) if tags else (),
        comments,
        f"{folder}/{os.fsdecode(raw)}",
        words,
        None if last is None else intern(last),
        intern(months),
    )


@lru_cache(maxsize=4096)
def _tags_of(written: str) -> tuple[str, ...]:
    return tuple(map(intern, written.split("\n")))


def _damages_of(written: str, path: Path) -> tuple[Damage, ...]:
    return tuple(
        Damage(comments_path_of(path) if beside else path, line, reason, fatal)
        for beside, line, reason, fatal in json.loads(written)
    )
