"""The arguments of a shortcode: ``figure caption="…" src=/x.jpg`` in all spellings."""

import re
from dataclasses import dataclass

_ARGUMENT = re.compile(
    r"(?:(?P<key>[A-Za-z_][\w-]{0,60})\s*(?:=|:(?!//))\s*)?"
    r"(?:\"(?P<double>(?:\\.|[^\"\\]){0,4000})\"|'(?P<single>(?:\\.|[^'\\]){0,4000})'"
    r"|`(?P<tick>[^`]{0,4000})`|(?P<bare>[^\s\"',]{1,2000}))"
)


@dataclass(frozen=True, slots=True)
class Arguments:
    """What a shortcode was given."""

    named: dict[str, str]
    positional: tuple[str, ...]

    def get(self, *names: str, at: int | None = None) -> str:
        """The first of these that says something, or the one at a position."""
        for name in names:
            if self.named.get(name):
                return self.named[name]
        if at is not None and at < len(self.positional):
            return self.positional[at]
        return ""


def arguments_of(text: str) -> Arguments:
    """Read the words behind a shortcode's name."""
    named: dict[str, str] = {}
    positional: list[str] = []
    for found in _ARGUMENT.finditer(text):
        quoted = found["double"] or found["single"] or found["tick"]
        value = quoted if quoted is not None else (found["bare"] or "")
        value = re.sub(r"\\([\"'\\])", r"\1", value) if quoted else value
        if found["key"]:
            named.setdefault(found["key"].lower(), value)
        else:
            positional.append(value)
    return Arguments(named, tuple(positional))
