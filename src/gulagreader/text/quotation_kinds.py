"""What a pair of marks is used for: a quotation, a title, a term, speech.

A cascade over cheap features: length, closing punctuation, the words before
and after, a citation, capital letters. A long quotation is always a quotation, but
in a story it is speech.
"""

import re

from gulagreader.domain.quotations import QuotationKind
from gulagreader.text.marked_passage import COLON, CUE_COMMA, TERM_BEFORE, Passage
from gulagreader.text.reported_speech import follows_a_verb, reports
from gulagreader.text.speech_signs import (
    is_asked,
    is_example,
    is_speech,
    is_utterance,
    is_written,
)
from gulagreader.text.title_signs import (
    SAID_TITLE,
    TITLE_BEFORE,
    is_title,
    is_title_case,
    is_titled,
)

_WORD = re.compile(r"[^\W_]+(?:['’\-.][^\W_]+)*")
_NAMED_SO = re.compile(
    r"\b(?:so[- ]called|(?:called|termed|known as|dubbed)(?: the)?|named|nicknamed"
    r"|meaning|means"
    r"|the (?:term|words?|name|nickname|euphemism|slogan)s?|sogenannten?"
    r"|так называем\w+|термин\w*|слово)[\s(,]*$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(
    r"(?<![^\W_])(?:the|an?|la|le|les|l['’]|der|die|das|dem|den|el|los|las|il|lo|[^\W\d_]+['’]s)\s?\Z"
)
_OPENS_SENTENCE = re.compile(r"(?:^|[.!?…:][\"”“’»«]?|\n)[\s\x00*_(—–-]*$")
_SENTENCE_END = re.compile(r"[.!?…]$")
_SAID_TO_BE = re.compile(
    r"\b(?:said|says) (?:that )?(?:it|he|she|they|\w+) (?:was|were|is|are|had been"
    r"|felt) $"
)
_CLAUSES = re.compile(r"[.!?]\s")
_IN_JAPANESE = re.compile("と(?!いう|呼)")
_AS_SAID = re.compile(r",? (?:as|like|wie|comme|como|как|jak) ")
_CORNERS = ("「", "『")
_BY_NAME = re.compile(r"\s(?:by|von|par|por)\s(?:\w+\s){0,2}[^\W\d_a-z]")
_NO_VERB = re.compile(r"\s*(?:as|which|that|who|and|or|of|in)\b")
_ARTICLE = re.compile(r"(?:the|an?)\s")
_TOLD = (
    QuotationKind.SPEECH,
    QuotationKind.QUOTATION,
    QuotationKind.TERM,
    QuotationKind.TITLE,
)
_NO_WORDS = (QuotationKind.TERM, QuotationKind.TITLE)
_CALLED = re.compile(
    r"\b(?:call(?:s|ed)?|named|nannten?|appelai\w+|называл\w*|звал\w*|nazywal\w*)"
    r"(?: (?:it|him|her|them|me|us|you|das|ihn|sie|es|его|её|ее|их))?\s*$"
    r"|(?:лозунг|плакат|вывеск|slogan|надпис)\w*\s*$"
)
_REMARKED = re.compile(
    r"\b(?:remark|inscription|answer|reply|message|caption|warning|postscript"
    r"|epitaph|note"
    r"|announcement|sentence of [^.,]{1,20}|instruction|motto|reading|reads?"
    r"|dedicated|marked"
    r"|stamped|signed|inscribed|promised (?:\S+ ){0,5}(?:be|remain))\s*[,:]?\s*$"
)
_NAMED_STORY = 6
"""A text that names its speakers must tell its story more clearly."""
_STORY = 4
_REPORT = -2
"""From here on the text around tells a story, and up to here it reports."""
LONG = 25
"""From so many words on it is a quotation, whatever stands around it."""


def kind_of(passage: Passage) -> QuotationKind:
    """Tell the kind of a marked stretch."""
    kind = _kind_of(passage)
    if kind is QuotationKind.SPEECH and passage.named and not is_example(passage):
        kind = QuotationKind.QUOTATION
    told = not (passage.cited or passage.unclosed)
    if kind in _TOLD and told and passage.paragraphs == 1:
        return _in_its_text(kind, passage)
    return kind


