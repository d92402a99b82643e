"""Where the reader is, and what the comment at hand answers."""

from collections.abc import Iterator

from gulagreader.cli.line_reader.open_text import OpenText, Spot
from gulagreader.cli.line_reader.reading_on import HITS, LIST, ReadingOn
from gulagreader.cli.line_reader.sayings import many
from gulagreader.domain.dates import exact_moment
from gulagreader.text.clean import clean_line

ABOVE = 8
"""Comments that one stands under are said at most."""


class Whereabouts(ReadingOn):
    """Says where the reader is."""

    def _do_where(self, _: str) -> None:
        if self._text is None or self._where in {LIST, HITS}:
            count = len(self._cards if self._where == LIST else self._hits)
            end = "" if self._told < count else " That is all of it."
            self._say(f"In the {self._where}: {self._told} of {count} said.{end}")
            return
        text = self._text
        title = clean_line(text.reading.post.title)
        self._say(f"In the post {title}.")
        if text.spot.row is None:
            self._say(_part_said(text.spot.part, len(text.parts)))
        else:
            self._say_where_in_comments(text, text.spot.row)

    def _say_where_in_comments(self, text: OpenText, row: int) -> None:
        self._say(text.head(row))
        parts = 1 if text.comments.is_folded(row) else len(text.pieces(row))
        if parts > 1:
            self._say(f"Part {text.spot.piece + 1} of {parts}.")
        date = text.thread.rows[row].comment.date
        exact = exact_moment(date)
        # Of the others all that is known was said already.
        if ":" in exact and not exact.endswith("zone unknown"):
            self._say(f"Exactly: {exact}.")
        self._say(*how_read(text))
        above = text.thread.ancestors(row)
        nearest = above[::-1][:ABOVE]
        for number in nearest:
            self._say(f"Answers {text.in_a_line(number)}")
        if len(above) > len(nearest):
            more = len(above) - len(nearest)
            self._say(f"{more} more above; root goes to the start of the branch.")

    def _do_return(self, _: str) -> None:
        """Go back from the list or the hits to what was being read."""
        text = self._opened()
        row = text.spot.row
        if row is None:
            self._go(Spot(max(0, text.spot.part - 1)))
        else:
            self._go(text.spot)

    def _do_above(self, _: str) -> None:
        """Say the comments that this one answers, from the start of the branch."""
        text, row = self._opened(), self._row()
        above = text.thread.ancestors(row)
        if not above:
            self._say("This comment answers the post itself.")
        for number in above:
            self._say(text.head(number))
            self._say(*(piece.words for piece in text.pieces(number)))
        if above:
            self._say(f"You are still at comment {row + 1}.")


def _part_said(behind: int, parts: int) -> str:
    """Which part of a post was said last."""
    if not parts:
        return "It has no text."
    if not behind:
        return f"At its beginning; it has {many(parts, 'part')}."
    return f"Part {min(behind, parts)} of {parts}."


def how_read(text: OpenText) -> Iterator[str]:
    """How the comments are read, where that is not one after another in the tree."""
    comments = text.comments
    if comments.is_flat:
        yield "Comments are read in the order of time; by thread goes back to the tree."
    if comments.narrowing is not None:
        count = len(comments.narrowing.rows)
        yield (
            f"Only {count} of {many(len(text.thread), 'comment')} are read, those"
            f" {comments.narrowed_by}; only all reads all again."
        )
    elif comments.folded:
        there = sum(name in text.thread.index for name in comments.folded)
        if there:
            are = "comment is" if there == 1 else "comments are"
            yield f"{there} {are} folded; unfold all opens all."
