"""How far an index run has come: one measure over all its steps, which never falls."""

from dataclasses import replace

from gulagreader.domain.progress import Progress

# As measured at 100,000 comments: nearly all of the time goes to reading them.
_READING = 0.01, 0.93
_INDEXING = 0.95, 0.98
_WRITING = 0.98, 1.00


class Steps:
    """The steps of a run, with the share of the whole that each leads to."""

    def __init__(self, what: str = "") -> None:
        """Begin; ``what`` is said of an index that is not that of the texts."""
        self._what = f" {what}" if what else ""
        self._base = 0.0
        self._share = 0.0

    def start_building(self) -> None:
        """Begin with everything anew; what is done already stays done."""
        self._base = self._share

    def looking(self) -> Progress:
        """The library's files are compared with those that are indexed."""
        return Progress("Looking for changes", 0, share=0.0)

    def reading(self, done: int, total: int) -> Progress:
        """So many posts are read."""
        share = self._reached(_part(done, total), _READING)
        return Progress(f"Reading{self._what}", done, total, share=share)

    def read(self) -> Progress:
        """Everything is read; the text file is written."""
        return Progress(f"Indexing{self._what}", 0, share=self._reached(1, _READING))

    def indexing(self, progress: Progress) -> Progress:
        """The engine reports."""
        part = progress.share
        if part is None:
            part = _part(progress.done, progress.total)
        step = progress.step + self._what
        return replace(progress, step=step, share=self._reached(part, _INDEXING))

    def writing(self, done: int, total: int) -> Progress:
        """So many bytes are on the disk."""
        share = self._reached(_part(done, total), _WRITING)
        return Progress("Writing to the disk", 0, share=share)

    def _reached(self, part: float, stretch: tuple[float, float]) -> float:
        low, high = stretch
        share = self._base + (1 - self._base) * (low + (high - low) * part)
        self._share = max(self._share, share)
        return self._share


def _part(done: int, total: int | None) -> float:
    return done / total if total else 1.0
