"""Ways about the page of a text and out of it: its headings, links and footnotes."""

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual import work

from gulagreader.domain.posts import PostCard
from gulagreader.domain.session import Leading
from gulagreader.services.wiring import Services
from gulagreader.text.blocks import Block, BlockKind
from gulagreader.ui.looks.layers import Layer
from gulagreader.ui.panes.post import PostPane
from gulagreader.ui.screens.passages import PassagesScreen
from gulagreader.ui.views.uptake_margin import PASSAGE

if TYPE_CHECKING:
    # A post is shown before anybody asks where it leads.
    from gulagreader.text.outline import PageLink


class PageWaysScreen(PassagesScreen):
    """The open post with its outline, its links and its footnotes to go to."""

    def __init__(self, services: Services) -> None:
        super().__init__(services)
        self._addressed: tuple[Sequence[PostCard], Mapping[str, str]] = ((), {})
        self._note_marked = False

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
        """Open what of the library came from an address, else the address."""
        from gulagreader.services.addressed_posts import post_at  # noqa: PLC0415 - start-up

        post = post_at(address, await self._posts_by_address())
        if post is None:
            self._browse(address)
        elif post != self.session.post:
            self._go_to_post(post)
            self.lead(Leading.POST)
            self._land_on_comment_at(address)
            self.status.say("Opened in this library; {anywhere.back} goes back")
        elif self._land_on_comment_at(address, with_way_back=True):
            self.status.say("A comment of this thread; {anywhere.back} goes back")
        else:
            self._browse(address)

    def _land_on_comment_at(self, address: str, *, with_way_back: bool = False) -> bool:
        """Go to the comment of the open post that an address means; False for none."""
        from gulagreader.services.addressed_posts import comment_at  # noqa: PLC0415 - start-up

        thread = self.thread_pane.thread
        comment = comment_at(address, [row.comment for row in thread.rows])
        if comment is None:
            return False
        if with_way_back:
            self.session = self.session.jumped(self.here())
        self.thread_pane.land_on(comment)
        self.lead(Leading.THREAD)
        return True

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
        from gulagreader.ui.program.editor import browse  # noqa: PLC0415 - start-up

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

    # Footnotes

    def follow_note(self) -> bool:
        """Go to the first footnote marked in view; False where there is none."""
        label = self.note_in_view()
        return label is not None and self._go_to_note(label)

    def note_in_view(self) -> str | None:
        """The label of the first footnote that is marked in view."""
        pane = self.post_pane
        lines = pane.page.lines[pane.top : pane.top + pane.text_height]
        if not lines:
            return None
        first, last = lines[0], lines[-1]
        from gulagreader.text.outline import note_mark  # noqa: PLC0415 - start-up

        mark = note_mark(pane.blocks, first.block, first.start, last.block, last.end)
        return mark[2] if mark is not None else None

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
