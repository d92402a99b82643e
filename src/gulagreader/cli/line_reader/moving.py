"""Moving from post to post, and back."""

from collections.abc import Iterable, Iterator

from gulagreader.cli.console import Console
from gulagreader.cli.line_reader.open_text import OpenText, Spot
from gulagreader.cli.line_reader.reading_on import COMMENTS, POST
from gulagreader.cli.line_reader.sayings import post_said, sentence
from gulagreader.cli.line_reader.where import Whereabouts, how_read
from gulagreader.domain.errors import Damage
from gulagreader.domain.newness import news_of
from gulagreader.domain.places import Place
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services


class Moving(Whereabouts):
    """Goes where it is told."""

    def __init__(self, services: Services, console: Console) -> None:
        """Take the library's services, and where to read and write lines."""
        super().__init__(services, console)
        self._damage_heard: set[Damage] = set()

    def _open(
        self,
        post: str,
        comment: str | None = None,
        *,
        take_up: bool = True,
        say_comment: bool = True,
    ) -> None:
        """Open a post where it was left, if that is wanted, or at a comment."""
        services, memory = self._services, self._services.memory
        reading = services.read(post)
        if self._text is not None:
            self._remember_jump()
        self._leave_post()
        text = OpenText(reading, services.info.teachers, self._news(reading))
        text.comments.folded = memory.folds(post)
        text.comments.put_in_order(flat=memory.threads.flat)
        self._text, self._where = text, POST
        thread = reading.thread
        self._say(
            post_said(
                reading.post,
                self._place_in_list(post),
                len(thread),
                len(text.new),
                text.minutes,
            ),
            *self._damage_said(reading.damages),
        )
        if len(thread):
            self._say(*how_read(text))
        kept = memory.place(post)
        memory.mark_read(post)
        row = thread.index.get(comment) if comment else None
        if row is not None:
            self._show(row, open_up=True)
            if say_comment:
                self._go(Spot(0, row))
        elif take_up and kept is not None and (kept.offset or kept.comment):
            self._take_up(text, kept)

    def _damage_said(self, damages: Iterable[Damage]) -> Iterator[str]:
        """What could not be read of a post: once in full, later that it is so."""
        again = False
        for one in damages:
            if one in self._damage_heard:
                again = again or one.fatal
                continue
            self._damage_heard.add(one)
            line = f", line {one.line}" if one.line else ""
            yield sentence(f"Damaged: {one.path.name}{line}: {one.reason}")
        if again:
            yield "Not all of it could be read; damaged says why."

    def _place_in_list(self, post: str) -> str:
        """Which of how many posts it is, in the list as it is filtered and sorted."""
        cards = self._cards
        number = cards.number_of(post)
        return "" if number is None else f"{number + 1} of {len(cards)}"

    def _news(self, reading: QuotedReading) -> frozenset[int]:
        """The rows of the comments that are new to the reader."""
        threads = self._services.memory.threads
        damaged = any(damage.fatal for damage in reading.damages)
        seen = threads.begin_stay(
            reading.post.id, None if damaged else reading.thread.index.keys()
        )
        return news_of(reading.thread, threads.since, seen).rows

    def _take_up(self, text: OpenText, kept: Place) -> None:
        """Go on where the post was left."""
        row = text.reading.thread.index.get(kept.comment) if kept.comment else None
        part = text.part_at(kept.offset)
        text.heard = False
        if row is not None:
            self._show(row)
            left = self._services.memory.threads.part(text.reading.post.id)
            within = left[1] if left is not None and left[0] == kept.comment else 0
            piece = text.piece_at(row, within) if within else 0
            text.spot, self._where = Spot(part, row, piece), COMMENTS
            self._say("Enter goes on with the comment you were at; post begins again.")
        else:
            text.spot = Spot(part + 1)
            self._say("Enter goes on where you left it; post begins again.")

    def _leave_post(self) -> None:
        if self._text is None:
            return
        self._keep_place()
        reading = self._text.reading
        if not any(damage.fatal for damage in reading.damages):
            seen = (row.comment.id for row in reading.thread.rows)
            self._services.memory.keep_seen(reading.post.id, seen)

    def _do_post(self, way: str) -> None:
        if way.lower() in {"next", "back"}:
            self._do_beside(1 if way.lower() == "next" else -1)
        elif way:
            self._say("Say post, post next or post back.")
        else:
            self._go(Spot(0))

    def _do_beside(self, step: int) -> None:
        """Open the next post of the list, or the one before."""
        at = self._cards.number_of(self._opened().reading.post.id)
        beside = None if at is None else at + step
        if beside is None:
            self._say("This post is not in the list; list says all posts again.")
        elif 0 <= beside < len(self._cards):
            self._open(self._cards[beside].id)
        else:
            end = "last" if step > 0 else "first"
            self._say(f"This is the {end} post of the list.")

    def _do_undo(self, _: str) -> None:
        self._go_back(self._jumps, self._undone, "There is nothing to go back to.")

    def _do_redo(self, _: str) -> None:
        none = "No jump was undone; undo goes back to before the last one."
        self._go_back(self._undone, self._jumps, none)

    def _go_back(
        self, places: list[tuple[str, Spot]], others: list[tuple[str, Spot]], none: str
    ) -> None:
        """Go to the last of some places, and keep this one among the others."""
        if not places:
            self._say(none)
            return
        post, spot = places.pop()
        kept, left = list(places), list(others)
        if self._text is not None:
            left.append((self._text.reading.post.id, self._text.spot))
        if self._text is None or self._text.reading.post.id != post:
            self._open(post, take_up=False)
        places[:], others[:] = kept, left
        if spot.row is None:
            self._go(Spot(max(0, spot.part - 1)))
        else:
            self._show(spot.row)
            self._go(spot)
