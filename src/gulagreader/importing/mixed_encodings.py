"""Texts whose lines are in several encodings: UTF-8, and one of one byte a character.

Blogs that moved twice and mailboxes that were put together leave such files. What is
UTF-8 is read as that, since other text is hardly ever UTF-8 by chance; what is not is
read in the encoding that its letters speak for, or shown as damaged where none does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gulagreader.domain.counting import agreeing, amount
from gulagreader.importing.archive import Remark
from gulagreader.importing.letter_statistics import (
    LikelyEncoding,
    encoding_by_letters,
)

REPLACED = "\N{REPLACEMENT CHARACTER}"
_WHOLE = re.compile(
    # Well-formed sequences of several bytes (RFC 3629, 4).
    rb"(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]"
    rb"|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]"
    rb"|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}"
    rb"|\xf4[\x80-\x8f][\x80-\xbf]{2})+"
)
_HIGH = re.compile(rb"[\x80-\xff]+")
_BROKEN = re.compile(rb"[A-Za-z]*[\x80-\xff]+(?:[A-Za-z\x80-\xff])*")
_BY_CHANCE = 100
"""Of so many bytes of other text one is part of a whole line of UTF-8 at most."""
_PLAUSIBLE = -6.5
"""Mean weight of a letter, below which bytes are damage and no text."""
_LONGEST_LINE = 1024 * 1024
_MOST_RANGES = 8


@dataclass(frozen=True, slots=True)
class Mixture:
    """What the encodings of some bytes are that are not UTF-8 as a whole."""

    is_mixed: bool
    """Whether part of it is UTF-8."""
    other: LikelyEncoding | None
    """What the rest looks like; None where it is damage."""


def mixture_of(data: bytes, *, after_utf_8: bool = False) -> Mixture:
    """Tell what bytes are made of that are not UTF-8 as a whole.

    ``after_utf_8`` says that UTF-8 beyond ASCII stood before them.
    """
    whole = 0
    rest: list[bytes] = []
    others = 0
    for line in data.split(b"\n"):
        if line.isascii():
            continue
        in_whole = sum(len(found[0]) for found in _WHOLE.finditer(line))
        high = sum(len(found[0]) for found in _HIGH.finditer(line))
        if in_whole * 2 >= high or high == 1:
            whole += in_whole
            others += high - in_whole
            rest.extend(_stretches(line))
        else:
            others += high
            rest.append(line)
    is_mixed = whole > 0 and (after_utf_8 or whole * _BY_CHANCE >= others)
    is_mixed = is_mixed or after_utf_8
    if not is_mixed:
        return Mixture(False, encoding_by_letters(data))
    other = encoding_by_letters(b" ".join(rest)) if rest else None
    return Mixture(True, other if other and other.weight > _PLAUSIBLE else None)


def is_one_byte(name: str) -> bool:
    """Whether an encoding has one byte for each character."""
    try:
        return len(bytes(range(256)).decode(name, "replace")) == 256
    except (LookupError, UnicodeError):
        return False


def _stretches(line: bytes) -> Iterator[bytes]:
    """What of a line that is mostly UTF-8 is not, and does not touch what is."""
    at = 0
    for found in (*_WHOLE.finditer(line), None):
        end = found.start() if found is not None else len(line)
        for one in _BROKEN.finditer(line, at, end):
            touches = (one.start() == at and at > 0) or (
                one.end() == end and found is not None
            )
            # One byte on its own says nothing.
            if not touches and len(one[0]) > 1:
                yield one[0]
        at = found.end() if found is not None else end


@dataclass
class MixedDecoder:
    """Reads lines that are UTF-8 as that, and what is not in another encoding."""

    other: str | None
    """The other encoding; None where what is not UTF-8 is damage."""
    line: int = 1
    """The line that the next bytes are on."""
    lines: list[list[int]] = field(default_factory=list)
    """First and last of the lines read in the other encoding, in ranges."""
    count: int = 0
    """How many these are."""
    replaced: int = 0
    """Damaged places so far."""
    first_replaced: int | None = None
    """The line of the first."""
    _pending: bytes = b""

    def decode(self, data: bytes, *, final: bool = False) -> str:
        """Read more bytes; what is behind the last whole line waits for the next."""
        data = self._pending + data
        end = len(data) if final else data.rfind(b"\n") + 1
        if not end and len(data) > _LONGEST_LINE:
            end = _before_a_cut(data)
        self._pending = data[end:]
        return "".join(map(self._line, data[:end].splitlines(keepends=True)))

    def _line(self, line: bytes) -> str:
        try:
            text = line.decode("utf-8")
        except UnicodeDecodeError:
            text = self._mixed(line)
        self.line += line.endswith(b"\n")
        return text

    def _mixed(self, line: bytes) -> str:
        in_whole = sum(len(found[0]) for found in _WHOLE.finditer(line))
        high = sum(len(found[0]) for found in _HIGH.finditer(line))
        if in_whole * 2 < high > 1 and self.other is not None:
            text = line.decode(self.other, "replace")
            self._count_replaced(text.count(REPLACED))
            self._note()
            return text
        parts: list[str] = []
        at = 0
        for found in (*_WHOLE.finditer(line), None):
            end = found.start() if found is not None else len(line)
            parts.append(self._between(line, at, end, is_last=found is None))
            if found is not None:
                parts.append(found[0].decode("utf-8"))
                at = found.end()
        return "".join(parts)

    def _between(self, line: bytes, start: int, end: int, *, is_last: bool) -> str:
        """Read what stands between two stretches of UTF-8."""
        parts: list[str] = []
        at = start
        for found in _HIGH.finditer(line, start, end):
            parts.append(line[at : found.start()].decode("ascii"))
            at = found.end()
            touches = (found.start() == start and start > 0) or (
                at == end and not is_last
            )
            text = REPLACED
            if self.other is not None and not touches:
                text = found[0].decode(self.other, "replace")
            if REPLACED in text:
                self._count_replaced(text.count(REPLACED))
            else:
                self._note()
            parts.append(text)
        parts.append(line[at:end].decode("ascii"))
        return "".join(parts)

    def _count_replaced(self, count: int) -> None:
        if count and not self.replaced:
            self.first_replaced = self.line
        self.replaced += count

    def _note(self) -> None:
        if self.lines and self.lines[-1][1] == self.line:
            return
        self.count += 1
        if self.lines and self.lines[-1][1] == self.line - 1:
            self.lines[-1][1] = self.line
        else:
            self.lines.append([self.line, self.line])

    def remarks(self) -> Iterator[Remark]:
        """What a person should know of it, with the lines."""
        if self.count:
            what = (
                f"{_lines_in_words(self.lines, self.count)} not UTF-8 and read as "
                f"{self.other}, the others as UTF-8; if letters look wrong there, say "
                "what they are with --encoding"
            )
            yield Remark(self.lines[0][0], what)
        if self.replaced:
            places = amount(self.replaced, "damaged places of UTF-8")
            what = f"{places} {agreeing(self.replaced, 'are')} shown as {REPLACED}"
            yield Remark(self.first_replaced, what)


def _lines_in_words(ranges: list[list[int]], count: int) -> str:
    shown = ", ".join(
        str(first) if first == last else f"{first}–{last}"
        for first, last in ranges[:_MOST_RANGES]
    )
    more = ", …" if len(ranges) > _MOST_RANGES else ""
    if count == 1:
        return f"line {shown} was"
    return f"{count:,} lines ({shown}{more}) were"


def _before_a_cut(data: bytes) -> int:
    """The end of the last whole character of UTF-8."""
    end = len(data)
    while end > len(data) - 3 and data[end - 1] & 0xC0 == 0x80:
        end -= 1
    return end - 1 if data[end - 1] >= 0xC2 else len(data)
