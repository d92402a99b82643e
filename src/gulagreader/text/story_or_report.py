"""Whether a stretch of text tells a story or reports what real people said and wrote.

In a story what is said in marks is speech; a post, an essay or the news quotes. Told
by counting the words that only one of them has.
"""

import re
from itertools import repeat

from gulagreader.text.speech_words import STORY

_TOKEN = re.compile(r"[^\W_]+")
_TURN = re.compile(
    r"^[—–]\s?[^\W\d_].*[.!?…,]$|^[\s\x00]*[“\"‘'«»„][^“”\"«»„\n]{1,300}[”\"’'»«“][\s\x00]*$",
    re.MULTILINE,
)
"""A paragraph that is nothing but what somebody says."""
_REPORTING = frozenset(
    """politicians politician opposition visitors visitor ministers prosecutor
    prosecutors lawyers lawyer reporters reporter spokesman spokeswoman
    spokesperson ministry minister museum director agency police court according
    statement announced percent historian historians professor archive archives
    archivist researcher researchers interview newspaper journalist editor
    committee commission government parliament president university mayor city
    council conference exhibition memorial sunday monday tuesday wednesday
    thursday friday saturday yesterday published document documents decree decrees
    letter letters memoir memoirs report reports article essay book chapter author
    authors source sources writes argues claims notes describes post blog comment
    class readings reading lecture campaign officials minutes историк историки
    архив архива музей директор документ документы газета книга статья указ письмо
    письме министр депутат агентство суд справке докладе приказе воспоминаниях
    мемуарах historiker archiv direktor zeitung polizei gericht bericht buch
    schreibt historien musée directeur journal ministre rapport livre écrit hier
    historiador archivo museo periódico ministro informe libro escribe ayer
    historyk archiwum muzeum dyrektor gazeta książka książce raport wczoraj
    """.split()  # noqa: SIM905 - words read better so
)
_TELLING = frozenset(
    """door window eyes eye hand hands looked look smiled nodded shrugged laughed turned
    stood sat walked ran silence silent voice table stove bread spoon face head shoulder
    sighed whispered muttered asked replied answered cried shouted thought morning night
    evening snow bed bunk spat waited stared glanced leaned knocked opened closed
    kitchen fire hair boy girl mother father grandmother grandfather old man woman dog
    horse coat boots cup tea soup тихо молча дверь окно глаза рука руки голос посмотрел
    посмотрела улыбнулся улыбнулась кивнул кивнула стол печь лицо голова старик старуха
    мать отец спросил спросила ответил ответила tür fenster augen hände sah lächelte
    nickte stimme tisch gesicht schwieg alte mutter vater porte fenêtre yeux main
    regarda sourit voix visage vieille vieux mère père puerta ventana ojos mano miró
    sonrió voz mesa cara madre padre viejo vieja drzwi okno oczy ręka głos stół twarz
    matka ojciec stary""".split()  # noqa: SIM905 - words read better so
)
_WEIGHTS = {
    **dict.fromkeys(STORY, 2),
    **dict.fromkeys(_TELLING, 2),
    **dict.fromkeys(_REPORTING, -2),
}
_PRONOUNS = frozenset(
    "he she i they we er sie ich il elle je он она я él ella yo".split()  # noqa: SIM905
)
_MOST_PRONOUNS = 3
_CENTURIES = frozenset(("15", "16", "17", "18", "19", "20"))
_CHUNK = 400
_MOST_WEIGHED = 16
"""So many chunks tell of what sort a long text is."""
_CLEARLY, _NO_STORY = 4.0, -2.0


class Leaning:
    """Tells stories from reports in one text, around any place of it."""

    def __init__(self, masked: str) -> None:
        self._masked = masked
        self._weights: dict[int, int] = {}
        self._last = max(0, len(masked) - 1) // _CHUNK
        self._mean: float | None = None

    def around(self, start: int, end: int) -> float:
        """How much the text around a quotation tells a story: from 4 on it does.

        Up to -2 it reports. A text of some length that tells no clear story is none:
        what is said in it lies below, too.
        """
        first, last = max(0, start // _CHUNK - 1), end // _CHUNK + 1
        chunks = range(first, min(last, self._last) + 1)
        near = sum(self._weight(number) for number in chunks)
        if self._last == 0:
            return near
        leaning = near / len(chunks) + self._on_the_whole()
        return leaning if leaning >= _CLEARLY else min(leaning, _NO_STORY)

    def _on_the_whole(self) -> float:
        if self._mean is None:
            step = self._last // _MOST_WEIGHED + 1
            taken = range(0, self._last + 1, step)
            weights = sum(self._weight(number) for number in taken)
            self._mean = weights / len(taken)
        return self._mean

    def _weight(self, number: int) -> int:
        weight = self._weights.get(number)
        if weight is None:
            at = number * _CHUNK
            weight = _weighed(self._masked[at : at + _CHUNK])
            self._weights[number] = weight
        return weight


def _weighed(around: str) -> int:
    words = _TOKEN.findall(around)
    small = [word.lower() for word in words]
    told = sum(map(_WEIGHTS.get, small, repeat(0)))
    told += min(_MOST_PRONOUNS, sum(map(_PRONOUNS.__contains__, small)))
    told += 4 * len(_TURN.findall(around)) - around.count("(") - around.count("[")
    large = names = 0
    before = after = "."
    for word in words:
        if word.isdigit():
            told -= 3 if len(word) == 4 and word[:2] in _CENTURIES else 1
        elif word[0].isupper():
            large += before.islower()
            names += after == "name"
            after = "name" if before.islower() else ""
        else:
            after = ""
        before = word
    # German writes every noun large.
    return told if large * 6 > len(words) else told - names
