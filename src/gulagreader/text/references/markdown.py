"""References and quoted passages as Markdown."""

from gulagreader.domain.citing import Cited, Reference
from gulagreader.domain.dates import display_date
from gulagreader.text.clean import clean_line
from gulagreader.text.escape import escape
from gulagreader.text.references.titles import quoted


def reference_markdown(reference: Reference) -> str:
    """A reference with its italics."""
    return "".join(
        f"*{escape(text)}*" if italic else escape(text)
        for text, italic in reference.pieces
    )


def quoted_passage(cited: Cited) -> str:
    """The passage as a block quote that ends with who wrote it, where and when.

    Without a passage it is the attribution alone.
    """
    lines = [f"— {_attribution(cited)}"]
    if cited.passage.strip():
        paragraphs = [part for part in cited.passage.split("\n\n") if part.strip()]
        shown = "\n\n".join(escape(clean_line(part)) for part in paragraphs)
        lines = [*shown.split("\n"), "", *lines]
    return "\n".join(f"> {line}".rstrip() for line in lines)


def _attribution(cited: Cited) -> str:
    title = quoted(clean_line(cited.title))
    parts = [escape(clean_line(cited.signed or ""))]
    if cited.comment is not None:
        by = f"{clean_line(cited.author)}, " if cited.author else ""
        parts.append(escape(f"comment on {by}{title}"))
    else:
        parts.append(escape(title))
    parts.append(display_date(cited.dated))
    parts.append(f"para. {cited.paragraph}" if cited.paragraph else "")
    label = cited.id.replace("[", "\\[").replace("]", "\\]")
    if cited.link:
        address = cited.link.replace("<", "%3C").replace(">", "%3E").replace(" ", "%20")
        parts.append(f"[{label}](<{address}>)")
    else:
        parts.append(escape(cited.id))
    return ", ".join(part for part in parts if part)
