"""YAML for a library's files: a strict reader over events, and a plain writer.

Reading builds values from the parser's events, so that nothing in a file can
make objects, share nodes, change types (``No`` stays the word it is) or nest
until the program dies; libyaml's own loader does the last at 100,000 brackets.
Every scalar is a string, and every item knows its line. The format is YAML 1.1
as PyYAML and libyaml parse it, less all that a library does not need.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import yaml

from gulagreader.text.clean import clean_line
from gulagreader.text.yaml_anchors import Anchors, untagged
from gulagreader.text.yaml_values import (
    LIBRARY_LIMITS,
    MEBIBYTE,
    TYPED,
    TYPED_STARTS,
    UNPRINTABLE,
    PlainScalar,
    YamlBuilder,
    YamlError,
    YamlLimits,
    YamlMapping,
    YamlSequence,
    YamlValue,
)
from gulagreader.text.yaml_writing import literal_holds, quick_yaml


def read_yaml(
    data: bytes | str,
    limits: YamlLimits = LIBRARY_LIMITS,
    *,
    first_line: int = 1,
    pure: bool = False,
    foreign: bool = False,
) -> YamlValue:
    """Read one YAML document as strings, mappings and lists.

    An empty text is an empty string. ``first_line`` is the number of the text's
    first line in its file. ``pure`` takes the parser in Python even where
    libyaml is there (it is several times slower). In a ``foreign`` file anchors
    are allowed, an alias of a scalar is that scalar (all of them together not
    more than a file may hold), and tags are passed over (``!binary`` text is
    decoded); an alias of a list or mapping is refused there too.

    Raises:
        YamlError: the text is too large or too deep, is not UTF-8, holds an
            anchor, alias, merge key, tag, repeated key, key that is no word or
            a second document, or is not YAML.
    """
    text = _text(data, limits, first_line)
    try:
        return _build(_events(text, pure), limits, first_line, foreign)
    except yaml.YAMLError as error:
        raise _explained(error, text, first_line) from None


def _text(data: bytes | str, limits: YamlLimits, first_line: int) -> str:
    if len(data) > limits.size:
        raise YamlError(
            first_line,
            f"the file is larger than {limits.size // MEBIBYTE} MiB; split it",
        )
    if isinstance(data, bytes):
        try:
            text = data.decode("utf-8")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + first_line
            raise YamlError(line, "this is not UTF-8; save the file as UTF-8") from None
    else:
        text = data
    text = text.removeprefix("\ufeff")
    bad = UNPRINTABLE.search(text)
    if bad is not None:
        raise YamlError(
            text.count("\n", 0, bad.start()) + first_line,
            f"the character U+{ord(bad[0]):04X} may not stand in YAML; delete it",
        )
    return text


def _events(text: str, pure: bool) -> Iterator[Any]:
    if yaml.__with_libyaml__ and not pure:
        return iter(yaml.parse(text.encode(), Loader=yaml.CBaseLoader))
    return iter(yaml.parse(text, Loader=yaml.BaseLoader))


def _explained(error: yaml.YAMLError, text: str, first_line: int) -> YamlError:
    begun = getattr(error, "context_mark", None)
    mark = getattr(error, "problem_mark", None) or begun
    problem = clean_line(getattr(error, "problem", None) or "it cannot be read")
    met, last = mark.line if mark else 0, text.rstrip().count("\n")
    if met > last:
        # Met behind the last words: what has no end is mended where it begins.
        return YamlError(
            first_line + min(begun.line if begun else last, last),
            f"this is not YAML ({problem}); what begins here has no end: look at the"
            " quotation marks and the brackets",
        )
    return YamlError(
        first_line + met,
        f"this is not YAML ({problem}); look at the indentation, the colons and"
        " the quotation marks here and just above",
    )


def _build(
    events: Iterator[Any], limits: YamlLimits, first_line: int, foreign: bool
) -> YamlValue:
    builder = YamlBuilder(limits)
    anchors = Anchors(limits) if foreign else None
    documents = 0
    for event in events:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            line = event.start_mark.line + first_line
            builder.put(_scalar_of(event, line, anchors), line)
        elif kind is yaml.MappingStartEvent:
            line = event.start_mark.line + first_line
            _note_decoration(event, line, anchors)
            builder.start(YamlMapping(line))
        elif kind is yaml.SequenceStartEvent:
            line = event.start_mark.line + first_line
            _note_decoration(event, line, anchors)
            builder.start(YamlSequence(line))
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            builder.end()
        elif kind is yaml.AliasEvent:
            line = event.start_mark.line + first_line
            builder.put(_resolved(event, line, anchors), line)
        elif kind is yaml.DocumentStartEvent:
            documents += 1
            if documents > 1:
                raise YamlError(
                    event.start_mark.line + first_line,
                    "a second document begins here; delete the line ---",
                )
    return builder.root


def _scalar_of(event: Any, line: int, anchors: Anchors | None) -> str:
    if anchors is None:
        _refuse_decoration(event, line)
        return _scalar(event)
    value = untagged(_scalar(event), event.tag)
    anchors.name(event.anchor, value)
    return value


def _note_decoration(event: Any, line: int, anchors: Anchors | None) -> None:
    if anchors is None:
        _refuse_decoration(event, line)
    else:
        anchors.name(event.anchor, None)


def _resolved(event: Any, line: int, anchors: Anchors | None) -> str:
    if anchors is None:
        raise YamlError(
            line,
            "aliases (*name) are not read; write the value out, or put text"
            " that begins with * in quotation marks",
        )
    return anchors.resolve(event.anchor, line)


def _refuse_decoration(event: Any, line: int) -> None:
    if event.anchor is not None:
        raise YamlError(
            line,
            "anchors (&name) are not read; write the value out, or put text that"
            " begins with & in quotation marks",
        )
    if event.tag is not None:
        raise YamlError(
            line,
            "tags (!name) are not read; delete it, or put text that begins with !"
            " in quotation marks",
        )


def _scalar(event: Any) -> str:
    value: str = event.value
    if (
        event.implicit[0]
        and value[:1] in TYPED_STARTS
        and TYPED.fullmatch(value) is not None
    ):
        return PlainScalar(value)
    return value


class _Dumper(yaml.SafeDumper):
    """The pure dumper: libyaml's escapes emoji and loses the literal style."""

    def analyze_scalar(self, scalar: str) -> yaml.emitter.ScalarAnalysis:
        """Allow the literal style wherever it is exact.

        PyYAML gives it up for tabs and for blanks before a line end, both of
        which a literal block holds as they are (YAML 1.1, 9.3.2).
        """
        analysis = super().analyze_scalar(scalar)
        if "\n" in scalar and literal_holds(scalar):
            analysis.allow_block = True
        return analysis

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002 - PyYAML's name
        """Write a value out each time: the reader refuses aliases."""
        return True


