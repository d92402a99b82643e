"""Study: who took words up, what one author or word says here, marks, the dossier."""

from collections.abc import Callable
from contextlib import closing

from gulagreader.cli.line_reader.asides import Asides
from gulagreader.cli.line_reader.open_text import Spot
from gulagreader.cli.line_reader.sayings import many
from gulagreader.domain.dates import display_date
from gulagreader.domain.newness import read_since
from gulagreader.domain.places import Place
from gulagreader.domain.uptake import Taking
from gulagreader.text.clean import clean_line

_PEOPLE = 20
"""People who are said at most, where none is named."""
_SHOWN = 200
"""Letters of a passage that are said before those who took it up."""


class Studying(Asides):
    """Does with what is read what a study asks for."""

    # One author, or some words, in the open post

    def _do_by(self, named: str) -> None:
        """Go to the next comment of an author; of this one's where none is named."""
        thread = self._opened().reading.thread
        if not named:
            named = thread.rows[self._row()].comment.author or ""
        wanted = named.casefold()
        if not wanted:
            self._say("Nobody is named as the author of this comment.")
            return
        authors = [(one.comment.author or "").casefold() for one in thread.rows]
        exact = wanted in authors

        def fits(number: int) -> bool:
            author = authors[number]
            return author == wanted if exact else wanted in author

        self._next_fitting(fits, f"comment by {clean_line(named)}")

    def _do_find(self, words: str) -> None:
        """Go to the next part or comment of the open post that has some words."""
        if not words:
            self._say("Say what to find in this post, such as: find bread")
            return
        text, wanted = self._opened(), words.casefold()
        if text.spot.row is None:
            parts = range(text.spot.part, len(text.parts))
            found = next((n for n in parts if wanted in text.parts[n].casefold()), None)
            if found is not None:
                self._jumps.append((text.reading.post.id, text.spot))
                self._go(Spot(found))
                return
        rows = text.reading.thread.rows
        self._next_fitting(
            lambda number: wanted in rows[number].comment.text.casefold(),
            f"comment with {clean_line(words)}",
        )

    def _next_fitting(self, fits: Callable[[int], bool], thing: str) -> None:
        """Go to the next comment that fits, and say how many there are."""
        text = self._opened()
        fitting = [n for n in range(len(text.reading.thread)) if fits(n)]
        here = -1 if text.spot.row is None else text.spot.row
        later = [number for number in fitting if number > here]
        if not fitting:
            self._say(f"There is no {thing} here.")
            return
        if later:
            self._say(f"{fitting.index(later[0]) + 1} of {len(fitting)}.")
        none = f"There is no {thing} after this, and {len(fitting)} before."
        self._jump(later[0] if later else None, none)

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
        self._say_each(
            (
                line
                for one in uptake.passages
                for line in (
                    f"“{_short(one.text)}” Taken up {_times(len(one.takings))}:",
                    *map(_taking_said, one.takings),
                )
            ),
            "Nothing of this was taken up.",
        )

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
                "No place is marked; mark and a letter mark one.",
            )
        elif len(letter) == 1 and letter.isalpha():
            text = self._opened()
            place = Place(text.reading.post.id, text.comment_id, text.offset)
            threads.set_mark(letter, place)
            self._say(f"Marked as {letter}; goto {letter} comes back here.")
        else:
            self._say("A mark is one letter, such as: mark a")

    def _do_goto(self, letter: str) -> None:
        place = self._services.memory.threads.marks().get(letter)
        if place is None:
            self._say("No such mark; mark alone says them all.")
            return
        if self._text is None or self._text.reading.post.id != place.post:
            self._open(place.post)
        else:
            self._jumps.append((place.post, self._text.spot))
        text = self._opened()
        row = text.reading.thread.index.get(place.comment or "")
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
        elif not rows:
            self._say("Nobody is called so.")

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
