"""A part of a bracket as a row of tokens, and who and which years stand in it."""

import re
from itertools import pairwise

from gulagreader.text import citation_types as kinds
from gulagreader.text.citation_types import Token

_PERSON = r"(?:I?v*W(?:[IvO]*W){0,3}I?|v*W{1,2},?I)"
PEOPLE = rf"{_PERSON}(?:(?:,?J|,){_PERSON}){{0,6}}(?:,?E)?"
GROUP = rf"{PEOPLE}(?:,?\(?H\)?)?"
PLACES = r"(?:[,.:]?\(?[PpNVFfhse]\)?(?:xA)?)+"
WHEN = r"\(?[YyDm]\)?(?:,?\(?[Yy]\)?)*"
"""What expressions over the types of a row have in common: people, places, years."""


class TokenRow:
    """The tokens of a part, and their types as one string."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        types = [token.type for token in tokens]
        for number, (left, right) in enumerate(pairwise([*types, ""])):
            if (left == kinds.BOOK and right != kinds.VERSE) or (
                left == kinds.OTHER and right == kinds.INITIALS
            ):
                types[number] = kinds.NAME
        self.types = "".join(types)

    def years(self) -> frozenset[str]:
        """The years it names."""
        dated = (token.text for token in self.tokens if token.type in "YDm")
        return frozenset(
            year for text in dated for year in re.findall(r"(?:1[5-9]|20)\d\d", text)
        )

    def surnames(self, found: re.Match[str] | None, group: str) -> tuple[str, ...]:
        """The last name of each of the people that a pattern found."""
        if found is None or found[group] is None:
            return ()
        start, end = found.span(group)
        names: list[str] = []
        last: str | None = None
        for kind, token in zip(
            self.types[start:end], self.tokens[start:end], strict=True
        ):
            if kind in "WO":
                last = token.text.removesuffix("'s").removesuffix("’s")
            elif kind in ",J" and last is not None:
                names.append(last)
                last = None
        if last is not None:
            names.append(last)
        return tuple(names)
