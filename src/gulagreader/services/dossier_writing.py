"""Writing a dossier: its entries with footnotes and a list of what they cite."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from gulagreader.domain.citing import Cited, Reference, ReferenceStyle
from gulagreader.domain.dates import display_date
from gulagreader.domain.dossier import Dossier, EntryKind
from gulagreader.domain.dossier_pages import (
    QuotedParagraph,
    WrittenDossier,
    WrittenPart,
)
from gulagreader.domain.errors import ExportError, GulagreaderError
from gulagreader.domain.progress import Job, Progress
from gulagreader.exporting.dossier_html import dossier_html
from gulagreader.exporting.dossier_markdown import (
    dossier_markdown,
    dossier_pandoc,
    dossier_references,
)
from gulagreader.services.citing import reference
from gulagreader.services.dossier import DossierShelf
from gulagreader.services.dossier_placing import EDITED, NO_NOTE, PlacedEntry
from gulagreader.services.export_target import export_target, new_file
from gulagreader.text.blocks import Block, BlockKind, ContainerKind
from gulagreader.text.clean import clean_line
from gulagreader.text.markdown import parse_blocks
from gulagreader.text.references.attribution import attribution
from gulagreader.text.references.bibliography import (
    HEADINGS,
    bibliography_entry,
    listed,
    sort_key,
)

STYLES = (ReferenceStyle.CHICAGO, ReferenceStyle.MLA, ReferenceStyle.APA)
FORMATS = ("markdown", "html", "pandoc")
_ENDINGS = {".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html"}


@dataclass(frozen=True, slots=True)
class WritingOrder:
    """What is to be written, and how."""

    target: Path
    format: str
    """One of ``FORMATS``."""
    style: ReferenceStyle = ReferenceStyle.CHICAGO
    """One of ``STYLES``."""
    full: bool = False
    """Whether posts that were gathered as a whole are written with their text."""
    force: bool = False
    """Whether a file that is there is replaced."""


@dataclass(frozen=True, slots=True)
class DossierFiles:
    """What was written."""

    target: Path
    format: str
    entries: int
    notes: int
    works: int
    unplaced: int
    """Entries of which the library does not have the words any more."""
    references: Path | None = None
    """The file with the references that Pandoc reads."""


def format_of(name: str | None, target: Path) -> str:
    """The format that is named, or that a target's ending tells.

    Raises:
        ExportError: it is none, or cannot be told.
    """
    known = ", ".join(FORMATS)
    found = name or _ENDINGS.get(target.suffix.lower())
    if found is None:
        raise ExportError(f"Say what to make of it: --format FORMAT ({known}).")
    if found not in FORMATS:
        raise ExportError(
            f"There is no format “{clean_line(found)}”; say one: {known}."
        )
    return found


def references_of(target: Path) -> Path:
    """Where the references go that Pandoc reads: beside the text."""
    return target.with_name(f"{target.stem}.references.json")


def write_dossier(
    shelf: DossierShelf, dossier: Dossier, order: WritingOrder, now: datetime
) -> Job[DossierFiles]:
    """Write a dossier to a file, whole or not at all.

    For Pandoc the references go to a second file beside it. Nothing that is there is
    replaced without ``force``, and nothing is written into the library.

    Raises:
        ExportError: it cannot be written there; nothing was changed.
    """
    library = shelf.library.folder
    path = export_target(order.target, library, folder=False, force=order.force)
    beside = None
    if order.format == "pandoc":
        beside = references_of(path)
        export_target(beside, library, folder=False, force=order.force)
    yield Progress("Writing the dossier", 0, len(dossier.entries))
    composed = compose(shelf, dossier, order.style, now, full=order.full)
    if not composed.works:
        beside = None
    with ExitStack() as files:
        # The text takes its name first and the references theirs: left in between,
        # the older references are replaced when it is written again.
        if beside is not None:
            file = files.enter_context(new_file(beside))
            file.write(_encoded(dossier_references(composed)))
        file = files.enter_context(new_file(path))
        for piece in _pieces(composed, order.format, beside):
            file.write(_encoded(piece))
    return DossierFiles(
        path,
        order.format,
        entries=len(composed.parts),
        notes=len(composed.notes),
        works=len(composed.works),
        unplaced=sum(part.said != "" for part in composed.parts),
        references=beside,
    )


def _pieces(composed: WrittenDossier, form: str, beside: Path | None) -> Iterator[str]:
    if form == "html":
        yield from dossier_html(composed)
    elif form == "pandoc":
        yield dossier_pandoc(composed, beside.name if beside else "")
    else:
        yield dossier_markdown(composed)


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "replace")


def compose(
    shelf: DossierShelf,
    dossier: Dossier,
    style: ReferenceStyle,
    now: datetime,
    *,
    full: bool = False,
) -> WrittenDossier:
    """Put a dossier together as it is to be written, from the texts as they are."""
    info = shelf.library.info
    parts: list[WrittenPart] = []
    cited: list[Cited] = []
    for number, placed in enumerate(shelf.places(dossier.entries), 1):
        part = _part(placed, number)
        if full and placed.entry.kind is EntryKind.POST and not placed.unplaced:
            part = _with_text(shelf, placed, part)
        if part.cited is not None:
            cited.append(part.cited)
            part = replace(part, number=len(cited))
        parts.append(part)
    works = {one.id: replace(one, paragraph=None, passage="") for one in cited}
    on_list = {one.id: one for one in (listed(work, style) for work in cited)}
    entries = [bibliography_entry(one, style) for one in on_list.values()]
    day = display_date(now.date().isoformat())
    return WrittenDossier(
        name=dossier.name,
        about=f"From “{clean_line(info.name)}”, {day}",
        lang=info.lang,
        parts=tuple(parts),
        notes=_footnotes(cited, style),
        list_heading=HEADINGS[style],
        entries=tuple(sorted(entries, key=sort_key)),
        works=tuple(works.values()),
    )


def _part(placed: PlacedEntry, number: int) -> WrittenPart:
    entry, cited = placed.entry, placed.cited
    whole = entry.kind is EntryKind.COMMENT
    return WrittenPart(
        kind=entry.kind,
        anchor=f"entry-{number}",
        own=placed.own,
        quoted=_quoted(placed.words) if whole else _paragraphs(placed.words),
        source=placed.words if whole else "",
        lang=cited.lang if cited else "",
        attribution=attribution(cited) if cited else "",
        cited=cited,
        remark=entry.remark,
        said=_said(placed),
    )


def _with_text(
    shelf: DossierShelf, placed: PlacedEntry, part: WrittenPart
) -> WrittenPart:
    """A post with its text."""
    try:
        body = shelf.library.read(placed.entry.post).post.body
    except GulagreaderError as error:
        return replace(part, said=str(error))
    return replace(part, source=body, quoted=_quoted(body))


def _said(placed: PlacedEntry) -> str:
    """What is told of an entry that is not as it was gathered."""
    why = placed.unplaced or placed.changed
    if not why:
        return ""
    said = why[0].upper() + why[1:]
    if placed.changed == NO_NOTE and placed.unplaced:
        said = f"{said}, and {NO_NOTE}"
    if placed.changed == EDITED or not placed.words:
        return f"{said}."
    day = display_date(placed.entry.gathered.date().isoformat())
    return f"{said}; the words stand here as they were gathered on {day}."


def _paragraphs(words: str) -> tuple[QuotedParagraph, ...]:
    return tuple(QuotedParagraph(part) for part in words.split("\n\n") if part.strip())


def _quoted(source: str) -> tuple[QuotedParagraph, ...]:
    """What a Markdown text shows, block by block."""
    return tuple(
        QuotedParagraph(_shown(block), _depth(block))
        for block in parse_blocks(source)
        if block.text.strip() and block.kind is not BlockKind.RULE
    )


def _depth(block: Block) -> int:
    return sum(one.kind is ContainerKind.QUOTE for one in block.containers)


def _shown(block: Block) -> str:
    markers = [one.marker.strip() for one in block.containers]
    return " ".join([*filter(None, markers), block.text])


def _footnotes(cited: Sequence[Cited], style: ReferenceStyle) -> tuple[Reference, ...]:
    """The footnote of each citation; after Chicago a short one from the second on.

    In the other styles a footnote says what would stand in brackets, which points to
    the list. Where that may mean several texts, the id is said as well.
    """
    made = [reference(one, style) for one in cited]
    meant = defaultdict(set)
    for one in cited:
        short = reference(replace(one, paragraph=None), style).in_text
        meant[short].add(one.id)
    notes: list[Reference] = []
    known: set[str] = set()
    for one, full in zip(cited, made, strict=True):
        if style is ReferenceStyle.CHICAGO and one.id not in known:
            known.add(one.id)
            notes.append(full)
            continue
        short = reference(replace(one, paragraph=None), style).in_text
        words = full.in_text.removeprefix("(").removesuffix(")")
        if len(meant[short]) > 1:
            words = _with_id(words, one.id, style)
        notes.append(Reference(((_stopped(words), False),)))
    return tuple(notes)


def _stopped(words: str) -> str:
    """Words with a full stop, inside a closing mark as Americans have it."""
    if words.endswith("”"):
        return words if words[-2:-1] in ".?!…" else f"{words[:-1]}.”"
    return words if words.endswith(".") else f"{words}."


def _with_id(words: str, identity: str, style: ReferenceStyle) -> str:
    if words.endswith(".”"):
        return f"{words[:-2]},” id {identity}"
    # In Chicago's notes the full stop ends the note, in others it may end “n.d.”
    ended = style is ReferenceStyle.CHICAGO
    return f"{words.removesuffix('.') if ended else words}, id {identity}"
