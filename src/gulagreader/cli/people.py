"""``people``: who wrote in a library, what they said and to whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.index_desk import IndexDesk
from gulagreader.cli.people_lines import (
    exchange_lines,
    person_lines,
    remark_lines,
    table_lines,
)
from gulagreader.cli.people_shapes import (
    NUMBERS_HEADER,
    REMARK_HEADER,
    TURN_HEADER,
    exchange_shape,
    numbers_cells,
    numbers_shape,
    person_shape,
    remark_cells,
    remark_shape,
    turn_cells,
)
from gulagreader.cli.tables import csv_lines
from gulagreader.domain.errors import IndexUnavailableError
from gulagreader.domain.people import COLUMNS, Column, Person, sorted_people
from gulagreader.services.finding import Finder
from gulagreader.services.index_place import index_cache
from gulagreader.services.people import LibraryPeople
from gulagreader.services.remarks import Remarks
from gulagreader.services.uptake.graph import PassageGraph
from gulagreader.services.uptake.updating import update_passages
from gulagreader.text.clean import clean_line

_LIMIT = 100
_COLUMNS: dict[str, Column] = {column.replace("_", "-"): column for column in COLUMNS}


def run_people(request: Request, console: Console) -> int:
    """Print people, or what one of them said; 1 where there is nothing."""
    _check(request)
    desk = Desk.open(request, console)
    return IndexDesk(desk).answered(
        lambda finder: _answered(_people(desk, finder), request, console),
        quotations=False,
    )


def _check(request: Request) -> None:
    verb = request.verb
    if request.has("--with") and not request.words:
        raise UsageError("--with needs a NAME before it", verb)
    if request.has("--with") and request.has("--unanswered"):
        raise UsageError("ask for --with or for --unanswered", verb)
    if request.has("--json") and request.has("--csv"):
        raise UsageError("ask for --json or for --csv", verb)
    if request.has("--sort"):
        if request.words or request.has("--unanswered"):
            raise UsageError("--sort belongs to the table of people", verb)
        if request.options["--sort"] not in _COLUMNS:
            raise UsageError(f"--sort takes one of: {', '.join(_COLUMNS)}", verb)


def _answered(people: LibraryPeople, request: Request, console: Console) -> int:
    asked = _Asked(request, console, people, Remarks(people))
    if not request.words:
        if request.has("--unanswered"):
            return asked.print_unanswered(None)
        return asked.print_table()
    person = asked.one(request.text)
    if person is None:
        return 1
    if request.has("--with"):
        other = asked.one(request.options["--with"])
        return 1 if other is None else asked.print_dialogue(person, other)
    if request.has("--unanswered"):
        return asked.print_unanswered(person)
    return asked.print_person(person)


def _people(desk: Desk, finder: Finder) -> LibraryPeople:
    """The people of a library whose passages are up to date."""
    cache, _ = index_cache(desk.own.cache, desk.own.temporary)
    try:
        desk.console.run(update_passages(desk.library, cache))
    except IndexUnavailableError as error:
        # What was known of them before is used.
        desk.console.note(f"gulagreader: {error}")
    graph = PassageGraph.open(desk.library, cache)
    return LibraryPeople(desk.library, finder.texts, graph)


@dataclass
class _Asked:
    request: Request
    console: Console
    people: LibraryPeople
    remarks: Remarks

    @property
    def _limit(self) -> int | None:
        return self.request.number("--limit", _LIMIT, least=0) or None

    def one(self, name: str) -> Person | None:
        """The one whom a name means; tells whom it may mean where that is not clear."""
        found = self.people.named(name)
        if len(found) == 1:
            return found[0]
        shown = clean_line(name)[:80]
        if not found:
            self.console.note(
                f"Nobody here is called “{shown}”. See who is: gulagreader people"
            )
            return None
        some = ", ".join(clean_line(person.name) for person in found[:8])
        more = ", …" if len(found) > 8 else ""
        self.console.note(
            f"“{shown}” may mean {len(found)} people: {some}{more}. Give more of it."
        )
        return None

    def print_table(self) -> int:
        """Everybody."""
        column = _COLUMNS[self.request.options.get("--sort", "comments")]
        rows = sorted_people(self.people.rows, column)
        if self.request.has("--limit"):
            rows = rows[: self._limit]
        if self.request.has("--json"):
            self.console.say_json([numbers_shape(row) for row in rows])
        elif self.request.has("--csv"):
            self._say_csv(NUMBERS_HEADER, map(numbers_cells, rows))
        else:
            self._say(table_lines(rows, self.console.width))
        if not rows:
            self.console.note("Nobody wrote in this library yet.")
        return 0 if rows else 1

    def print_person(self, person: Person) -> int:
        """What somebody said."""
        _ = self.people.asking  # what is printed is to be whole
        numbers = self.people.numbers_of(person)
        every = self.remarks.by(person)
        own = every[: self._limit]
        if self.request.has("--csv"):
            remarks = self.remarks.remarks(own)
            self._say_csv(REMARK_HEADER, map(remark_cells, remarks))
        else:
            received = self.people.replies_received(person)
            given = self.people.replies_given(person)
            remarks = self.remarks.remarks(own)
            if self.request.has("--json"):
                shape = person_shape(numbers, received, given, remarks)
                self.console.say_json(shape)
            else:
                self._say(person_lines(numbers, received, given, self.console.width))
                for remark in remarks:
                    self._say(remark_lines(remark, self.console.width))
        self._say_rest(len(own), len(every), "comment")
        return 0

    def print_unanswered(self, person: Person | None) -> int:
        """Questions without an answer."""
        every = self.remarks.unanswered(person)
        open_ones = every[: self._limit]
        remarks = self.remarks.remarks(open_ones)
        if self.request.has("--json"):
            self.console.say_json([remark_shape(one) for one in remarks])
        elif self.request.has("--csv"):
            self._say_csv(REMARK_HEADER, map(remark_cells, remarks))
        else:
            for remark in remarks:
                self._say(remark_lines(remark, self.console.width, questions=True))
        if not every:
            self.console.note("No question is without an answer.")
        self._say_rest(len(open_ones), len(every), "question")
        return 0 if every else 1

    def print_dialogue(self, one: Person, other: Person) -> int:
        """What two said to one another."""
        found = self.remarks.dialogue(one, other)
        if self.request.has("--json"):
            self.console.say_json([exchange_shape(exchange) for exchange in found])
        elif self.request.has("--csv"):
            rows = (
                row
                for number, exchange in enumerate(found, 1)
                for row in turn_cells(exchange, number)
            )
            self._say_csv(TURN_HEADER, rows)
        else:
            for exchange in found:
                self._say(exchange_lines(exchange, self.console.width))
        if not found:
            names = f"{clean_line(one.name)} and {clean_line(other.name)}"
            why = ""
            if one.is_unknown or other.is_unknown:
                why = ", as far as is known: who gave no name is not one person"
            elif one.key == other.key:
                why = "; they are one person here"
            self.console.note(f"{names} never answered one another{why}.")
        return 0 if found else 1

    def _say(self, lines: "Iterator[Sequence[tuple[str] | tuple[str, str]]]") -> None:
        self.console.say_pieces(lines, plain=self.request.has("--plain"))

    def _say_csv(
        self,
        header: Sequence[str],
        rows: "Iterator[Sequence[str | int | float | None]]",
    ) -> None:
        for line in csv_lines(header, rows):
            self.console.out.write(f"{line}\n")

    def _say_rest(self, shown: int, every: int, what: str) -> None:
        if shown < every:
            self.console.note(f"{every} {what}s, {shown} shown (--limit 0 shows all).")
