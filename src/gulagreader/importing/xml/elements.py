"""Elements of foreign XML as small trees, with names that do not depend on a file.

A name is ``prefix:local`` with the prefix that everybody uses for the namespace,
whatever the file calls it, so that ``wp:comment`` is found in every version of a
WordPress export. Where a prefix is not declared it is taken as it stands, and where
the default namespace of a file is its format's own there is none.
"""

from collections.abc import Iterator
from html import escape

_PREFIXES = {
    "http://purl.org/rss/1.0/modules/content/": "content",
    "http://purl.org/rss/1.0/modules/slash/": "slash",
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://purl.org/dc/terms/": "dcterms",
    "http://wellformedweb.org/commentapi/": "wfw",
    "http://www.w3.org/2005/atom": "atom",
    "http://purl.org/atom/ns#": "atom",
    "http://www.w3.org/2007/app": "app",
    "http://purl.org/atom/app#": "app",
    "http://purl.org/syndication/thread/1.0": "thr",
    "http://schemas.google.com/blogger/2018": "blogger",
    "http://schemas.google.com/g/2005": "gd",
    "http://search.yahoo.com/mrss/": "media",
    "http://disqus.com": "",
    "http://disqus.com/disqus-internals": "dsq",
    "http://www.w3.org/1999/xhtml": "xhtml",
    "http://www.w3.org/xml/1998/namespace": "xml",
}
_EMPTY_IN_HTML = frozenset(
    (
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta"),
        *("source", "track", "wbr"),
    )
)


def usual_name(space: str, prefix: str, local: str) -> str:
    """A name with the prefix by which its namespace is known here, if there is one."""
    usual = _usual_prefix(space, prefix)
    return f"{usual}:{local}" if usual else local


def _usual_prefix(space: str, prefix: str) -> str:
    """The prefix by which a namespace is known here; ``prefix`` where it has none."""
    # WordPress has its version in the address: wordpress.org/export/1.2/excerpt/.
    if "wordpress.org/export/" in space:
        return "excerpt" if space.rstrip("/").endswith("excerpt") else "wp"
    key = space.lower().replace("https://", "http://", 1)
    return _PREFIXES.get(key, prefix)


class XmlElement:
    """One element: its name, attributes, and what stands in it, in order."""

    __slots__ = ("attributes", "content", "line", "name", "within")

    def __init__(
        self, name: str, attributes: dict[str, str], line: int, within: str
    ) -> None:
        self.name = name
        self.attributes = attributes
        """By names as of elements; attributes without a prefix have none here.

        An element that was asked for has also the ``xml:base`` and ``xml:lang`` that
        hold for it (XML Base 1.1); a base is resolved by those around it.
        """
        self.line = line
        """The line on which it begins, from 1, in the decoded file."""
        self.within = within
        """The name of the element around it; empty for the outermost."""
        self.content: list[XmlElement | str] = []

    def children(self, name: str | None = None) -> Iterator["XmlElement"]:
        """The elements directly in it, all or those of a name."""
        for one in self.content:
            if not isinstance(one, str) and (name is None or one.name == name):
                yield one

    def child(self, name: str) -> "XmlElement | None":
        """The first element of a name directly in it."""
        # Asked for a dozen times for each comment of an export: no generator here.
        for one in self.content:
            if one.__class__ is XmlElement and one.name == name:
                return one
        return None

    def words(self, name: str) -> str:
        """The text of the first element of a name, stripped; empty without one."""
        found = self.child(name)
        return found.text.strip() if found is not None else ""

    @property
    def text(self) -> str:
        """All text in it, also in elements inside it, entities resolved, not cleaned.

        White space at its ends stays.
        """
        content = self.content
        if len(content) == 1 and isinstance(content[0], str):
            return content[0]
        return "".join(_texts(self))

    def markup(self) -> str:
        """What stands in it as HTML, for content that is markup (``type=xhtml``)."""
        parts: list[str] = []
        waiting: list[XmlElement | str] = list(reversed(self.content))
        while waiting:
            one = waiting.pop()
            if isinstance(one, _Raw):
                parts.append(one)
            elif isinstance(one, str):
                parts.append(escape(one, quote=False))
            else:
                name = one.name.removeprefix("xhtml:")
                given = (
                    f' {key}="{escape(value)}"' for key, value in one.attributes.items()
                )
                parts.append(f"<{name}{''.join(given)}>")
                if name not in _EMPTY_IN_HTML:
                    waiting.append(_Raw(f"</{name}>"))
                waiting.extend(reversed(one.content))
        return "".join(parts)


class _Raw(str):
    """Markup that is written as it stands."""

    __slots__ = ()


def _texts(element: XmlElement) -> Iterator[str]:
    waiting: list[XmlElement | str] = list(reversed(element.content))
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        else:
            waiting.extend(reversed(one.content))
