"""The command line: a face of the services."""

from gulagreader.cli.program import main

__all__ = ["main"]
