"""Who wrote a passage, where and when, on one line below it."""

from gulagreader.domain.citing import Cited
from gulagreader.domain.dates import display_date
from gulagreader.text.clean import clean_line
from gulagreader.text.references.titles import quoted


def attribution(cited: Cited) -> str:
    """Plain words, such as ``anna, comment on chalk, “Errata”, 4 March 2014``."""
    title = quoted(clean_line(cited.title))
    on = f"{clean_line(cited.author)}, " if cited.author else ""
    kind = "comment" if cited.signed else "unsigned comment"
    parts = [
        clean_line(cited.signed or ""),
        f"{kind} on {on}{title}" if cited.comment else title,
        display_date(cited.dated),
    ]
    said = ", ".join(part for part in parts if part)
    return said[0].upper() + said[1:] if not cited.signed else said
