"""Tags, authors and years with their counts, to filter the list of posts by."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from gulagreader.services.listing import ChosenCards, Listing
from gulagreader.text.cells import cell_len, fitted
from gulagreader.text.clean import clean_line
from gulagreader.text.words import words
from gulagreader.ui.keys.whole_footer import WholeFooter
from gulagreader.ui.narrowing import author_clause, tag_clause, years_clause
from gulagreader.ui.views.rows_view import RowsView
from gulagreader.ui.views.typed_line import TypedLine


@dataclass(frozen=True, slots=True)
class Facet:
    """A tag, an author or a year, and how many posts have it."""

    kind: str
    name: str
    count: int
    clause: str
    """What asks for it in a query."""


def facets_of(listing: Listing, cards: ChosenCards) -> tuple[Facet, ...]:
    """What the posts of a list can be filtered by; the commonest tag first."""
    tags = listing.tags(cards).items()
    found = [
        Facet("tag", tag, count, clause)
        for tag, count in sorted(tags, key=lambda one: (-one[1], one[0].casefold()))
        if (clause := tag_clause(tag)) is not None
    ]
    authors = [(name, many) for name, many in listing.authors(cards).items() if name]
    found += [
        Facet("author", name, count, clause)
        for name, count in sorted(authors, key=lambda one: (-one[1], one[0].casefold()))
        if (clause := author_clause(name)) is not None
    ]
    found += [
        Facet("year", str(year), count, years_clause(year, year))
        for year, count in sorted(listing.years(cards).items(), reverse=True)
    ]
    return tuple(found)


def joined(facets: Sequence[Facet]) -> str:
    """The query for some facets: any of the same kind, and all kinds."""
    parts = []
    for kind in ("tag", "author", "year"):
        clauses = [facet.clause for facet in facets if facet.kind == kind]
        if len(clauses) > 1:
            parts.append(f"({' OR '.join(clauses)})")
        else:
            parts += clauses
    return " ".join(parts)


class FacetList(RowsView[Facet]):
    """The lines."""

    COMPONENT_CLASSES = {"hits--meta", "counts--chosen"}

    def __init__(self) -> None:
        super().__init__()
        self.chosen: list[Facet] = []

    def height_of(self, row: Facet) -> int:
        """A line each."""
        return 1

    def is_choice(self, row: Facet) -> bool:
        """Every line may be chosen."""
        return True

    def segments_in(
        self, row: Facet, part: int, looks: tuple[str, ...]
    ) -> Sequence[Segment]:
        """Paint a facet with its kind and its count."""
        chosen = row in self.chosen
        name = (*looks, "counts--chosen") if chosen else looks
        aside = f" {row.kind} {row.count:>6,} "
        room = max(1, self.text_width - cell_len(aside) - 3)
        return [
            Segment(f" {'✓' if chosen else ' '} ", self.style_of(name)),
            Segment(fitted(clean_line(row.name), room), self.style_of(name)),
            Segment(aside, self.style_of((*looks, "hits--meta"))),
        ]

    def clicked(self, row: Facet, *, again: bool) -> None:
        """Choose by a click, filter by a second one."""
        screen = self.screen
        assert isinstance(screen, TagsScreen)
        if again:
            screen.action_take()
        else:
            screen.action_choose()


class TagsScreen(ModalScreen[str | None]):
    """Gives the query for what was chosen; None where nothing was."""

    # Not DEFAULT_CSS, over which the ground of all screens would win.
    CSS = """
    TagsScreen { align: center middle; background: $background 60%; }
    /* A colour of the terminal's own cannot be mixed: it would hide the reader. */
    TagsScreen:ansi { background: transparent; }
    TagsScreen > Vertical {
        width: 90%; max-width: 64; height: 90%; max-height: 30;
        border: round $primary; border-title-color: $primary;
        border-subtitle-color: $text-muted; background: $background;
    }
    TagsScreen Input { background: $panel; }
    TagsScreen RowsView { border: none; height: 1fr; }
    """
    BINDINGS = [
        Binding("escape", "dismiss(None)", "Close"),
        Binding("tab", "choose", "Take several", priority=True),
        Binding("down", "move(1)", "Down", priority=True, show=False),
        Binding("up", "move(-1)", "Up", priority=True, show=False),
        Binding("pagedown", "turn(1)", "Page down", priority=True, show=False),
        Binding("pageup", "turn(-1)", "Page up", priority=True, show=False),
    ]

    def __init__(self, facets: Sequence[Facet]) -> None:
        """Take what there is to filter by."""
        super().__init__()
        self._facets = facets
        self._told = ""

    def compose(self) -> ComposeResult:
        """The line to type in and the list."""
        with Vertical():
            yield TypedLine(placeholder="type to narrow", compact=True)
            yield FacetList()
        yield WholeFooter()

    @property
    def rows(self) -> FacetList:
        """The list."""
        return self.query_one(FacetList)

    def on_mount(self) -> None:
        """Fill the list."""
        box = self.query_one(Vertical)
        box.border_title = Content("Tags, authors, years")
        self.rows.show_rows(self._facets)
        # At once: the next key is typed into it.
        self.set_focus(self.query_one(Input))

    @on(Input.Changed)
    def _changed(self, event: Input.Changed) -> None:
        event.stop()
        self._narrow(event.value)

    def _narrow(self, typed: str) -> None:
        wanted = [f" {word}" for word in words(typed)]
        self.rows.show_rows(
            [
                facet
                for facet in self._facets
                if all(word in _spelt(facet) for word in wanted)
            ]
        )
        self._told = typed

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        # The keys may have come faster than the list was narrowed.
        if event.value != self._told:
            self._narrow(event.value)
        self.action_take()

    def action_choose(self) -> None:
        """Choose the line under the cursor, or not after all."""
        facet, chosen = self.rows.at_hand, self.rows.chosen
        if facet in chosen:
            chosen.remove(facet)
        elif facet is not None:
            chosen.append(facet)
        self.rows.repaint()

    def action_take(self) -> None:
        """Filter by what was chosen, or else by the line under the cursor."""
        facet = self.rows.at_hand
        chosen = self.rows.chosen or ([] if facet is None else [facet])
        if chosen:
            self.dismiss(joined(chosen))

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.rows.move(step)

    def action_turn(self, direction: int) -> None:
        """Turn a page."""
        self.rows.turn(direction)


def _spelt(facet: Facet) -> str:
    return "".join(f" {word}" for word in words(f"{facet.kind} {facet.name}"))
