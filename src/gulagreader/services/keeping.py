"""How what a reader does is kept: when, and by whom it is carried out."""

from collections.abc import Callable
from datetime import datetime

Clock = Callable[[], datetime]
"""Gives the time now, with its zone."""
Keep = Callable[[Callable[[], None]], None]
"""Carries out a change, and remembers what is wrong where it cannot be."""
