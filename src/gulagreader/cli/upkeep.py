"""``check`` and ``index``: what keeps a library."""

from pathlib import Path

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.index_desk import IndexDesk
from gulagreader.cli.shapes import damages_shape, index_shape
from gulagreader.domain.counting import amount
from gulagreader.storage.config_file import named_library
from gulagreader.storage.folders import folders
from gulagreader.storage.library_folder import LibraryFolder
from gulagreader.storage.survey import check


def run_check(request: Request, console: Console) -> int:
    """Name every damaged or doubtful file; 1 where there is one."""
    if request.words and request.library is not None:
        raise UsageError("name the library once: DIR or --library DIR", request.verb)
    named = Path(request.words[0]) if request.words else request.library
    own = folders(console.environ)
    folder = named or named_library(console.environ, own)
    damages = check(LibraryFolder.open(folder))
    if request.has("--json"):
        console.say_json(damages_shape(damages))
    else:
        console.say(*map(str, damages))
    count = len(damages)
    said = (
        f"{amount(count, 'places')} to look at"
        if count
        else "nothing damaged, nothing doubtful"
    )
    console.note(f"{folder}: {said}.")
    return 1 if damages else 0


def run_index(request: Request, console: Console) -> int:
    """Bring the search indexes up to date, or build them anew."""
    console = console.told_plainly() if request.has("--plain") else console
    indexes = IndexDesk(Desk.open(request, console))
    rebuild = request.has("--rebuild")
    state = indexes.updated(rebuild=rebuild, thorough=True)
    if state.needs_rebuild:
        state = indexes.updated(rebuild=True)
    quotations = indexes.updated_quotations(rebuild=rebuild, thorough=True)
    for note in dict.fromkeys((*state.notes, *quotations.notes)):
        console.note(note)
    if request.has("--json"):
        console.say_json(index_shape(state, quotations))
        return 0
    how = (
        "built anew" if state.rebuilt else f"{amount(state.changed, 'files')} taken in"
    )
    texts = amount(state.documents, "posts and comments")
    quoted = amount(quotations.documents, "quotations")
    console.say(f"{texts}, {quoted} can be found ({how})")
    return 0
