"""The types of the tokens that a citation is made of: single letters.

Patterns over rows of them say in ``citation_forms`` how citations are written.
"""

from dataclasses import dataclass

YEAR = "Y"
NO_YEAR = "y"
LIFE = "Z"
DATE = "D"
MONTH = "m"
DAY = "d"
NUMBER = "N"
LONG_NUMBER = "n"
PLACE = "P"
MINOR = "p"
SHELF = "F"
FOND = "f"
SLASHED = "s"
VERSE = "V"
AGAIN = "A"
LEAD = "L"
WEAK_LEAD = "l"
EDITOR = "H"
ET_AL = "E"
JOINT = "J"
INITIALS = "I"
PARTICLE = "v"
NAME = "W"
OTHER = "O"
ACRONYM = "U"
ARCHIVE = "R"
PERIODICAL = "S"
LAW = "K"
GENRE = "G"
ROLE = "r"
SMALL = "x"
STOP = "z"
QUOTED = "Q"
ADDRESS = "h"
BOOK = "B"
PUBLISHER = "u"
EDITION = "e"


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a bracket."""

    type: str
    text: str
