"""Values written in JavaScript, as Blogger puts a page's comments into a script.

JSON with strings in single quotes and their escapes. Nothing is run.
"""

import re
from collections.abc import Iterator

Value = dict[str, "Value"] | list["Value"] | str | None
_TOKEN = re.compile(
    r"\s*(?:(?P<sign>[\[\]{}:,])"
    r"|'(?P<single>(?:[^'\\\n]|\\.)*)'"
    r'|"(?P<double>(?:[^"\\\n]|\\.)*)"'
    r"|(?P<word>[\w.+-]+))",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_SIMPLE = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": ""}
_DEEPEST = 20


def value_after(script: str, name: str) -> Value:
    """The value that a script gives a name, as in ``var items = […];``.

    Numbers and ``true`` are given as their words. None where there is none, or what
    stands there is more than a value.
    """
    found = re.search(rf"\b{re.escape(name)}\s*=\s*(?=[\[{{])", script)
    if found is None:
        return None
    try:
        return _Reader(_tokens(script, found.end())).value(0)
    except (ValueError, StopIteration):
        return None


def _tokens(script: str, at: int) -> Iterator[tuple[str, str]]:
    while (found := _TOKEN.match(script, at)) is not None:
        kind = found.lastgroup or ""
        yield kind, found[kind]
        at = found.end()


class _Reader:
    def __init__(self, tokens: Iterator[tuple[str, str]]) -> None:
        self._tokens = tokens

    def value(self, depth: int, token: tuple[str, str] | None = None) -> Value:
        kind, text = token or next(self._tokens)
        if kind == "word":
            return None if text in ("null", "undefined") else text
        if kind in ("single", "double"):
            return _ESCAPE.sub(_unescaped, text)
        if depth >= _DEEPEST:
            raise ValueError(depth)
        if text == "[":
            return self._list(depth)
        if text == "{":
            return self._object(depth)
        raise ValueError(text)

    def _list(self, depth: int) -> list[Value]:
        found: list[Value] = []
        token = next(self._tokens)
        while token[1] != "]" or token[0] != "sign":
            found.append(self.value(depth + 1, token))
            token = self._next_of("]")
        return found

    def _object(self, depth: int) -> dict[str, Value]:
        found: dict[str, Value] = {}
        token = next(self._tokens)
        while token[1] != "}" or token[0] != "sign":
            key = _ESCAPE.sub(_unescaped, token[1])
            if token[0] == "sign" or next(self._tokens) != ("sign", ":"):
                raise ValueError(key)
            found[key] = self.value(depth + 1)
            token = self._next_of("}")
        return found

    def _next_of(self, end: str) -> tuple[str, str]:
        """The token after a comma, or the end."""
        token = next(self._tokens)
        if token == ("sign", ","):
            return next(self._tokens)
        if token != ("sign", end):
            raise ValueError(token[1])
        return token


def _unescaped(found: re.Match[str]) -> str:
    code = found[1] or found[2]
    return chr(int(code, 16)) if code else _SIMPLE.get(found[3], found[3])
