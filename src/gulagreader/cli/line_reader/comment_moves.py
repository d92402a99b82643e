"""Moving from comment to comment: by level, to parents, to what is new."""

from abc import abstractmethod
from bisect import bisect_left

from gulagreader.cli.line_reader.moving import Moving
from gulagreader.cli.line_reader.reading_on import COMMENTS, HITS, POST
from gulagreader.cli.line_reader.sayings import many

_BACK = "back"
"""What is said behind an order to go the other way."""


class CommentMoves(Moving):
    """Goes through the comments by jumps."""

    def _do_open(self, named: str) -> None:
        if self._where == COMMENTS and named.isdecimal():
            self._do_comment(named)
            return
        choices = self._hits if self._where == HITS else self._cards
        if not named.isdecimal():
            place = self._services.resolve(named)
            self._open(place.post, place.comment)
        elif not 0 < int(named) <= len(choices):
            things = "hits" if self._where == HITS else "posts"
            self._say(f"There is no {named}; there are {len(choices)} {things}.")
        elif self._where == HITS:
            self._open_hit(int(named))
        else:
            self._open(self._cards[int(named) - 1].id)

    @abstractmethod
    def _open_hit(self, number: int) -> None:
        """Go to a hit of the search."""

    def _do_comments(self, way: str) -> None:
        comments = self._opened().comments
        first = comments.following(None)
        if way.lower() in {"end", "last"} and first is not None:
            first = comments.sequence[-1]
        self._jump(first, "There are no comments under this post.")

    def _do_comment(self, named: str) -> None:
        text = self._opened()
        thread, row = text.thread, text.spot.row
        if named.lower() in {"", "next"}:
            self._jump(text.comments.following(row), "This is the last comment.")
        elif named.lower() == _BACK:
            before = None if row is None else text.comments.preceding(row)
            self._jump(before, "This is the first comment.")
        else:
            number = int(named) if named.isdecimal() else 0
            there = 0 < number <= len(thread)
            none = f"There is no comment {named}; there are {len(thread)}."
            self._jump(number - 1 if there else thread.index.get(named), none)

    def _do_parent(self, _: str) -> None:
        thread, row = self._opened().thread, self._row()
        self._jump(thread.rows[row].parent, "This comment answers the post itself.")

    def _do_root(self, _: str) -> None:
        row = self._row()
        root = self._opened().thread.root(row)
        self._jump(root if root != row else None, "This is the start of the branch.")

    def _do_same(self, _: str) -> None:
        found = self._sibling(self._row(), 1)
        self._jump(found, "There is none after it at this level; skip goes on.")

    def _do_before(self, _: str) -> None:
        found = self._sibling(self._row(), -1)
        self._jump(found, "There is none before it at this level; parent goes up.")

    def _sibling(self, row: int, step: int) -> int | None:
        """The next comment of the same level that is read, or the one before."""
        text = self._opened()
        found = text.thread.sibling(row, step)
        while found is not None and not text.comments.holds(found):
            found = text.thread.sibling(found, step)
        return found

    def _do_top(self, way: str) -> None:
        text = self._opened()
        row = text.spot.row
        if row is None:
            first = text.comments.arrangement.reading[:1]
            self._jump(first[0] if first else None, "There are no comments.")
            return
        root = text.thread.root(row)
        if way.lower() == _BACK:
            found = root if root != row else self._sibling(root, -1)
            self._jump(found, "There is no top-level comment before this.")
        else:
            none = "There is no top-level comment further on."
            self._jump(self._sibling(root, 1), none)

    def _do_skip(self, _: str) -> None:
        text, row = self._opened(), self._row()
        reading = text.comments.arrangement.reading
        at = bisect_left(reading, row + 1 + text.thread.rows[row].descendants)
        found = reading[at] if at < len(reading) else None
        self._jump(found, "There is nothing after its replies.")

    # What is new

    def _do_new(self, way: str) -> None:
        back = way.lower() == _BACK
        if self._text is not None and self._where in {POST, COMMENTS}:
            found = self._new_beside(back=back)
            narrowing = self._text.comments.narrowing
            if found is not None:
                self._jump(found, "", open_up=True)
                return
            if narrowing is not None:
                self._say(
                    f"None of those {self._text.comments.narrowed_by} is new further"
                    f" {'back' if back else 'on'}; only all reads all comments again."
                )
                return
        self._open_unread(back=back)

    def _open_unread(self, *, back: bool) -> None:
        """Open the next unread post of the list after the open one, or the last before.

        Where the open post is not in the list, or none is open, all of the list is
        after it and before it.
        """
        posts = list(self._cards.ids())
        here = None
        if self._text is not None:
            here = self._cards.number_of(self._text.reading.post.id)
        after = posts[0 if here is None else here + 1 :]
        before = posts[:here][::-1]
        ahead, behind = (before, after) if back else (after, before)
        read = self._services.memory.read_posts()
        found = next((post for post in ahead if post not in read), None)
        if found is not None:
            self._open(found)
            return
        others = sum(post not in read for post in behind) if here is not None else 0
        if not others:
            self._say("Nothing is new, and no post of the list is unread.")
            return
        way, order, side = (
            ("back", "new", "after") if back else ("on", "new back", "before")
        )
        there = "it" if others == 1 else "the nearest"
        self._say(
            f"No new comment or unread post further {way};"
            f" {many(others, 'unread post')} {side} this, and {order} goes to {there}."
        )

    def _new_beside(self, *, back: bool) -> int | None:
        """The next new comment in the order in which they are read, or the one before.

        Those in folded branches count, as they do on the screen.
        """
        text = self._opened()
        comments, row = text.comments, text.spot.row
        new = text.new
        if comments.narrowing is not None:
            new &= comments.narrowing.rows
        here = -1 if row is None else comments.rank(row)
        if back:
            before = [one for one in new if comments.rank(one) < here]
            return max(before, key=comments.rank, default=None)
        later = [one for one in new if comments.rank(one) > here]
        return min(later, key=comments.rank, default=None)
