"""isso's JSON: a list of threads, as its ``import -t generic`` reads it.

https://isso-comments.de/docs/guides/advanced-migration/
"""

import json
import re
from collections.abc import Iterator

from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    Found,
    ImportedComments,
    LeftOut,
    Refusal,
    SourceLineError,
)
from gulagreader.importing.gathered_comments import (
    WORDLESS,
    GatheredComment,
    thread_from,
)
from gulagreader.importing.isso_comments.threads import comment_of, post_link
from gulagreader.importing.sources import SourceFile
from gulagreader.text.clean import clean_line

_THREAD = re.compile(r"\s*\[\s*\{")
_FIELDS = re.compile(r'"comments"\s*:\s*\[')


class IssoImporter:
    """Reads the threads of a site."""

    name = "isso"
    version = 1

    def recognises(self, sample: SourceFile) -> float:
        """A list of objects with comments that have isso's fields."""
        head = sample.head
        if not _THREAD.match(head) or not _FIELDS.search(head):
            return 0.0
        return 0.9 if '"remote_addr"' in head or '"created"' in head else 0.0

    def read(self, source: SourceFile) -> Iterator[Found]:
        """Yield the comments, thread by thread.

        Raises:
            SourceError: it cannot be decoded, or is not a list in JSON.
        """
        origin = source.origin(self.name, self.version)
        decoded = source.text()
        yield from decoded.remarks
        yield from decoded.left_out
        threads = _threads(decoded.text)
        for number, thread in enumerate(threads, start=1):
            if not isinstance(thread, dict) or "comments" not in thread:
                yield Refusal(None, f"thread {number} of the list holds no comments")
                continue
            yield from _thread(thread, origin)


def _thread(thread: dict[str, object], origin: Origin) -> Iterator[Found]:
    gathered: list[GatheredComment] = []
    given = thread["comments"]
    for one in given if isinstance(given, list) else []:
        if not isinstance(one, dict):
            yield LeftOut(WORDLESS)
            continue
        comment = comment_of(one, line=None)
        if comment.text:
            gathered.append(comment)
        else:
            yield LeftOut(WORDLESS)
    if not gathered:
        yield LeftOut("threads without comments")
        return
    read = thread_from(gathered)
    link = post_link(str(thread.get("id") or ""), str(thread.get("title") or ""))
    yield ImportedComments(
        link, read.comments, origin, remarks=read.remarks, left_out=read.left_out
    )


def _threads(text: str) -> list[object]:
    try:
        # Numbers stay words: an id is no quantity.
        value = json.loads(text, parse_int=str, parse_float=str, parse_constant=str)
    except RecursionError:
        raise SourceLineError(1, "is nested deeper than comments are") from None
    except json.JSONDecodeError as error:
        why = f"is not JSON: {clean_line(error.msg)}"
        raise SourceLineError(error.lineno, why) from None
    if not isinstance(value, list):
        raise SourceLineError(1, "is not a list of threads")
    return value


IMPORTER = IssoImporter()
