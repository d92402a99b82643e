"""A library of this program: its posts and threads with their ids.

The files are those of ``docs/library-format.md``, read as the reader reads them
(``own_exports/library_files``). Keys that this version does not know come along.
"""

from collections.abc import Iterator
from dataclasses import replace

from gulagreader.domain.comments import Comment
from gulagreader.domain.errors import SourceError
from gulagreader.domain.posts import Origin
from gulagreader.importing.archive import (
    Found,
    ImportedLibrary,
    ImportedPost,
    Refusal,
    Remark,
)
from gulagreader.importing.encodings import decode
from gulagreader.importing.folders import SourceFolder
from gulagreader.importing.own_exports.library_files import (
    about_library,
    comments_in,
    post_in,
    stable_id,
)
from gulagreader.importing.own_exports.library_keys import Told
from gulagreader.importing.own_exports.private import without_private
from gulagreader.text.clean import clean_line

_SETTINGS = "library.yaml"
_COMMENTS = ".comments.yaml"


class LibraryImporter:
    """Reads a library's folder."""

    name = "library"
    version = 1

    def recognises_folder(self, folder: SourceFolder) -> float:
        """Posts, and the file or the threads that only a library has."""
        if "posts" not in folder.folders:
            return 0.0
        posts = folder.under("posts")
        if not any(name.endswith(".md") for name in posts):
            return 0.0
        if _SETTINGS in folder:
            return 1.0
        return 0.9 if any(name.endswith(_COMMENTS) for name in posts) else 0.0

    def read_folder(self, folder: SourceFolder) -> Iterator[Found]:
        """Yield the library and its posts, each with its thread and its id."""
        posts = [name for name in folder.under("posts") if name.endswith(".md")]
        threads = {name for name in folder.under("posts") if name.endswith(_COMMENTS)}
        lang: str | None = None
        for about in _about(folder):
            lang = about.lang if isinstance(about, ImportedLibrary) else lang
            yield about
        taken: set[str] = set()
        for name in posts:
            beside = f"{name.removesuffix('.md')}{_COMMENTS}"
            comments: tuple[Comment, ...] = ()
            told = Told()
            if beside in threads:
                threads.discard(beside)
                try:
                    comments = comments_in(_text(folder, beside, told), told)
                except SourceError as error:
                    yield _refused(error, beside)
                told.remarks = [replace(one, file=beside) for one in told.remarks]
            try:
                yield self._post(folder, name, comments, lang, taken, told)
            except SourceError as error:
                yield _refused(error, name)
        for name in sorted(threads):
            yield Refusal(None, "holds comments, and no post lies beside it", name)

    def _post(
        self,
        folder: SourceFolder,
        name: str,
        comments: tuple[Comment, ...],
        lang: str | None,
        taken: set[str],
        told: Told,
    ) -> ImportedPost:
        post = post_in(_text(folder, name, told), name, told)
        post_id = post.id
        while post_id in taken:
            # The reader shows the second post of an id so, too.
            post_id = (
                stable_id(name, post_id) if post_id != post.id else stable_id(name)
            )
        taken.add(post_id)
        importer = f"{self.name}/{self.version}"
        own = Origin(self.name, clean_line(name), folder.open(name).sha256, importer)
        origin = post.origin or own
        imported = ImportedPost(
            origin.url or f"library\n{post_id}",
            post.title,
            post.body,
            origin,
            post.author,
            post.date,
            post.tags,
            post.lang,
            post.sources,
            comments,
            remarks=tuple(told.remarks),
            left_out=told.left_out,
            links=(origin.url,) if origin.url else (),
            library_id=post_id,
            library_lang=lang,
            extra=post.extra,
            written_by_hand=post.origin is None,
        )
        return without_private(imported)


def _about(folder: SourceFolder) -> Iterator[ImportedLibrary | Remark | Refusal]:
    """What ``library.yaml`` says; nothing where there is none."""
    if _SETTINGS not in folder:
        return
    told = Told()
    try:
        about = about_library(_text(folder, _SETTINGS, told), told)
    except SourceError as error:
        yield _refused(error, _SETTINGS)
        return
    yield from (replace(one, file=_SETTINGS) for one in told.remarks)
    if about is not None:
        yield replace(about, name=about.name or clean_line(folder.name) or "Library")


def _text(folder: SourceFolder, name: str, told: Told) -> str:
    """A file decoded and not cleaned yet: in YAML, escapes come first."""
    source = folder.open(name)
    decoded = decode(source.data, encoding=source.encoding)
    told.remarks.extend(decoded.remarks)
    return decoded.text


def _refused(error: SourceError, name: str) -> Refusal:
    return Refusal(getattr(error, "line", None), str(error), name)


IMPORTER = LibraryImporter()
