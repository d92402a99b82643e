"""WordPress's shortcodes to the HTML that they show.

What only a running site can make (lists of posts, forms, slides of pictures that
are not in the text) is left out and counted. Words in brackets that are no known
shortcode stay as they are.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape

from gulagreader.importing.archive import LeftOut
from gulagreader.importing.wordpress.shortcode_tags import ShortcodeTag, shortcodes_in

PARTS_OF_A_SITE = "parts that only a running site can show"
_CODE = ("code", "sourcecode", "source", "codeblock", "php", "python", "css", "html")
_QUOTES = ("quote", "blockquote", "pullquote")
_NOTES = (
    "footnote",
    "footnotes_ref",
    "ref",
    "fn",
    "efn_note",
    "mfn",
    "note",
    "sidenote",
)
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "ted": "https://www.ted.com/talks/{}",
    "gist": "https://gist.github.com/{}",
    "wpvideo": "https://videopress.com/v/{}",
    "videopress": "https://videopress.com/v/{}",
    "googlevideo": "{}",
    "soundcloud": "{}",
    "spotify": "{}",
    "instagram": "{}",
    "tweet": "https://twitter.com/i/status/{}",
    "scribd": "https://www.scribd.com/doc/{}",
    "slideshare": "https://www.slideshare.net/slideshow/embed_code/{}",
    "googlemaps": "{}",
    "facebook": "{}",
    "flickr": "{}",
    "embed": "{}",
    "audio": "{}",
    "video": "{}",
}
_ADDRESSES = ("url", "src", "mp3", "mp4", "m4a", "ogg", "ogv", "webm", "m4v", "id")
_SITE = (
    *(
        "gallery",
        "playlist",
        "slideshow",
        "contact-form",
        "contact-form-7",
        "polldaddy",
    ),
    *("contact-field", "archives", "sitemap", "wp_sitemap_page", "recent_posts"),
    *("display-posts", "blog_subscription_form", "jetpack_subscription_form", "ngg"),
    *("nggallery", "related-posts", "wpforms", "gravityform", "mc4wp_form"),
)
_LAYOUT = (
    *("column", "columns", "one_half", "one_third", "two_third", "one_fourth", "row"),
    *("one_half_last", "one_third_last", "two_third_last", "dropcap", "highlight"),
    *("button", "su_quote", "su_box", "su_note", "vc_row", "vc_column"),
    *("vc_column_text", "et_pb_section", "et_pb_row", "et_pb_column", "et_pb_text"),
    *("su_row", "su_column", "su_dropcap", "lead", "box", "center"),
)
_CAPTIONS = ("caption", "wp_caption")
_NAMES = frozenset(
    (*_CODE, *_QUOTES, *_NOTES, *_FILMS, *_SITE, *_LAYOUT, *_CAPTIONS, "latex")
)
_IMAGE = re.compile(
    r"\s*((?:<a\s[^<>]*>\s*)?<img(?=[\s/>])[^<>]*>(?:\s*</a>)?)", re.IGNORECASE
)
_ADDRESS = re.compile(r"https?://[^\s<>\"']+")
_DEEPEST = 12


@dataclass
class Shown:
    """A text with its shortcodes done, and what was left out."""

    html: str = ""
    left_out: list[LeftOut] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """The texts of footnotes, in order."""


def show_shortcodes(text: str) -> Shown:
    """Do the shortcodes of a stored text; its footnotes are put at its end."""
    shown = Shown()
    shown.html = _show(text, shown, 0)
    if shown.notes:
        items = "".join(
            f'<li id="shortcode-note-{number}">{note}</li>\n'
            for number, note in enumerate(shown.notes, 1)
        )
        shown.html += f'\n\n<ol class="footnotes">\n{items}</ol>'
    return shown


def _show(text: str, shown: Shown, depth: int) -> str:
    if depth > _DEEPEST:
        return text
    parts: list[str] = []
    at = 0
    for tag in shortcodes_in(text, _NAMES):
        parts.append(text[at : tag.start])
        if tag.escaped:
            parts.append(text[tag.start + 1 : tag.end - 1])
        else:
            whole = text[tag.start : tag.end]
            inner = None if tag.inner is None else text[slice(*tag.inner)]
            if inner is not None and tag.name not in _CODE:
                inner = _show(inner, shown, depth + 1)
            html = _SHOWS[tag.name](tag, inner, shown)
            parts.append(whole if html is None else html)
        at = tag.end
    return "".join((*parts, text[at:]))


_Show = Callable[[ShortcodeTag, str | None, Shown], str | None]
"""Gives what a shortcode shows; None where the words are no shortcode after all."""


def _code(tag: ShortcodeTag, inner: str | None, _shown: Shown) -> str | None:
    if inner is None:
        return None
    # Some programs store the signs of markup as entities, some as they are.
    text = escape(inner, quote=False) if "<" in inner or ">" in inner else inner
    language = tag.attributes.get("language") or tag.attributes.get("lang") or ""
    named = f' class="language-{escape(language)}"' if language else ""
    return f"<pre><code{named}>{text.strip(chr(10))}</code></pre>"


def _quote(tag: ShortcodeTag, inner: str | None, _shown: Shown) -> str | None:
    if inner is None:
        return None
    who = next(
        (
            tag.attributes[key]
            for key in ("author", "cite", "name", "source", "by")
            if tag.attributes.get(key)
        ),
        "",
    )
    cited = f"\n\n<cite>{escape(who)}</cite>" if who else ""
    return f"<blockquote>{inner}{cited}</blockquote>"


def _note(_tag: ShortcodeTag, inner: str | None, shown: Shown) -> str | None:
    if inner is None or not inner.strip():
        return None
    shown.notes.append(inner.strip())
    number = len(shown.notes)
    return f'<sup><a href="#shortcode-note-{number}">{number}</a></sup>'


def _caption(tag: ShortcodeTag, inner: str | None, _shown: Shown) -> str | None:
    if inner is None:
        return None
    image = _IMAGE.match(inner)
    # Old captions stand in an attribute, new ones behind the picture.
    rest = inner[image.end() :].strip() if image is not None else inner.strip()
    words = tag.attributes.get("caption") or rest
    picture = image[1] if image is not None else ""
    return f"<figure>{picture}<figcaption>{words}</figcaption></figure>"


def _film(tag: ShortcodeTag, inner: str | None, _shown: Shown) -> str | None:
    given = [tag.attributes.get(key, "") for key in _ADDRESSES]
    values = (*given, *tag.words, (inner or "").strip())
    value = next((value for value in values if value), "")
    if not value:
        return None
    address = _ADDRESS.search(value)
    if address is not None:
        whole = address[0]
    elif re.fullmatch(r"[\w/.-]{3,80}", value) and not value.isalpha():
        whole = _FILMS[tag.name].format(value)
    else:
        return None
    return f'\n\n<p><a href="{escape(whole)}">{escape(whole)}</a></p>\n\n'


def _site(tag: ShortcodeTag, _inner: str | None, shown: Shown) -> str | None:
    shown.left_out.append(LeftOut(PARTS_OF_A_SITE, text=f"[{tag.name}]"))
    if tag.name in ("gallery", "nggallery", "slideshow"):
        ids = tag.attributes.get("ids") or tag.attributes.get("include") or ""
        count = len([one for one in ids.split(",") if one.strip()])
        pictures = {0: "pictures", 1: "1 picture"}.get(count, f"{count} pictures")
        return f"\n\n<p><em>Gallery of {pictures}</em></p>\n\n"
    return ""


def _layout(_tag: ShortcodeTag, inner: str | None, _shown: Shown) -> str | None:
    return inner


def _latex(_tag: ShortcodeTag, inner: str | None, _shown: Shown) -> str | None:
    return None if inner is None else f"<code>{inner}</code>"


_SHOWS: Mapping[str, _Show] = {
    **dict.fromkeys(_CODE, _code),
    **dict.fromkeys(_QUOTES, _quote),
    **dict.fromkeys(_NOTES, _note),
    **dict.fromkeys(_FILMS, _film),
    **dict.fromkeys(_SITE, _site),
    **dict.fromkeys(_LAYOUT, _layout),
    **dict.fromkeys(_CAPTIONS, _caption),
    "latex": _latex,
}
