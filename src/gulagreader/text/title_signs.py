"""Tell the titles of works among what stands between marks."""

import re

from gulagreader.text.marked_passage import (
    COLON,
    CUE_COMMA,
    DASHES,
    TERM_BEFORE,
    Passage,
)
from gulagreader.text.reported_speech import follows_a_verb, reports

_SMALL = frozenset(
    """a an the of in on at to for from by with and or nor but as into over is vs de la
    le     les des du et von und der die das dem den im zu
    """.split()  # noqa: SIM905 - words read better so
)
_NOUN_ABROAD = (
    r"Roman|Romans|Buch|Buchs|Zeitschrift|Zeitung|Film|Lied|Artikel|Erzählung|Gedicht"
    r"|roman|livre|revue|journal|film|poème|nouvelle|recueil|romanzo|libro|rivista"
    r"|giornale|poesia|racconto|novela|película|periódico|revista|poema|cuento|livro"
    r"|filme|jornal|książk\w+|powieś\w+|powieści|książce|gazet\w+|czasopis\w+|wiersz\w*"
    r"|opowiadani\w+|kniha|deník\w*|týdeník\w*|knize|knihy|knihu|román\w*|časopis\w*"
    r"|básn?\w+|boek|krant"
    r"|gedicht|bok|boken|roman|avis|avisen|tidningen|könyv|regény|carte|carte[ai]"
    r"|ziar\w*"
    r"|tytuł|tytułem|filmen|romanen|boken|artikeln|dikten|sången|bogen|digtet|kirja"
    r"|elokuva|artikel"
    r"|Ausstellung|exposition|exposición|mostra|wystaw\w+|Titel|titre|título|titolo|título|název|názvem|романі|книз\w+|оповіданн\w+"
    r"|вірш\w*"
)
"""Nouns of works in languages that write titles like sentences."""
_TITLED_ABROAD = re.compile(rf"(?<![^\W_])(?:{_NOUN_ABROAD})[\s(,:]*$", re.IGNORECASE)
_PERIODICALS = frozenset(
    """pravda izvestia izvestiya trud zeit spiegel stern welt bild times guardian herald
    monde figaro corriere stampa repubblica país ogonek ogonyok literaturnaya правда
    известия труд огонёк огонек знамя gazeta życie
    """.split()  # noqa: SIM905 - words read better so
)
_TITLE_NOUN = (
    r"(?:books?|novels?|novella|memoirs?|film|movie|documentary|article|essay|song|poem"
    r"|poetry|short story|story|stories|chapter|newspaper|journal|magazine|play"
    r"|painting"
    r"|exhibition|sculpture|opera|ballet|symphony|mural|lecture|talk|paper|thesis|heading|column"
    r"|выставк\w+|скульптур\w+|памятник\w*|speech|series|episode|report|pamphlet|post|blog|titled|entitled|collection|album"
    r"|роман\w*|книг\w+|повест\w+|журнал\w*|газет\w+|стать\w+|рассказ\w*|фильм\w*"
    r"|песн\w+"
    rf"|поэм\w+|{_NOUN_ABROAD})"
)
TITLE_BEFORE = re.compile(rf"\b{_TITLE_NOUN}(?: (?:called|named|by|is|was))?[\s(,:]*$")
_TITLED = re.compile(
    rf"\b(?:(?:en)?titled|{_TITLE_NOUN} (?:called|named))[\s:,]*$", re.IGNORECASE
)
_TITLE_AFTER = re.compile(
    r"\s*(?:\((?:1[5-9]|20)\d\d\)|(?:poster|painting|film|song|novel|photograph"
    r"|mural|statue)\b|(?:is|was) (?:a|an|the|his|her) "
    rf"(?:\w+ ){{0,3}}{_TITLE_NOUN}\b|by [A-Z])"
)
_NAME_BEFORE = re.compile(
    r"(?:обществ\w+|организаци\w+|завод\w*|колхоз\w*|совхоз\w*|фирм\w+|лагер\w+"
    r"|группа|партия|отель\w*|гостиниц\w+|(?:him|her|my|your|it)self"
    r"|(?:them|our)selves|sich|себя)[\s(]*$",
    re.IGNORECASE,
)
_WORDING = re.compile(
    r"\b(?:term|words?|phrase|slogan|motto|nickname|expression|label)\s*$"
)
_IS_TERM = re.compile(
    r"\s*,? (?:was |is )?(?:an?|the) (?:\w+ )?(?:term|word|phrase|expression|name"
    r"|slogan|nickname)\b"
)
_NAMED_THE = re.compile(
    r"\b(?:(?:called|known as|dubbed) the|nicknamed(?: the)?|(?:called|calls?|call)"
    r" (?:him|her|them|me|us)) $"
)
_CALLS_IT = re.compile(r"\b(?:called|titled|entitled) $")
_THE_BEFORE = re.compile(r"(?:^|\s)[Tt]he $")
_EVENTS = frozenset(
    """War Plot Purge Purges Affair Terror Retreat Thaw Case Trial Trials Campaign
    Plan Movement Revolution Famine Amnesty Spring Winter January February March
    October Leap Turn
    """.split()  # noqa: SIM905 - words read better so
)
_SAYS_IN = re.compile(
    r"\b(?:writes?|wrote|says?|said|argues?|argued|notes?|noted|explains?|recalls?"
    r"|claims?) in $"
)
_SUBJECTS = frozenset(
    "я мы ты вы он она они никто ничто все это если когда так не ні ми ви".split()  # noqa: SIM905
)
"""Words that begin a sentence rather than a title."""
_DASH_BEFORE = re.compile(r"[—–]\s?[^.!?—–]{0,30}$")
_SO_SAYS = re.compile(r",\sso\s")
_OWNED = re.compile(
    r"(?<![^\W_])(?!(?:It|That|What|He|She|There|Here|Who)['’])[A-Z][^\W\d_]+['’]s\s$"
)
SAID_TITLE = re.compile(r"\b(?:title|heading|headline)\b[^.!?“”\"]{0,40}[:,]\s*$")
_LONGEST_TITLE = 18


