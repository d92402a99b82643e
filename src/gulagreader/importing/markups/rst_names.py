"""What a text in reStructuredText defines apart from where it is used.

Targets of links, footnotes and substitutions may stand anywhere, so they are read
before the text is.
"""

import re
from dataclasses import dataclass, field

_TARGET = re.compile(
    r"[ \t]*\.\. _(?:`(?P<quoted>[^`\n]{1,300})`|(?P<plain>[^`:\n]{1,300})):"
    r"(?:[ \t]+(?P<to>\S.*))?[ \t]*"
)
_ANONYMOUS = re.compile(r"[ \t]*(?:__|\.\. __:)[ \t]+(?P<to>\S.*)")
_SUBSTITUTION = re.compile(
    r"[ \t]*\.\. \|(?P<name>[^|\n]{1,200})\|[ \t]+(?P<directive>[\w-]+)::"
    r"[ \t]*(?P<words>.*)"
)
_NOTE = re.compile(r"[ \t]*\.\. \[(?P<label>#?[\w.:+-]{0,80}|\*)\](?:[ \t]|$)")


@dataclass(slots=True)
class RstNames:
    """What the names of a text stand for; names in small letters, blanks as one."""

    targets: dict[str, str] = field(default_factory=dict)
    """Addresses; empty for a place in the text."""
    anonymous: list[str] = field(default_factory=list)
    substitutions: dict[str, tuple[str, str]] = field(default_factory=dict)
    """The directive and its words."""
    notes: set[str] = field(default_factory=set)
    """The labels of footnotes."""
    auto: list[str] = field(default_factory=list)
    """Labels given to ``[#]`` and ``[*]``, in the order of their texts."""
    _anonymous_used: int = 0
    _auto_used: int = 0

    def address(self, name: str) -> str | None:
        """Where a name leads to; None where nothing is known of it."""
        for _ in range(8):
            found = self.targets.get(plain_name(name))
            if found is None or not found.endswith("_") or "/" in found:
                return found
            name = found[:-1].strip("`")
        return None

    def next_anonymous(self) -> str | None:
        """The address of the next link that has no name."""
        self._anonymous_used += 1
        left = self.anonymous[self._anonymous_used - 1 : self._anonymous_used]
        return left[0] if left else None

    def next_auto(self) -> str | None:
        """The label of the next mark that has no number of its own."""
        self._auto_used += 1
        left = self.auto[self._auto_used - 1 : self._auto_used]
        return left[0] if left else None


def plain_name(name: str) -> str:
    """A name as it is compared."""
    return " ".join(name.replace("\\", "").lower().split())


def names_in(lines: list[str]) -> RstNames:
    """Read all definitions of a text."""
    names = RstNames()
    waiting: list[str] = []
    for place, line in enumerate(lines):
        if not line.lstrip().startswith(("..", "__")):
            if line.strip():
                waiting.clear()
            continue
        anonymous = _ANONYMOUS.fullmatch(line)
        if anonymous is not None:
            names.anonymous.append(anonymous["to"].strip())
            continue
        target = _TARGET.fullmatch(line)
        if target is not None:
            _take_target(names, target, lines, place, waiting)
            continue
        replaced = _SUBSTITUTION.fullmatch(line)
        if replaced is not None:
            name = " ".join(replaced["name"].split())
            words = replaced["words"] or _next_words(lines, place)
            names.substitutions.setdefault(name, (replaced["directive"], words))
            continue
        note = _NOTE.match(line)
        if note is not None:
            label = note["label"]
            if label in ("#", "*"):
                label = f"#{len(names.auto) + 1}"
                names.auto.append(label)
            names.notes.add(label.lower())
    return names


def _take_target(
    names: RstNames,
    target: re.Match[str],
    lines: list[str],
    place: int,
    waiting: list[str],
) -> None:
    name = plain_name(target["quoted"] or target["plain"])
    to = (target["to"] or "").strip()
    if not to:
        below = lines[place + 1] if place + 1 < len(lines) else ""
        if below.startswith((" ", "\t")) and below.strip():
            to = below.strip()
    if not to:
        waiting.append(name)
    else:
        for one in waiting:
            names.targets[one] = to
        waiting.clear()
    names.targets.setdefault(name, to)


def _next_words(lines: list[str], place: int) -> str:
    below = lines[place + 1] if place + 1 < len(lines) else ""
    return below.strip() if below.startswith((" ", "\t")) else ""
