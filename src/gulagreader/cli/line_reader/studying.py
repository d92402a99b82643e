"""Study: who took words up, what somebody or a word says, marks, the dossier."""

from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from gulagreader.cli.line_reader.asides import Asides
from gulagreader.cli.line_reader.open_text import Spot
from gulagreader.cli.line_reader.sayings import many
from gulagreader.domain.dates import display_date
from gulagreader.domain.newness import read_since
from gulagreader.domain.places import Place
from gulagreader.domain.uptake import Taking, Uptake
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text

if TYPE_CHECKING:
    from gulagreader.domain.concordance import KeywordLine
    from gulagreader.domain.people import Remark

_PEOPLE = 20
"""People who are said at most, where none is named."""
_LINES = 40
"""Lines of a person or of a concordance that are said at most."""
_AROUND = 60
"""Letters that are said on each side of a keyword."""
_SHOWN = 200
"""Letters of a passage that are said before those who took it up."""


class Studying(Asides):
    """Does with what is read what a study asks for."""

    # Who took words up

    def _do_uptake(self, _: str) -> None:
        text = self._opened()
        if self._services.passage_graph is None:
            self._say("Passages are looked for first; this may take a while.")
        self._console.run(self._services.update_passages())
        graph = self._services.passage_graph
        if graph is None:
            self._say("Passages cannot be looked for in this library.")
            return
        uptake = graph.uptake_of(text.reading.post.id, text.comment_id)
        self._say_places(_uptake_said(uptake), "Nothing of this was taken up.")

    # What is gathered and marked

    def _do_gather(self, remark: str) -> None:
        text, shelf = self._opened(), self._services.dossiers
        if text.comment_id is not None:
            done = shelf.gather_text(text.reading.reading, text.comment_id)
        else:
            reading, span = text.reading.reading, text.said_last()
            done = shelf.gather_passage(reading, None, span)
        name = clean_line(done.dossier.name)
        if done.again:
            self._say(f"“{name}” has this already, as number {done.number}.")
            return
        if remark:
            shelf.change(done.dossier, done.entry.id, remark=remark)
        self._say(f"Gathered as number {done.number} in “{name}”.")

    def _do_dossier(self, _: str) -> None:
        dossier = self._services.dossiers.current()
        entries = dossier.entries if dossier is not None else ()
        placed = self._services.dossiers.places(entries)
        name = clean_line(dossier.name) if dossier is not None else ""
        self._say_each(
            (
                f"{number}. {one.entry.kind.value.capitalize()}:"
                f" {_short(one.own or one.words)}"
                for number, one in enumerate(placed, 1)
            ),
            f"Nothing is gathered in “{name}” yet." if name else "There is no dossier.",
        )

    def _do_mark(self, letter: str) -> None:
        threads = self._services.memory.threads
        if not letter:
            self._say_each(
                (f"{one}: {self._title_of(p)}" for one, p in threads.marks().items()),
                "No place is marked; mark and a letter marks one.",
            )
        elif len(letter) == 1 and letter.isalpha():
            threads.set_mark(letter, self._here())
            self._say(f"Marked as {letter}; goto {letter} comes back here.")
        else:
            self._say("A mark is one letter, such as: mark a")

    def _here(self) -> Place:
        text = self._opened()
        return Place(text.reading.post.id, text.comment_id, text.offset)

    def _do_goto(self, named: str) -> None:
        place = self._services.memory.threads.marks().get(named)
        if named.isdecimal() and place is None:
            if not 0 < int(named) <= len(self._numbered):
                self._say(
                    f"There is no {named}; goto takes a letter that mark gave, or a"
                    " number that notes, uptake, person or concordance said."
                )
                return
            place = self._numbered[int(named) - 1]
        if place is None:
            self._say("No such mark; mark by itself says them all.")
            return
        self._go_to_place(place)

    def _go_to_place(self, place: Place) -> None:
        if self._text is None or self._text.reading.post.id != place.post:
            self._open(place.post, take_up=False)
        else:
            self._remember_jump()
        text = self._opened()
        row = text.thread.index.get(place.comment or "")
        if row is not None:
            self._show(row, open_up=True)
        self._go(Spot(text.part_at(place.offset), row))

    def _title_of(self, place: Place) -> str:
        card = self._services.card(place.post)
        title = clean_line(card.title) if card is not None else f"{place.post}, gone"
        return f"{title}, a comment" if place.comment else title

    # People, and since when is new

    def _do_people(self, typed: str) -> None:
        from gulagreader.services.people import fitting  # noqa: PLC0415 - rarely

        with closing(self._finder()) as finder:
            rows = fitting(self._services.people(finder).first_rows, typed)
        for one in rows[:_PEOPLE]:
            name = clean_line(one.person.name)
            teacher = ", teacher" if one.person.teacher else ""
            said = [many(one.comments, "comment"), f"under {many(one.posts, 'post')}"]
            if one.written:
                said.append(f"{many(one.written, 'post')} written")
            self._say(f"{name}{teacher}: {', '.join(said)}.")
        more = len(rows) - _PEOPLE
        if more > 0:
            self._say(f"{more} more; people and the beginning of a name finds them.")
        if rows:
            self._say("person and a name says what somebody said.")
        else:
            self._say("Nobody is called so; people by itself says who wrote.")

    def _do_person(self, named: str) -> None:
        from gulagreader.services.remarks import Remarks  # noqa: PLC0415 - rarely

        named = named or self._author_at_hand()
        if not named:
            self._say("Nobody is named here; say a name, such as: person reader 7")
            return
        with closing(self._finder()) as finder:
            people = self._services.people(finder)
            found = people.named(named)
            if not found:
                self._say(
                    f"Nobody is called {clean_line(named)}; people says who wrote."
                )
                return
            remarks = Remarks(people)
            numbers = remarks.by(found[0])
            name = clean_line(found[0].name)
            self._say(f"{name}: {many(len(numbers), 'comment')}, the oldest first.")
            self._say_places(
                (
                    (_remark_said(one), Place(one.post, one.comment))
                    for one in remarks.remarks(numbers[:_LINES])
                ),
                "No comments.",
            )
            if len(numbers) > _LINES:
                self._say(
                    f"{len(numbers) - _LINES} more; search author:{name} finds all."
                )

    def _author_at_hand(self) -> str:
        """Who wrote the comment at hand, or the post."""
        if self._text is None:
            return ""
        row = self._text.spot.row
        if row is None:
            return self._text.reading.post.author or ""
        return self._text.thread.rows[row].comment.author or ""

    def _do_concordance(self, query: str) -> None:
        from gulagreader.services.concordance import concordance_of  # noqa: PLC0415 - rarely

        if not query:
            self._say("Say a word to hear each place of, such as: concordance bread")
            return
        with closing(self._finder()) as finder:
            found = concordance_of(finder, query)
            self._say(*(f"{clean_line(note)}." for note in found.head.notes))
            self._say(*(f"Try: {one}" for one in found.head.suggestions))
            self._say(
                f"{many(len(found), 'place')} in {many(found.head.texts, 'text')}."
            )
            self._say_places(
                (
                    (_keyword_said(one), Place(one.post, one.comment))
                    for one in found.lines(0, _LINES)
                ),
                "Nothing found.",
            )
            if len(found) > _LINES:
                self._say(f"{len(found) - _LINES} more; more words make them fewer.")

    def _do_damaged(self, _: str) -> None:
        self._say_each(map(str, self._services.damages), "Nothing is damaged.")

    def _do_since(self, typed: str) -> None:
        threads = self._services.memory.threads
        if typed:
            since = read_since(typed)
            if since is None:
                self._say("Say since visit, day, week, month, all or a date.")
                return
            threads.keep_since(since)
        self._say(f"New is what came since: {threads.since.text}.")
        if self._text is not None:
            self._text.new = self._news(self._text.reading)
            self._say(f"{many(len(self._text.new), 'new comment')} here.")


