"""A dossier as one page of HTML that reads well, prints and fetches nothing."""

from collections.abc import Iterator

from gulagreader.domain.citing import Reference
from gulagreader.domain.dossier import EntryKind
from gulagreader.domain.dossier_pages import (
    QuotedParagraph,
    WrittenDossier,
    WrittenPart,
)
from gulagreader.exporting.html_of import Manner, html_of
from gulagreader.exporting.marked_text import escaped, language, web_target
from gulagreader.exporting.page_style import PAGE_STYLE
from gulagreader.exporting.web_page import POLICY
from gulagreader.text.web_addresses import bare_addresses

_STYLE = """\
.gathered { margin: 1.6rem 0; } .gathered blockquote { margin-bottom: .3rem; }
figcaption { color: var(--faint); font-size: .95rem; padding-inline-start: 1.2rem; }
.said { color: var(--faint); font-style: italic; }
.notes, .works { font-size: .95rem; border-top: 1px solid var(--line);
  margin-top: 3rem; }
.works ul { list-style: none; padding: 0; }
.works li { padding-inline-start: 2rem; text-indent: -2rem; margin: .4rem 0; }
li:target, sup:target { outline: 2px solid var(--bar); outline-offset: .2rem; }
@media print { .gathered { break-inside: avoid-page; } .back { display: none; }
  figcaption { break-before: avoid; } sup a { text-decoration: none; } }
"""
_OWN = Manner(highest=3)


def dossier_html(written: WrittenDossier) -> Iterator[str]:
    """Write the page, piece by piece."""
    lang = language(written.lang) or "en"
    name = escaped(written.name)
    yield (
        f'<!DOCTYPE html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8" />\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1" />\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}" />\n'
        '<meta name="referrer" content="no-referrer" />\n'
        '<meta name="generator" content="GulagReader" />\n'
        f"<title>{name}</title>\n<style>\n{PAGE_STYLE}{_STYLE}</style>\n</head>\n"
        f'<body>\n<header>\n<h1 dir="auto">{name}</h1>\n'
        f'<p class="about">{escaped(written.about)}</p>\n</header>\n<main>\n'
    )
    for part in written.parts:
        yield from _part(part)
    yield from _notes(written)
    yield from _works(written)
    yield "</main>\n</body>\n</html>\n"


def _part(part: WrittenPart) -> Iterator[str]:
    if part.kind is EntryKind.HEADING:
        yield f'<h2 dir="auto">{escaped(part.own)}</h2>\n'
    elif part.kind is not EntryKind.PARAGRAPH:
        yield _figure(part)
    if part.own and part.kind is not EntryKind.HEADING:
        yield _own(part.own, f"{part.anchor}-own")
    if part.remark:
        yield _own(part.remark, f"{part.anchor}-remark")
    if part.said:
        yield f'<p class="said">{escaped(part.said)}</p>\n'


def _own(text: str, anchor: str) -> str:
    return (
        f'<div class="text" dir="auto">\n{html_of(text, _OWN, anchor=anchor)}\n</div>\n'
    )


def _figure(part: WrittenPart) -> str:
    lang = language(part.lang)
    spoken = f' lang="{lang}"' if lang else ""
    quote = ""
    if part.source.strip():
        inside = html_of(part.source, _OWN, anchor=part.anchor)
        quote = f'<blockquote class="text">\n{inside}\n</blockquote>\n'
    elif part.quoted:
        inside = "\n".join(map(_paragraph, part.quoted))
        quote = f"<blockquote>\n{inside}\n</blockquote>\n"
    number = part.number
    mark = (
        f'<sup id="back-{number}"><a href="#note-{number}">{number}</a></sup>'
        if number
        else ""
    )
    who = escaped(part.attribution)
    caption = f"<figcaption>{'— ' if quote else ''}{who}{mark}</figcaption>\n"
    return (
        f'<figure class="gathered" id="{part.anchor}"{spoken} dir="auto">\n'
        f"{quote}{caption if who or mark else ''}</figure>\n"
    )


def _paragraph(paragraph: QuotedParagraph) -> str:
    words = escaped(paragraph.text).replace("\n", "<br />")
    depth = paragraph.depth
    return "<blockquote>" * depth + f"<p>{words}</p>" + "</blockquote>" * depth


def _notes(written: WrittenDossier) -> Iterator[str]:
    if not written.notes:
        return
    yield '<section class="notes" aria-labelledby="notes">\n<h2 id="notes">Notes</h2>\n'
    yield "<ol>\n"
    for number, note in enumerate(written.notes, 1):
        back = f'<a class="back" href="#back-{number}" aria-label="Back">↩</a>'
        yield f'<li id="note-{number}">{_reference(note)} {back}</li>\n'
    yield "</ol>\n</section>\n"


def _works(written: WrittenDossier) -> Iterator[str]:
    if not written.entries:
        return
    heading = escaped(written.list_heading)
    yield f'<section class="works" aria-labelledby="works">\n<h2 id="works">{heading}'
    yield "</h2>\n<ul>\n"
    for entry in written.entries:
        yield f"<li>{_reference(entry)}</li>\n"
    yield "</ul>\n</section>\n"


def _reference(reference: Reference) -> str:
    shown = []
    for text, italic in reference.pieces:
        words = _linked(text)
        shown.append(f"<em>{words}</em>" if italic else words)
    return "".join(shown)


def _linked(text: str) -> str:
    """Plain words with their web addresses as links."""
    parts: list[str] = []
    at = 0
    for start, end in bare_addresses(text):
        address = text[start:end]
        where = web_target(address)
        shown = escaped(address)
        link = (
            f'<a class="bare" href="{escaped(where)}">{shown}</a>' if where else shown
        )
        parts += [escaped(text[at:start]), link]
        at = end
    return "".join((*parts, escaped(text[at:])))
