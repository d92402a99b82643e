"""The block structure of a Markdown text as the parser's tokens.

CommonMark's blocks and tables by markdown-it-py, with footnote definitions added.
"""

import re
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_DEEPEST = 60
"""Containers in containers; the parser leaves out what is deeper."""
_INDENT = 4
"""Cells that the further paragraphs of a footnote stand in."""
_DEFINITION = re.compile(r"\[\^([^\]\[\s\\]{1,200})\]:[ \t]*")


def block_tokens(source: str) -> "tuple[list[Token], dict[str, Any]] | None":
    """The tokens of a text's blocks, and what it defines (``references``).

    None where the text nests so deep that something would be left out.
    """
    env: dict[str, Any] = {}
    try:
        tokens = _parser().parse(source, env)
    except (RecursionError, RuntimeError, ValueError, IndexError):
        return None
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return None
    return tokens, env


@cache
def _parser() -> "MarkdownIt":
    """The block parser; imported when first needed, because it costs start-up time."""
    from markdown_it import MarkdownIt  # noqa: PLC0415

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": _DEEPEST})
    parser.enable("table").disable(["inline", "text_join"])
    parser.block.ruler.before(
        "reference", "footnote", _footnote, {"alt": ["paragraph", "reference"]}
    )
    return parser


def _footnote(state: "StateBlock", line: int, end: int, silent: bool) -> bool:
    """A block rule for ``[^label]: text``, its further paragraphs indented by 4."""
    if state.is_code_block(line):
        return False
    start = state.bMarks[line] + state.tShift[line]
    found = _DEFINITION.match(state.src, start, state.eMarks[line])
    if found is None:
        return False
    if silent:
        return True
    token = state.push("footnote_open", "", 1)
    token.info = found.group(1)
    token.map = [line, line + 1]
    kept = (state.bMarks[line], state.tShift[line], state.sCount[line])
    kept_parent = state.parentType
    state.bMarks[line] = found.end()
    state.tShift[line] = 0
    state.blkIndent += _INDENT
    state.sCount[line] = state.blkIndent
    state.parentType = "footnote"
    if found.end() < state.eMarks[line]:
        state.md.block.tokenize(state, line, end)
    else:
        state.line = line + 1
        if line + 1 < end and state.sCount[line + 1] >= state.blkIndent:
            state.md.block.tokenize(state, line + 1, end)
    state.blkIndent -= _INDENT
    state.parentType = kept_parent
    state.bMarks[line], state.tShift[line], state.sCount[line] = kept
    token.map[1] = state.line
    state.push("footnote_close", "", -1)
    return True