def is_titled(words: list[str], passage: Passage) -> bool:
    """Tell a title by the noun before it, or a newspaper by its name."""
    before = passage.around.before[-40:]
    if _TITLED.search(before):
        return True
    if len(words) == 1 and words[0].casefold() in _PERIODICALS:
        return True
    ends = passage.inner.rstrip().endswith((".", ",", ";", "!"))
    return len(words) < 9 and not ends and _TITLED_ABROAD.search(before) is not None


def is_title_case(words: list[str], inner: str) -> bool:
    """Whether the words are written large, as those of a title are."""
    if not words or inner.rstrip().endswith((".", "…", ";")):
        return False
    if not words[0][0].isupper() and not words[0][0].isdigit():
        return False
    if len(words) > _LONGEST_TITLE or (len(words) > 5 and inner.isupper()):
        return False
    foreign = not words[0][0].isascii() and len(words) <= 6
    large = [word for word in words if word.casefold() not in _SMALL]
    capital = sum(1 for word in large if not word[0].islower())
    return (
        foreign
        or capital == len(large)
        or (len(large) > 4 and capital >= len(large) - 1)
    )


def is_title(words: list[str], passage: Passage) -> bool:
    """Tell a title among passages that are written like one."""
    before, after = passage.around.before[-60:], passage.around.after
    if TITLE_BEFORE.search(before[-40:]) or _TITLE_AFTER.match(after):
        return True
    if (
        _WORDING.search(before[-30:])
        or _NAME_BEFORE.search(before[-30:])
        or _IS_TERM.match(after)
    ):
        return False
    if _NAMED_THE.search(before[-30:]) or (
        words[-1] in _EVENTS and _THE_BEFORE.search(before[-8:])
    ):
        return False
    if _SAYS_IN.search(before) and len(words) > 1:
        return True
    spoken = passage.inner.rstrip().endswith(("!", "?", ","))
    aside = _DASH_BEFORE.search(before) and after.lstrip().startswith(DASHES)
    spoken = spoken or passage.named or (follows_a_verb(after) and not aside)
    if spoken and (
        _SO_SAYS.match(after) or reports(before[-30:]) or reports(after[:30])
    ):
        return False
    if COLON.search(before) or (CUE_COMMA.search(before) and reports(before[-30:])):
        return len(words) > 3 and words[0][0].isascii() and words[0][0].isalpha()
    if not words[0][0].isascii():
        of_a_sentence = words[0].casefold() in _SUBJECTS or passage.cited
        return not spoken and not of_a_sentence
    if len(words) == 1:
        return _OWNED.search(before) is not None and not spoken
    if words[0] in {"The", "A", "An"} and _CALLS_IT.search(before):
        return True
    return not (len(words) < 3 and TERM_BEFORE.search(before[-30:]))