def _uptake_said(uptake: Uptake) -> Iterator[tuple[str, Place | None]]:
    for one in uptake.passages:
        yield f"“{_short(one.text)}” Taken up {_times(len(one.takings))}:", None
        for taking in one.takings:
            there = taking.link.source
            yield _taking_said(taking), Place(there.post, there.comment)


def _remark_said(remark: "Remark") -> str:
    when = display_date(remark.date, time=True) or "undated"
    who = f"{remark.line.author}: " if remark.line.author else ""
    answers = f" Answers {who}{_short(remark.line.text)}" if remark.line.text else ""
    words = _short(plain_text(remark.text))
    return clean_line(f"In “{remark.title}”, {when}: {words}{answers}")


def _keyword_said(line: "KeywordLine") -> str:
    """A keyword with some words around it, and where that is."""
    before = line.before[-_AROUND:].partition(" ")[2] or line.before
    after = line.after[:_AROUND].rpartition(" ")[0] or line.after
    who = line.author or "author unknown"
    kind = "the post" if line.comment is None else f"{line.kind}"
    words = f"{before}{line.keyword}{after}"
    return clean_line(f"{words} — {who}, {kind} in “{line.title}”")


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _taking_said(taking: Taking) -> str:
    place = taking.link.source
    where = f"in “{clean_line(taking.title)}”"
    kind = "a comment" if place.comment else "the post"
    who = clean_line(taking.author or "author unknown")
    when = display_date(taking.date) or "undated"
    said = f": {clean_line(taking.answer)}" if taking.answer else "."
    return (
        f"{taking.link.kind.value.capitalize()} by {who}, {kind} {where}, {when}{said}"
    )


def _short(words: str) -> str:
    line = clean_line(" ".join(words.split()))
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN].rsplit(' ', 1)[0]} …"
