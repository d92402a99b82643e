"""A citation after a manual of style: Chicago's notes, MLA, APA.

Our own rules, because the processors of CSL that were tried do not know comments:
docs/citing.md says what was compared. The paragraphs of the manuals stand beside
what they ask for.
"""

from collections.abc import Sequence

from gulagreader.domain.citing import Cited, Reference
from gulagreader.text.references.days import (
    american,
    clock,
    short_day,
    year,
    year_first,
)
from gulagreader.text.references.people import Person, people
from gulagreader.text.references.titles import headline, quoted, sentence, shortened

_Pieces = tuple[tuple[str, bool], ...]


def chicago(cited: Cited) -> Reference:
    """A note of the notes and bibliography system, without its number.

    The Chicago Manual of Style: blog posts and comments 17, 14.208 (18, 14.105);
    access dates only where a text is not dated (17, 14.12).
    """
    title = headline(cited.title, cited.lang)
    post_by = _and_all(people(cited.author), 2)
    lead = _start_of_note(cited, post_by)
    before = f"{lead}{quoted(title, ',')} "
    after = "" if "blog" in cited.container.casefold() else " (blog)"
    if not cited.container:
        after = " blog post"
    dated = american(cited.date)
    parts = [dated or ("" if cited.comment or cited.accessed else "n.d.")]
    parts += [f"id {cited.id}" if cited.needs_id else "", _paragraph(cited, "para.")]
    if not cited.dated and cited.accessed:
        parts.append(f"accessed {american(cited.accessed)}")
    parts.append(cited.link or "")
    rest = "".join(f", {part}" for part in parts if part)
    pieces = _joined(before, headline(cited.container, cited.lang), f"{after}{rest}.")
    return Reference(pieces, _short_note(cited, title))


def _start_of_note(cited: Cited, post_by: str) -> str:
    if cited.comment is None:
        return f"{post_by}, " if post_by else ""
    on = f"{post_by}, " if post_by else ""
    dated = american(cited.comment.date)
    wrote = _and_all(people(cited.comment.author), 2)
    if not wrote:
        return f"Unsigned comment{f', {dated},' if dated else ''} on {on}"
    return f"{wrote}, {f'{dated}, ' if dated else ''}comment on {on}"


def _short_note(cited: Cited, title: str) -> str:
    names = _short_names(cited.author, " and ", 2)
    parts = [names] if names else []
    if cited.comment is not None:
        wrote = _short_names(cited.comment.author, " and ", 2)
        on = f"{names}, " if names else ""
        parts = [f"{wrote}, comment on {on}" if wrote else f"Comment on {on}"]
    before = parts[0] if cited.comment else f"{names}, " if names else ""
    place = _paragraph(cited, "para.")
    closing = "," if place else "."
    shown = quoted(shortened(title), closing)
    return f"{before}{shown}{f' {place}.' if place else ''}"


def mla(cited: Cited) -> Reference:
    """An entry of a list of works cited, and what stands in the text.

    MLA Handbook 9: elements in the order of 5.2; comments as in appendix 2, with the
    time of day (5.78); addresses without http:// (5.95); no “n.d.”, and the day of
    access where there is no date (5.111). Paragraphs stand in the text alone (6.20).
    """
    title = headline(cited.title, cited.lang, all_prepositions=True)
    wrote = _mla_names(people(cited.signed))
    lead = f"{wrote.rstrip('.')}. " if wrote else ""
    kind = "Comment on " if cited.comment else ""
    dated = short_day(cited.dated)
    time = clock(cited.dated) if cited.comment and dated else ""
    parts = [dated, time, f"id {cited.id}" if cited.needs_id else ""]
    parts.append((cited.link or "").removeprefix("https://").removeprefix("http://"))
    rest = "".join(f", {part}" for part in parts if part)
    if not dated and cited.accessed:
        rest += f". Accessed {short_day(cited.accessed)}"
    container = headline(cited.container, cited.lang, all_prepositions=True)
    shown = quoted(title, ".")
    shown = shown[0].upper() + shown[1:] if not kind else shown
    pieces = _joined(f"{lead}{kind}{shown} ", container, f"{rest}.")
    short = _short_names(cited.signed, " and ", 2) or quoted(shortened(title))
    place = _paragraph(cited, "par.")
    return Reference(pieces, f"({short}{f', {place}' if place else ''})")


