"""The forms of citations: what a row of tokens must be to cite something."""

import re

from gulagreader.text import citation_types as kinds
from gulagreader.text.citation_documents import file, genre, law, press, scripture
from gulagreader.text.citation_row import GROUP, PEOPLE, PLACES, WHEN, TokenRow
from gulagreader.text.citation_shape import Shape

_TITLE = r"[WOUSGKQRBurIvJxHPpNn,.:\-()e]*"
"""What may stand between an author and a place: titles, publishers, towns, editors."""

_PAGES = re.compile(rf"(?P<lead>[Ll]?)(?P<places>{PLACES}|d)\.?")
_PAGES_OF = re.compile(
    rf"[Ll]*[Pp](?:,[PpN])*,?[xlL](?P<people>{PEOPLE})(?:{WHEN})?\.?"
)
_YEAR_ALONE = re.compile(rf"{WHEN}(?P<places>{PLACES})?")
_AGAIN = re.compile(rf"[Ll]*(?:(?P<people>{PEOPLE})[,.:]?)?A+[,.:]*(?:{PLACES})?\.?")
_CITED = re.compile(
    rf"(?P<lead>[Ll]*)(?P<people>{GROUP})(?P<when>[,.:]?{WHEN})?(?P<places>{PLACES})?\.?"
)
_QUOTED_IN = re.compile(
    rf"(?P<people>{GROUP})(?:[,.:]{_TITLE})?(?:[,.:]?{WHEN})?(?:{PLACES})?,?[Ll](?P<second>.+)"
)
_PRINTED_IN = re.compile(rf"[WOUSGKRQ]{_TITLE}(?:D|m|{WHEN})?,[Ll](?P<second>.+)")
_LONG = re.compile(
    rf"(?P<lead>[Ll]*)(?P<people>{GROUP})(?:[,.:(\-]+|(?=Q)"
    rf"|(?<=I))(?P<title>[WOUSGKQRBuHIN(]{_TITLE}?)"
    rf"(?P<end>(?:[,.:]?{WHEN}|d)?(?P<places>{PLACES})?)\)*\.?"
)
_TITLED = re.compile(
    rf"(?P<lead>[Ll]*)(?P<title>[WOUSKQRGB][WOUSGKQRBrvJxI.:\-]*)(?P<end>(?P<when>[,.:]?{WHEN})?(?P<places>{PLACES})?)\.?"
)
_LOOSE = re.compile(
    r"(?:nos?|nr|issues?|heft|season|ep|episode|lines?|verses?|act|scene|part|book"
    r"|min|minute|item|step|п)(?![^\W\d])|№|n[°º]",
    re.IGNORECASE,
)
"""Labels that number other things as well."""


