"""What is asked beside the reading: quotations, citations and notes."""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from gulagreader.cli.line_reader.hits import Hits
from gulagreader.cli.line_reader.open_text import Spot
from gulagreader.cli.line_reader.sayings import in_marks, shortened
from gulagreader.domain.citing import ReferenceStyle
from gulagreader.domain.dates import exact_moment
from gulagreader.domain.note_colours import COLOURS
from gulagreader.domain.places import Place
from gulagreader.text.clean import clean_line
from gulagreader.text.noted_passage import as_read
from gulagreader.text.outline import headings

if TYPE_CHECKING:
    from gulagreader.domain.notes import PlacedNote

_PASSAGE = 120
"""Letters of a noted passage that are said before the note."""
_STYLE = "citation style"
"""The setting that names the style of citations, on the screen as well."""


class Asides(Hits):
    """Answers what is asked."""

    _noted: tuple[str, ...] = ()
    """The notes that were said last, by their ids."""
    _removed: str | None = None

    # What stands here

    def _do_quotations(self, _: str) -> None:
        self._say_places(self._opened().quotations(), "Nothing is quoted here.")

    def _do_links(self, _: str) -> None:
        self._say_each(self._opened().links(), "There are no links here.")

    def _do_cite(self, named: str) -> None:
        from gulagreader.services.citing import cite, reference  # noqa: PLC0415 - rarely
        from gulagreader.text.references.markdown import (  # noqa: PLC0415 - rarely
            reference_markdown,
        )

        text = self._opened()
        kept = self._services.memory.setting(_STYLE)
        try:
            style = ReferenceStyle(named.lower() or kept or ReferenceStyle.CHICAGO)
        except ValueError:
            known = ", ".join(one.value for one in ReferenceStyle)
            self._say(f"There is no style {clean_line(named)}; there is {known}.")
            return
        cited = cite(text.reading.reading, self._services.info, text.comment_id)
        self._say(reference_markdown(reference(cited, style)))

    def _do_quote(self, _: str) -> None:
        from gulagreader.services.citing import cite, cite_span, reference  # noqa: PLC0415 - rarely

        text = self._opened()
        reading = text.reading.reading
        cited = cite(reading, self._services.info, text.comment_id)
        cited = cite_span(reading, cited, *text.said_last())
        self._say(reference(cited, ReferenceStyle.MARKDOWN).text)

    def _do_address(self, _: str) -> None:
        text = self._opened()
        post, row = text.reading.post, text.spot.row
        if row is None:
            thing, name, date = "post", post.id, post.date
            link = post.origin.url if post.origin else None
        else:
            comment = text.thread.rows[row].comment
            thing, name, date = "comment", f"{post.id}#{comment.id}", comment.date
            link = comment.url
        self._say(link or f"The {thing} has no address of its own.", f"Its id: {name}")
        self._say(f"Its date: {exact_moment(date) or 'unknown'}")

    def _do_headings(self, named: str) -> None:
        text = self._opened()
        found = headings(text.blocks)
        if not named:
            self._say_each(
                (
                    f"{number}. Level {one.level}: {one.text}"
                    for number, one in enumerate(found, 1)
                ),
                "This post has no headings.",
            )
            if found:
                self._say("headings and a number goes to one.")
        elif named.isdecimal() and 0 < int(named) <= len(found):
            block = text.blocks[found[int(named) - 1].block]
            self._remember_jump()
            self._go(Spot(text.part_at(block.source_start)))
        else:
            self._say(
                f"There is no heading {clean_line(named)}; there are {len(found)}."
            )

    def _do_note(self, words: str) -> None:
        if not words:
            self._say("Write what to note behind it, such as: note compare the decree")
            return
        text = self._opened()
        reading = text.reading
        self._services.notes.add(
            reading.post, reading.thread, text.comment_id, text.said_last(), text=words
        )
        self._say("Noted.")

    def _do_annotate(self, words: str) -> None:
        """Note something on the post as a whole."""
        if not words:
            self._say("Write what to note on the post: annotate read it again in May")
            return
        reading = self._opened().reading
        self._services.notes.add(reading.post, reading.thread, text=words)
        self._say("Noted on the post.")

    def _do_highlight(self, colour: str) -> None:
        """Highlight what was read last."""
        text = self._opened()
        name = colour.lower() or COLOURS[0]
        if name not in COLOURS:
            self._say(f"There is no {clean_line(colour)}; say {', '.join(COLOURS)}.")
            return
        reading, span = text.reading, text.said_last()
        self._services.notes.add(
            reading.post, reading.thread, text.comment_id, span, colour=name
        )
        self._say(f"Highlighted, {name}.")

    def _do_unnote(self, named: str) -> None:
        notes = self._services.notes
        if not named:
            if self._removed is None:
                self._say("Say the number of a note, as notes says them: unnote 1")
                return
            notes.restore(self._removed)
            self._removed = None
            self._say("The note is back.")
        elif named.isdecimal() and 0 < int(named) <= len(self._noted):
            self._removed = notes.remove(self._noted[int(named) - 1]).id
            self._say("The note is removed; unnote by itself brings it back.")
        else:
            self._say(f"There is no note {clean_line(named)}; notes says them.")

    def _do_notes(self, which: str) -> None:
        everywhere = which.lower() in {"all", "everywhere"}
        if everywhere:
            found = self._console.run(self._services.notes.by_post())
            none = "You noted nothing yet; note and some words does."
        else:
            there = self._services.notes.of_post(self._opened().reading.post.id)
            found = (*there.placed, *there.unplaced)
            none = "You noted nothing on this post; notes all says those on others."
        self._noted = tuple(one.note.id for one in found)
        self._say_places(_notes_said(found, titles=everywhere), none)


def _notes_said(
    found: Iterable["PlacedNote"], *, titles: bool
) -> Iterator[tuple[str, Place | None]]:
    last = ""
    for one in found:
        if titles and one.title != last:
            last = one.title
            yield f"{clean_line(last)}:", None
        start = one.anchor.start if one.anchor is not None else 0
        yield _note_said(one), Place(one.note.post, one.comment, start)


def _note_said(one: "PlacedNote") -> str:
    where = f"On comment {one.comment}" if one.comment else "On the post"
    marks = one.note.selector
    passage = as_read(marks.exact, marks.prefix) if marks is not None else ""
    marked = f", on {in_marks(shortened(passage, _PASSAGE))}" if passage else ""
    lost = f" It has no place any more: {one.unplaced}" if one.unplaced else ""
    return f"{where}{marked}: {one.note.text or 'highlighted'}{lost}"
