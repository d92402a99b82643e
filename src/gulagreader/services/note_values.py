"""Values out of a stranger's JSON: of the right kind, cleaned, and none too large."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, NoReturn
from uuid import NAMESPACE_URL, UUID, uuid5

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.notes import Selector
from gulagreader.text.clean import clean, clean_line

Shape = dict[str, Any]
MOST_TEXT = 200_000
"""Characters of a note or a passage."""
_MOST_LINE = 2_000
_MOST_TAGS = 100
_DEEPEST = 12
_MOST_EXTRA = 50_000
"""Characters, as JSON, of what a note has beside what is understood."""
_FARTHEST = 2**40
_HYPOTHESIS = "https://hypothes.is/a/"


class NoAnnotationError(GulagreaderError):
    """A value that is no annotation; says why."""


def parse_json(text: str) -> Any:
    """Read JSON that anybody may have written.

    Raises:
        NoAnnotationError: it is none, or nested too deeply.
    """
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise NoAnnotationError("is nested too deeply") from None
    except ValueError as error:
        raise NoAnnotationError(f"is no JSON ({error})") from None


def _refuse(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def text_of(value: object) -> str:
    """A text, cleaned; empty for anything else.

    Raises:
        NoAnnotationError: it is too long.
    """
    if not isinstance(value, str):
        return ""
    if len(value) > MOST_TEXT:
        raise NoAnnotationError(f"holds a text of more than {MOST_TEXT} characters")
    return clean(value)


def line_of(value: object) -> str:
    """A short text on one line; empty for anything else."""
    return clean_line(value[:_MOST_LINE]) if isinstance(value, str) else ""


def tags_of(values: object) -> tuple[str, ...]:
    """Tags, each once."""
    given = values if isinstance(values, list) else [values]
    found = (line_of(value) for value in given[: 10 * _MOST_TAGS])
    return tuple(dict.fromkeys(filter(None, found)))[:_MOST_TAGS]


def mapping_of(value: object) -> Mapping[str, Any]:
    """A JSON object; an empty one for anything else."""
    return value if isinstance(value, dict) else {}


def list_of(value: object) -> list[Any]:
    """A JSON list; one thing alone is a list of it, and null an empty one."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def selector_of(
    quote: Mapping[str, Any], position: Mapping[str, Any]
) -> Selector | None:
    """A passage out of a TextQuoteSelector and a TextPositionSelector."""
    exact = text_of(quote.get("exact"))
    if not exact.strip():
        return None
    start = _offset(position.get("start"))
    end = _offset(position.get("end"))
    if start is None or end is None or end < start:
        start = end = 0
    prefix, suffix = text_of(quote.get("prefix")), text_of(quote.get("suffix"))
    return Selector(exact, prefix[-_MOST_LINE:], suffix[:_MOST_LINE], start, end)


def _offset(value: object) -> int | None:
    right = isinstance(value, int) and not isinstance(value, bool)
    return value if right and 0 <= value < _FARTHEST else None  # type: ignore[operator,return-value]


def time_of(value: object, default: datetime) -> datetime:
    """A time with its zone, UTC where it names none; ``default`` where it is none."""
    if not isinstance(value, str) or len(value) > 64:
        return default
    try:
        found = datetime.fromisoformat(value.strip())
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):
        return default


def note_id_of(value: object, whole: object) -> str:
    """The id of a note out of that of an annotation.

    Without one, an id is made of all that the annotation says, so that it is the same
    each time.
    """
    written = line_of(value) or line_of(str(value) if isinstance(value, int) else "")
    if not written:
        said = json.dumps(whole, sort_keys=True)
        return str(uuid5(NAMESPACE_URL, said.encode("utf-8", "replace").hex()))
    bare = written.removeprefix("urn:uuid:")
    return str(UUID(bare)) if is_uuid(bare) else written


def is_uuid(text: str) -> bool:
    """Whether a text is a UUID as it is usually written."""
    try:
        return len(text) == 36 and bool(UUID(text))
    except ValueError:
        return False


def address_of_id(note_id: str) -> str:
    """The id of a note as an address (IRI), as the W3C model wants it."""
    if is_uuid(note_id):
        return f"urn:uuid:{note_id}"
    return note_id if ":" in note_id else f"urn:gulagreader:{note_id}"


def hypothesis_id_of(note_id: str) -> str:
    """The id of a note as Hypothesis writes it."""
    return note_id.removeprefix(_HYPOTHESIS)


def from_hypothesis_id(value: object) -> str:
    """The address of an annotation that Hypothesis numbered; a UUID stays as it is."""
    written = line_of(value)
    return (
        written
        if not written or is_uuid(written) or ":" in written
        else (_HYPOTHESIS + written)
    )


def extra_of(parts: Mapping[str, object]) -> dict[str, object]:
    """What else an annotation says, cleaned and bounded, to be written back.

    What is nested too deeply goes, and all of it where it is too long.
    """
    kept = {key: _bounded(value, 0) for key, value in parts.items() if value}
    try:
        size = len(json.dumps(kept))
    except ValueError:
        return {}
    return kept if size <= _MOST_EXTRA else {}


def _bounded(value: object, depth: int) -> object:
    if isinstance(value, str):
        return clean(value[:_MOST_EXTRA])
    if depth >= _DEEPEST:
        return None
    if isinstance(value, dict):
        return {clean(key): _bounded(one, depth + 1) for key, one in value.items()}
    if isinstance(value, list):
        return [_bounded(one, depth + 1) for one in value]
    return value
