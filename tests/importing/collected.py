"""What an importer gives for a source that a test has written, sorted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from gulagreader.domain.comments import Comment
from gulagreader.importing.archive import (
    Found,
    ImportedComments,
    ImportedLibrary,
    ImportedPost,
    ImportOptions,
    LeftOut,
    Refusal,
    Remark,
)
from gulagreader.importing.folders import SourceFolder, folder_on_disk
from gulagreader.importing.importer import FolderImporter, Importer
from gulagreader.importing.sources import SourceFile

USUAL = ImportOptions()


@dataclass
class Collected:
    """All that one source gave."""

    posts: list[ImportedPost] = field(default_factory=list)
    threads: list[ImportedComments] = field(default_factory=list)
    libraries: list[ImportedLibrary] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    left_out: Counter[str] = field(default_factory=Counter)
    texts: list[str] = field(default_factory=list)
    """The words of what was left out, where they are kept."""

    @property
    def post(self) -> ImportedPost:
        (post,) = self.posts
        return post

    @property
    def thread(self) -> ImportedComments:
        (thread,) = self.threads
        return thread

    def said(self) -> str:
        """Every remark, one a line."""
        return "\n".join(remark.what for remark in self.remarks)


def collected(found: Iterable[Found]) -> Collected:
    all_of_it = Collected()
    for one in found:
        match one:
            case ImportedPost():
                all_of_it.posts.append(one)
            case ImportedComments():
                all_of_it.threads.append(one)
            case ImportedLibrary():
                all_of_it.libraries.append(one)
            case Remark():
                all_of_it.remarks.append(one)
            case Refusal():
                all_of_it.refusals.append(one)
            case LeftOut():
                _count(all_of_it, one)
        if isinstance(one, ImportedPost | ImportedComments):
            all_of_it.remarks.extend(one.remarks)
            for left in one.left_out:
                _count(all_of_it, left)
    return all_of_it


def _count(all_of_it: Collected, left: LeftOut) -> None:
    all_of_it.left_out[left.what] += left.count
    if left.text is not None:
        all_of_it.texts.append(left.text)


def read_text(
    importer: Importer,
    text: str | bytes,
    name: str = "source",
    options: ImportOptions = USUAL,
) -> Collected:
    """Read one file that holds ``text``."""
    data = text.encode() if isinstance(text, str) else text
    return collected(importer.read(SourceFile(Path(name), data, options=options)))


def sureness(importer: Importer, text: str | bytes, name: str = "source") -> float:
    """How sure an importer is of a file that holds ``text``."""
    data = text.encode() if isinstance(text, str) else text
    return importer.recognises(SourceFile(Path(name), data))


def folder_of(
    root: Path, files: Mapping[str, str], options: ImportOptions = USUAL
) -> SourceFolder:
    """Write files into a folder of their own."""
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    folder, _ = folder_on_disk(root, options=options)
    return folder


def read_folder(
    importer: FolderImporter,
    root: Path,
    files: Mapping[str, str],
    options: ImportOptions = USUAL,
) -> Collected:
    """Read a folder that holds ``files``."""
    return collected(importer.read_folder(folder_of(root, files, options)))


def tree(comments: Iterable[Comment]) -> dict[str, str | None]:
    """What each comment answers."""
    return {comment.id: comment.parent for comment in comments}
