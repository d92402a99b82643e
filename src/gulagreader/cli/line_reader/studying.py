"""Study: where words come from and who took them up, marks, the dossier."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from gulagreader.cli.line_reader.naming import Naming
from gulagreader.cli.line_reader.open_text import OpenText, Spot
from gulagreader.cli.line_reader.sayings import in_marks, many, shortened
from gulagreader.domain.dates import display_date
from gulagreader.domain.newness import read_since
from gulagreader.domain.places import Place
from gulagreader.domain.uptake import Link, LinkKind, Taking, Uptake
from gulagreader.text.clean import clean_line

if TYPE_CHECKING:
    from gulagreader.services.uptake.graph import PassageGraph

_FROM: Mapping[LinkKind, str] = {
    LinkKind.QUOTED: "Quoted from",
    LinkKind.REPEATED: "Repeated from",
    LinkKind.SHARED: "Shared with",
}


class Studying(Naming):
    """Does with what is read what a study asks for."""

    # Who took words up

    def _do_uptake(self, _: str) -> None:
        text, graph = self._opened(), self._graph()
        if graph is not None:
            uptake = graph.uptake_of(text.reading.post.id, text.comment_id)
            self._say_places(_uptake_said(uptake), "Nothing of this was taken up.")

    def _do_origin(self, _: str) -> None:
        """Say where the words come from that this text has from others."""
        text, graph = self._opened(), self._graph()
        if graph is not None:
            links = graph.links_from(text.reading.post.id, text.comment_id)
            self._say_places(
                ((self._origin_said(one), _place_of(one)) for one in links),
                "It has no words from another text of this library.",
            )

    def _origin_said(self, link: Link) -> str:
        words = self._opened().source[link.source.start : link.source.end]
        there = link.target
        card = self._services.card(there.post)
        title = clean_line(card.title) if card is not None else there.post
        text = (
            f"a comment under {in_marks(title)}"
            if there.comment
            else f"the post {in_marks(title)}"
        )
        sure = ", probably" if link.probable else ""
        return f"{in_marks(shortened(words))} {_FROM[link.kind]} {text}{sure}."

    def _graph(self) -> "PassageGraph | None":
        """The passages that texts share; looked for where that was not done yet."""
        if self._services.passage_graph is None:
            self._say("Passages are looked for first; this may take a while.")
        self._console.run(self._services.update_passages())
        graph = self._services.passage_graph
        if graph is None:
            self._say("Passages cannot be looked for in this library.")
        return graph

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
            self._say(f"{in_marks(name)} has this already, as number {done.number}.")
            return
        if remark:
            shelf.change(done.dossier, done.entry.id, remark=remark)
        self._say(f"Gathered as number {done.number} in {in_marks(name)}.")

    def _do_dossier(self, _: str) -> None:
        dossier = self._services.dossiers.current()
        entries = dossier.entries if dossier is not None else ()
        placed = self._services.dossiers.places(entries)
        name = clean_line(dossier.name) if dossier is not None else ""
        self._say_each(
            (
                f"{number}. {one.entry.kind.value.capitalize()}:"
                f" {shortened(one.own or one.words)}"
                for number, one in enumerate(placed, 1)
            ),
            f"Nothing is gathered in {in_marks(name)} yet."
            if name
            else "There is no dossier.",
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
                    " number that notes, quotations, uptake, person or concordance"
                    " said."
                )
                return
            self._go_to_numbered(self._numbered[int(named) - 1])
            return
        if place is None:
            self._say("No such mark; mark by itself says them all.")
            return
        self._go_to_place(place)

    def _go_to_numbered(self, place: Place) -> None:
        """Go to the part of a text that a line said last was about."""
        text = self._come_to_post(place)
        row = text.thread.index.get(place.comment or "")
        if row is not None:
            self._show(row, open_up=True)
            piece = text.piece_at(row, place.offset)
            self._go(Spot(text.spot.part, row, piece))
        else:
            # Where the comment is gone, its post is what there is.
            offset = place.offset if place.comment is None else 0
            self._go(Spot(text.part_at(offset)))

    def _go_to_place(self, place: Place) -> None:
        """Go to a mark: a place in the post, and perhaps a comment of it."""
        text = self._come_to_post(place)
        row = text.thread.index.get(place.comment or "")
        if row is not None:
            self._show(row, open_up=True)
        self._go(Spot(text.part_at(place.offset), row))

    def _come_to_post(self, place: Place) -> OpenText:
        """Open the post of a place, if another one is open; ``undo`` comes back."""
        if self._text is None or self._text.reading.post.id != place.post:
            self._open(place.post, take_up=False)
        else:
            self._remember_jump()
        return self._opened()

    def _title_of(self, place: Place) -> str:
        card = self._services.card(place.post)
        title = clean_line(card.title) if card is not None else f"{place.post}, gone"
        return f"{title}, a comment" if place.comment else title

    # The library, and since when is new

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
        yield f"{in_marks(shortened(one.text))} Taken up {_times(one.count)}:", None
        for taking in one.takings:
            there = taking.link.source
            yield _taking_said(taking), Place(there.post, there.comment)
        if one.further:
            yield f"And {len(one.further)} more.", None


def _place_of(link: Link) -> Place:
    return Place(link.target.post, link.target.comment)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"


def _taking_said(taking: Taking) -> str:
    place, title = taking.link.source, clean_line(taking.title)
    where = (
        f"in a comment under {in_marks(title)}"
        if place.comment
        else f"in {in_marks(title)}"
    )
    who = clean_line(taking.author or "author unknown")
    when = display_date(taking.date) or "undated"
    said = f": {clean_line(taking.answer)}" if taking.answer else "."
    return f"{taking.link.kind.value.capitalize()} by {who} {where}, {when}{said}"
