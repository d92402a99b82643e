"""A text with shortcodes, to the same text with what they show.

Pictures, quotations, listings, links to films and the like become text; what only a
running site can make (lists of posts, forms) is left out and counted. A pair of tags
that is not known gives what stands between them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.importing.archive import LeftOut
from gulagreader.importing.shortcodes.arguments import Arguments, arguments_of
from gulagreader.importing.shortcodes.shapes import InHtml, InMarkdown, Shapes
from gulagreader.importing.shortcodes.tags import Tag, tags_in
from gulagreader.text.clean import clean_line

TEMPLATE_TAGS = "template tags"
_DEEPEST = 20
"""Pairs inside one another; what stands deeper is given as it stands."""
_FILMS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "dailymotion": "https://www.dailymotion.com/video/{}",
    "gist": "https://gist.github.com/{}",
    "instagram": "https://www.instagram.com/p/{}/",
    "tweet": "https://twitter.com/i/status/{}",
    "twitter": "https://twitter.com/i/status/{}",
    "x": "https://twitter.com/i/status/{}",
    "x_simple": "https://twitter.com/i/status/{}",
    "twitter_simple": "https://twitter.com/i/status/{}",
    "soundcloud": "https://soundcloud.com/{}",
}
_PATHS = frozenset({"ref", "relref", "post_url", "link", "asset_path", "asset_img"})
_PICTURES = frozenset({"figure", "image", "img", "picture", "photo", "imgproc"})
_QUOTES = frozenset({"quote", "blockquote", "pullquote", "epigraph", "quotation"})
_LISTINGS = frozenset({"highlight", "codeblock", "code", "prism"})
_EXPRESSION = re.compile(r"[\"'](?P<words>[^\"']*)[\"']\s*(?:\||$)")
_ROOT = re.compile(r"(?:site|\.site)\.(?:base_?url|url|root)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"https?://\S+")
_IMAGE_FILE = re.compile(r"\.(?:jpe?g|png|gif|webp|svg)(?:[?#].*)?\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Expanded:
    """A text without shortcodes, and what was left out of it."""

    text: str
    left_out: tuple[LeftOut, ...] = ()


def expand(text: str, *, html: bool = False) -> Expanded:
    """Write out the shortcodes of a text, which is Markdown or HTML."""
    tags = list(tags_in(text, markdown=not html))
    if not tags:
        return Expanded(text)
    return _Expander(text, tags, InHtml() if html else InMarkdown()).expanded()


class _Expander:
    """Walks the tags of a text once, pairs first."""

    def __init__(self, text: str, tags: Sequence[Tag], shapes: Shapes) -> None:
        self.text = text
        self.tags = tags
        self.shapes = shapes
        self.left_out: list[LeftOut] = []
        self.ends = _ends(tags)
        self.depth = 0

    def expanded(self) -> Expanded:
        """The whole text."""
        shown = self._between(0, len(self.tags), 0, len(self.text))
        return Expanded(shown, tuple(self.left_out))

    def _between(self, first: int, last: int, start: int, end: int) -> str:
        """The text from ``start`` to ``end`` with the tags ``first`` to ``last``."""
        parts = []
        at = start
        number = first
        while number < last:
            tag = self.tags[number]
            parts.append(self.text[at : tag.start])
            shown, number = self._tag(number)
            parts.append(shown)
            at = self.tags[number - 1].end
        parts.append(self.text[at:end])
        return "".join(parts)

    def _tag(self, number: int) -> tuple[str, int]:
        """What a tag shows, and the number of the next to look at."""
        tag = self.tags[number]
        if tag.quoted is not None:
            return tag.quoted, number + 1
        end = self.ends.get(number)
        if tag.name == "raw" and end is not None:
            return self._verbatim(number, end), end + 1
        if tag.in_listing:
            return self._as_it_stands(tag), number + 1
        if tag.name == "comment" and end is not None:
            self._leave_out(tag)
            return "", end + 1
        if not tag.name:
            return self._output(tag), number + 1
        if tag.closes:
            return "", number + 1
        if end is not None and tag.name in _PAIRED:
            closing = self.tags[end]
            # A listing is not looked into: what stands in it is not run.
            if tag.name in _LISTINGS or self.depth >= _DEEPEST:
                inner = self._verbatim(number, end)
            else:
                self.depth += 1
                inner = self._between(number + 1, end, tag.end, closing.start)
                self.depth -= 1
            return self._pair(tag, inner), end + 1
        return self._single(tag), number + 1

    def _verbatim(self, number: int, end: int) -> str:
        return self.text[self.tags[number].end : self.tags[end].start]

    def _as_it_stands(self, tag: Tag) -> str:
        return self.text[tag.start : tag.end]

    def _leave_out(self, tag: Tag) -> None:
        words = clean_line(self._as_it_stands(tag))
        line = (
            self.text.count("\n", 0, tag.start) + 1 if len(self.left_out) < 50 else None
        )
        self.left_out.append(LeftOut(TEMPLATE_TAGS, 1, line, words[:300]))

    def _output(self, tag: Tag) -> str:
        """``{{ "/x.jpg" | relative_url }}`` is its words, the site's root nothing."""
        found = _EXPRESSION.match(tag.arguments)
        if found is not None:
            return found["words"]
        if _ROOT.match(tag.arguments):
            return ""
        self._leave_out(tag)
        return ""

    def _pair(self, tag: Tag, inner: str) -> str:
        given = arguments_of(tag.arguments)
        if tag.name in _LISTINGS:
            language = given.get("lang", "language", at=0)
            return self.shapes.listing(inner, re.sub(r"[^\w+#-]", "", language))
        if tag.name in _QUOTES:
            who = given.get("author", "cite", "source", "attribution", "by")
            return self.shapes.quotation(inner, who or " ".join(given.positional))
        if given.get("src", "image_path"):
            inner = f"{self._picture(tag.name, given)}\n\n{inner.strip()}"
            return f"{inner.rstrip()}\n"
        caption = given.get("caption", "title", "attr")
        return f"{inner.strip()}\n\n{self.shapes.caption(caption)}\n"

    def _single(self, tag: Tag) -> str:
        given = arguments_of(tag.arguments)
        name = tag.name
        if name in ("include", "include_relative", "include_cached", "render"):
            name = (given.positional or ("",))[0].rsplit("/", 1)[-1].partition(".")[0]
            given = Arguments(given.named, given.positional[1:])
        shown = self._known(name.lower(), given)
        if shown is None:
            self._leave_out(tag)
            return ""
        return shown

    def _known(self, name: str, given: Arguments) -> str | None:
        """What a shortcode of a known name shows; None where it shows nothing."""
        if name in _PATHS:
            return given.get("path", at=0)
        if name in _FILMS:
            return self._film(name, given)
        if name in _PICTURES or given.get("image_path", "src", "url").lower().endswith(
            (".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg")
        ):
            return self._picture(name, given)
        if name in _QUOTES:
            text = given.get("text", "quote", "content")
            return (
                self.shapes.quotation(text, given.get("author", "by")) if text else None
            )
        if name in ("audio", "video", "iframe", "embed", "pdf", "soundcloud"):
            address = given.get("src", "url", "mp3", "mp4", "source", at=0)
            return self.shapes.link(given.get("title", "caption") or address, address)
        return None

    def _film(self, name: str, given: Arguments) -> str | None:
        what = given.get("id", "video", "url", "src")
        if not what:
            what = "/".join(
                given.positional[:2] if name == "gist" else given.positional[:1]
            )
        if not what:
            return None
        address = what if _ADDRESS.match(what) else _FILMS[name].format(what)
        return self.shapes.link(given.get("title", "caption") or address, address)

    def _picture(self, name: str, given: Arguments) -> str | None:
        words = list(given.positional)
        address = given.get("src", "image_path", "url", "file", "path", "link", "image")
        if not address:
            # Octopress: {% img [class] /path [width height] title [alt] %}
            place = next(
                (n for n, one in enumerate(words) if "/" in one or "." in one), None
            )
            if place is None:
                return None
            address = words[place]
            words = [one for one in words[place + 1 :] if not one.isdigit()]
        else:
            words = []
        caption = (
            given.get("caption", "title") if name != "img" or not words else words[0]
        )
        caption = " — ".join(filter(None, (caption, self._from(given, address))))
        alt = given.get("alt") or (words[-1] if words else "")
        return self.shapes.picture(address, alt or given.get("title"), caption)

    def _from(self, given: Arguments, picture: str) -> str:
        """Whose a picture is, and where it leads, unless to a larger copy of it."""
        who, place = given.get("attr"), given.get("attrlink")
        leads = given.get("link")
        if leads in (picture, place) or _IMAGE_FILE.search(leads):
            leads = ""
        return " — ".join(
            filter(
                None,
                (
                    self.shapes.link(who or place, place) if place else who,
                    self.shapes.link(leads, leads) if _ADDRESS.match(leads) else "",
                ),
            )
        )


_PAIRED = _LISTINGS | _QUOTES | _PICTURES
_ENCLOSING = _PAIRED | {"raw", "comment"}


def _ends(tags: Sequence[Tag]) -> dict[int, int]:
    """For each tag that is closed the number of the tag that closes it.

    Of two pairs that overlap the one that was opened first is one; the other's tags
    stand alone, or what is between would be shown twice.
    """
    ends: dict[int, int] = {}
    opened: dict[str, list[int]] = {}
    for number, tag in enumerate(tags):
        if not tag.name:
            continue
        if not tag.closes:
            opened.setdefault(tag.name, []).append(number)
        elif opened.get(tag.name):
            ends[opened[tag.name].pop()] = number
    nested: dict[int, int] = {}
    around: list[int] = []
    for number in sorted(ends):
        while around and around[-1] < number:
            around.pop()
        if around and ends[number] > around[-1]:
            continue
        nested[number] = ends[number]
        if tags[number].name in _ENCLOSING:
            around.append(ends[number])
    return nested
