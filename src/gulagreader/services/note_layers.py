"""Other readers' files of notes, laid over a library: read, and never written."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.notes import Layer, Note
from gulagreader.services.note_exchange import RefusedNote, read_notes
from gulagreader.storage.folder_scan import Stamp, stamp_of


@dataclass(frozen=True, slots=True)
class LaidOver:
    """A file that is laid over the library."""

    layer: Layer
    notes: tuple[Note, ...] = ()
    problem: str = ""
    """Why its notes cannot be shown; empty where they can."""
    refused: tuple[RefusedNote, ...] = ()
    """What of the file could not be taken in."""


class LayerFiles:
    """Reads the files, each again when it changed."""

    def __init__(self) -> None:
        self._read: dict[str, tuple[Stamp | None, LaidOver]] = {}
        self._all: tuple[LaidOver, ...] = ()

    def read(self, layers: Sequence[Layer], now: datetime) -> tuple[LaidOver, ...]:
        """The files with their notes; the same tuple as long as nothing changed."""
        found = tuple(self.look(layer, now) for layer in layers)
        same = len(found) == len(self._all) and all(
            one is other for one, other in zip(found, self._all, strict=False)
        )
        if not same:
            self._all = found
        return self._all

    def look(self, layer: Layer, now: datetime) -> LaidOver:
        """Read one file, unless it is as it was when it was read last."""
        path = Path(layer.path)
        stamp = stamp_of(path)
        before = self._read.get(layer.path)
        if before is not None and before[0] == stamp:
            laid = before[1]
            if laid.layer != layer:
                laid = replace(laid, layer=layer)
        else:
            try:
                read = read_notes(path, now)
                laid = LaidOver(layer, read.notes, "", read.refused)
            except GulagreaderError as error:
                laid = LaidOver(layer, problem=str(error))
        self._read[layer.path] = stamp, laid
        return laid
