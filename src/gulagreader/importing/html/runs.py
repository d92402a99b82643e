"""The inside of a paragraph on its way from HTML: stretches of text with a style."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Style:
    """How a stretch of text is set off: bits, several of which can be set.

    Plain numbers, since an ``IntFlag`` took half of the time that a text takes.
    """

    PLAIN: Final = 0
    EMPHASIS: Final = 1
    STRONG: Final = 2
    STRUCK: Final = 4
    CODE: Final = 8


class Kind(StrEnum):
    """What a run is."""

    TEXT = "text"
    BREAK = "break"
    NOTE = "note"
    """A footnote mark; its text is the label."""


@dataclass(slots=True)
class Run:
    """A stretch of one style; ``link`` is where it leads.

    Nobody changes one. It is not frozen because a text makes a thousand of them, and
    a frozen one takes three times as long to make.
    """

    text: str
    style: int = Style.PLAIN
    link: str | None = None
    kind: Kind = Kind.TEXT

    @property
    def shown(self) -> str:
        """What a reader sees of it."""
        match self.kind:
            case Kind.BREAK:
                return "\n"
            case Kind.NOTE:
                return f"[{self.text}]"
            case _:
                return self.text


BREAK = Run("", kind=Kind.BREAK)
_BLANKS = re.compile(r"[ \t\n\r\f]+")
_UNSETTLED = re.compile(r"[\t\n\r\f]|  ")


def settled(runs: Iterable[Run]) -> list[Run]:
    """Collapse white space as a browser does, and join what is alike.

    White space between two runs has the style that both have, so that emphasis
    begins and ends with a word. Breaks at the beginning and the end go.
    """
    done: list[Run] = []
    gap = False
    for run in runs:
        if run.kind is Kind.BREAK:
            if done:
                done.append(run)
            gap = False
            continue
        text = run.text
        if run.kind is not Kind.NOTE and _UNSETTLED.search(text) is not None:
            text = _BLANKS.sub(" ", text)
        core = text.strip(" ")
        if not core:
            gap = gap or bool(text)
            continue
        gap = gap or text[0] == " "
        whole = run
        if core != run.text:
            whole = Run(core, run.style, run.link, run.kind)
        if gap and done and done[-1].kind is not Kind.BREAK:
            _add(done, _space_between(done[-1], whole))
        _add(done, whole)
        gap = text[-1] == " "
    while done and done[-1].kind is Kind.BREAK:
        done.pop()
    return done


def _space_between(left: Run, right: Run) -> Run:
    link = left.link if left.link == right.link else None
    return Run(" ", left.style & right.style, link)


def _add(done: list[Run], run: Run) -> None:
    last = done[-1] if done else None
    if (
        last is not None
        and last.kind is run.kind is Kind.TEXT
        and (last.style, last.link) == (run.style, run.link)
    ):
        done[-1] = Run(last.text + run.text, run.style, run.link)
    else:
        done.append(run)


def shown(runs: Iterable[Run]) -> str:
    """What a reader sees of runs that are settled."""
    return "".join(run.shown for run in runs)
