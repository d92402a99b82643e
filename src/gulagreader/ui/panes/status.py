"""The status line: what happened last, what is going on, where the reader is."""

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from gulagreader.domain.progress import Progress
from gulagreader.text.cells import cell_len, cut
from gulagreader.text.clean import clean_line
from gulagreader.ui.keys.keys_in_words import told

_MESSAGE_SECONDS = 8.0
_PROBLEM_SECONDS = 20.0
_KEYS, _READ_SECONDS = 5, 1.5
"""Keys after which a message that stood for so long has been read, or is not wanted."""


class StatusLine(Static):
    """Progress of long jobs, the last message, the counter.

    One line high; a message that is longer than the line has two while it stands.
    """

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's
        super().__init__("", id=id, markup=False)
        self._message = ""
        self._problem = False
        self._passing = False
        self._counter = ""
        self._jobs: dict[str, Progress] = {}
        self._until: Timer | None = None
        self._keys = 0
        """Keys since the message was said."""
        self._has_stood = False
        self._standing: Timer | None = None

    @property
    def words(self) -> str:
        """What the line says."""
        progress = [in_words(job) for job in self._jobs.values()]
        parts = [self._counter, self._message, *progress]
        return "   ".join(part for part in parts if part)

    def say(
        self, message: str, *, problem: bool = False, passing: bool = False
    ) -> None:
        """Say what happened and, where there is a way, how to undo it.

        A command's name in braces stands for the key that the reader gave it. What is
        ``passing`` is said of one key, and may be wrong after the next.
        """
        self._passing = passing
        self._keys, self._has_stood = 0, False
        self._message = clean_line(told(self.app, message))
        self._problem = problem
        for timer in (self._until, self._standing):
            if timer is not None:
                timer.stop()
        seconds = _PROBLEM_SECONDS if problem else _MESSAGE_SECONDS
        self._until = self.set_timer(seconds, self._fall_silent)
        self._standing = self.set_timer(_READ_SECONDS, self._stand)
        self._show()

    def let_pass(self) -> None:
        """Say no more what was said of the key before, or of some keys before it."""
        self._keys += 1
        read = self._has_stood and self._keys >= _KEYS and not self._problem
        if self._message and (self._passing or read):
            self._fall_silent()

    def let_go(self) -> None:
        """Say no more what was said elsewhere, unless it is a problem."""
        if self._message and not self._problem:
            self._fall_silent()

    def _stand(self) -> None:
        self._has_stood = True

    def _fall_silent(self) -> None:
        self._message = ""
        self._show()

    @property
    def tells_a_problem(self) -> bool:
        """Whether the last message was of a problem and still stands."""
        return self._problem and bool(self._message)

    def show_counter(self, counter: str) -> None:
        """Show which match of how many; the next one ends what an earlier key said."""
        goes_on = counter and self._counter and counter != self._counter
        if goes_on and self._keys and not self._problem:
            self._message = ""
        self._counter = counter
        self._show()

    def show_progress(self, job: str, progress: Progress | None) -> None:
        """Show how far a job has got; None when it is over."""
        if progress is None:
            self._jobs.pop(job, None)
        else:
            self._jobs[job] = progress
        self._show()

    def on_resize(self) -> None:
        """Take two lines, or give one back, for the new width."""
        self._show()

    def _show(self) -> None:
        style = "$text-error" if self._problem and self._message else ""
        words, width = self.words, self.content_size.width
        is_long = 0 < width < cell_len(words)
        content = Content(in_two_lines(words, width) if is_long else words)
        # One line high for most of what it says: nothing else is laid out anew then.
        self.update(content.stylize(style) if style else content, layout=False)
        self.set_class(is_long, "-long")


def in_two_lines(words: str, width: int) -> str:
    """Break words that are longer than a line, with … where two have no room."""
    from gulagreader.text.wrap import wrap  # noqa: PLC0415 - start-up

    lines = wrap(words, width)
    if len(lines) == 1:  # Only blanks went past the end.
        return words.rstrip()
    first, second = (words[start:end] for start, end in lines[:2])
    if len(lines) > 2:
        second = f"{cut(words[lines[1][0] :], width - 1).rstrip()}…"
    return f"{first}\n{second}"


def in_words(progress: Progress) -> str:
    """Write how far a job has got, as a share where its end is known."""
    if progress.share is not None:
        return f"{progress.step} {progress.share:.0%}"
    if not progress.total:
        return f"{progress.step} …"
    share = min(100, 100 * progress.done // progress.total)
    return f"{progress.step} {share}%"
