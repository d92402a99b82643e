"""What the names of people are made of, in the scripts of the archives."""

import re

CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŐŒŔŘŚŠŞȘŢȚŤŪŮŰŲŹŻŽΆΈΉΊΌΎΏΑ-ΩЀ-ЯҐ"
"""Capital letters, for the inside of a character class."""
NAME_WORD = re.compile(r"[^\W\d_]+(?:['’\-][^\W\d_]+)*")
"""A word of letters only; hyphens and apostrophes stand inside."""
