"""The page of the open post: its outline, its links and notes, how it is laid out."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import work
from textual.timer import Timer

from gulagreader.domain.posts import PostCard
from gulagreader.domain.session import Leading, Session
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.wiring import Services
from gulagreader.text.blocks import Block, BlockKind
from gulagreader.text.lines import Page
from gulagreader.ui.layers import Layer
from gulagreader.ui.page_view import MEASURE
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.screens.passages import PassagesScreen
from gulagreader.ui.uptake_margin import PASSAGE

if TYPE_CHECKING:
    # A post is shown before anybody asks for its outline.
    from gulagreader.text.outline import PageLink

_NARROWEST, _WIDEST = 40, 120
_MEASURE, _NUMBERS, _PINNED = "measure", "paragraph-numbers", "pinned"
"""The settings that remember how a reader wants the page."""
_FOLLOWS_SECONDS = 0.15
"""How often a pinned post looks which comment is read."""


class PageReadingScreen(PassagesScreen):
    """The open post as a page to be read."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._addressed: tuple[Sequence[PostCard], Mapping[str, str]] = ((), {})
        self._following: Timer | None = None
        self._followed: tuple[object, int] | None = None
        self._own_place: tuple[int, Page, int] | None = None
        """Where the post was read, while it shows what a comment quotes instead: in
        its source, and in a layout the line."""
        self._shown_for_quote = 0
        """The line that the post was moved to for that."""
        self._note_marked = False

    def on_mount(self) -> None:
        """Lay the page out as the reader wants it."""
        memory = self._services.memory
        measure = _measure_in(memory.setting(_MEASURE))
        self.post_pane.set_measure(measure)
        self.thread_pane.set_measure(measure)
        self.post_pane.show_numbers(memory.setting(_NUMBERS) == "yes")
        self._following = self.set_interval(_FOLLOWS_SECONDS, self._follow, pause=True)
        self._follow_where_it_leads()

    # Layout

    def action_change_measure(self, cells: int) -> None:
        """Make the lines of the post and thread longer or shorter, and remember it."""
        before = self.post_pane.measure
        measure = max(_NARROWEST, min(_WIDEST, before + cells))
        self.post_pane.set_measure(measure)
        self.thread_pane.set_measure(measure)
        self._services.memory.keep_setting(_MEASURE, str(measure))
        if measure == before:
            end = "shortest" if cells < 0 else "longest"
            self.status.say(f"Lines of {measure} cells are the {end} there are")
        elif (shown := self._lines_shown()) < measure:
            self.status.say(
                f"Lines of {measure} cells; the window has room for {shown}"
            )
        else:
            self.status.say(
                f"Lines of {measure} cells; {{text.change-measure--4}} and"
                f" {{text.change-measure-4}} change them"
            )

    def _lines_shown(self) -> int:
        """How long a line can be in the pane that is read."""
        if self.focused is self.thread_pane:
            return self.thread_pane.text_width
        return self.post_pane.page.width

    def action_number_paragraphs(self) -> None:
        """Show the numbers of the paragraphs, or hide them, and remember it."""
        shown = not self.post_pane.shows_numbers
        self.post_pane.show_numbers(shown)
        self._services.memory.keep_setting(_NUMBERS, "yes" if shown else "no")
        self.status.say(
            "Paragraphs are numbered; {text.number-paragraphs} hides the numbers"
            if shown
            else "Paragraphs are not numbered; {text.number-paragraphs} shows the"
            " numbers"
        )

    # The outline

    async def action_show_outline(self) -> None:
        """List the headings of the post."""
        from gulagreader.text.reading_time import ReadingTime  # noqa: PLC0415 - start-up
        from gulagreader.ui.screens.outline import (  # noqa: PLC0415 - start-up
            OutlineScreen,
            outline_entries,
        )

        pane = self.post_pane
        # The first is the title; the post that has no other has no outline.
        from gulagreader.text.outline import headings  # noqa: PLC0415 - start-up

        found = headings(pane.blocks)
        if len(found) < 2 or self._reading is None:
            self.status.say("This post has no headings")
            return
        here = sum(pane.page.first[one.block] <= pane.top for one in found) - 1
        entries = outline_entries(found, ReadingTime(pane.blocks))
        screen = OutlineScreen("Outline", entries, max(0, here))
        await self.app.push_screen(screen, self._go_to_heading)

    def _go_to_heading(self, block: int | None) -> None:
        if block is not None:
            self._jump_in_post(self.post_pane.page.first[block])

    def _jump_in_post(self, line: int) -> None:
        """Show a line of the post; Backspace leads back."""
        self.session = self.session.jumped(self.here())
        self.post_pane.go_to(line)
        self.lead(Leading.POST)

    # Links

    def _text_at_hand(self) -> tuple[Sequence[Block], str] | None:
        """The blocks and the source of the focused comment, or of the post."""
        thread = self.thread_pane
        if self._in_thread and thread.thread.rows:
            row = thread.focused_row
            return thread.blocks(row), thread.thread.rows[row].comment.text
        if self._reading is None:
            return None
        return self.post_pane.blocks, self._reading.post.body

    async def action_show_links(self) -> None:
        """List what the post, or the focused comment, leads to."""
        from gulagreader.ui.screens.links import (  # noqa: PLC0415 - start-up
            LinksScreen,
            link_entries,
        )

        text = self._text_at_hand()
        if text is None:
            return
        from gulagreader.text.outline import page_links  # noqa: PLC0415 - start-up

        found = page_links(*text)
        what = "comment" if self._in_thread else "post"
        if not found:
            self.status.say(f"This {what} has no links")
            return
        entries = link_entries(found)
        screen = LinksScreen(f"Links of the {what}", entries)
        await self.app.push_screen(screen, self._follow_link)

    def _follow_link(self, link: "PageLink | None") -> None:
        if link is None:
            return
        from gulagreader.text.outline import LinkKind  # noqa: PLC0415 - start-up

        if link.kind is LinkKind.NOTE:
            self._go_to_note(link.target)
        elif link.kind is LinkKind.PICTURE:
            self._show_picture(link)
        else:
            self._open_link(link.target)

    @work(group="link", exclusive=True)
    async def _open_link(self, address: str) -> None:
        """Open a post of the library that came from an address, else the address."""
        from gulagreader.services.addressed_posts import post_at  # noqa: PLC0415 - start-up

        post = post_at(address, await self._posts_by_address())
        if post is not None and post != self.session.post:
            self._go_to_post(post)
            self.lead(Leading.POST)
            self.status.say("Opened in this library; {anywhere.back} goes back")
        else:
            self._browse(address)

    async def _posts_by_address(self) -> Mapping[str, str]:
        from gulagreader.services.addressed_posts import (  # noqa: PLC0415 - start-up
            addressed_posts,
        )

        cards = self._services.cards
        known, found = self._addressed
        if known is not cards:
            found = await asyncio.to_thread(addressed_posts, cards)
            self._addressed = cards, found
        return found

    def _browse(self, address: str) -> None:
        from gulagreader.ui.editor import browse  # noqa: PLC0415 - start-up

        words, problem = browse(self.app, address, "link")
        self.status.say(words, problem=problem)

    @work(group="picture", exclusive=True)
    async def _show_picture(self, link: "PageLink") -> None:
        """Draw a picture of the library; of any other open the address."""
        from gulagreader.services.pictures import (  # noqa: PLC0415 - start-up
            PictureError,
            picture_file,
        )

        reading = self._reading
        if link.target.startswith(("http://", "https://")) or reading is None:
            # Nothing is fetched: the browser may, if the reader wants it.
            self._browse(link.target)
            return
        from gulagreader.ui.screens.picture import (  # noqa: PLC0415 - start-up
            PictureScreen,
            decoded,
            picture_widget,
        )

        try:
            path = picture_file(link.target, reading.path, self._services.folder)
            widget = picture_widget(self.app)
            if widget is None:
                self.status.say(f"{link.words}: {path}; textual-image would draw it")
                return
            picture = await asyncio.to_thread(decoded, path)
        except PictureError as error:
            self.status.say(str(error), problem=True)
            return
        self.app.push_screen(PictureScreen(widget, picture, link.words))

    # Notes

    def follow_note(self) -> bool:
        """Go to the first footnote marked in view, or back from it; False without."""
        pane = self.post_pane
        lines = pane.page.lines[pane.top : pane.top + pane.text_height]
        if not lines:
            return False
        first, last = lines[0], lines[-1]
        from gulagreader.text.outline import note_mark  # noqa: PLC0415 - start-up

        mark = note_mark(pane.blocks, first.block, first.start, last.block, last.end)
        if mark is None:
            return False
        return self._go_to_note(mark[2])

    def _go_to_note(self, label: str) -> bool:
        """Show a footnote, marked; Backspace leads back to where it is referred to."""
        text = self._text_at_hand()
        from gulagreader.text.outline import note_block, note_words  # noqa: PLC0415 - start-up

        number = note_block(text[0], label) if text is not None else None
        if text is None or number is None:
            self.status.say(f"There is no footnote {label} in this text")
            return False
        words = note_words(text[0], label)
        if self._in_thread:
            self.status.say(f"[{label}] {words}")
            return True
        pane = self.post_pane
        line = pane.page.first[number]
        if pane.top <= line < pane.top + pane.text_height - 1:
            self.status.say(f"[{label}] {words}")
        else:
            self._jump_in_post(line)
            self.status.say(f"Footnote {label}; {{anywhere.back}} goes back")
        pane.lay(Layer.CHOSEN, {number: [(0, len(pane.blocks[number].text), PASSAGE)]})
        self._note_marked = True
        return True

    def unmark_passage(self) -> bool:
        """Mark neither a passage nor a footnote any more; False where none was."""
        if self._note_marked:
            self._note_marked = False
            self.post_pane.lay(Layer.CHOSEN, {})
            return True
        return super().unmark_passage()

    def action_show_uptake(self) -> None:
        """List who took the passage at hand up; with none in view, follow a note."""
        links = self._links
        none = links is None or self._at_hand(links.passages(None)) is None
        if none and self.follow_note():
            return
        super().action_show_uptake()

    def on_post_pane_mark_clicked(self, message: PostPane.MarkClicked) -> None:
        """Go to the footnote whose mark was clicked on; from the note, to its mark."""
        message.stop()
        blocks = self.post_pane.blocks
        if blocks[message.block].kind is not BlockKind.FOOTNOTE:
            self._go_to_note(message.label)
            return
        from gulagreader.text.outline import mark_of  # noqa: PLC0415 - start-up

        mark = mark_of(blocks, message.label)
        if mark is not None:
            self._jump_in_post(self.post_pane.page.line_of(*mark))

    # The post beside its thread

    def watch_session(self, old: Session, new: Session) -> None:
        """Follow the reader into the thread."""
        super().watch_session(old, new)
        if new.leading is Leading.POST:
            # Led there by something else than a key for panes: it is read here now,
            # and what was clicked on stays under the pointer.
            self._own_place = None
        elif new.leading is Leading.POSTS:
            self._return_to_own_place()
        self._follow_where_it_leads()

    def _show(
        self,
        reading: QuotedReading,
        offset: int,
        comment: str | None,
        *,
        plain: bool = False,
    ) -> None:
        super()._show(reading, offset, comment, plain=plain)
        self._own_place = self._followed = None

    @property
    def post_offset(self) -> int:
        """Where in its source the post was read, whatever a comment quotes."""
        if self._own_place is not None and self._is_where_put:
            return self._own_place[0]
        return super().post_offset

    @property
    def _is_where_put(self) -> bool:
        """Whether nobody scrolled the post since it shows what a comment quotes."""
        return self.post_pane.moved_to == self._shown_for_quote

    def before_leaving(self) -> None:
        """Show the post where it was read, before the reader goes to it."""
        self._return_to_own_place()

    def _return_to_own_place(self) -> None:
        own, self._own_place = self._own_place, None
        if own is None or not self._is_where_put:
            return
        offset, page, line = own
        if page is self.post_pane.page:
            self.post_pane.go_to(line)
        else:
            self.post_pane.go_to_source(offset)

    @property
    def is_pinned(self) -> bool:
        """Whether the post is kept at the passage that the focused comment quotes."""
        return self._services.memory.setting(_PINNED) != "no"

    def action_pin_post(self) -> None:
        """Keep the post at what the focused comment quotes, or let it be."""
        pinned = not self.is_pinned
        self._services.memory.keep_setting(_PINNED, "yes" if pinned else "no")
        self._followed = None
        if not pinned:
            self._own_place = None
            self.post_pane.lay(Layer.CHOSEN, {})
        self._follow_where_it_leads()
        self.status.say(
            "The post shows what the focused comment quotes; {text.pin-post} lets it be"
            if pinned
            else "The post stays where it is; {text.pin-post} lets it follow the"
            " comments"
        )

    def _follow_where_it_leads(self) -> None:
        """Look which comment is read only while one is."""
        if self._following is None:
            return
        if self.session.leading is Leading.THREAD and self.is_pinned:
            self._following.resume()
        else:
            self._following.pause()
            self._followed = None

    def _follow(self) -> None:
        """Show the passage of the post that the focused comment quotes."""
        pane, thread = self.post_pane, self.thread_pane
        links = self._links
        if links is None or not pane.display or not pane.size.height:
            return
        here = (links, thread.focused_row)
        if here == self._followed:
            return
        self._followed = here
        comment = thread.focused_comment
        ways = links.ways(comment) if comment is not None else ()
        to_post = (
            way.there
            for way in ways
            if way.there.post == links.post and way.there.comment is None
        )
        place = next(to_post, None)
        parts = pane.stretches_of(place.start, place.end) if place is not None else ()
        marked: dict[int, list[tuple[int, int, str]]] = {}
        for part in parts:
            marked.setdefault(part.block, []).append((part.start, part.end, PASSAGE))
        pane.lay(Layer.CHOSEN, marked)
        if parts:
            if self._own_place is None or not self._is_where_put:
                self._own_place = pane.source_offset, pane.page, pane.top
            pane.show_stretch(parts[0])
            self._shown_for_quote = pane.moved_to
        else:
            self._return_to_own_place()


def _measure_in(setting: str | None) -> int:
    """The measure that was kept, or the usual one."""
    if setting is None or not setting.isdecimal():
        return MEASURE
    return max(_NARROWEST, min(_WIDEST, int(setting)))
