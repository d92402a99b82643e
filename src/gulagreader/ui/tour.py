"""The tour of a minute: what to try first, step by step, each left by doing it."""

from collections.abc import Sequence
from dataclasses import dataclass

from gulagreader.ui.keys.command import Command
from gulagreader.ui.keys.keys_in_words import with_keys


@dataclass(frozen=True, slots=True)
class Step:
    """One thing to try."""

    words: str
    """What to do and what happens; a command's name in braces stands for its key."""
    actions: frozenset[str] = frozenset()
    """The actions any of which is the thing tried; none in the last step."""
    in_thread: bool = False
    """Whether the reader has to be in the comments afterwards."""


STEPS: tuple[Step, ...] = (
    Step(
        "This is the list of posts. {list.move-next} and {list.move-previous} go down"
        " and up; {list.open} opens the post under the cursor. Take one with"
        " comments: their number stands beside it.",
        frozenset({"open", "step_post"}),
    ),
    Step(
        "{text.page-next} turns the page. What is quoted stands out, and so does the"
        " source it is cited from.",
        frozenset({"page", "half_page", "scroll", "edge"}),
    ),
    Step(
        "{anywhere.lead-thread} goes to the comments, {anywhere.pane-next} round all"
        " panes, {anywhere.leave} back a pane.",
        frozenset({"lead", "next_pane"}),
        in_thread=True,
    ),
    Step(
        "{thread.toggle-fold} folds a comment with its replies, or unfolds it;"
        " {thread.parent} goes to the comment that this one answers.",
        frozenset({"toggle_fold", "fold", "fold_all", "parent"}),
    ),
    Step(
        "{anywhere.search-library} searches all posts and comments while you type."
        " There, {line.open-hit} goes to a hit and {search.leave} comes back here.",
        frozenset({"search_library", "show_hits"}),
    ),
    Step(
        "{anywhere.back} goes back to where you were before a jump."
        " {anywhere.show-keys} shows every key.",
        frozenset({"show_keys", "command_palette", "back"}),
    ),
    Step(
        "That is all it takes. {anywhere.command-palette} names every command, this"
        " tour among them; {anywhere.close-layer} closes it."
    ),
)


@dataclass(frozen=True, slots=True)
class Tour:
    """How far somebody has come."""

    at: int = 0

    @property
    def step(self) -> Step:
        """The step at hand."""
        return STEPS[self.at]

    def done(self, action: str, *, in_thread: bool) -> "Tour":
        """The tour after an action: one step on where that was the thing to try.

        Who goes to the comments at once, or searches, need not come back for the
        step before.
        """
        for at in (self.at, self.at + 1):
            step = STEPS[min(at, len(STEPS) - 1)]
            early = step.in_thread or action == "search_library"
            here = in_thread or not step.in_thread
            if action in step.actions and here and (early or at == self.at):
                return Tour(min(at + 1, len(STEPS) - 1))
        return self

    def words(self, commands: Sequence[Command], *, plain: bool = False) -> str:
        """What is said now, with the keys that the commands have.

        With ``plain`` arrows are named, for a screen without such signs.
        """
        words = with_keys(self.step.words, commands, plain=plain)
        return f"{self.at + 1}/{len(STEPS)}  {words}"
