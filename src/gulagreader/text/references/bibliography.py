"""The list at the end of a text: which entry stands for what was cited.

Chicago cites comments in notes alone and lists the post that they answer, where it
lists blog posts at all (The Chicago Manual of Style 17, 14.208; 18, 14.105); MLA and
APA list each comment.
"""

from dataclasses import replace

from gulagreader.domain.citing import Cited, Reference, ReferenceStyle
from gulagreader.text.references.days import american
from gulagreader.text.references.people import people
from gulagreader.text.references.prose import apa, mla
from gulagreader.text.references.titles import headline, quoted

HEADINGS = {
    ReferenceStyle.CHICAGO: "Bibliography",
    ReferenceStyle.MLA: "Works Cited",
    ReferenceStyle.APA: "References",
}
"""What each manual calls its list."""


def listed(cited: Cited, style: ReferenceStyle) -> Cited:
    """What the list has an entry of, for what was cited."""
    comment = None if style is ReferenceStyle.CHICAGO else cited.comment
    return replace(cited, comment=comment, paragraph=None, passage="")


def bibliography_entry(cited: Cited, style: ReferenceStyle) -> Reference:
    """An entry of the list; ``cited`` is what :func:`listed` gave."""
    if style is ReferenceStyle.MLA:
        return mla(cited)
    return apa(cited) if style is ReferenceStyle.APA else _chicago(cited)


def sort_key(entry: Reference) -> str:
    """By what an entry begins with, marks and articles left out."""
    words = "".join(c for c in entry.text.casefold() if c.isalnum() or c == " ").split()
    return " ".join(words[1:] if words[:1] and words[0] in _ARTICLES else words)


_ARTICLES = frozenset(["a", "an", "the"])


def _chicago(cited: Cited) -> Reference:
    """An entry of a bibliography (The Chicago Manual of Style 18, 13.65 and 14.105)."""
    names = people(cited.author)
    wrote = ", ".join(
        one.inverted if number == 0 else one.name for number, one in enumerate(names)
    )
    if len(names) > 1:
        first, _, last = wrote.rpartition(", ")
        wrote = f"{first}, and {last}"
    lead = f"{wrote.rstrip('.')}. " if wrote else ""
    title = quoted(headline(cited.title, cited.lang), ".")
    title = title[0].upper() + title[1:]
    container = headline(cited.container, cited.lang)
    after = "" if "blog" in cited.container.casefold() else " (blog)"
    parts = [american(cited.date) or "n.d."]
    parts += [f"Id {cited.id}"] if cited.needs_id else []
    parts += [cited.link] if cited.link else []
    rest = "".join(f" {part.removesuffix('.')}." for part in parts)
    if not container:
        return Reference(((f"{lead}{title}{rest}", False),))
    return Reference(
        ((f"{lead}{title} ", False), (container, True), (f"{after}.{rest}", False))
    )
