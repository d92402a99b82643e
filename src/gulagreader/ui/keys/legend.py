"""What the signs of the screen mean, by place: the help shows them behind the keys."""

from dataclasses import dataclass

from gulagreader.ui.keys.command import Where
from gulagreader.ui.looks.signs import ANSWERS, FOCUS, FOLDED, NEW, UNFOLDED
from gulagreader.ui.notes.noted import NOTE_SIGN
from gulagreader.ui.views.uptake_margin import TAKEN_UP_SIGN


@dataclass(frozen=True, slots=True)
class Meaning:
    """A sign, or a word that stands for one, and what it says."""

    where: Where
    sign: str
    words: str
    """May name commands in braces (:mod:`gulagreader.ui.keys.keys_in_words`)."""


LEGEND: tuple[Meaning, ...] = (
    Meaning(Where.LIST, "●", "Not read yet"),
    Meaning(Where.LIST, "★", "Starred"),
    Meaning(Where.LIST, "✓", "Marked: what is done next is done to all marked"),
    Meaning(Where.LIST, "+2", "So many of its comments came since you left it"),
    Meaning(Where.LIST, "≡", "A list, and how many posts it holds"),
    Meaning(Where.LIST, "»", "A saved search"),
    Meaning(Where.TEXT, NOTE_SIGN, "A note with words or tags ends on this line"),
    Meaning(
        Where.POST,
        f"3{TAKEN_UP_SIGN} ³ ⁺",
        "So many took up the passage that begins here; {post.show-uptake} says who",
    ),
    Meaning(Where.THREAD, NEW, "New; {thread.ask-since} says since when"),
    Meaning(Where.THREAD, UNFOLDED, "A comment, unfolded"),
    Meaning(Where.THREAD, FOLDED, "Folded; behind it how many replies it hides"),
    Meaning(
        Where.THREAD,
        FOCUS,
        "At the left edge the comment at hand; before its words what it quotes",
    ),
    Meaning(Where.THREAD, ANSWERS, "By time: whom the comment answers"),
    Meaning(Where.THREAD, "level 9", "Deeper than it is indented"),
    Meaning(Where.THREAD, "author", "Wrote the post"),
    Meaning(Where.THREAD, "teacher", "Teaches, as library.yaml says"),
    Meaning(Where.THREAD, "starter", "Began the branch and speaks again in it"),
)
