"""Finding words in the open post and in its comments, part by part."""

import re

from gulagreader.cli.line_reader.arranging import Arranging
from gulagreader.cli.line_reader.open_text import OpenText, Spot
from gulagreader.cli.line_reader.sayings import in_marks
from gulagreader.text.clean import clean_line
from gulagreader.text.find import find_pattern

_MARKUP = re.compile(r"[*_`\[\]<>&\\~#|]")


class Finding(Arranging):
    """Goes to where words stand, and to where they stand again."""

    _sought = ""
    _found: tuple[OpenText, str, list[Spot]] | None = None

    def _do_find(self, words: str) -> None:
        """Go to the next part of the post or of a comment that has some words."""
        if words:
            self._sought = words
        if not self._sought:
            self._opened()
            self._say("Say what to find in this post, such as: find bread")
            return
        self._go_to_found(1)

    def _do_earlier(self, _: str) -> None:
        if not self._sought:
            self._say("Nothing was sought yet; find and some words looks for them.")
            return
        self._go_to_found(-1)

    def _go_to_found(self, step: int) -> None:
        text, sought = self._opened(), in_marks(clean_line(self._sought))
        places = self._places_with(text, self._sought)
        if not places:
            self._say(f"{sought} stands nowhere in this post and its comments.")
            return
        here = self._order_of(text, text.spot)
        ahead = [
            number
            for number, spot in enumerate(places)
            if (self._order_of(text, self._said_at(spot)) > here) is (step > 0)
            and self._order_of(text, self._said_at(spot)) != here
        ]
        if not ahead:
            way, other = (
                ("after", "earlier goes") if step > 0 else ("before", "find goes")
            )
            self._say(
                f"{sought} does not stand {way} this; {len(places)} in all, and"
                f" {other} the other way."
            )
            return
        number = ahead[0 if step > 0 else -1]
        spot = places[number]
        self._say(f"{number + 1} of {len(places)}.")
        if spot.row is None:
            self._remember_jump()
            self._go(spot)
        else:
            self._jump(spot.row, "", spot.piece, open_up=True)

    @staticmethod
    def _said_at(spot: Spot) -> Spot:
        """The spot after a part of the post was said, which counts those behind."""
        return spot if spot.row is not None else Spot(spot.part + 1)

    @staticmethod
    def _order_of(text: OpenText, spot: Spot) -> tuple[int, int]:
        if spot.row is None:
            return -1, spot.part
        return text.comments.rank(spot.row), spot.piece

    def _places_with(self, text: OpenText, words: str) -> list[Spot]:
        """The parts that have some words, in the order in which they are read."""
        kept = self._found
        if kept is None or kept[0] is not text or kept[1] != words:
            kept = self._found = text, words, self._looked_through(text, words)
        return sorted(kept[2], key=lambda spot: self._order_of(text, spot))

    @staticmethod
    def _looked_through(text: OpenText, words: str) -> list[Spot]:
        pattern = find_pattern(words)
        if pattern is None:
            return []
        found = [
            Spot(number)
            for number, part in enumerate(text.parts)
            if pattern.search(part.words)
        ]
        for number, row in enumerate(text.thread.rows):
            source = row.comment.text
            # Where no markup stands between words, the source has what is said.
            if not pattern.search(source) and not _MARKUP.search(source):
                continue
            found += [
                Spot(0, number, piece)
                for piece, part in enumerate(text.pieces(number))
                if pattern.search(part.words)
            ]
        return found
