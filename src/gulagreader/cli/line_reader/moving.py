"""Moving: from post to post, and from comment to comment."""

from gulagreader.cli.line_reader.open_text import OpenText, Spot
from gulagreader.cli.line_reader.reading_on import COMMENTS, HITS, LIST, POST, ReadingOn
from gulagreader.cli.line_reader.sayings import many, post_said
from gulagreader.domain.hits import Hit
from gulagreader.domain.newness import news_of
from gulagreader.domain.places import Place
from gulagreader.services.quoting import QuotedReading


class Moving(ReadingOn):
    """Goes where it is told."""

    # Posts

    def _do_list(self, query: str) -> None:
        self._cards = self._services.cards
        if query:
            listing = self._services.open_listing()
            listing.take(self._cards)
            listing.finish(words=True)
            found = listing.listed(query)
            self._cards = found.cards
            self._say(*found.notes, f"{many(len(self._cards), 'post')}.")
        self._where, self._told = LIST, 0
        self._do_next("")

    def _do_open(self, named: str) -> None:
        if self._where == COMMENTS and named.isdecimal():
            self._do_comment(named)
            return
        choices = self._hits if self._where == HITS else self._cards
        if not named.isdecimal():
            self._open(self._services.resolve(named).post)
        elif 0 < int(named) <= len(choices):
            chosen = choices[int(named) - 1]
            if isinstance(chosen, Hit):
                self._open(chosen.post, chosen.comment)
            else:
                self._open(chosen.id)
        else:
            self._say(f"There is no {named}; there are {len(choices)}.")

    def _open(self, post: str, comment: str | None = None) -> None:
        """Open a post where it was left, or at a comment."""
        services, memory = self._services, self._services.memory
        reading = services.read(post)
        if self._text is not None:
            self._jumps.append((self._text.reading.post.id, self._text.spot))
        self._leave_post()
        news = self._news(reading)
        text = OpenText(reading, services.info.teachers, news)
        self._text, self._where = text, POST
        cards = [card.id for card in services.cards]
        place = f"{cards.index(post) + 1} of {len(cards)}" if post in cards else ""
        thread = reading.thread
        self._say(
            post_said(reading.post, place, len(thread), len(news), text.minutes),
            *(str(damage) for damage in reading.damages),
        )
        kept = memory.place(post)
        memory.mark_read(post)
        row = thread.index.get(comment) if comment else None
        if row is not None:
            self._go(Spot(0, row))
        elif kept is not None and (kept.offset or kept.comment):
            self._take_up(text, kept)

    def _news(self, reading: QuotedReading) -> frozenset[int]:
        """The rows of the comments that are new to the reader."""
        memory = self._services.memory
        seen = memory.seen(reading.post.id)
        return news_of(reading.thread, memory.threads.since, seen).rows

    def _take_up(self, text: OpenText, kept: Place) -> None:
        """Go on where the post was left."""
        row = text.reading.thread.index.get(kept.comment) if kept.comment else None
        part = text.part_at(kept.offset)
        text.heard = False
        if row is not None:
            text.spot, self._where = Spot(part, row), COMMENTS
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

    def _do_post(self, _: str) -> None:
        self._go(Spot(0))

    def _do_undo(self, _: str) -> None:
        if not self._jumps:
            self._say("There is nothing to go back to.")
            return
        post, spot = self._jumps.pop()
        if self._text is None or self._text.reading.post.id != post:
            self._open(post)
            self._jumps.pop()
        self._go(Spot(max(0, spot.part - 1)) if spot.row is None else spot)

    # Comments

    def _do_comments(self, _: str) -> None:
        there = len(self._opened().reading.thread)
        self._jump(0 if there else None, "There are no comments under this post.")

    def _do_comment(self, named: str) -> None:
        thread = self._opened().reading.thread
        number = int(named) if named.isdecimal() else 0
        there = 0 < number <= len(thread)
        none = f"There is no comment {named}; there are {len(thread)}."
        self._jump(number - 1 if there else thread.index.get(named), none)

    def _do_parent(self, _: str) -> None:
        thread, row = self._opened().reading.thread, self._row()
        self._jump(thread.rows[row].parent, "This comment answers the post itself.")

    def _do_root(self, _: str) -> None:
        row = self._row()
        root = self._opened().reading.thread.root(row)
        self._jump(root if root != row else None, "This is the start of the branch.")

    def _do_same(self, _: str) -> None:
        found = self._opened().reading.thread.sibling(self._row(), 1)
        self._jump(found, "There is none after it at this level.")

    def _do_before(self, _: str) -> None:
        found = self._opened().reading.thread.sibling(self._row(), -1)
        self._jump(found, "There is none before it at this level.")

    def _do_top(self, _: str) -> None:
        thread = self._opened().reading.thread
        row = self._opened().spot.row
        found = 0 if row is None else thread.sibling(thread.root(row), 1)
        found = found if len(thread) else None
        self._jump(found, "There is no top-level comment further on.")

    def _do_skip(self, _: str) -> None:
        thread, row = self._opened().reading.thread, self._row()
        after = row + 1 + thread.rows[row].descendants
        none = "There is nothing after its replies."
        self._jump(after if after < len(thread) else None, none)

    def _do_new(self, _: str) -> None:
        if self._text is not None and self._where in {POST, COMMENTS}:
            row = self._text.spot.row
            later = [n for n in sorted(self._text.new) if row is None or n > row]
            if later:
                self._jump(later[0], "")
                return
        read = self._services.memory.read_posts()
        unread = next((c.id for c in self._services.cards if c.id not in read), None)
        if unread is None:
            self._say("Nothing is new, and no post is unread.")
        else:
            self._open(unread)
