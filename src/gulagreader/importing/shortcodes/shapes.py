"""What shortcodes show, written as Markdown or as HTML, as the text around is."""

import re
from html import escape as html_escape
from typing import Protocol

from gulagreader.importing.mixed_markdown.inline import link_target, picture
from gulagreader.text.clean import clean_line
from gulagreader.text.escape import escape


class Shapes(Protocol):
    """A way to write the few things that shortcodes stand for."""

    def picture(self, address: str, words: str, caption: str) -> str:
        """A picture and the line under it."""

    def link(self, words: str, address: str) -> str:
        """A link that stands alone."""

    def quotation(self, text: str, who: str) -> str:
        """A block quotation and who said it."""

    def listing(self, text: str, language: str) -> str:
        """Lines of a program."""

    def caption(self, text: str) -> str:
        """The line under something that stands above it."""


class InMarkdown:
    """Written as Markdown."""

    def picture(self, address: str, words: str, caption: str) -> str:
        """A picture, its caption as a paragraph in italics."""
        shown = picture(address, words)
        below = self.caption(caption)
        return f"{shown}\n\n{below}" if shown and below else shown or below

    def link(self, words: str, address: str) -> str:
        """A link in its own words."""
        target = link_target(address)
        return f"[{escape(clean_line(words))}]({target})" if target else escape(words)

    def quotation(self, text: str, who: str) -> str:
        """Lines behind ``>``, and a dash before the name."""
        lines = text.strip("\n")
        if who:
            lines += f"\n\n— {escape(clean_line(who))}"
        return "\n" + re.sub(r"^", "> ", lines, flags=re.MULTILINE) + "\n"

    def listing(self, text: str, language: str) -> str:
        """A fenced listing."""
        longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
        fence = "`" * (longest + 1)
        body = text.strip("\n")
        return f"\n{fence}{language}\n{body}\n{fence}\n"

    def caption(self, text: str) -> str:
        """A paragraph in italics; marks in it stay as they are."""
        line = clean_line(text)
        return f"*{line}*" if line and not line.startswith(("*", "_")) else line


class InHtml:
    """Written as HTML."""

    def picture(self, address: str, words: str, caption: str) -> str:
        """A figure."""
        shown = f'<img src="{html_escape(address)}" alt="{html_escape(words)}">'
        return f"<figure>{shown}{self._under(caption)}</figure>"

    def link(self, words: str, address: str) -> str:
        """A paragraph that is a link."""
        return f'<p><a href="{html_escape(address)}">{html_escape(words)}</a></p>'

    def quotation(self, text: str, who: str) -> str:
        """A block quotation."""
        said = f"<p>— {html_escape(who)}</p>" if who else ""
        return f"<blockquote>{text}{said}</blockquote>"

    def listing(self, text: str, language: str) -> str:
        """A listing."""
        shown = html_escape(text.strip("\n"))
        return (
            f'<pre><code class="language-{html_escape(language)}">{shown}</code></pre>'
        )

    def caption(self, text: str) -> str:
        """A figure's caption, the figure around it left to what stands above."""
        return f"<p><em>{text}</em></p>" if text.strip() else ""

    def _under(self, text: str) -> str:
        return f"<figcaption>{text}</figcaption>" if text.strip() else ""
