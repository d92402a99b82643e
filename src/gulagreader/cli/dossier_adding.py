"""``dossier add``, ``heading`` and ``paragraph``: what is put into a dossier."""

from gulagreader.cli.arguments import UsageError
from gulagreader.cli.dossier_desk import DossierDesk
from gulagreader.cli.dossier_lines import entry_shape
from gulagreader.services.dossier import Gathered
from gulagreader.services.own_notes import NoteError, passages
from gulagreader.text.paragraph_numbers import paragraph_span


def add(gathering: DossierDesk) -> int:
    """Gather a passage, a comment, a post or a note."""
    gathering.refuse_unlasting()
    options = gathering.request.options
    remark = options.get("--remark", "")
    shelf, library = gathering.shelf, gathering.desk.library
    into = gathering.named
    if "--note" in options:
        if gathering.words or "--quote" in options or "--paragraph" in options:
            raise UsageError(
                "--note says all; leave out the rest", gathering.request.verb
            )
        done = shelf.gather_note(options["--note"], into=into, remark=remark)
        return say_gathered(gathering, done)
    place = library.resolve(gathering.one("an ID: POST or POST#COMMENT"))
    reading = library.read(place.post)
    span = _span(gathering, place.comment, place.post)
    if span is None:
        done = shelf.gather_text(reading, place.comment, into=into, remark=remark)
    else:
        done = shelf.gather_passage(
            reading, place.comment, span, into=into, remark=remark
        )
    return say_gathered(gathering, done)


def _span(
    gathering: DossierDesk, comment: str | None, post: str
) -> tuple[int, int] | None:
    """The passage that the options name; None for the whole text."""
    reading = gathering.desk.library.read(post)
    options, word = gathering.request.options, gathering.words[0]
    if "--quote" in options and "--paragraph" in options:
        raise UsageError("give one of --quote and --paragraph", gathering.request.verb)
    if "--paragraph" in options:
        number = gathering.request.number("--paragraph", 1)
        found = paragraph_span(reading.source(comment) or "", number)
        if found is None:
            raise NoteError(f"{word} has no paragraph {number}.")
        return found
    if "--quote" not in options:
        return None
    places = passages(reading.post, reading.thread, comment, options["--quote"])
    if not places:
        raise NoteError(
            "These words do not stand in the text. Copy them from:"
            f" gulagreader show {word} --markdown"
        )
    if len(places) > 1:
        gathering.console.note(
            f"These words stand there {len(places)} times; the first are gathered."
        )
    return places[0]


def heading(gathering: DossierDesk) -> int:
    """Put a heading in."""
    gathering.refuse_unlasting()
    text, at = gathering.text("TEXT"), gathering.place
    done = gathering.shelf.add_heading(text, at, into=gathering.named)
    return say_gathered(gathering, done)


def paragraph(gathering: DossierDesk) -> int:
    """Put words of the reader's own in."""
    gathering.refuse_unlasting()
    text, at = gathering.text("TEXT"), gathering.place
    done = gathering.shelf.add_paragraph(text, at, into=gathering.named)
    return say_gathered(gathering, done)


def say_gathered(gathering: DossierDesk, done: Gathered, said: str = "") -> int:
    """Say what was gathered, or done with an entry."""
    if gathering.request.has("--json"):
        placed = gathering.shelf.place(done.entry)
        shape = entry_shape(placed, done.number)
        extra = {"dossier": done.dossier.name, "again": done.again}
        gathering.console.say_json({**shape, **extra})
        return 0
    said = said or ("there already" if done.again else "gathered")
    gathering.console.say(f"{said}: {done.number} in “{done.dossier.name}”")
    return 0