def _in_its_text(kind: QuotationKind, passage: Passage) -> QuotationKind:
    """Let what is said in a story be speech, and what is said in a report quoted."""
    if kind is QuotationKind.SPEECH:
        told = is_example(passage) or is_asked(passage)
        reported = not told and passage.story() <= _REPORT
        return QuotationKind.QUOTATION if reported else kind
    if not is_utterance(passage) or is_written(passage):
        return kind
    if passage.named:
        told = kind is QuotationKind.QUOTATION and passage.story() >= _NAMED_STORY
        return QuotationKind.SPEECH if told else kind
    if kind in _NO_WORDS and _CALLED.search(passage.around.before[-30:]):
        return kind
    if kind is QuotationKind.TITLE and (
        passage.inner.rstrip()[-1:] not in "?!"
        or TITLE_BEFORE.search(passage.around.before[-40:])
        or passage.around.before[-40:].strip()[-1:] not in ("", ":", ",", ".", "!", "?")
    ):
        return kind
    return QuotationKind.SPEECH if passage.story() >= _STORY else kind


def _kind_of(passage: Passage) -> QuotationKind:
    words = _WORD.findall(passage.inner)
    before = passage.around.before
    if len(words) >= LONG or passage.paragraphs > 1:
        return QuotationKind.QUOTATION
    if _is_of_work(words, passage):
        return QuotationKind.TITLE
    if is_speech(words, passage):
        return QuotationKind.SPEECH
    if passage.cited:
        term = _is_cited_term(words, passage)
        return QuotationKind.TERM if term else QuotationKind.QUOTATION
    if len(words) > 1 and passage.named and _BY_NAME.match(passage.around.after):
        return QuotationKind.QUOTATION
    listing = "," in passage.inner.strip(" ,")
    if len(words) < 6 and not listing and TERM_BEFORE.search(before[-30:]):
        return QuotationKind.TERM
    if len(words) >= 6 or _is_reported(words, passage):
        return QuotationKind.QUOTATION
    return QuotationKind.TERM


def _is_of_work(words: list[str], passage: Passage) -> bool:
    """Whether it is the title of a work."""
    before, inner = passage.around.before, passage.inner
    if passage.mark == "『" and before.strip():
        return True
    if SAID_TITLE.search(before[-60:]) and is_title_case(words, inner[:-1]):
        return True
    if is_title_case(words, inner) and is_title(words, passage):
        return True
    return bool(words) and words[0][0].isupper() and is_titled(words, passage)


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


def _is_reported(words: list[str], passage: Passage) -> bool:
    """Tell a short quotation from a term."""
    before, after = passage.around.before[-60:], passage.around.after
    inner = passage.inner.strip()
    several = len(words) > 1
    if several and _is_introduced(before, after):
        return True
    comma = inner.endswith((",", "!", "?")) and (passage.named or reports(after[:40]))
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
    if COLON.search(before) or passage.named or inner.startswith(("…", "...", "[")):
        return True
    if len(words) > 3 and CUE_COMMA.search(before) and _SENTENCE_END.search(inner):
        return True
    if len(words) > 2 and _is_of_speech(inner, opens=opens, after=after):
        return True
    clause = _CLAUSES.split(passage.around.before[-100:])[-1]
    return reports(clause[-40:]) or (len(words) > 2 and reports(clause))


def _is_introduced(before: str, after: str) -> bool:
    """Whether the words around say that it stands somewhere, or who said it."""
    as_said = _AS_SAID.match(after) is not None and reports(after[:40])
    return as_said or _REMARKED.search(before) is not None


def _is_of_speech(inner: str, *, opens: bool, after: str) -> bool:
    """Tell a part of what somebody says by a comma or a dash that ends it."""
    if not opens or not inner[:1].isupper():
        return False
    if inner.endswith(","):
        return _NO_VERB.match(after) is None
    return inner.endswith(("—", "–", "-")) and not after.strip()
