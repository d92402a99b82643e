"""The marks in a line of reStructuredText, to HTML.

https://docutils.sourceforge.io/docs/ref/rst/restructuredtext.html#inline-markup
"""

import re
from html import escape

from gulagreader.importing.markups.rst_names import RstNames

_BEFORE = r"(?<![^\s'\"(\[{<\-/:‘“’«¡¿‐-―\0])"
_AFTER = r"(?![^\s'\")\]}>\-/:.,;!?\\’”»‐-―\0])"
_MARKS = re.compile(
    rf"(?P<escaped>\\(?:[^\n]|\n))"
    rf"|{_BEFORE}``(?P<literal>[^\s`](?:[^`]|`(?!`)){{0,600}}?)``{_AFTER}"
    rf"|{_BEFORE}\*\*(?P<strong>[^\s*](?:[^*\\]|\\.|\*(?!\*)){{0,600}}?)(?<!\s)\*\*{_AFTER}"
    rf"|{_BEFORE}\*(?P<emphasis>[^\s*](?:[^*\\]|\\.){{0,600}}?)(?<!\s)\*{_AFTER}"
    rf"|{_BEFORE}(?::(?P<role>[\w.+:-]{{1,60}}?):)?`(?P<quoted>[^\s`](?:[^`\\]|\\.){{0,600}}?)`"
    rf"(?::(?P<role_after>[\w.+-]{{1,60}}):|(?P<link>__?))?{_AFTER}"
    rf"|{_BEFORE}\[(?P<note>[#]?[\w.:+-]{{0,80}}|\*)\]_{_AFTER}"
    rf"|{_BEFORE}\|(?P<substitution>[^\s|][^|\n]{{0,200}}?)(?<!\s)\|(?P<linked>__?)?{_AFTER}"
    rf"|{_BEFORE}(?P<address>https?://[^\s<>\"`|]{{1,2000}}[^\s<>\"`|.,;:!?)\]'])"
    rf"|(?<!\w)(?P<reference>\w+(?:[-.+]\w+){{0,20}})(?P<reference_end>__?){_AFTER}",
    re.DOTALL,
)
_EMBEDDED = re.compile(r"(?P<words>.*?)\s*<(?P<to>[^<>]{1,2000})>", re.DOTALL)
_TAGS = {
    **dict.fromkeys(("sup", "superscript"), "sup"),
    **dict.fromkeys(("sub", "subscript"), "sub"),
    **dict.fromkeys(("code", "literal", "math", "file", "samp", "kbd", "sh"), "code"),
    "strong": "strong",
}
_NAMES_ITS_TARGET = frozenset(("doc", "ref", "abbr", "term", "pep-reference"))
_DEEPEST = 6


class RstWords:
    """Writes lines as HTML; knows the names of the whole text."""

    def __init__(self, names: RstNames) -> None:
        self.names = names

    def html(self, text: str, depth: int = 0) -> str:
        """Write a text as HTML; what is no mark stays as it is."""
        if depth > _DEEPEST:
            return escape(text)
        parts = []
        place = 0
        for found in _MARKS.finditer(text):
            shown = self._shown(found, depth)
            if shown is None:
                continue
            parts += [escape(text[place : found.start()]), shown]
            place = found.end()
        parts.append(escape(text[place:]))
        return "".join(parts)

    def _shown(self, found: re.Match[str], depth: int) -> str | None:
        kind = found.lastgroup or ""
        if kind == "escaped":
            letter = found["escaped"][1:]
            return "" if letter.isspace() else escape(letter)
        if kind == "literal":
            return f"<code>{escape(_one_line(found['literal']))}</code>"
        if kind == "strong":
            return f"<strong>{self.html(found['strong'], depth + 1)}</strong>"
        if kind == "emphasis":
            return f"<em>{self.html(found['emphasis'], depth + 1)}</em>"
        if found["quoted"] is not None:
            return self._quoted(found, depth)
        if kind == "note":
            return self._note(found["note"])
        if found["substitution"] is not None:
            return self._substituted(found, depth)
        if kind == "address":
            return _link(found["address"], escape(found["address"]))
        return self._referred(found)

    def _quoted(self, found: re.Match[str], depth: int) -> str:
        words = found["quoted"]
        role = (found["role"] or found["role_after"] or "").lower()
        role = role.rpartition(":")[2]
        embedded = _EMBEDDED.fullmatch(words)
        if found["link"]:
            if embedded is not None:
                return self._embedded(embedded, depth)
            shown = self.html(words, depth + 1)
            if found["link"] == "__":
                to = self.names.next_anonymous()
            else:
                to = self.names.address(words)
            return _link(to or "", shown)
        if role in _NAMES_ITS_TARGET and embedded is not None:
            shown = self.html(embedded["words"], depth + 1)
            return f"{shown} ({escape(embedded['to'])})" if role == "abbr" else shown
        if role and embedded is not None and embedded["words"]:
            return self.html(embedded["words"], depth + 1)
        tag = _TAGS.get(role, "em" if role in ("", "emphasis", "title") else "")
        if tag == "code":
            return f"<code>{escape(_one_line(words))}</code>"
        shown = self.html(words, depth + 1)
        return f"<{tag}>{shown}</{tag}>" if tag else shown

    def _embedded(self, embedded: re.Match[str], depth: int) -> str:
        to = "".join(embedded["to"].split())
        if to.endswith("_") and not to.endswith("\\_"):
            to = self.names.address(to[:-1].strip("`")) or ""
        words = embedded["words"] or to
        if embedded["words"]:
            self.names.targets.setdefault(" ".join(words.lower().split()), to)
        return _link(to, self.html(words, depth + 1))

    def _note(self, label: str) -> str | None:
        if label in ("#", "*"):
            known = self.names.next_auto()
            if known is None:
                return None
            label = known
        label = label.lower()
        if label not in self.names.notes:
            return None
        shown = escape(label.lstrip("#"))
        name = escape(note_name(label))
        return f'<sup><a class="footnote-reference" href="#{name}">[{shown}]</a></sup>'

    def _substituted(self, found: re.Match[str], depth: int) -> str | None:
        name = " ".join(found["substitution"].split())
        known = self.names.substitutions.get(name)
        if known is None:
            return None
        directive, words = known
        if directive == "image":
            shown = f'<img src="{escape(words.strip())}" alt="{escape(name)}">'
        elif directive in ("replace", "unicode", "date"):
            shown = self.html(words, depth + 1)
        else:
            shown = escape(name)
        if found["linked"] == "_":
            return _link(self.names.address(name) or "", shown)
        return shown

    def _referred(self, found: re.Match[str]) -> str | None:
        words = found["reference"]
        if found["reference_end"] == "__":
            # As the end of a name of a program it is not meant.
            if not self.names.anonymous:
                return None
            return _link(self.names.next_anonymous() or "", escape(words))
        to = self.names.address(words)
        return _link(to, escape(words)) if to is not None else None


def note_name(label: str) -> str:
    """The id of a footnote's text."""
    return "rst-note-" + re.sub(r"\W", "-", label)


def _link(to: str, shown: str) -> str:
    if not to:
        return shown
    to = to.replace("\\", "").strip()
    if re.fullmatch(r"[\w.+-]+@[\w.-]+", to):
        return shown
    return f'<a href="{escape(to)}">{shown}</a>'


def _one_line(words: str) -> str:
    return " ".join(words.split("\n"))
