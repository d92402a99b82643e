"""What people said: their comments with the lines that they answer, and dialogues."""

from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from gulagreader.domain.errors import GulagreaderError
from gulagreader.domain.people import (
    AnsweredLine,
    Exchange,
    LineKind,
    Person,
    Remark,
    Turn,
)
from gulagreader.domain.quotations import QuotationKind
from gulagreader.domain.uptake import Link, LinkKind
from gulagreader.services.people import LibraryPeople
from gulagreader.services.reading import Reading
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import plain_text
from gulagreader.text.questions import first_sentence, questions_in
from gulagreader.text.quotations import find_quotations
from gulagreader.text.words import words

_READINGS_KEPT = 24
_LONGEST = 300
"""Characters of a line that is answered, at most."""


@dataclass
class Remarks:
    """Tells what people said, from the sources. Use it from one thread only.

    Comments are known by their numbers in the index (``LibraryPeople.roll``); each is
    read when it is asked for, since one person may have written fifty thousand.
    """

    people: LibraryPeople
    _readings: "OrderedDict[str, Reading | None]" = field(default_factory=OrderedDict)

    def by(self, person: Person) -> list[int]:
        """Somebody's comments, the oldest first, undated ones last."""
        number = self.people.roll.number(person.key)
        return [] if number is None else self.people.roll.of(number).tolist()

    def unanswered(self, person: Person | None = None) -> list[int]:
        """Comments that ask something and that nobody else answered, newest first.

        Of a person, or of all; undated ones last.
        """
        roll = self.people.roll
        own = None if person is None else roll.number(person.key)
        if person is not None and own is None:
            return []
        found = np.array(
            [
                number
                for number, answered in self.people.asking.asked.items()
                if not answered and (own is None or int(roll.by[number]) == own)
            ],
            np.int64,
        )
        order: list[int] = found[np.lexsort((found, -roll.dates[found]))].tolist()
        return order

    def fitting(self, numbers: Sequence[int], typed: str) -> list[int]:
        """Those of some comments that have words that begin as the words typed."""
        wanted = set(words(typed))
        if not wanted:
            return list(numbers)
        found = []
        for number in numbers:
            own = self.people.index.words_of(number)[1]
            if all(any(one.startswith(word) for one in own) for word in wanted):
                found.append(number)
        return found

    def remark(self, number: int) -> Remark | None:
        """A comment with the line it answers; None where it is not there any more."""
        reading, row = self._place_of(number)
        if reading is None or row is None:
            return None
        comment = reading.thread.rows[row].comment
        people = self.people
        key = people.person_of(comment.author).key
        owner = people.person_of(reading.post.author)
        return Remark(
            post=reading.post.id,
            title=reading.post.title,
            comment=comment.id,
            author=comment.author,
            date=comment.date,
            text=comment.text,
            line=self._line(reading, row),
            by_post_author=key == owner.key and not owner.is_unknown,
            questions=questions_in(comment.text),
            answered=people.asking.asked.get(number, False)
            if people.knows_questions
            else None,
        )

    def remarks(self, numbers: Sequence[int]) -> Iterator[Remark]:
        """Comments with the lines they answer; those that are gone are passed over."""
        for number in numbers:
            found = self.remark(number)
            if found is not None:
                yield found

    def dialogue(self, one: Person, other: Person) -> list[Exchange]:
        """What two said to one another, the oldest exchange first.

        An exchange is what both wrote in one branch of a thread, where each comment
        answers one of the other, directly or with others between, or is answered so.
        Who gave no name has no dialogue: it may be several.
        """
        roll = self.people.roll
        first, second = roll.number(one.key), roll.number(other.key)
        if first is None or second is None or first == second:
            return []
        if roll.unknown in (first, second):
            return []
        answers = self._answers(first, second)
        groups = _joined(answers)
        found = [self._exchange(group, answers) for group in groups]
        known = [one for one in found if one is not None]
        order = {id(one): at for at, one in enumerate(known)}
        return sorted(
            known, key=lambda one: (one.turns[0].date or "9999", order[id(one)])
        )

    def _answers(self, first: int, second: int) -> dict[int, int]:
        """The comments of two, each with the nearest one of the other above it."""
        roll = self.people.roll
        by, parents = roll.by.tolist(), roll.parents.tolist()
        # For each comment the nearest above it of the first, and of the second. What
        # is answered stands before its answers, so that one pass is enough.
        above: dict[int, tuple[int, int]] = {}
        found: dict[int, int] = {}
        for number in roll.comments.tolist():
            parent = parents[number]
            if parent < 0:
                continue
            one, other = above.get(parent, (-1, -1))
            if by[parent] == first:
                one = parent
            elif by[parent] == second:
                other = parent
            if one < 0 and other < 0:
                continue
            above[number] = one, other
            if by[number] == first and other >= 0:
                found[number] = other
            elif by[number] == second and one >= 0:
                found[number] = one
        return found

    def _exchange(
        self, numbers: Sequence[int], answers: dict[int, int]
    ) -> Exchange | None:
        turns: list[Turn] = []
        line: AnsweredLine | None = None
        for number in sorted(numbers):
            reading, row = self._place_of(number)
            if reading is None or row is None:
                continue
            line = line or self._line(reading, row)
            comment = reading.thread.rows[row].comment
            to = answers.get(number)
            turns.append(
                Turn(
                    reading.post.id,
                    reading.post.title,
                    comment.id,
                    comment.author,
                    comment.date,
                    comment.text,
                    None if to is None else self.people.index.document(to).comment,
                    self._between(number, to),
                )
            )
        if not turns or line is None:
            return None
        return Exchange(turns[0].post, turns[0].title, line, tuple(turns))

    def _between(self, number: int, above: int | None) -> tuple[str, ...]:
        if above is None:
            return ()
        roll = self.people.roll
        between: list[str] = []
        at = int(roll.parents[number])
        while at not in (above, -1):
            between.append(roll.people.person(roll.keys[int(roll.by[at])]).name)
            at = int(roll.parents[at])
        return tuple(reversed(between))

    def _place_of(self, number: int) -> tuple[Reading | None, int | None]:
        """The post of a comment, and its row; None for what is not there any more."""
        document = self.people.index.document(number)
        reading = self._read(document.post)
        if reading is None:
            return None, None
        return reading, reading.thread.index.get(document.comment or "")

    def _read(self, post: str) -> Reading | None:
        if post not in self._readings:
            try:
                self._readings[post] = self.people.library.read(post)
            except GulagreaderError:
                self._readings[post] = None
        self._readings.move_to_end(post)
        while len(self._readings) > _READINGS_KEPT:
            self._readings.popitem(last=False)
        return self._readings[post]

    # The line that is answered

    def _line(self, reading: Reading, row: int) -> AnsweredLine:
        comment = reading.thread.rows[row].comment
        links = self.people.graph.links_from(reading.post.id, comment.id)
        for link in links:
            line = self._taken_up(link)
            if line is not None:
                return line
        above = reading.thread.rows[row].parent
        if above is None:
            how: LineKind = "post"
            place, author, source = None, reading.post.author, reading.post.body
        else:
            answered = reading.thread.rows[above].comment
            how = "answered"
            place, author, source = answered.id, answered.author, answered.text
        quoted = _block_quoted(comment.text)
        if quoted:
            return AnsweredLine(quoted, "quoted", reading.post.id, place, author)
        return AnsweredLine(first_sentence(source), how, reading.post.id, place, author)

    def _taken_up(self, link: Link) -> AnsweredLine | None:
        """The passage that a comment took up, as it stands where it comes from."""
        if link.kind is LinkKind.SHARED:
            return None
        target = link.target
        reading = self._read(target.post)
        if reading is None:
            return None
        author, source = reading.post.author, reading.post.body
        if target.comment is not None:
            comment = reading.thread.comment(target.comment)
            if comment is None:
                return None
            author, source = comment.author, comment.text
        text = _short(source[target.start : target.end])
        if not text:
            return None
        how: LineKind = "quoted" if link.kind is LinkKind.QUOTED else "repeated"
        span = target.start, target.end
        return AnsweredLine(text, how, target.post, target.comment, author, span)


def _block_quoted(source: str) -> str:
    """The words of the first block quote of a comment."""
    if ">" not in source:
        return ""
    for one in find_quotations(source):
        if one.kind is QuotationKind.BLOCK:
            return _short(source[one.start : one.end])
    return ""


def _short(source: str) -> str:
    line = clean_line(plain_text(source))
    return line if len(line) <= _LONGEST else line[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _joined(answers: dict[int, int]) -> list[list[int]]:
    """Comments that answer one another, together."""
    group: dict[int, int] = {}

    def top(number: int) -> int:
        while group.setdefault(number, number) != number:
            group[number] = group[group[number]]
            number = group[number]
        return number

    for number, answered in answers.items():
        one, other = top(number), top(answered)
        if one != other:
            group[max(one, other)] = min(one, other)
    found: dict[int, list[int]] = {}
    for number in sorted(group):
        found.setdefault(top(number), []).append(number)
    return list(found.values())
