"""Whole lines that a blog page has around its text, in five languages.

English, German, French, Spanish and Russian, any case, with or without a colon
or full stop at the end. A pattern looks at short lines only, so a line of ten
million characters costs nothing.
"""

import re
from collections.abc import Callable

_LONGEST = 300

Line = Callable[[str], re.Match[str] | None]


def _line(*forms: str) -> Line:
    """A test for a whole line (without its indentation) in one of these forms."""
    pattern = re.compile(rf"(?:{'|'.join(forms)})\s*[:.!]?", re.IGNORECASE)

    def matches(line: str) -> re.Match[str] | None:
        return None if len(line) > _LONGEST else pattern.fullmatch(line.strip())

    return matches


_COUNTED = (
    r"responses?|comments?|repl(?:y|ies)|thoughts?|kommentare?|antwort(?:en)?"
    r"|ergänzung(?:en)?|reaktion(?:en)?|gedanken?|commentaires?|réponses?"
    r"|comentarios?|respuestas?|комментари\w*|ответ(?:а|ов)?"
)

is_header = _line(
    rf"(?:\d+|one|no|ein|keine?|un|aucun|один)\s+(?:{_COUNTED})(?!\w).{{0,120}}",
    r"(?:comments?|kommentare|leserkommentare|responses|discussion|commentaires"
    r"|comentarios|комментарии)(?:\s*\(\d+\)|\s?:\s?\d+)?",
    r"(?:комментари\w*|ответов)\s*:?\s*\(?\d+\)?",
)
"""The line above comments: “8 Responses to …”, “Kommentare (3)”."""

is_reply_heading = _line(
    r"leave (?:a|your) (?:reply|comments?)(?: .{0,120})?",
    r"(?:post|add|write|submit) (?:a )?(?:comment|reply)",
    r"join the (?:discussion|conversation)",
    r"cancel reply",
    r"(?:schreib|hinterlass)\w* .{0,20}kommentar.{0,60}",
    r"kommentar (?:verfassen|schreiben|hinterlassen|abgeben|absenden).{0,60}",
    r"antwort(?:en)? (?:hinterlassen|abbrechen|schreiben|verfassen).{0,60}",
    r"deine meinung.{0,60}",
    r"laisser un commentaire.{0,60}",
    r"deja (?:un comentario|una respuesta).{0,60}",
    r"(?:оставить|добавить|написать) комментарий.{0,60}",
    r"(?:your email|deine e-mail).{0,120}",
)
"""The heading of the form under comments."""

_SITES = r"(?:wordpress\.com|twitter|facebook|google\+?|gravatar)"

is_boilerplate = _line(
    r"fill in your details below.*",
    r"trage deine daten.*",
    r"(?:connecting to|verbinde mit) %s",
    r"you are commenting using .*",
    r"du kommentierst mit .*",
    rf"{_SITES}?[ -]?(?:logo|picture|photo|foto|bild)",
    _SITES,
    r"notify me of .*",
    r"(?:name|comment|kommentar|nom|nombre|имя) ?\*?",
    r"e-?mail.*",
    r"(?:web)?site",
    r"save my name.*",
    r".*akismet.*",
    r"please log in.*",
    r"this site uses.*",
    r"%d bloggers like this",
    r"(?:log out|change|\( ?log out.*)",
)
"""The lines of the form itself and the page's foot."""

is_sharing = _line(
    r"share this",
    r"like this",
    r"like loading\.*",
    r"loading\.*",
    r"(?:click to )?(?:share|email|print)(?: .{0,60}\(opens in new window\))?",
    r"teilen mit",
    r"gefällt mir",
    r"(?:be the first to like|bookmark the permalink).*",
    r"(?:posted|filed) (?:in|under) .{1,200}",
    r"(?:tags?|categories|tagged with) ?: ?.{1,200}",
    rf"[•*+] (?:{_SITES}|more|print|email|reddit|tumblr|linkedin|pinterest)",
)
"""The lines under a post that spread it."""

is_above_all = _line(
    r"(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|menu|text)",
    r"(?:zum inhalt(?: springen)?|aller au contenu|saltar al contenido)",
    r"(?:перейти|skip) к содерж\w+",
    r"[_\[\] ]{3,}",
)
"""A link over the page's head, or the line of a form, which is no title."""

_FEEDS = re.compile(r"#(?:\[\d+\])?\S.{0,2000}\b(?:feed|rss|atom|xml)\b", re.IGNORECASE)


def is_links_of_the_head(words: str) -> bool:
    """Whether the first lines of a dump are the titles of what its head links to."""
    return words.startswith("#") and _FEEDS.match(words) is not None


_ARROWS = "[↓↩⤵↵]?"

