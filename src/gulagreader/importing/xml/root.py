"""The name of the outermost element of a file, told by its beginning."""

import re

from gulagreader.importing.sources import SourceFile
from gulagreader.importing.xml.elements import usual_name

_ROOT = re.compile(r"<([^\W\d][\w.:-]*)((?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*+)>")
_SPACE = re.compile(r"""\sxmlns(?::([\w.-]+))?\s*=\s*["']([^"']*)["']""")
_BEFORE_ROOT = re.compile(r"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)", re.DOTALL)


def root_of(sample: SourceFile) -> str:
    """The name of a file's outermost element, such as ``rss`` or ``atom:feed``.

    Looks at the beginning only; empty where that is no markup.
    """
    head = sample.head.lstrip()
    if not head.startswith("<"):
        return ""
    found = _ROOT.search(_BEFORE_ROOT.sub("", head[:16_384]))
    if found is None:
        return ""
    prefix, _, local = found[1].rpartition(":")
    spaces: dict[str, str] = dict(_SPACE.findall(found[2]))
    return usual_name(spaces.get(prefix, ""), prefix, local)
