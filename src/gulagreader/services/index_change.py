"""A small change to an index: what is gone is removed, what was read is taken in."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

from gulagreader.search.document_writer import DocumentWriter
from gulagreader.search.documents import Document, Documents
from gulagreader.search.engines import engine_named
from gulagreader.search.generation import Generation, IndexedFile
from gulagreader.search.generations import Generations
from gulagreader.services.indexable import PostFile


def take_in(
    generations: Generations,
    generation: Generation,
    known: Mapping[str, IndexedFile],
    read: Sequence[tuple[PostFile, Sequence[Document]]],
    dead: set[str],
) -> Generation:
    """Remove and add documents; the manifest, written last, makes it valid.

    ``dead`` are the files whose documents go, ``read`` those that come (again). Any
    exception that is not the disk's means that the index is damaged.
    """
    first = generation.manifest.documents
    deletes = [
        number
        for name in dead & known.keys()
        for number in range(known[name].first, known[name].first + known[name].count)
    ]
    files = {name: file for name, file in known.items() if name not in dead}
    writer = DocumentWriter(generation.folder, after=first)
    try:
        for file, found in read:
            numbers = writer.add_post(found)
            files[file.name] = IndexedFile(file.stamp, numbers.start, len(numbers))
        writer.finish()
    finally:
        writer.abandon()
    manifest = replace(generation.manifest, documents=writer.count)
    engine_folder = generations.begin_change(generation)
    if deletes or writer.count > first:
        live, pieces = _engine_changed(
            generation.manifest.engine,
            engine_folder,
            generation.folder,
            (first, writer.count),
            deletes,
        )
        manifest = replace(manifest, live=live, pieces=pieces)
    return generations.commit(generation, manifest, files)


def _engine_changed(
    name: str,
    folder: Path,
    texts: Path,
    counts: tuple[int, int],
    deletes: Sequence[int],
) -> tuple[int, int]:
    """Have the engine take in a change; how many documents and pieces it has."""
    before, after = counts
    with closing(Documents(texts, before)) as known:
        kind = engine_named(name)
        if kind is None:
            raise ValueError("no engine here made this index")
        engine = kind.open(folder, known)
        try:
            with closing(Documents(texts, after)) as documents:
                engine.apply(documents, before, deletes)
                return engine.live, engine.pieces
        finally:
            engine.close()
