"""Russian words in Latin letters, and back: Солженицын, Solzhenitsyn, Soljenitsyne.

The systems are those that histories, catalogues and newspapers use:

- English: BGN/PCGN (1947), with the usual ``-y`` for ``-ий``;
- catalogues: ALA-LC (Library of Congress, Romanization Tables: Russian);
- scholarly: ISO 9:1995, and the older scientific way of ISO/R 9 and DIN 1460;
- German: the transcription of Duden;
- French: the transcription of encyclopaedias and of Soviet passports.

Words are normalised (``text.words``): no capitals, no marks, no apostrophes. So š is
``s``, â is ``a``, ё is е, and the signs for ь and ъ are nothing.
"""

from collections.abc import Callable, Mapping
from functools import cache

Begins = Callable[[str], bool]
_STEPS = 3000
"""Beginnings that are looked at in one system; a name takes some dozens."""


def _table(rows: str) -> Mapping[str, tuple[str, ...]]:
    """Read ``letters=spelling,spelling`` (nothing for a sign that is left out)."""
    pairs = (row.split("=") for row in rows.split())
    return {letters: tuple(latin.split(",")) for letters, latin in pairs}


_SAME = "а=a б=b в=v г=g д=d з=z и=i к=k л=l м=m н=n о=o п=p р=r с=s т=t у=u ф=f "
_SAME += "ъ= ь= ы=y э=e "
SYSTEMS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "English": _table(
        _SAME + "е=e,ye,yo ж=zh й=y х=kh ц=ts ч=ch ш=sh щ=shch ю=yu я=ya"
        " кс=x ий$=y ый$=y ия$=ia ье=ie"
    ),
    "catalogues": _table(_SAME + "е=e ж=zh й=i х=kh ц=ts ч=ch ш=sh щ=shch ю=iu я=ia"),
    "scholarly": _table(
        _SAME + "е=e ж=z й=j х=h,x,ch ц=c ч=c ш=s щ=s,sc ю=u,ju я=a,ja"
    ),
    # ё, which is е here, is o behind these in German: Chruschtschow.
    "German": _table(
        _SAME + "в=w е=e,je,jo ж=sch,sh з=s й=i,j х=ch с=s,ss ц=z ч=tsch ш=sch"
        " щ=schtsch ю=ju я=ja кс=x ий=i ый=y ье=je"
        " же=scho че=tscho ше=scho ще=schtscho"
    ),
    "French": _table(
        _SAME + "г=g,gu е=e,ie,io ж=j й=i с=s,ss у=ou х=kh ц=ts ч=tch ш=ch щ=chtch"
        " ю=iou я=ia кс=x ий=i ый=y н$=ne"
    ),
}
"""Russian letters, rows of them, and endings (``$``), with their Latin spellings."""
_SILENT = frozenset("ъь")
_CONSONANTS = frozenset("бвгджзйклмнпрстфхцчшщ")
Pair = tuple[str, str, bool]
"""What is read, what is written for it, and whether it stands at the end only."""


def _always(_: str) -> bool:
    return True


def spellings(word: str, begins: Begins = _always) -> frozenset[str]:
    """How a word may be written in the other alphabet, in any one of the systems.

    From Latin letters to Russian ones there are very many ways, so ``begins`` says
    which beginnings lead to anything, such as to words of a library. What comes back
    are beginnings too; whether they are words is not known here.
    """
    russian = any("а" <= letter <= "я" for letter in word)
    found: set[str] = set()
    for name in SYSTEMS:
        pairs = _pairs(name, russian)
        found |= _Spelling(word, pairs, begins, silent=not russian).all()
    found.discard(word)
    return frozenset(found)


@cache
def _pairs(system: str, from_russian: bool) -> Mapping[str, tuple[Pair, ...]]:
    """The pairs of a system by the first letter that is read."""
    by_letter: dict[str, list[Pair]] = {}
    for letters, options in SYSTEMS[system].items():
        russian, last = letters.removesuffix("$"), letters.endswith("$")
        for option in options:
            read, written = (russian, option) if from_russian else (option, russian)
            if read:
                by_letter.setdefault(read[0], []).append((read, written, last))
    return {letter: tuple(pairs) for letter, pairs in by_letter.items()}


class _Spelling:
    """One word being spelt in one system, depth first."""

    def __init__(
        self,
        word: str,
        pairs: Mapping[str, tuple[Pair, ...]],
        begins: Begins,
        *,
        silent: bool,
    ) -> None:
        self._word = word
        self._pairs = pairs
        self._begins = begins
        self._silent = silent

    def all(self) -> set[str]:
        found: set[str] = set()
        left = [(0, "")]
        for _ in range(_STEPS):
            if not left:
                break
            at, written = left.pop()
            if at == len(self._word):
                found.add(written)
            left += self._next(at, written)
        return found

    def _next(self, at: int, written: str) -> list[tuple[int, str]]:
        """What may follow, as far as it leads to anything."""
        word = self._word
        steps = [
            (at + len(read), written + letters)
            for read, letters, last in self._pairs.get(word[at : at + 1], ())
            if word.startswith(read, at) and (not last or at + len(read) == len(word))
        ]
        if self._silent and written[-1:] in _CONSONANTS:
            steps += [(at, written + sign) for sign in _SILENT]
        return [step for step in steps if step[1] == written or self._begins(step[1])]