class Part(TokenRow):
    """One part of a bracket, and what its tokens make of it."""

    def shape(self, *, first: bool) -> Shape | None:
        """What the part says; a part behind another may be its years alone."""
        types = self.types
        if kinds.LIFE in types and kinds.PLACE not in types:
            return None
        if kinds.STOP in types:
            return self._without_remark(first=first)
        return (
            self._again()
            or self._place(first=first)
            or self._cited()
            or self._quoted_in()
            or scripture(self)
            or file(self)
            or law(self)
            or press(self)
            or self._long()
            or genre(self)
            or self._titled()
            or self._without_remark(first=first)
        )

    def _without_remark(self, *, first: bool) -> Shape | None:
        """Read *(Adler 2002, for both)* without what its writer adds in small words."""
        comma = self.types.rfind(",")
        rest = self.types[comma + 1 :]
        if comma < 1 or not rest or not set(rest) <= set("xJvzrA"):
            return None
        if rest[0] == kinds.STOP or len(rest) < 2:
            return None
        shape = Part(self.tokens[:comma]).shape(first=first)
        if shape is None or not shape.strong:
            return None
        has_place = shape.years or re.search("[PFf]", self.types[:comma])
        return shape if has_place else None

    def _again(self) -> Shape | None:
        found = _AGAIN.fullmatch(self.types)
        return Shape(self.surnames(found, "people")) if found else None

    def _place(self, *, first: bool) -> Shape | None:
        """A place alone, or a year alone."""
        types = self.types
        dated = _YEAR_ALONE.fullmatch(types)
        if dated is not None:
            if not set(types) & set("Yy"):
                return Shape((), weak=True) if not first else None
            alone = not dated["places"] and first
            return Shape((), self.years(), dated=alone) if "Y" in types else None
        found = _PAGES.fullmatch(types)
        if found is None:
            of = _PAGES_OF.fullmatch(types)
            return Shape(self.surnames(of, "people"), self.years()) if of else None
        places = found["places"]
        if not first:
            return Shape((), placed=True)
        if set(places) <= set("NV,.:-()"):
            bracketed = "(" in places
            return None if bracketed else Shape((), bare_number=True, placed=True)
        loose = len(self.tokens) == 1 and _LOOSE.match(self.tokens[0].text)
        if "P" in places and not found["lead"] and not loose:
            return Shape((), placed=True)
        files = len(re.findall("[Ff]", places))
        if "f" in places and files > 1:
            return Shape(())
        return Shape((), weak=True, placed=True) if set(places) & set("Pp") else None

    def _cited(self) -> Shape | None:
        """Names with a year or a place, or names alone."""
        found = _CITED.fullmatch(self.types)
        if found is None:
            return self._key()
        surnames = self.surnames(found, "people")
        when, places = found["when"] or "", found["places"] or ""
        if places and not re.search("[PpNVh]", places):
            return None  # a file is told elsewhere
        if "D" in when or "m" in when or places.startswith((",h", "h")):
            return Shape(surnames, self.years(), weak=not set(places) & set("PN"))
        lead = kinds.LEAD in found["lead"]
        bare = not (when or places or lead or "H" in self.types)
        if bare and found["lead"]:
            example = self.tokens[0].text[0] in "ezнE"
            return None if example else Shape(surnames, weak=True)
        if kinds.ET_AL in self.types:
            bare = False
        single = not re.search("[,J]", found["people"])
        full = bare and single and found["people"].count("W") > 1
        full = full and kinds.PARTICLE not in found["people"]
        alone = bool(when) and not places and single and not found["lead"]
        return Shape(surnames, self.years(), bare, full_name=full, name_and_year=alone)

    def _key(self) -> Shape | None:
        """A word that is no name, with a year: it may be the key of a source."""
        if not re.fullmatch("[OURKG],?Y", self.types):
            return None
        return Shape((self.tokens[0].text,), self.years(), only_key=self.tokens[0].text)

    def _quoted_in(self) -> Shape | None:
        """Somebody quoted in the work of another: *(Weil, qtd. in Adler 45)*."""
        found = _QUOTED_IN.fullmatch(self.types)
        if found is None:
            return self._letter_in()
        second = Part(self.tokens[found.start("second") :]).shape(first=True)
        if second is None or second.only_key:
            return None
        names = self.surnames(found, "people")
        strong = kinds.LEAD in self.types or second.strong
        return Shape(
            (*second.surnames, *names), second.years or self.years(), weak=not strong
        )

    def _letter_in(self) -> Shape | None:
        """Something printed in a work: *(Letter of 11 May 1946, in Zima 1996, 54)*."""
        found = _PRINTED_IN.fullmatch(self.types)
        if found is None:
            return None
        second = Part(self.tokens[found.start("second") :]).shape(first=True)
        if second is None or not (second.strong and second.surnames):
            return None
        return Shape(second.surnames, second.years)

    def _long(self) -> Shape | None:
        """An author, a work, where it came out, and a place in it."""
        found = _LONG.fullmatch(self.types)
        if found is None or (kinds.LAW in found["title"] and kinds.ROLE in self.types):
            return None
        title, end, places = found["title"], found["end"], found["places"] or ""
        surnames = self.surnames(found, "people")[:1]
        if kinds.ROLE in title and not set(places) & set("PN"):
            return None
        if not end:
            told = set(title) & set("QHe") or sum(map(title.count, "WOSKGN")) > 1
            if kinds.LEAD in found["lead"] or kinds.QUOTED in title:
                return Shape(surnames)
            return Shape(surnames, weak=True) if told else None
        before = self.types[found.start("end") - 1]
        if before in "xJv" and end[0] not in ",.:(P":
            return None
        if set(title) <= set("O,.") and not places:
            return Shape(surnames, self.years(), weak=True)
        return Shape(surnames, self.years())

    def _titled(self) -> Shape | None:
        """A work without its author."""
        found = _TITLED.fullmatch(self.types)
        if found is None:
            return None
        title = found["title"]
        words = sum(map(title.count, "WOUSKGRQB"))
        named = words > 1 and "W" in title
        quoted = kinds.QUOTED in title
        start, end = found.span("title")
        work = " ".join(token.text for token in self.tokens[start:end])
        if not found["end"]:
            if kinds.LEAD in found["lead"] and (quoted or words > 1):
                return Shape((), weak=not quoted, title=work)
            return Shape((), weak=True, title=work) if quoted or named else None
        if quoted:
            return Shape((), self.years(), title=work)
        if kinds.PUBLISHER in title or kinds.ROLE in title:
            return None
        if self.types[found.start("end") - 1] in "xJv":
            return None
        when, places = found["when"], found["places"] or ""
        return self._placed(title, when or "", places, named=named)

    def _placed(
        self, title: str, when: str, places: str, *, named: bool
    ) -> Shape | None:
        """A title without marks, with a year or a place behind it."""
        if when and places:
            return Shape((), self.years())
        if "P" in places:
            return Shape((), self.years(), weak=not named and "W" not in title)
        if set(places) & set("NV"):
            return Shape((), self.years(), weak=not named)
        if when and named and not re.search(r"[:.]", title):
            return Shape((), self.years(), weak=True)
        return None
