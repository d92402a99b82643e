"""Custom fields of an export: WordPress's footnotes, and what this program wrote."""

from gulagreader.importing.xml.elements import XmlElement
from gulagreader.text.clean import clean_line

_OWN = "_gulagreader_"


def meta_of(element: XmlElement, name: str = "wp:postmeta") -> dict[str, str]:
    """The custom fields of an item or a comment; the first where a name repeats."""
    found: dict[str, str] = {}
    for one in element.children(name):
        value = one.child("wp:meta_value")
        key = one.words("wp:meta_key")
        found.setdefault(key, value.text if value is not None else "")
    return found


def own_meta(element: XmlElement, name: str = "wp:postmeta") -> dict[str, str]:
    """What an export of this program says that WordPress has no place for."""
    return {
        key.removeprefix(_OWN): clean_line(value)
        for key, value in meta_of(element, name).items()
        if key.startswith(_OWN)
    }
