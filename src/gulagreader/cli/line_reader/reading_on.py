"""Reading on: the list, the open post and its comments, a part at a time."""

from collections.abc import Iterable

from gulagreader.cli.console import Console
from gulagreader.cli.line_reader.open_text import OpenText, Spot
from gulagreader.cli.line_reader.sayings import card_said, hit_said, many
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.folding import Folded, with_branch_open
from gulagreader.domain.hits import Hit
from gulagreader.domain.places import Place
from gulagreader.services.listing import ChosenCards
from gulagreader.services.wiring import Services
from gulagreader.storage.card_columns import CardColumns
from gulagreader.text.wrap import wrap

AT_ONCE = 10
"""Posts or hits that are said at once."""
LIST, POST, COMMENTS, HITS = "list", "post", "comments", "hits"


class ReadingOn:
    """Says what comes next, wherever the reader is."""

    def __init__(self, services: Services, console: Console) -> None:
        """Take the library's services, and where to read and write lines."""
        self._services, self._console = services, console
        self._cards: CardColumns | ChosenCards = services.cards
        self._told = 0
        self._text: OpenText | None = None
        self._hits: tuple[Hit, ...] = ()
        self._where = LIST
        self._jumps: list[tuple[str, Spot]] = []
        self._undone: list[tuple[str, Spot]] = []
        self._numbered: list[Place] = []
        """What was said last under numbers, for goto.

        Offsets are in the text of the comment, where there is one.
        """

    def _say(self, *lines: str) -> None:
        for text in lines:
            for line in text.split("\n"):
                stretches = wrap(line, self._console.width)
                self._console.say(*(line[start:end] for start, end in stretches))

    def _say_each(self, lines: Iterable[str], none: str) -> None:
        """Say lines that ``goto`` does not go to; what was said before is not meant."""
        self._numbered = []
        said = list(lines)
        self._say(*(said or [none]))

    def _say_places(self, lines: Iterable[tuple[str, Place | None]], none: str) -> None:
        """Say lines, each that has a place under a number that ``goto`` takes."""
        places: list[Place] = []
        said = False
        for words, place in lines:
            said = True
            if place is None:
                self._say(words)
            else:
                places.append(place)
                self._say(f"{len(places)}. {words}")
        self._numbered = places
        if not said:
            self._say(none)
        elif places:
            self._say("goto and a number goes there; undo comes back.")

    # Reading on

    def _do_next(self, _: str) -> None:
        {
            LIST: self._next_posts,
            POST: self._next_part,
            COMMENTS: self._next_comment,
            HITS: self._next_hits,
        }[self._where]()

    def _next_posts(self) -> None:
        cards = self._cards[self._told : self._told + AT_ONCE]
        if not cards:
            words = "End of the list." if self._cards else "No posts."
            self._say(f"{words} A number opens a post; list begins again.")
            return
        memory = self._services.memory
        read, starred = memory.read_posts(), memory.starred()
        for number, card in enumerate(cards, self._told + 1):
            said = card_said(
                number,
                card,
                unread=card.id not in read,
                starred=card.id in starred,
                new=memory.threads.new_comments(card),
            )
            self._say(said)
        self._told += len(cards)

    def _next_part(self) -> None:
        text = self._opened()
        at = text.spot.part - (not text.heard)
        text.heard = True
        if at < len(text.parts):
            text.ended = False
            text.spot = Spot(at + 1)
            self._say(text.parts[at].words)
            self._keep_place()
            return
        comments = len(text.reading.thread)
        if comments:
            below = f"{many(comments, 'comment')} below."
            self._say(below if text.ended else f"End of the post. {below}")
            text.spot = Spot(at)
            self._where = COMMENTS
            self._next_comment()
        else:
            self._say("End of the post. No comments; new goes to the next unread post.")

    def _next_comment(self) -> None:
        text = self._opened()
        spot, comments = text.spot, text.comments
        if spot.row is not None and not text.heard:
            self._go(spot)
            return
        if spot.row is not None and self._pieces_left():
            self._go_on_in(spot.row, spot.piece + 1)
            return
        following = comments.following(spot.row)
        if following is not None:
            self._say_leading_to(following)
            self._go(Spot(spot.part, following))
        elif comments.narrowing is not None:
            self._say(
                f"That was the last {comments.narrowed_by}; only all reads all"
                " comments again."
            )
        else:
            self._say("End of the comments; new goes to the next unread post.")

    def _say_leading_to(self, row: int) -> None:
        """Say in a line each what was left out above a comment."""
        text = self._opened()
        for up in text.comments.leading_to(row):
            self._say(f"Above it: {text.in_a_line(up)}")

    def _pieces_left(self) -> int:
        """How many parts of the comment at hand were not said yet."""
        text = self._opened()
        row = text.spot.row
        if row is None or text.comments.is_folded(row):
            return 0
        return max(0, len(text.pieces(row)) - text.spot.piece - 1)

    def _go_on_in(self, row: int, piece: int) -> None:
        """Say another part of the comment at hand, and not again whose it is."""
        text = self._opened()
        text.spot, text.heard = Spot(text.spot.part, row, piece), True
        self._say(text.pieces(row)[piece].words)
        self._keep_place()

    def _next_hits(self) -> None:
        hits = self._hits[self._told : self._told + AT_ONCE]
        if not hits:
            self._say("End of the hits. A number goes to one; hits begins again.")
            return
        for number, hit in enumerate(hits, self._told + 1):
            self._say(hit_said(number, hit))
        self._told += len(hits)

    def _do_back(self, _: str) -> None:
        if self._where in {LIST, HITS}:
            self._told = max(0, self._told - 2 * AT_ONCE)
            self._do_next("")
            return
        text = self._opened()
        row, part = text.spot.row, text.spot.part
        if row is None:
            self._go(Spot(max(0, part - 2)))
            return
        if text.spot.piece and not text.comments.is_folded(row):
            self._go_on_in(row, text.spot.piece - 1)
            return
        before = text.comments.preceding(row)
        if before is None:
            self._go(Spot(len(text.parts) - 1))
        else:
            last = 0 if text.comments.is_folded(before) else len(text.pieces(before))
            self._go(Spot(part, before, max(0, last - 1)))

    def _do_again(self, _: str) -> None:
        if self._where in {LIST, HITS}:
            self._told = max(0, self._told - AT_ONCE)
            self._do_next("")
            return
        text = self._opened()
        row = text.spot.row
        self._go(Spot(max(0, text.spot.part - 1)) if row is None else text.spot)

    def _do_all(self, _: str) -> None:
        text = self._opened()
        if text.spot.row is None:
            while text.spot.part < len(text.parts):
                self._next_part()
            text.ended = True
            goes = " Enter goes to the comments." if len(text.thread) else ""
            self._say(f"End of the post.{goes}")
            return
        if not text.heard:
            self._next_comment()
        while self._pieces_left() or text.comments.following(text.spot.row) is not None:
            self._next_comment()
        self._say("End of the comments.")

    def _go(self, spot: Spot) -> None:
        """Go to a spot of the open post and say what is there."""
        text = self._opened()
        text.spot, text.heard = spot, True
        if spot.row is None:
            self._where = POST
            self._next_part()
        else:
            self._where = COMMENTS
            self._say(*text.comment(spot.row, spot.piece))
        self._keep_place()

    def _keep_place(self) -> None:
        text = self._opened()
        post, comment = text.reading.post.id, text.comment_id
        self._services.memory.keep_place(Place(post, comment, text.offset))
        within = text.offset_in_comment
        self._services.memory.threads.keep_part(post, comment, within)

    def _jump(
        self, row: int | None, none: str, piece: int = 0, *, open_up: bool = False
    ) -> None:
        """Go to a comment far away, from where ``undo`` returns.

        ``open_up`` unfolds the comment itself, too, and not only what hides it.
        """
        text = self._opened()
        if row is None:
            self._say(none)
            return
        self._remember_jump()
        self._show(row, open_up=open_up)
        self._go(Spot(text.spot.part, row, piece))

    def _remember_jump(self) -> None:
        """Remember where the reader is, for ``undo``."""
        text = self._opened()
        self._jumps.append((text.reading.post.id, text.spot))
        self._undone.clear()

    def _show(self, row: int, *, open_up: bool = False) -> None:
        """Bring back what was left out or folded, so that a comment is read."""
        text = self._opened()
        comments = text.comments
        if not comments.holds(row) and comments.narrowing is not None:
            comments.widen()
            self._say("All comments are read again: this one was left out.")
        if not comments.holds(row) or (open_up and comments.is_folded(row)):
            self._keep_folds(with_branch_open(text.thread, comments.folded, row))
            self._say("Unfolded, to come to it.")

    def _keep_folds(self, folded: Folded) -> None:
        text = self._opened()
        text.comments.folded = folded
        self._services.memory.keep_folds(text.reading.post.id, folded)

    def _opened(self) -> OpenText:
        if self._text is None:
            raise GulagreaderError("No post is open; a number of the list opens one.")
        return self._text

    def _row(self) -> int:
        row = self._opened().spot.row
        if row is None:
            raise GulagreaderError("You are in the post; comments goes to the first.")
        return row
