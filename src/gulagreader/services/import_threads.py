"""What an import says of threads whose comments do not make a tree."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.counting import agreeing, amount
from gulagreader.importing.archive import Remark

_NO_FILES: Mapping[str, Path] = MappingProxyType({})
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


@dataclass(frozen=True, slots=True)
class _Doubts:
    """A thread that is no tree, and the files its comments came from."""

    file: Path
    files: Mapping[str, Path]
    """Those of single comments, by their ids."""
    found: ThreadDoubts


@dataclass
class DoubtfulThreads:
    """What is to be said of threads that are no trees, by post.

    It is told at the end, since what is missing may come from another source.
    """

    _by_post: dict[str, _Doubts] = field(default_factory=dict)

    def look_at(
        self,
        post_id: str,
        file: Path,
        thread: Sequence[Comment],
        files: Mapping[str, Path] = _NO_FILES,
    ) -> None:
        """Remember what is to be said of a thread as it is now.

        ``files`` are where single comments came from, ``file`` where the others did.
        """
        found = thread_doubts(thread)
        if found is None:
            self._by_post.pop(post_id, None)
            return
        before = self._by_post.get(post_id)
        if before is not None:
            file, files = before.file, {**before.files, **files}
        wanted = found.missing | found.rings
        files = {one: files[one] for one in wanted if one in files}
        self._by_post[post_id] = _Doubts(file, files, found)

    def forget(self, post_id: str) -> None:
        """Say nothing of a thread: it stands elsewhere now."""
        self._by_post.pop(post_id, None)

    def told(self) -> Iterator[tuple[Path, Remark]]:
        """What is to be said, each of a file; it is told once."""
        for doubts in self._by_post.values():
            yield from doubts.found.remarks(doubts.files, doubts.file)
        self._by_post.clear()


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
