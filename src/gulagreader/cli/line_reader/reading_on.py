"""Reading on: the list, the open post and its comments, a part at a time."""

from collections.abc import Iterable, Sequence

from gulagreader.cli.console import Console
from gulagreader.cli.line_reader.open_text import OpenText, Spot
from gulagreader.cli.line_reader.sayings import card_said, hit_said, many
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.hits import Hit
from gulagreader.domain.places import Place
from gulagreader.domain.posts import PostCard
from gulagreader.services.wiring import Services
from gulagreader.text.clean import clean_line
from gulagreader.text.wrap import wrap

AT_ONCE = 10
"""Posts or hits that are said at once."""
ABOVE = 8
"""Comments that one stands under are said at most."""
LIST, POST, COMMENTS, HITS = "list", "post", "comments", "hits"


class ReadingOn:
    """Says what comes next, wherever the reader is."""

    def __init__(self, services: Services, console: Console) -> None:
        """Take the library's services, and where to read and write lines."""
        self._services, self._console = services, console
        self._cards: Sequence[PostCard] = services.cards
        self._told = 0
        self._text: OpenText | None = None
        self._hits: tuple[Hit, ...] = ()
        self._where = LIST
        self._jumps: list[tuple[str, Spot]] = []

    def _say(self, *lines: str) -> None:
        for text in lines:
            for line in text.split("\n"):
                stretches = wrap(line, self._console.width)
                self._console.say(*(line[start:end] for start, end in stretches))

    def _say_each(self, lines: Iterable[str], none: str) -> None:
        said = list(lines)
        self._say(*(said or [none]))

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
            unread = card.id not in read
            self._say(
                card_said(number, card, unread=unread, starred=card.id in starred)
            )
        self._told += len(cards)

    def _next_part(self) -> None:
        text = self._opened()
        at = text.spot.part - (not text.heard)
        text.heard = True
        if at < len(text.parts):
            text.spot = Spot(at + 1)
            self._say(text.parts[at])
            return
        comments = len(text.reading.thread)
        if comments:
            self._say(f"End of the post. {many(comments, 'comment')} below.")
            self._go(Spot(at, 0))
        else:
            self._say("End of the post. No comments; new goes to the next unread post.")

    def _next_comment(self) -> None:
        text = self._opened()
        row = text.spot.row
        following = 0 if row is None else row + text.heard
        if following < len(text.reading.thread):
            self._go(Spot(text.spot.part, following))
        else:
            self._say("End of the comments; new goes to the next unread post.")

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
        if row:
            self._go(Spot(part, row - 1))
        elif row == 0:
            self._go(Spot(len(text.parts) - 1))
        else:
            self._go(Spot(max(0, part - 2)))

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
            self._say("End of the post.")
            return
        for row in range(text.spot.row + 1, len(text.reading.thread)):
            self._go(Spot(text.spot.part, row))
        self._say("End of the comments.")

    # Where

    def _do_where(self, _: str) -> None:
        if self._text is None or self._where in {LIST, HITS}:
            things = "posts" if self._where == LIST else "hits"
            count = len(self._cards if self._where == LIST else self._hits)
            self._say(f"In the {self._where}: {self._told} of {count} {things} said.")
            return
        text = self._text
        title = clean_line(text.reading.post.title)
        self._say(f"In the post {title}.")
        if text.spot.row is None:
            self._say(f"Part {text.spot.part} of {len(text.parts)}.")
            return
        self._say(text.comment(text.spot.row)[0])
        above = text.reading.thread.ancestors(text.spot.row)
        nearest = above[::-1][:ABOVE]
        for number in nearest:
            self._say(f"Answers: {text.comment(number)[0]}")
        if len(above) > len(nearest):
            more = len(above) - len(nearest)
            self._say(f"{more} more above; root goes to the start of the branch.")

    def _go(self, spot: Spot) -> None:
        """Go to a spot of the open post and say what is there."""
        text = self._opened()
        text.spot, text.heard = spot, True
        if spot.row is None:
            self._where = POST
            self._next_part()
        else:
            self._where = COMMENTS
            self._say(*text.comment(spot.row))
        self._keep_place()

    def _keep_place(self) -> None:
        text = self._opened()
        place = Place(text.reading.post.id, text.comment_id, text.offset)
        self._services.memory.keep_place(place)

    def _jump(self, row: int | None, none: str) -> None:
        """Go to a comment far away, from where ``undo`` returns."""
        text = self._opened()
        if row is None:
            self._say(none)
            return
        self._jumps.append((text.reading.post.id, text.spot))
        self._go(Spot(text.spot.part, row))

    def _opened(self) -> OpenText:
        if self._text is None:
            raise GulagreaderError("No post is open; a number of the list opens one.")
        return self._text

    def _row(self) -> int:
        row = self._opened().spot.row
        if row is None:
            raise GulagreaderError("You are in the post; comments goes to the first.")
        return row
