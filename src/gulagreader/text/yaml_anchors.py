"""What the YAML of other programs may hold and a library may not: names and tags."""

import binascii

from gulagreader.text.yaml_values import YamlError, YamlLimits

_BINARY = frozenset({"!binary", "tag:yaml.org,2002:binary"})


class Anchors:
    """The values of a foreign file that aliases may name.

    Only words are given again, and together no more of them than a file may hold:
    a list of aliases of lists of aliases would grow without end.
    """

    def __init__(self, limits: YamlLimits) -> None:
        self._values: dict[str, str | None] = {}
        self._left = limits.size

    def name(self, anchor: str | None, value: str | None) -> None:
        """Keep a value under its name; None stands for a list or a mapping."""
        if anchor is not None:
            self._values[anchor] = value

    def resolve(self, anchor: str, line: int) -> str:
        """The words that an alias stands for.

        Raises:
            YamlError: it stands for nothing, for a list or a mapping, or all
                aliases together for too much.
        """
        if anchor not in self._values:
            raise YamlError(line, "an alias (*name) stands for nothing above it")
        value = self._values[anchor]
        if value is None:
            raise YamlError(
                line,
                "an alias (*name) stands for a list or a mapping, which is not read;"
                " write it out",
            )
        self._left -= len(value) + 1
        if self._left < 0:
            raise YamlError(line, "the aliases (*name) stand for too much text")
        return value


def untagged(value: str, tag: str | None) -> str:
    """The words behind a tag: what an old Ruby wrote as ``!binary`` is decoded."""
    if tag not in _BINARY:
        return value
    try:
        return binascii.a2b_base64(value).decode("utf-8")
    except ValueError:
        return value
