"""How comments are read: by time, folded, or only some of them."""

from collections import Counter
from typing import TYPE_CHECKING

from gulagreader.cli.line_reader.comment_moves import CommentMoves
from gulagreader.cli.line_reader.open_text import Spot
from gulagreader.cli.line_reader.reading_on import COMMENTS, POST
from gulagreader.cli.line_reader.sayings import many, replies_said, sentence, unquoted
from gulagreader.domain import folding
from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.folding import Folded
from gulagreader.services.quoting import QuotedReading
from gulagreader.text.clean import clean_line

if TYPE_CHECKING:
    # Nothing of the search is needed before somebody asks for something.
    from gulagreader.services.thread_asking import ThreadAsker

_BY_TIME, _BY_THREAD = {"time", "date"}, {"thread", "tree"}
_SPEAKERS = 12
"""Authors that are named at most."""
_ALL_AGAIN = "only all reads all again."


class Arranging(CommentMoves):
    """Puts the comments in another order, folds them, and leaves some out."""

    _asker: "tuple[QuotedReading, ThreadAsker] | None" = None
    _read_before: tuple[str, int, int] | None = None
    """The post that was folded as a whole, the row gone to, and the one read before."""

    # Order and authors

    def _do_by(self, named: str) -> None:
        """Read by time or by thread, or only the comments of an author."""
        low = named.casefold()
        if low in _BY_TIME | _BY_THREAD:
            self._put_in_order(flat=low in _BY_TIME)
        else:
            self._narrow_to_author(named)

    def _put_in_order(self, *, flat: bool) -> None:
        self._services.memory.threads.keep_flat(flat=flat)
        told = (
            "Comments are read in the order of time; by thread goes back to the tree."
            if flat
            else "Comments are read under what they answer; by time changes it."
        )
        text = self._text
        if text is None:
            self._say(told)
            return
        row = text.spot.row
        text.comments.put_in_order(flat=flat)
        self._say(told)
        if row is not None:
            # By time there is none of what only stands above the others.
            self._show(row)
            self._say(text.here(row))

    def _narrow_to_author(self, named: str) -> None:
        text = self._opened()
        rows = text.thread.rows
        if not rows:
            self._say("There are no comments under this post.")
            return
        if not named:
            row = text.spot.row
            if row is None:
                raise GulagreaderError(
                    "Say whose comments, such as: by reader 7. by time and by thread"
                    " put the comments in order."
                )
            named = rows[row].comment.author or ""
        authors = [(one.comment.author or "").casefold() for one in rows]
        if named.casefold() not in authors:
            named = unquoted(named)
        wanted = named.casefold()
        if not wanted:
            self._say(
                "Nobody is named as the author of this comment; by and a name reads"
                " those of another."
            )
            return
        exact = wanted in authors
        found = frozenset(
            number
            for number, author in enumerate(authors)
            if (author == wanted if exact else wanted in author)
        )
        if not found:
            self._say(f"There is no comment by {clean_line(named)} here.")
            self._say(self._speakers_said())
            return
        self._narrow(found, f"by {clean_line(named)}")

    def _speakers_said(self) -> str:
        """Who speaks under the open post, who said most first."""
        rows = self._opened().thread.rows
        counts = Counter(one.comment.author for one in rows if one.comment.author)
        names = [clean_line(name) for name, _ in counts.most_common(_SPEAKERS)]
        more = len(counts) - len(names)
        if not names:
            return "No comment here names its author."
        return (
            f"Here speak {', '.join(names)}{f', and {more} more' if more > 0 else ''}."
        )

    # Words

    def _do_only(self, typed: str) -> None:
        """Read only the comments that match a query; all of them without one."""
        text = self._opened()
        if not len(text.thread):
            self._say("There are no comments under this post.")
            return
        if typed.casefold() in {"", "all"}:
            self._widen()
            return
        answer = self._thread_asker().ask(typed, typing=False, new=text.new)
        self._say(*map(sentence, answer.told))
        if not answer.asks:
            self._say("Say what they match, such as: only bread, or only is:new")
        elif not answer.rows:
            self._say(f"No comment matches {clean_line(typed)}; nothing changed.")
        else:
            self._narrow(answer.rows, f"matching {clean_line(typed)}")

    def _thread_asker(self) -> "ThreadAsker":
        reading = self._opened().reading
        if self._asker is None or self._asker[0] is not reading:
            from gulagreader.services.thread_asking import ThreadAsker  # noqa: PLC0415 - rarely

            info = self._services.info
            self._asker = reading, ThreadAsker(reading.post, reading.thread, info)
        return self._asker[1]

    def _narrow(self, rows: frozenset[int], by: str) -> None:
        """Read only some comments; asked for again, go to the next of them."""
        text = self._opened()
        comments, row = text.comments, text.spot.row
        if comments.narrowing is not None and comments.narrowing.rows == rows:
            comments.narrowed_by = by
            none = f"That was the last {by}; {_ALL_AGAIN}"
            self._jump(comments.following(row), none)
            return
        comments.narrow(rows, by)
        count = many(len(comments.thread), "comment")
        self._say(f"{len(rows)} of {count} {by}; {_ALL_AGAIN}")
        if row is not None and row in rows:
            self._say(text.here(row))
            return
        found = comments.following(row)
        if found is None and row is not None:
            found = comments.preceding(row)
        if found is not None:
            self._say_leading_to(found)
        self._jump(found, "")

    def _widen(self) -> None:
        text = self._opened()
        if text.comments.narrowing is None:
            self._say("All comments are read; only and some words leave out others.")
            return
        text.comments.widen()
        self._say("All comments are read again.")
        if text.spot.row is not None:
            # What it is in may have been folded before.
            self._show(text.spot.row)
        self._say(*self._where_now())

    # Folds

    def _do_fold(self, what: str) -> None:
        self._changed_folds(what, fold=True)

    def _do_unfold(self, what: str) -> None:
        self._changed_folds(what, fold=False)

    def _changed_folds(self, what: str, *, fold: bool) -> None:
        text = self._opened()
        if not len(text.thread):
            self._say("There are no comments under this post.")
            return
        if text.comments.narrowing is not None:
            self._say(
                "Only some comments are read, and folds count for nothing;"
                " only all reads all again."
            )
            return
        match what.casefold().split():
            case []:
                self._fold_branch(self._row(), fold=fold)
            case ["all"]:
                self._fold_all(fold=fold)
            case ["level" | "levels"]:
                self._fold_level(fold=fold)
            case ["level" | "levels", number] | [number] if number.isdecimal():
                depth = min(max(1, int(number)), len(text.thread))
                self._refold(folding.folded_below(text.thread, depth - 1))
            case _:
                verb = "fold" if fold else "unfold"
                self._say(
                    f"Say {verb}, {verb} all, {verb} level, or fold and the number of"
                    " levels to read."
                )

    def _fold_branch(self, row: int, *, fold: bool) -> None:
        text = self._opened()
        own = text.thread.rows[row]
        folded, name = text.comments.folded, own.comment.id
        if fold and name in folded:
            if own.parent is None:
                self._say("It is folded; Enter goes past it, unfold opens it.")
            else:
                self._say("It is folded; this is the comment it answers.")
                self._jump(own.parent, "")
        elif fold:
            self._keep_folds(folded | {name})
            new = sum(row < one <= row + own.descendants for one in text.new)
            hidden = f"Branch of {replies_said(own.descendants)}, folded"
            said = hidden if own.descendants else "Folded; it has no replies"
            self._say(
                f"{said}{f', {new} new' if new else ''}. Enter goes past it, unfold"
                " opens it."
            )
        elif name in folded:
            self._keep_folds(folded - {name})
            self._say("Unfolded.")
            self._go(Spot(text.spot.part, row))
        else:
            self._say("It is not folded; unfold all opens all that is.")

    def _fold_all(self, *, fold: bool) -> None:
        text = self._opened()
        post, before = text.reading.post.id, text.spot.row
        if fold:
            self._refold(folding.all_folded(text.thread))
            after = text.spot.row
            if before is not None and after is not None and after != before:
                self._read_before = post, after, before
            return
        kept, self._read_before = self._read_before, None
        if kept is not None and kept[:2] == (post, before):
            text.spot = Spot(text.spot.part, kept[2])
        self._refold(folding.NOTHING_FOLDED)

    def _fold_level(self, *, fold: bool) -> None:
        text = self._opened()
        change = folding.one_level_more if fold else folding.one_level_less
        self._refold(change(text.thread, text.comments.folded))

    def _refold(self, folded: Folded) -> None:
        """Fold otherwise; a comment that is hidden by it gives way to what hides it."""
        text = self._opened()
        thread, comments = text.thread, text.comments
        if folded == comments.folded:
            self._say("Nothing to change: it is so already.", *self._where_now())
            return
        before = comments.folded
        self._keep_folds(folded)
        if text.spot.row is not None and not comments.holds(text.spot.row):
            text.spot = Spot(text.spot.part, comments.nearest(text.spot.row))
        self._keep_place()
        self._say(self._folds_said(before), *self._where_now())
        deepest = max(row.depth for row in thread.rows) + 1
        if folding.shown_depth(thread, folded) + 1 < deepest:
            self._say("unfold level reads one level more, unfold all every comment.")

    def _folds_said(self, before: Folded) -> str:
        """What is folded now, and was otherwise before."""
        text = self._opened()
        thread, folded = text.thread, text.comments.folded
        count = many(len(thread), "comment")
        if not folded:
            opened = sum(name in thread.index for name in before)
            said = many(opened, "branch", "branches")
            return f"Unfolded {said}; all {count} are read."
        if folded == folding.all_folded(thread):
            new = f", {len(text.new)} of them new" if text.new else ""
            said = many(len(folded), "branch", "branches")
            return f"All is folded: {said}, {count}{new}."
        levels = many(folding.shown_depth(thread, folded) + 1, "level")
        return f"{levels} read: {len(text.comments.sequence)} of {count}."

    def _where_now(self) -> list[str]:
        """Which comment the reader is at, in another arrangement."""
        text = self._opened()
        row = text.spot.row
        in_comments = row is not None and self._where in {POST, COMMENTS}
        return [text.here(row)] if in_comments and row is not None else []
