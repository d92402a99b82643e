"""What a command works with that searches: the desk, and the library's index."""

from collections.abc import Iterator
from contextlib import closing, contextmanager

from gulagreader.cli.desk import Desk
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.services.finding import Finder
from gulagreader.services.indexing import IndexState, index_folder_of, update_index


def updated_index(desk: Desk, *, rebuild: bool = False) -> IndexState:
    """Bring the index of the desk's library up to date.

    Raises:
        IndexUnavailableError: none can be written.
    """
    desk.look()
    job = update_index(desk.library, desk.own.cache, rebuild=rebuild)
    return desk.console.run(job)


@contextmanager
def opened_finder(desk: Desk) -> Iterator[Finder]:
    """The search over an index that is up to date; a damaged one is made anew.

    Raises:
        IndexUnavailableError: none can be written.
    """
    for note in updated_index(desk).notes:
        desk.console.note(note)
    folder = index_folder_of(desk.library, desk.own.cache)
    try:
        finder = Finder.open(desk.library.info, folder)
    except IndexUnavailableError:
        desk.console.note(
            "gulagreader: the search index was damaged; it is built anew."
        )
        updated_index(desk, rebuild=True)
        finder = Finder.open(desk.library.info, folder)
    with closing(finder):
        yield finder
