"""The reader for somebody in a browser: ``python -m gulagreader.ui.serving.guest``.

A guest reads, searches and takes notes for as long as the page is open. Nothing of it
is kept, and nothing of the machine's own files can be reached from it.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

OWN = "--own"
"""Reads with the memory of whoever runs the server, and with all commands."""

COUNTS_ALIKE = "--counts-alike"
"""The page's terminal counts the cells of emoji as the reader does."""


def main(arguments: Sequence[str], environ: Mapping[str, str] = os.environ) -> int:
    """Open the reader on a library's folder; give the exit status."""
    from gulagreader.storage.folders import folders  # noqa: PLC0415 - one place for paths
    from gulagreader.ui.program.start import run_on  # noqa: PLC0415 - slow to import
    from gulagreader.ui.serving.guest_folders import guest_folder  # noqa: PLC0415

    library = Path(arguments[0])
    own = folders(environ)
    alike = COUNTS_ALIKE in arguments
    if OWN in arguments:
        return run_on(library, own, environ, counts_alike=alike)
    with guest_folder(own.temporary) as kept:
        guest = replace(own, data=kept, config=None)
        return run_on(library, guest, environ, guest=True, counts_alike=alike)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
