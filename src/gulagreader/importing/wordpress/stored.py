"""A body or a comment as WordPress stores it, to Markdown."""

from gulagreader.importing.archive import LeftOut, Remark
from gulagreader.importing.html.markdown import HtmlText, markdown_of
from gulagreader.importing.wordpress.autop import autop
from gulagreader.importing.wordpress.blocks import has_blocks, without_blocks
from gulagreader.importing.wordpress.languages import all_languages, languages_in
from gulagreader.importing.wordpress.shortcodes import show_shortcodes


def body_markdown(
    stored: str, *, base: str = "", footnotes: str = "", lang: str = ""
) -> HtmlText:
    """A post's body: blocks or typed text, with shortcodes.

    ``footnotes`` is what WordPress 6.3 and later stores beside the body.
    """
    remarks: list[Remark] = []
    left_out: list[LeftOut] = []
    if languages_in(stored):
        langs = dict.fromkeys(lang for lang, _ in languages_in(stored) if lang)
        what = f"holds several languages ({', '.join(langs)}); all were kept"
        remarks.append(Remark(None, what))
        stored = all_languages(stored, "\n\n<hr>\n\n")
    blocks = has_blocks(stored)
    if blocks:
        unblocked = without_blocks(stored, footnotes)
        stored = unblocked.html
        left_out.extend(unblocked.left_out)
    shown = show_shortcodes(stored)
    left_out.extend(shown.left_out)
    html = shown.html if blocks else autop(shown.html)
    found = markdown_of(html, base=base, lang=lang)
    return HtmlText(
        found.markdown,
        found.images,
        (*left_out, *found.left_out),
        (*remarks, *found.remarks),
    )


def comment_markdown(stored: str, *, base: str = "", lang: str = "") -> HtmlText:
    """A comment: typed text with a few marks, and no shortcodes."""
    return markdown_of(autop(stored), base=base, lang=lang)
