"""Words as Markdown that shows them and nothing else."""

import re
from importlib import import_module
from importlib.util import find_spec


def escape(text: str) -> str:
    """Escape a line of plain text."""
    if find_spec("gulagreader.text.markdown") is None:
        return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)
    return str(import_module("gulagreader.text.markdown").escape(text))
