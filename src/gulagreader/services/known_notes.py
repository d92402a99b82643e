"""All notes on a library as they are now: the reader's own, and those laid over."""

import threading
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gulagreader.domain.notes import Layer, Note
from gulagreader.services.keeping import Clock
from gulagreader.services.note_layers import LaidOver, LayerFiles
from gulagreader.services.note_places import NoteOf
from gulagreader.storage.note_memory import NoteMemory


@dataclass(frozen=True, slots=True)
class NotesNow:
    """All notes as they were at one time."""

    own: tuple[Note, ...]
    layers: tuple[LaidOver, ...]
    by_post: Mapping[str, tuple[NoteOf, ...]]


class KnownNotes:
    """Knows what the memory has, and looks again when another program changed it.

    May be used from several threads.
    """

    def __init__(self, memory: NoteMemory, clock: Clock) -> None:
        self._memory, self._clock = memory, clock
        self._lock = threading.RLock()
        self._files = LayerFiles()
        self._state: NotesNow | None = None
        self._version: int | None = None

    def now(self) -> NotesNow:
        """All notes as they are; the same object as long as nothing changed."""
        with self._lock:
            version, known = self._memory.version(), self._state
            layers = self._files.read(self._memory.layers(), self._clock())
            if known is not None and version == self._version:
                own = known.own
            else:
                own = self._memory.notes()
            self._version = version
            if known is None or own != known.own or layers is not known.layers:
                self._state = _state(own, layers, known)
            assert self._state is not None
            return self._state

    def put(self, notes: Sequence[Note]) -> None:
        """Keep notes, in place of others with their ids."""
        with self._lock:
            known = self.now()
            self._memory.put(notes)
            own = {note.id: note for note in (*known.own, *notes)}
            self._take_over(own.values(), known)

    def remove(self, note: Note) -> None:
        """Remove a note; it can be had back."""
        with self._lock:
            known = self.now()
            self._memory.remove([note.id], self._clock())
            self._take_over((one for one in known.own if one.id != note.id), known)

    def restore(self, note: Note) -> None:
        """Take a removed note back."""
        with self._lock:
            known = self.now()
            self._memory.restore([note.id])
            self._take_over((*known.own, note), known)

    def _take_over(self, own: Iterable[Note], known: NotesNow) -> None:
        """Go on with notes that were just written, without reading all again."""
        ordered = tuple(sorted(own, key=lambda note: (note.created, note.id)))
        self._state = _state(ordered, known.layers, known)

    def look(self, layer: Layer) -> LaidOver:
        """Read a file that may be laid over."""
        with self._lock:
            return self._files.look(layer, self._clock())

    def lay(self, layer: Layer) -> None:
        """Lay a file over the library."""
        with self._lock:
            self._memory.lay(layer, self._clock())
            self._version = None

    def lift(self, path: str) -> None:
        """Take a file off."""
        with self._lock:
            self._memory.lift(path)
            self._version = None


def _state(
    own: tuple[Note, ...], layers: tuple[LaidOver, ...], known: NotesNow | None
) -> NotesNow:
    """Notes by their posts; those of a post where nothing changed stay the object."""
    found: dict[str, list[NoteOf]] = defaultdict(list)
    for note in own:
        found[note.post].append((note, None))
    for laid in layers:
        for note in laid.notes:
            found[note.post].append((note, laid.layer))
    before = {} if known is None else known.by_post
    by_post = {}
    for post, given in found.items():
        now = tuple(given)
        by_post[post] = before[post] if before.get(post) == now else now
    return NotesNow(own, layers, by_post)
