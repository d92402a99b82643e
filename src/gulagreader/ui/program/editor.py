"""Other programs of the reader's: the editor, and the browser."""

import os
import shlex
import subprocess
import webbrowser
from pathlib import Path

from textual.app import App, SuspendNotSupported


def edit(app: App[None], editor: str | None, path: Path) -> str | None:
    """Leave the screen to the editor; say what went wrong, if anything."""
    if not editor:
        return f"Set $EDITOR to edit. The file is {path}"
    try:
        command = [*shlex.split(editor), str(path)]
    except ValueError as error:
        return f"{editor} could not be understood: {error}"
    try:
        # An error must not leave the block: the terminal is taken back at its end.
        with app.suspend():
            status = _run_in_terminal(command)
    except SuspendNotSupported:
        return f"This terminal cannot be left. The file is {path}"
    if isinstance(status, OSError):
        return f"{editor} could not be started: {status}"
    if status and not os.access(path, os.W_OK):
        return f"{path.name} may not be changed by you; {editor} ended with {status}"
    if status:
        return f"{editor} ended with {status}"
    return None


def browse(app: App[None], url: str | None, thing: str) -> tuple[str, bool]:
    """Open an address in the browser; what to say of it, and whether that is a problem.

    ``thing`` names what has the address: "post", "comment". Where the reader itself is
    in a browser, it is that one which opens the address, wherever it runs.
    """
    if not url or not url.startswith(("http://", "https://")):
        return f"The {thing} has no address to open", False
    if app.is_web:
        app.open_url(url)
        return f"Opened {url}", False
    if webbrowser.open(url):
        return f"Opened {url}", False
    return f"No browser could be started for {url}", True


def _run_in_terminal(command: list[str]) -> int | OSError:
    """Run a program in the terminal; its status, or why it did not start."""
    try:
        return subprocess.run(command, check=False).returncode  # noqa: S603 - the user's own
    except OSError as error:
        return error
