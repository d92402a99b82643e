"""The walk through a tree of HTML that writes Markdown on its way."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from selectolax.lexbor import LexborNode

from gulagreader.domain.counting import amount
from gulagreader.importing.archive import Remark
from gulagreader.importing.html import unseen
from gulagreader.importing.html.block_writer import BlockWriter
from gulagreader.importing.html.escaped_markdown import Place, destination
from gulagreader.importing.html.inline_markdown import inline_markdown
from gulagreader.importing.html.nodes import TEXT
from gulagreader.importing.html.notes import Notes
from gulagreader.importing.html.pictures import Picture, file_name
from gulagreader.importing.html.runs import BREAK, Kind, Run, Style, settled
from gulagreader.text.clean import clean, cleaned
from gulagreader.text.web_addresses import target_of

Leave = Callable[[], None]
"""What is to be done after the inside of an element."""

Handler = Callable[["Converter", LexborNode], Leave | None]
"""Begins an element of one kind; None where its inside is not walked."""


def nothing() -> None:
    """Leave an element that needs nothing after it."""


class Converter:
    """The state of a walk: what is written, and what the next words stand in.

    Recursion is used nowhere along the depth of a page.
    """

    def __init__(
        self,
        handler: Callable[[str], Handler],
        resolve: Callable[[str], str],
        lang: str,
        skips: set[int],
    ) -> None:
        self._handler = handler
        self.writer = BlockWriter()
        self.notes = Notes()
        self.pictures: list[Picture] = []
        self.left_out: Counter[str] = Counter()
        self.lang = lang
        self.style = Style.PLAIN
        self.link: str | None = None
        self.raised = ""
        """``sup`` or ``sub`` while inside one."""
        self.heading = 0
        self.in_line = 0
        """Above 0 where nothing may begin a block: in a cell or a caption."""
        self.quotes = 0
        self.skips = skips
        self.runs: list[Run] = []
        self._resolve = resolve
        self._waiting: list[Picture] = []
        self._note_start: str | None = None

    def prepare(self, roots: Sequence[LexborNode]) -> None:
        """Look through the elements for footnotes before they are walked."""
        self.notes = Notes.of(roots)

    def walk(self, root: LexborNode) -> None:
        """Write all that is inside an element."""
        stack: list[tuple[LexborNode, Leave]] = []
        node = root.child
        while node is not None or stack:
            if node is None:
                node, leave = stack.pop()
                leave()
                node = node.next
                continue
            leave_it = self._enter(node)
            if leave_it is None:
                node = node.next
            else:
                stack.append((node, leave_it))
                node = node.child
        self.flush()

    def finished(self) -> str:
        """The Markdown of all that was walked."""
        self.flush()
        # An escape sequence may have been cut in two by an element.
        return clean(self.writer.text())

    def remarks(self) -> Iterator[Remark]:
        """What a person should know of it."""
        if self.writer.flattened:
            deep = amount(self.writer.flattened, "quotations and lists")
            what = f"not shown as such: {deep} nested too deep"
            yield Remark(None, what)

    def _enter(self, node: LexborNode) -> Leave | None:
        """Begin an element or take a text; None where its inside is not walked."""
        tag = node.tag or ""
        if tag == TEXT:
            self.say(node.text_content or "")
            return None
        if not node.is_element_node or node.mem_id in self.skips:
            return None
        attributes = node.attributes
        gone_as = unseen.unseen_as(node, attributes)
        if gone_as is not None:
            self.left_out[gone_as] += 1
            return None
        mark = self.notes.marks.get(node.mem_id)
        if mark is not None:
            self.runs.append(Run(mark, kind=Kind.NOTE))
            return None
        leave = self._enter_note(node) or self._handler(tag)(self, node)
        lang = attributes.get("lang") or attributes.get("xml:lang")
        if leave is None or not lang:
            return leave
        outer, self.lang = self.lang, lang

        def leave_language() -> None:
            leave()
            self.lang = outer

        return leave_language

    def _enter_note(self, node: LexborNode) -> Leave | None:
        label = self.notes.texts.get(node.mem_id)
        if label is None or self.in_line:
            return None
        self.flush()
        self.writer.open_note(label)
        self._note_start = label

        def leave() -> None:
            self.flush()
            self._note_start = None
            self.writer.close()

        return leave

    # What the handlers of the elements use.

    def say(self, text: str) -> None:
        """Add words to the paragraph."""
        if not text:
            return
        clean_text = cleaned(text)
        if clean_text.removed:
            self.left_out["control and invisible characters"] += clean_text.removed
        words = clean_text.text
        if self._note_start is not None and words.strip():
            words = _without_label(words, self._note_start)
            self._note_start = None
        if self.raised:
            words = _raised(words, self.raised)
        self.runs.append(Run(words, self.style, self.link))

    def styled(self, style: int) -> Leave:
        """Set off what follows; what is given ends it."""
        outer = self.style
        self.style = outer | style

        def leave() -> None:
            self.style = outer

        return leave

    def code_block(self, text: str) -> None:
        """Write lines that are shown as they stand."""
        self.flush()
        lines = clean(text).expandtabs(4).split("\n")
        while lines and not lines[0].strip():
            del lines[0]
        while lines and not lines[-1].strip():
            del lines[-1]
        longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
        fence = "`" * (longest + 1)
        if lines:
            self.writer.block("\n".join((fence, *lines, fence)))

    def address(self, href: str | None) -> str | None:
        """Where a link leads, if it is a place that a reader may go to."""
        if not href or href.startswith("#"):
            return None
        # Browsers drop line breaks in an address and pack its spaces.
        whole = self._resolve("".join(clean(href).split("\n")).strip())
        packed = re.sub(r"\s", "%20", whole)
        return packed if target_of(packed) is not None else None

    def line_break(self) -> None:
        """Begin a new line; the second in a row begins a paragraph."""
        if self.in_line or self.heading:
            self.runs.append(Run(" "))
            return
        place = len(self.runs) - 1
        while place >= 0 and not self.runs[place].text.strip():
            if self.runs[place].kind is Kind.BREAK:
                self.flush()
                return
            place -= 1
        self.runs.append(BREAK)

    def block_break(self) -> None:
        """End the paragraph; where nothing may begin a block, only a word."""
        if self.in_line or self.heading:
            self.runs.append(Run(" "))
        else:
            self.flush()

    def flush(self) -> None:
        """Write the paragraph, or the heading, and the pictures that came in it."""
        if self.in_line:
            return
        runs, self.runs = settled(self.runs), []
        if runs and self.heading:
            text = inline_markdown(runs, self.notes.labels, Place.HEADING)
            self.writer.block(f"{'#' * self.heading} {text}")
        elif runs:
            text = inline_markdown(runs, self.notes.labels)
            self.writer.block(text, joins=True)
        waiting, self._waiting = self._waiting, []
        for picture in waiting:
            self._write_picture(picture)

    def collected(self, node: LexborNode) -> list[Run]:
        """The inside of an element as one line."""
        outer = (self.runs, self.style, self.link, self.heading)
        self.runs, self.style, self.link, self.heading = [], Style.PLAIN, None, 0
        self.in_line += 1
        self.walk(node)
        self.in_line -= 1
        runs = settled(self.runs)
        self.runs, self.style, self.link, self.heading = outer
        return runs

    def picture(self, picture: Picture) -> None:
        """Name a picture: before the paragraph where it begins one, else after it."""
        self.pictures.append(picture)
        busy = self.in_line or self.heading or any(r.text.strip() for r in self.runs)
        if busy:
            self._waiting.append(picture)
        else:
            self._write_picture(picture)

    def paragraph(self, runs: list[Run], style: int = Style.PLAIN) -> None:
        """Write runs as a paragraph of their own, in a style."""
        self.flush()
        self.runs = [replace(run, style=run.style | style) for run in runs]
        self.flush()

    def captioned(self, picture: Picture, caption: list[Run]) -> None:
        """Name a picture with its caption, as a block of its own."""
        self.pictures.append(picture)
        self._picture_block(picture, caption)

    def _write_picture(self, picture: Picture) -> None:
        words = picture.caption or picture.alt or file_name(picture.source)
        self._picture_block(picture, settled([Run(words)]))

    def _picture_block(self, picture: Picture, caption: list[Run]) -> None:
        runs = [Run(" ") if run.kind is Kind.BREAK else run for run in caption]
        if picture.link:
            runs = [replace(run, link=run.link or picture.link) for run in runs]
        words = inline_markdown(runs, self.notes.labels, Place.CAPTION)
        alt = picture.alt.replace("\\", "").replace('"', "'")
        title = (
            f' "{alt}"' if alt and alt != picture.caption and picture.caption else ""
        )
        self.writer.block(f"![{words}]({destination(picture.source)}{title})")


_DIGITS = {
    "sup": str.maketrans("0123456789+-−n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻ⁿ"),
    "sub": str.maketrans("0123456789+-−n", "₀₁₂₃₄₅₆₇₈₉₊₋₋ₙ"),
}
_NUMBER = re.compile(r"\s*[-+−]?(?:\d{1,4}|n[-+−]\d{1,2})\s*")


def _raised(words: str, tag: str) -> str:
    """A number above or below the line in Unicode's own signs; other words as is."""
    return words.translate(_DIGITS[tag]) if _NUMBER.fullmatch(words) else words


def _without_label(words: str, label: str) -> str:
    """The first words of a footnote without the number that the reader adds."""
    number = re.escape(label)
    return re.sub(
        rf"^\s*(?:[\[(]?{number}(?:[\])][.:]?|[.:)](?=\s)|(?=\s))|[\])^↑.:])?\s*",
        "",
        words,
        count=1,
    )
