"""What an import says of threads whose comments do not make a tree."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.counting import agreeing, amount
from gulagreader.importing.archive import Remark

_MISSING = "a comment that is not here"


@dataclass(frozen=True, slots=True)
class ThreadDoubts:
    """The comments of a thread that are shown at the top level, by their ids."""

    missing: frozenset[str]
    """Those that answer a comment which is not here."""
    rings: frozenset[str]
    """Those that answer themselves, alone or in a ring."""

    def remarks(
        self, files: Mapping[str, Path], other: Path
    ) -> list[tuple[Path, Remark]]:
        """What is to be said, each of the file that the comments came from.

        ``files`` are those of single comments, ``other`` that of the rest.
        """
        found: list[tuple[Path, Remark]] = []
        for ids, one, more in (
            (self.missing, _MISSING, _MISSING),
            (
                self.rings,
                "itself, alone or in a ring",
                "themselves, alone or in a ring",
            ),
        ):
            for file, count in sorted(
                Counter(files.get(id_, other) for id_ in ids).items()
            ):
                what = (
                    f"{amount(count, 'comments')} {agreeing(count, 'answer')} "
                    f"{one if count == 1 else more}; shown at the top level"
                )
                found.append((file, Remark(None, what)))
        return found


def thread_doubts(comments: Sequence[Comment]) -> ThreadDoubts | None:
    """Which comments of a post are shown at the top level; None where none is.

    They keep the parent that their source gave them: a comment that it names may
    still come from another source.
    """
    if not any(comment.parent for comment in comments):
        return None
    ids = {comment.id for comment in comments}
    missing = frozenset(
        one.id for one in comments if one.parent and one.parent not in ids
    )
    noted = {row.comment.id for row in thread_of(comments).rows if row.note}
    rings = frozenset(noted - missing)
    return ThreadDoubts(missing, rings) if missing or rings else None
