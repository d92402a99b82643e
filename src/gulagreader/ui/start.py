"""Start the screen: the way in for the command line."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from gulagreader.services.wiring import Services
from gulagreader.storage.folders import default_library, folders
from gulagreader.ui.app import Gulagreader


def run(
    library: Path | None,
    *,
    post: str | None = None,
    environ: Mapping[str, str] = os.environ,
) -> int:
    """Open the reader on a library, or on the default one; give the exit status.

    Raises:
        GulagreaderError: the library or the user's memory cannot be opened.
    """
    own = folders(environ)

    def clock() -> datetime:
        return datetime.now(tz=UTC)

    def open_services(folder: Path) -> Services:
        return Services.open(folder, own, clock)

    services = open_services(library or default_library(environ, own))
    editor = environ.get("VISUAL") or environ.get("EDITOR")
    app = Gulagreader(services, open_services, editor=editor, post=post)
    app.run()
    return app.return_code or 0