is_reply_line = _line(
    rf"{_ARROWS}\s*(?:reply|reply to .{{1,40}}|répondre|responder|antwort(?:en)?"
    r"|auf .{1,40} antworten|ответить|like|gefällt mir|loading\.*|wird geladen\.*"
    r"|permalink|link to this comment|edit|\(edit\)|log in to reply"
    rf"|zum antworten anmelden|like ?/ ?reply|#\d*)\s*{_ARROWS}",
)
"""A line that stands in a comment for a button."""

is_sources_heading = _line(
    r"(?:photo|image|picture)s? (?:sources?|credits?)",
    r"sources?(?: cited)?",
    r"works cited",
    r"references",
    r"bibliography",
    r"notes",
    r"information from",
    r"further reading",
    r"quellen(?:angaben)?",
    r"literatur(?:verzeichnis)?",
    r"bibliographie",
    r"fuentes",
    r"источники|литература",
)
"""The heading of the list of what a post is based on."""

SOURCE_LINE = re.compile(
    r"(?:(?:photo|image|picture)s? (?:sources?|credits?|from|by)|information from"
    r"|sourced?(?: from)?|sources?|author|via|quelle|источник)\s*:\s*(?=\S)",
    re.IGNORECASE,
)
"""How a line begins that names one source."""

_CAPTION = re.compile(
    r"this (?:photo|photograph|picture|image|map|poster|painting)\b"
    r"|(?:photo|image)\b(?! sources?\b)"
    r"|(?:above|below):"
    r"|(?:figure \d+|fig\. ?\d+)"
    r"|.{0,80}\((?:photo|image|picture|source|courtesy)\b",
    re.IGNORECASE,
)


def is_caption(paragraph: str) -> bool:
    """Whether a paragraph of under 40 words begins as captions do."""
    return (
        len(paragraph) <= 2 * _LONGEST
        and len(paragraph.split()) < 40
        and _CAPTION.match(paragraph) is not None
    )


_SAID = (
    r"says|said|wrote|writes|sagte?|schreibt|schrieb|meint|a dit|dit|dice|dijo"
    r"|пишет|говорит|сказала?"
)
_DAY = (
    r"(?:on |am |le |at |el |il |em |op |dne )?(?:[\w-]+,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th|er|º|°)?\.? (?:de |of )?\w+\.?,? (?:de )?\d{4}"
    r"|\w+\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}"
    r"|\d{4},? [^\W\d]{3,12}\.? \d{1,2}(?!\d)"
    r"|\d{4}-\d\d-\d\d"
    r"|\d{1,2}[./]\d{1,2}[./,]\s?\d{2,4})"
)
_WHEN = rf"{_DAY}.{{0,25}}"

is_date_line = _line(_WHEN)
"""A line that only says when."""

author_says = _line(rf"(?P<author>[^\n]{{1,60}}?)\s*(?:{_SAID})")
"""“Jane says:”."""

author_colon = _line(r"(?P<author>[^\n:]{1,60}?)\s*(?=:)")
"""“Jane:”."""

author_and_date = _line(
    rf"(?P<author>[^\n]{{1,40}}?)(?:\s+(?:{_SAID}))?\s*[,|·—–:-]?\s+"
    rf"(?P<date>{_DAY}.{{0,25}}?)(?:\s+(?:{_SAID}))?"
)
"""“Jane on March 3, 2014 at 5:04 pm said:”."""

signed = _line(
    r"(?:comment by|kommentar von|posted by|by|von|par|por)\s+"
    r"(?P<author>.{1,60}?)\s+(?:[—–|-]|on|am|at|le|el)\s+(?P<date>.*\d.*)"
)
"""“Comment by Jane — March 3, 2014”, under a comment."""

byline = _line(
    rf"(?:posted|published|veröffentlicht)(?: on| am)? (?P<date>{_DAY}.{{0,25}}?)"
    r"(?: (?:by|von) (?P<author>.{1,60}))?",
    rf"(?:(?:posted|published|written) )?by (?P<author2>[^\n\d]{{1,60}}?),?"
    rf"(?:\s*[—–|·-]\s*| on | )(?P<date2>{_DAY}.{{0,25}})",
)
"""“Posted on March 3, 2014 by Jane”, under a title."""

by_alone = _line(
    r"(?:post author |posted |written |geschrieben )?(?:by|von|par|por)\s+"
    r"(?P<author>[^\W\d][^\n\d]{0,58}?)"
)
"""“By Jane”, under a title, beside a line that says when."""

is_pingback = re.compile(
    r"(?:\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]|(?:pingback|trackback): .+)",
    re.IGNORECASE | re.DOTALL,
)
