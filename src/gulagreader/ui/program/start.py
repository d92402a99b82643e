"""Start the screen: the way in for the command line."""

import gc
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from gulagreader.domain.config import Signs, wants_plain
from gulagreader.domain.spared_modules import spared
from gulagreader.ui.program.skeleton import skeleton

_KEYS = 0
"""Where the terminal's keys are read."""

if TYPE_CHECKING:
    from gulagreader.services.wiring import Services
    from gulagreader.storage.folders import Folders
    from gulagreader.ui.app import Gulagreader
    from gulagreader.ui.program.settled import Settled


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
    # What is made until the first picture stands stays; looking through it for
    # garbage, again and again, finds none. The app lets the collector go on.
    gc.disable()
    # Where Textual writes, too.
    plain = wants_plain(Signs.AUTO, environ)
    with skeleton(sys.__stderr__ or sys.stderr, plain=plain):
        from gulagreader.storage.folders import folders  # noqa: PLC0415 - start-up
        from gulagreader.ui.program.gone_terminal import (  # noqa: PLC0415 - start-up
            end_with_the_terminal,
        )

        app = _made(library, post, folders(environ), environ)
    end_with_the_terminal(_KEYS)
    app.dress_for_the_terminal()
    app.run()
    return app.return_code or 0


def run_on(
    library: Path,
    own: "Folders",
    environ: Mapping[str, str],
    *,
    guest: bool = False,
    counts_alike: bool = False,
) -> int:
    """Open the reader with the given folders of a user; give the exit status.

    A ``guest`` has no command that reaches files outside the library, or changes it.
    A terminal that ``counts_alike`` gives emoji the cells that the reader gives them.

    Raises:
        GulagreaderError: the library or the memory cannot be opened.
    """
    app = _made(library, None, own, environ, guest=guest, counts_alike=counts_alike)
    app.dress_for_the_terminal()
    app.run()
    return app.return_code or 0


def _made(
    library: Path | None,
    post: str | None,
    own: "Folders",
    environ: Mapping[str, str],
    *,
    guest: bool = False,
    counts_alike: bool = False,
) -> "Gulagreader":
    # All that is slow to import comes after the first lines on the terminal.
    from datetime import UTC, datetime  # noqa: PLC0415 - start-up

    from gulagreader.services.wiring import Services  # noqa: PLC0415 - start-up
    from gulagreader.storage.folders import default_library  # noqa: PLC0415 - start-up

    # asyncio can speak to the web in secret, which loads OpenSSL: 4 MiB and 5 ms.
    with spared("ssl"):
        from gulagreader.ui.app import Gulagreader  # noqa: PLC0415 - start-up

    def clock() -> datetime:
        return datetime.now(tz=UTC)

    settled = _settled(own.config, environ, counts_alike=counts_alike)
    config = settled.config

    def open_services(folder: Path) -> "Services":
        return Services.open(folder, own, clock, config.settings)

    services = open_services(library or default_library(environ, own, config.library))
    editor = config.editor or environ.get("VISUAL") or environ.get("EDITOR")
    return Gulagreader(
        services,
        open_services,
        editor=editor,
        post=post,
        settled=settled,
        guest=guest,
        tour=True,
    )


def _settled(
    path: Path | None, environ: Mapping[str, str], *, counts_alike: bool
) -> "Settled":
    from gulagreader.ui.program.settled import Settled  # noqa: PLC0415 - start-up

    if path is None or not path.exists():
        plain = wants_plain(Signs.AUTO, environ)
        return Settled(plain_signs=plain, counts_alike=counts_alike)
    from gulagreader.storage.config_file import read_config  # noqa: PLC0415 - only where there is one

    found = read_config(path)
    plain = wants_plain(found.config.signs, environ)
    return Settled(found.config, path, found.problems, plain, counts_alike)
