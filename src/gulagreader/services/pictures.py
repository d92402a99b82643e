"""Which file of the library a picture's address means."""

from pathlib import Path

from gulagreader.domain.errors import GulagreaderError

_LARGEST = 20 * 1024 * 1024
"""Bytes of a file that is drawn."""


class PictureError(GulagreaderError):
    """A picture cannot be shown; says why."""


def picture_file(target: str, post: Path, library: Path) -> Path:
    """The file that ``target`` names, seen from the post's file or from ``library``.

    Nothing is fetched and nothing outside the library is opened, whatever the text or a
    symbolic link says.

    Raises:
        PictureError: it is not a file inside the library, or too large to be drawn.
    """
    if "://" in target or "\0" in target:
        raise PictureError("Only pictures inside the library are drawn")
    root = library.resolve()
    for folder in (post.parent, library):
        try:
            path = (folder / target).resolve()
            if not path.is_relative_to(root):
                continue
            if path.is_file():
                if path.stat().st_size > _LARGEST:
                    raise PictureError("The picture is larger than 20 MB")
                return path
        except (OSError, ValueError, RuntimeError) as error:
            raise PictureError(f"The picture cannot be opened: {error}") from error
    raise PictureError(f"There is no such picture in the library: {target}")
