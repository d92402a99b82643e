"""What is asked beside the reading: searches, quotations, citations and notes."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from gulagreader.cli.line_reader.moving import Moving
from gulagreader.cli.line_reader.reading_on import HITS
from gulagreader.cli.line_reader.sayings import many
from gulagreader.domain.citing import ReferenceStyle
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.text.clean import clean_line

if TYPE_CHECKING:
    from gulagreader.domain.hits import Answer
    from gulagreader.domain.notes import PlacedNote
    from gulagreader.services.finding import Finder

_STYLE = "citation style"
"""The setting that names the style of citations, on the screen as well."""


class Asides(Moving):
    """Answers what is asked."""

    # Search

    def _do_search(self, query: str) -> None:
        if not query:
            self._say("Say what to look for, such as: search amnesty camps")
            return
        answer = self._answer(query)
        self._say(*answer.notes)
        found = many(answer.total, "hit") if answer.total else "Nothing found"
        self._say(f"{found}.", *(f"Try: {one}" for one in answer.suggestions))
        self._hits = answer.hits
        if self._hits:
            self._where, self._told = HITS, 0
            self._do_next("")

    def _answer(self, query: str) -> "Answer":
        with closing(self._finder()) as finder:
            return finder.answer(query, typing=False, limit=200)

    def _finder(self) -> "Finder":
        """The search; the library is indexed where it is not yet."""
        try:
            return self._services.open_finder()
        except IndexUnavailableError:
            self._say("The library is indexed first; this may take a while.")
            self._console.run(self._services.update_index())
            return self._services.open_finder()

    def _do_hits(self, _: str) -> None:
        if not self._hits:
            self._say("There are no hits; search looks for words.")
            return
        self._where, self._told = HITS, 0
        self._do_next("")

    # What stands here

    def _do_quotations(self, _: str) -> None:
        self._say_each(self._opened().quotations(), "Nothing is quoted here.")

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

    def _do_notes(self, which: str) -> None:
        if which.lower() in {"all", "everywhere"}:
            self._say_each(self._notes_everywhere(), "You noted nothing yet.")
            return
        post = self._opened().reading.post.id
        self._say_each(self._notes_on(post), "You noted nothing on this post.")

    def _notes_on(self, post: str) -> Iterator[str]:
        found = self._services.notes.of_post(post)
        for one in (*found.placed, *found.unplaced):
            yield self._note_said(one)

    @staticmethod
    def _note_said(one: "PlacedNote") -> str:
        where = f"On comment {one.comment}" if one.comment else "On the post"
        passage = " ".join(one.note.passage.split())
        marked = f", on “{passage}”" if passage else ""
        lost = f" It has no place any more: {one.unplaced}" if one.unplaced else ""
        return f"{where}{marked}: {one.note.text or 'highlighted'}{lost}"

    def _notes_everywhere(self) -> Iterator[str]:
        last = ""
        for one in self._console.run(self._services.notes.by_post()):
            if one.title != last:
                last = one.title
                yield f"{clean_line(last)}:"
            yield self._note_said(one)

    def _do_star(self, _: str) -> None:
        memory, post = self._services.memory, self._opened().reading.post.id
        starred = post not in memory.starred()
        memory.set_star(post, starred=starred)
        self._say("Starred." if starred else "The star is taken away.")

    def _do_unread(self, _: str) -> None:
        self._services.memory.mark_unread(self._opened().reading.post.id)
        self._say("Marked as not read.")