def apa(cited: Cited) -> Reference:
    """An entry of a list of references, and what stands in the text.

    Publication Manual of the APA 7: blog posts and comments 10.1, comments with their
    first twenty words and what they answer; dates 9.14, unknown authors 9.12, the day
    of access only where there is no date (9.16), paragraphs 8.28.
    """
    title = sentence(
        cited.title, cited.lang, names=cited.names, common=cited.common
    ) or ("[Untitled blog post]" if cited.comment is None else "Untitled")
    called = title.removesuffix(".")
    if cited.comment is not None:
        said = cited.comment.beginning.removesuffix(".") or "[No words]"
        on = (
            f"the blog post {quoted(title)}" if cited.title else "an untitled blog post"
        )
        called = f"{said} [Comment on {on}]"
    dated = f"({year_first(cited.dated)})."
    wrote = _apa_names(people(cited.signed))
    called = _ended(called)
    lead = f"{_stopped(wrote)} {dated} {called} "
    if not wrote:
        lead = f"{called} {dated} "
    known = f" ({cited.id})" if cited.needs_id else ""
    rest = f"{known}." if known or cited.container else ""
    if cited.link:
        day = "" if cited.dated else american(cited.accessed)
        rest += f" Retrieved {day}, from {cited.link}" if day else f" {cited.link}"
    short = _short_names(cited.signed, " & ", 2)
    if not short:
        # Titles have capitals in the text, though not in the list (8.14).
        heading = headline(cited.title, cited.lang)
        first = cited.comment.beginning if cited.comment else heading
        short = quoted(shortened(first), ",")
    else:
        short += ","
    place = _paragraph(cited, "para.")
    in_text = f"({short} {year(cited.dated) or 'n.d.'}{f', {place}' if place else ''})"
    return Reference(_joined(lead, cited.container, rest), in_text)


def _ended(title: str) -> str:
    """A title with its full stop, which stands inside closing quotation marks."""
    if title[-1:] in ("?", "!"):
        return title
    if title[-1:] == "”":
        return title if title[-2:-1] in (".", "?", "!") else f"{title[:-1]}.”"
    return f"{title}."


def _joined(before: str, container: str, rest: str) -> _Pieces:
    pieces = ((before, False), (container, True), (rest, False))
    if before and not container:
        # What would follow the name of the blog follows the title.
        rest = rest if rest.startswith(" ") else f" {rest.removeprefix(', ')}"
        pieces = ((before.rstrip(" "), False), ("", True), (rest, False))
    return tuple(piece for piece in pieces if piece[0])


def _paragraph(cited: Cited, word: str) -> str:
    return f"{word} {cited.paragraph}" if cited.paragraph else ""


def _stopped(text: str) -> str:
    return text if not text or text.endswith(".") else f"{text}."


def _and_all(names: Sequence[Person], most: int) -> str:
    """Names in their usual order; beyond ``most`` the first and “et al.”."""
    if len(names) > most:
        return f"{names[0].name} et al."
    return " and ".join(one.name for one in names)


def _short_names(author: str | None, between: str, most: int) -> str:
    names = people(author)
    if len(names) > most:
        return f"{names[0].short} et al."
    return between.join(one.short for one in names)


def _mla_names(names: Sequence[Person]) -> str:
    """The first name turned around; of three or more only that (MLA 9, 5.8)."""
    if not names:
        return ""
    first = names[0].inverted
    if len(names) == 1:
        return first
    return f"{first}, et al" if len(names) > 2 else f"{first}, and {names[1].name}"


def _apa_names(names: Sequence[Person]) -> str:
    """All names turned around, with initials; of many the first 19 and the last."""
    each = [one.initials for one in names]
    if len(each) < 2:
        return "".join(each)
    if len(each) > 20:
        return ", ".join(each[:19]) + f", . . . {each[-1]}"
    return ", ".join(each[:-1]) + f", & {each[-1]}"
