"""People and words of the whole library: who said what, and where words stand."""

from contextlib import closing
from typing import TYPE_CHECKING

from gulagreader.cli.line_reader.asides import Asides
from gulagreader.cli.line_reader.sayings import (
    in_marks,
    many,
    sentence,
    shortened,
    unquoted,
)
from gulagreader.domain.dates import display_date
from gulagreader.domain.places import Place
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


class Naming(Asides):
    """Says what somebody, or a word, says in all threads."""

    def _do_people(self, typed: str) -> None:
        from gulagreader.services.people import fitting  # noqa: PLC0415 - rarely

        with closing(self._finder()) as finder:
            every = self._services.people(finder).first_rows
            rows = fitting(every, typed) or fitting(every, unquoted(typed))
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
            found = people.named(named) or people.named(unquoted(named))
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
        with closing(self._finder(query)) as finder:
            found = concordance_of(finder, query)
            self._say(*map(sentence, found.head.notes))
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


def _remark_said(remark: "Remark") -> str:
    """A comment in short, behind the line that it answers."""
    when = display_date(remark.date, time=True) or "undated"
    to = f" to {remark.line.author}" if remark.line.author else ""
    line = shortened(remark.line.text)
    answers = f",{to or ' to'} {in_marks(line)}" if line else ""
    words = shortened(plain_text(remark.text))
    return clean_line(f"In {in_marks(remark.title)}, {when}{answers}: {words}")


def _keyword_said(line: "KeywordLine") -> str:
    """A keyword with some words around it, and where that is."""
    before = line.before[-_AROUND:].partition(" ")[2] or line.before
    after = line.after[:_AROUND].rpartition(" ")[0] or line.after
    who = line.author or "author unknown"
    where = "in" if line.comment is None else f"{line.kind} under"
    words = f"{before}{line.keyword}{after}"
    return clean_line(f"{words} — {who}, {where} {in_marks(line.title)}")
