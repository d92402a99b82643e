"""What a pair of marks is used for: a quotation, a title, a term, speech.

A cascade over cheap features: length, closing punctuation, the words before
and after, a citation, capital letters. A long quotation is always a quotation.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gulagreader.domain.quotations import QuotationKind
from gulagreader.text.quotation_speakers import (
    SAYING,
    STORY,
    Around,
    follows_a_verb,
    reports,
)

_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_SMALL = frozenset(
    """a an the of in on at to for from by with and or nor but as into over is vs de la
    le     les des du et von und der die das dem den im zu
    """.split()  # noqa: SIM905 - words read better so
)
_TERM_BEFORE = re.compile(
    r"(?:\bso[- ]called|\bcalled|\btermed|\bnamed|\bknown as|\bdubbed"
    r"|\blabell?ed(?: as)?"
    r"|\bbranded(?: as)?|\bnicknamed|\bnickname|\bmeaning|\bmeans"
    r"|\b(?:click|press|select|choose)(?: on)?|\bthe (?:term|words?"
    r"|phrase|expression|label|concept|idea|notion|slogan|name|euphemism|abbreviation"
    r"|acronym|adjective|noun|verb)s?(?: of| for)?|\bas (?:an?|the)|\bso genannten?"
    r"|\bsogenannten?|\bso[- ]?gen\.|\bтак называем\w+|\bтермин\w*|\bслово"
    r"|\bназываем\w+"
    r"|\bdénommé\w*|\bsoi-disant|\ban?|\bthese|\bthose|\btheir|\ball|\bno"
    r"|\bany)[\s(,]*$",
    re.IGNORECASE,
)
_NAMED_SO = re.compile(
    r"\b(?:so[- ]called|called|termed|named|known as|dubbed|nicknamed|meaning|means"
    r"|the (?:term|words?|name|nickname|euphemism|slogan)s?|sogenannten?"
    r"|так называем\w+|термин\w*|слово)[\s(,]*$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?<![^\W_])(?:the|an?|la|le|les|l['’]|der|die|das|dem|den|el|los|las|il|lo)\s?\Z"
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
    r"|Titel|titre|título|titolo|título|název|názvem|романі|книз\w+|оповіданн\w+"
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
    r"|speech|series|episode|report|pamphlet|post|blog|titled|entitled|collection|album"
    r"|роман\w*|книг\w+|повест\w+|журнал\w*|газет\w+|стать\w+|рассказ\w*|фильм\w*"
    r"|песн\w+"
    rf"|поэм\w+|{_NOUN_ABROAD})"
)
_TITLE_BEFORE = re.compile(rf"\b{_TITLE_NOUN}(?: (?:called|named|by|is|was))?[\s(,:]*$")
_TITLED = re.compile(
    rf"\b(?:(?:en)?titled|{_TITLE_NOUN} (?:called|named))[\s:,]*$", re.IGNORECASE
)
_TITLE_AFTER = re.compile(
    r"\s*(?:\((?:1[5-9]|20)\d\d\)|(?:is|was) (?:a|an|the|his|her) "
    rf"(?:\w+ ){{0,3}}{_TITLE_NOUN}\b|by [A-Z])"
)
_NAME_BEFORE = re.compile(
    r"(?:обществ\w+|организаци\w+|завод\w*|колхоз\w*|совхоз\w*|фирм\w+|лагер\w+"
    r"|группа|партия|отель\w*|гостиниц\w+|(?:him|her|my|your|it)self"
    r"|(?:them|our)selves|sich|себя)[\s(]*$",
    re.IGNORECASE,
)
_SUBJECTS = frozenset(
    "я мы ты вы он она они никто ничто все это если когда так не ні ми ви".split()  # noqa: SIM905
)
"""Words that begin a sentence rather than a title."""
_COLON = re.compile(r"[:：]\s*$")
_CUE_COMMA = re.compile(r",\s*$")
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:][\"”“’»«]?|\n)[\s\x00*_(—–-]*$")
_LIKE = re.compile(
    r"\b(?:(?:was|were|be|is|am|are) like"
    r"|(?:(?<!where )(?<!when )(?<!that )you|someone|people|one|would|might|could"
    r"|to) (?:say|ask|think|saying)|imagine|saying|thinking|yelling|shouting|asking)"
    r"[^.!?]{0,30}$",
    re.IGNORECASE,
)
_EXAMPLE_WORDS = frozenset(
    "like say ask think imagine saying thinking yelling shouting asking".split()  # noqa: SIM905
)
_PLAIN = re.compile(r"[a-z]+")
_PEOPLE = (
    r"(?:he|she|they|i|we|он|она|они|er|sie|il|elle|(?:the|my|an?|one|old)"
    r"(?! (?:report|decree|letter|document|article|book|author|order|text|file"
    r"|newspaper|law|constitution|historian|government|state|post|comment|blog"
    r"|textbook|encyclop(?:a|ae|æ)dia|source|page|paper|chapter|dictionary|certificate"
    r"|academy|court|committee|commission|party|caption|title|label|form|plaque"
    r"|poster|card"
    r"|stamp|sign|inscription|note|telegram|headline|entry|register|protocol"
    r"|minutes))(?: \w+){1,2})"
)
_STORY_AFTER = re.compile(
    rf"\s*[,—–-]?\s?(?:{_PEOPLE}\s(?:\w+ly\s)?(?:{STORY}|{SAYING})"
    rf"|(?:{STORY}|{SAYING})\s{_PEOPLE}\b)",
    re.IGNORECASE,
)
_ASKED_BEFORE = re.compile(rf"(?:{STORY})(?:[^.!?“”\"]{{0,20}}[,:])?\s*$")
_SENTENCE_END = re.compile(r"[.!?…]$")
_SENTENCE_OVER = re.compile(r"[.…]$")
_STORY_BEFORE = re.compile(
    rf"(?:\b{_PEOPLE}\s(?:\w+ly\s)?(?:said|says|told (?:me|him|her|us|them)|told)"
    r"|\b(?:was|were|been) told)[^.!?“”\"]{0,12}$",
    re.IGNORECASE,
)
_SAID_TO_BE = re.compile(
    r"\b(?:said|says) (?:that )?(?:it|he|she|they|\w+) (?:was|were|is|are|had been"
    r"|felt) $"
)
_CLAUSES = re.compile(r"[.!?]\s")
_DASH_BEFORE = re.compile(r"[—–]\s?[^.!?—–]{0,30}$")
_DASHES = ("—", "–", "-")
_IN_JAPANESE = re.compile("と(?!いう|呼)")
_CORNERS = ("「", "『")
_NO_VERB = re.compile(r"\s*(?:as|which|that|who|and|or|of|in)\b")
_OWNED = re.compile(
    r"(?<![^\W_])(?!(?:It|That|What|He|She|There|Here|Who)['’])[A-Z][^\W\d_]+['’]s\s$"
)
_SAID_TITLE = re.compile(r"\b(?:title|heading|headline)\b[^.!?“”\"]{0,40}[:,]\s*$")
_ARTICLE = re.compile(r"(?:the|an?)\s")
_PLAIN_WORD = re.compile(r"[^\W\d_]+")
_TOLD = (QuotationKind.SPEECH, QuotationKind.QUOTATION, QuotationKind.TERM)
_UTTERANCE_ENDS = frozenset(".!?…,—–-")
_STORY, _REPORT = 4, -2
"""From here on the text around tells a story, and up to here it reports."""
_WRITTEN = frozenset(
    """wrote writes written writing reads read letter letters letter's sign note noted
    telegram order decree report document diary inscription poster newspaper headline
    line words page schrieb schreibt stand brief schild zettel befehl bericht писал
    писала написал написала написано письмо письме записка приказ надпись табличка
    плакат écrit écrivit écrivait lettre panneau ordre écriteau escribió carta cartel
    orden napisał napisała list rozkaz tablica
    """.split()  # noqa: SIM905 - words read better so
)
"""Words of what stands written, in a story, too."""
_LONGEST_TITLE = 18
LONG = 25
"""From so many words on it is a quotation, whatever stands around it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A marked stretch and what decides its kind."""

    inner: str
    """What stands between the marks, markup and citation left out; its first
    thousand code points are enough."""
    around: Around
    cited: bool = False
    noted: bool = False
    """Whether the citation is but a number or a mark."""
    paragraphs: int = 1
    unclosed: bool = False
    named: bool = False
    """Whether the text names who is quoted."""
    mark: str = ""
    """The opening mark."""
    story: Callable[[], int] = int
    """How much the text around it tells a story: below 0 it reports."""


def kind_of(passage: Passage) -> QuotationKind:
    """Tell the kind of a marked stretch."""
    kind = _kind_of(passage)
    if kind is QuotationKind.SPEECH and passage.named and not _is_example(passage):
        return QuotationKind.QUOTATION
    told = not (passage.named or passage.cited or passage.unclosed)
    if kind in _TOLD and told and passage.paragraphs == 1:
        return _in_its_text(kind, passage)
    return kind


def _in_its_text(kind: QuotationKind, passage: Passage) -> QuotationKind:
    """Let what is said in a story be speech, and what is said in a report quoted."""
    if kind is QuotationKind.SPEECH:
        reported = passage.story() <= _REPORT and not _is_example(passage)
        return QuotationKind.QUOTATION if reported else kind
    if not _is_utterance(passage) or _is_written(passage):
        return kind
    return QuotationKind.SPEECH if passage.story() >= _STORY else kind


def _is_utterance(passage: Passage) -> bool:
    """Whether it begins and ends as what somebody says does."""
    inner, around = passage.inner.strip(), passage.around
    # Where the full stop stands behind the mark, a colon before it tells the same.
    outside = around.after[:1] in ".,;!?" and _COLON.search(around.before) is not None
    return inner[:1].isupper() and (inner[-1:] in _UTTERANCE_ENDS or outside)


def _is_written(passage: Passage) -> bool:
    """Whether the words around say that it is written or printed somewhere."""
    before = _PLAIN_WORD.findall(passage.around.before[-80:].casefold())
    after = _PLAIN_WORD.findall(passage.around.after[:50].casefold())
    return not _WRITTEN.isdisjoint((*before, *after))


def _kind_of(passage: Passage) -> QuotationKind:
    words = _WORD.findall(passage.inner)
    before = passage.around.before
    if len(words) >= LONG or passage.paragraphs > 1:
        return QuotationKind.QUOTATION
    if passage.mark == "『" and passage.around.before.strip():
        return QuotationKind.TITLE
    title_case = _is_title_case(words, passage.inner)
    if _SAID_TITLE.search(before[-60:]) and _is_title_case(words, passage.inner[:-1]):
        return QuotationKind.TITLE
    if title_case and _is_title(words, passage):
        return QuotationKind.TITLE
    if words and words[0][0].isupper() and _is_titled(words, passage):
        return QuotationKind.TITLE
    if _is_speech(words, passage):
        return QuotationKind.SPEECH
    if passage.cited:
        term = _is_cited_term(words, passage)
        return QuotationKind.TERM if term else QuotationKind.QUOTATION
    listing = "," in passage.inner.strip(" ,")
    if len(words) < 6 and not listing and _TERM_BEFORE.search(before[-30:]):
        return QuotationKind.TERM
    if len(words) >= 6 or _is_reported(words, passage):
        return QuotationKind.QUOTATION
    return QuotationKind.TERM


def _is_cited_term(words: list[str], passage: Passage) -> bool:
    """Tell a term whose bracket says where it is from."""
    inner = passage.inner.strip()
    if inner[:1].islower() and inner[-1:].isalnum():
        before = passage.around.before[-8:].casefold()
        if len(words) < 2 or (
            len(words) < 3 and (passage.noted or _DETERMINED.search(before))
        ):
            return True
    return len(words) < 7 and _NAMED_SO.search(passage.around.before[-30:]) is not None


def _is_titled(words: list[str], passage: Passage) -> bool:
    """Tell a title by the noun before it, or a newspaper by its name."""
    before = passage.around.before[-40:]
    if _TITLED.search(before):
        return True
    if len(words) == 1 and words[0].casefold() in _PERIODICALS:
        return True
    ends = passage.inner.rstrip().endswith((".", ",", ";", "!"))
    return len(words) < 9 and not ends and _TITLED_ABROAD.search(before) is not None


def _is_title_case(words: list[str], inner: str) -> bool:
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


def _is_title(words: list[str], passage: Passage) -> bool:
    """Tell a title among passages that are written like one."""
    before, after = passage.around.before[-60:], passage.around.after
    if _TITLE_BEFORE.search(before[-40:]) or _TITLE_AFTER.match(after):
        return True
    if _NAME_BEFORE.search(before[-30:]):
        return False
    spoken = passage.inner.rstrip().endswith(("!", "?", ","))
    aside = _DASH_BEFORE.search(before) and after.lstrip().startswith(_DASHES)
    spoken = spoken or passage.named or (follows_a_verb(after) and not aside)
    if spoken and (reports(before[-30:]) or reports(after[:30])):
        return False
    if _COLON.search(before) or (_CUE_COMMA.search(before) and reports(before[-30:])):
        return len(words) > 3 and words[0][0].isascii() and words[0][0].isalpha()
    if not words[0][0].isascii():
        of_a_sentence = words[0].casefold() in _SUBJECTS or passage.cited
        return not spoken and not of_a_sentence
    if len(words) == 1:
        return _OWNED.search(before) is not None and not spoken
    return not (len(words) < 3 and _TERM_BEFORE.search(before[-30:]))


def _is_speech(words: list[str], passage: Passage) -> bool:
    """Tell words of a story or an example from words of a document."""
    inner = passage.inner.rstrip()
    before, after = passage.around.before[-60:], passage.around.after[:40]
    leading = _PLAIN.findall(before.lower())
    # Looking the words up first spares most searches.
    if not _EXAMPLE_WORDS.isdisjoint(leading) and _is_example(passage):
        # Whoever asks what to say of a thing asks for a term.
        is_term = len(words) < 3 and inner[:1].islower() and inner[-1:].isalnum()
        return not is_term
    if passage.cited:
        return False
    if reports(after) and _STORY_AFTER.match(after):
        # After a full stop the next sentence tells of something else.
        return _SENTENCE_OVER.search(inner) is None
    if len(words) < 2 or not reports(before):
        return False
    if _ASKED_BEFORE.search(before):
        return True
    return len(words) < 8 and _STORY_BEFORE.search(before) is not None


def _is_example(passage: Passage) -> bool:
    """Whether the words before say that anybody might say so."""
    return _LIKE.search(passage.around.before[-60:]) is not None


def _is_reported(words: list[str], passage: Passage) -> bool:
    """Tell a short quotation from a term."""
    before, after = passage.around.before[-60:], passage.around.after
    inner = passage.inner.strip()
    several = len(words) > 1
    comma = inner.endswith((",", "!", "?")) and reports(after[:40])
    begins = inner[:1].isupper() or len(words) > 2
    if comma or (several and begins and follows_a_verb(after)):
        return True
    opens = _OPENS_SENTENCE.search(before) is not None
    if inner[:1].isupper() and _SENTENCE_END.search(inner):
        return several or opens or reports(before[-30:])
    if passage.mark in _CORNERS and _IN_JAPANESE.match(after):
        return True
    if not several and _SAID_TO_BE.search(before):
        return True
    if not several or (
        len(words) < 3 and _ARTICLE.match(inner) and inner[-1].isalpha()
    ):
        return False
    if _COLON.search(before) or passage.named or inner.startswith(("…", "...", "[")):
        return True
    if len(words) > 3 and _CUE_COMMA.search(before) and _SENTENCE_END.search(inner):
        return True
    if len(words) > 2 and _is_of_speech(inner, opens=opens, after=after):
        return True
    clause = _CLAUSES.split(passage.around.before[-100:])[-1]
    return reports(clause[-40:]) or (len(words) > 2 and reports(clause))


def _is_of_speech(inner: str, *, opens: bool, after: str) -> bool:
    """Tell a part of what somebody says by a comma or a dash that ends it."""
    if not opens or not inner[:1].isupper():
        return False
    if inner.endswith(","):
        return _NO_VERB.match(after) is None
    return inner.endswith(("—", "–", "-")) and not after.strip()
