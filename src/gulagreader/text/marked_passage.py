"""A stretch between marks and the words around it, which tell its kind."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from gulagreader.text.quotation_speakers import Around

TERM_BEFORE = re.compile(
    r"(?:\bso[- ]called|\b(?:called|termed|known as|dubbed)(?: the)?|\bnamed"
    r"|\bcall(?:s|ed)? (?:him|her|them|it|me|us|you)|\bлозунг\w*"
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
COLON = re.compile(r"[:：]\s*$")
CUE_COMMA = re.compile(r",\s*$")
DASHES = ("—", "–", "-")


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
    story: Callable[[], float] = float
    """How much the text around it tells a story: below 0 it reports."""