def _write_string(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = None
    if "\n" in text:
        style = "|"
    elif text == "" or TYPED.fullmatch(text) is not None:
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", str(text), style=style)


def _write_plain(dumper: yaml.SafeDumper, text: PlainScalar) -> yaml.ScalarNode:
    # With the tag that the plain word resolves to, the emitter leaves it plain.
    tag = dumper.resolve(yaml.ScalarNode, str(text), (True, False))  # type: ignore[no-untyped-call]
    return yaml.ScalarNode(tag, str(text))


def _write_list(
    dumper: yaml.SafeDumper, items: "list[object] | tuple[object, ...]"
) -> yaml.SequenceNode:
    words = all(isinstance(item, str) and "\n" not in item for item in items)
    return dumper.represent_sequence(
        "tag:yaml.org,2002:seq", items, flow_style=words or None
    )


def _write_mapping(
    dumper: yaml.SafeDumper, mapping: Mapping[str, object]
) -> yaml.MappingNode:
    return dumper.represent_mapping("tag:yaml.org,2002:map", mapping)


_Dumper.add_representer(str, _write_string)
_Dumper.add_representer(PlainScalar, _write_plain)
_Dumper.add_representer(tuple, _write_list)
_Dumper.add_representer(list, _write_list)
_Dumper.add_multi_representer(list, _write_list)
_Dumper.add_multi_representer(dict, _write_mapping)
_Dumper.add_representer(MappingProxyType, _write_mapping)


def write_yaml(value: object) -> str:
    """Write strings, mappings and lists so that :func:`read_yaml` gives the same.

    Keys keep their order, nothing is wrapped, text with line ends is a literal
    block, lists of words stand on one line, and words that a reader of YAML
    might take for a number, a date or a truth value are quoted.
    """
    return quick_yaml(value) or dump_yaml(value)


def dump_yaml(value: object) -> str:
    """Write any value as :func:`write_yaml` does, slowly."""
    written: str = yaml.dump(
        value,
        Dumper=_Dumper,
        allow_unicode=True,
        default_flow_style=False,
        sort_keys=False,
        width=2**31,
    )
    return written
