"""Whole lines that a blog page has around its text, in a dozen languages.

English, German, French, Spanish, Russian, Italian, Portuguese, Dutch, Polish,
Norwegian, Danish, Swedish and some of Japanese, any case, with or without a colon
or full stop at the end. A pattern looks at short lines only, so a line of ten
million characters costs nothing.
"""

import re
from collections.abc import Callable
from functools import lru_cache

from gulagreader.importing.text_dump.when import (
    DAY,
    FUSED,
    MAY_SAY_WHEN,
    WHEN,
    WHEN_ALONE,
)

_LONGEST = 300
_REMEMBERED = 4096

Line = Callable[[str], re.Match[str] | None]


def _line(*forms: str, holding: str = "", ending: tuple[str, ...] = ()) -> Line:
    """A test for a whole line (without its indentation) in one of these forms.

    All of the forms hold something, and end with one of some words where any are
    given: what is cheaper to look for than they are.
    """
    pattern = re.compile(rf"(?:{'|'.join(forms)})\s*[:.!]?", re.IGNORECASE)
    held = re.compile(holding, re.IGNORECASE)

    @lru_cache(_REMEMBERED)  # the same lines are looked at for each way to read them
    def matches(line: str) -> re.Match[str] | None:
        if len(line) > _LONGEST or not held.search(line):
            return None
        if ending and not line.rstrip(" :：.!").casefold().endswith(ending):
            return None
        return pattern.fullmatch(line.strip())

    return matches


_COUNTED = (
    r"responses?|comments?|repl(?:y|ies)|thoughts?|kommentare?|antwort(?:en)?"
    r"|ergänzung(?:en)?|reaktion(?:en)?|gedanken?|commentaires?|réponses?"
    r"|réactions?|réflexions?|comentarios?|respuestas?|pensamientos?"
    r"|комментари\w*|ответ(?:а|ов)?|отзыв(?:а|ов)?|мысл(?:ь|и|ей)"
    r"|comment[oi]|rispost[ae]|pensier[oi]|comentários?|respostas?|reacties?"
    r"|gedachten?|komentarz(?:e|y|ów)?|odpowied(?:ź|zi)|myśli?"
    r"|kommentar(?:er)?|svar|tanker?|tankar"
)
_NONE_OR_MORE = (
    r"\d[\d.,]{0,6}|one|no|only one|ein|eine|keine?|une?|uno|aucun|один|um|uma"
    r"|ett|en|én|jedna|jeden"
)

is_header = _line(
    rf"(?:there (?:is|are|was|were)|now) (?:{_NONE_OR_MORE})\s+(?:{_COUNTED})(?!\w)"
    r".{0,120}",
    rf"(?:{_NONE_OR_MORE})\s+(?:{_COUNTED})(?!\w).{{0,120}}",
    rf".{{1,200}} [—–-]{{1,2}} (?:\d{{1,5}}|one)\s+(?:{_COUNTED})",
    r"(?:(?:user |reader )?comments?|kommentare|leserkommentare|responses|discussion"
    r"|commentaires|réactions|comentarios|комментарии|commenti|comentários|reacties"
    r"|komentarze|kommentarer)(?:\s*[(\[]\d+[)\]]|\s?:\s?\d+|\s+\d{1,4})?",
    r"(?:comments|responses|replies|kommentare|commentaires|comentarios) "
    r"(?:on|to|for|zu|sur|en|a) .{1,160}",
    r"(?:комментари\w*|ответов)\s*:?\s*\(?\d+\)?",
    r"(?:.{1,200}(?:へ?の|に) ?)?\d{1,5} ?件の(?:フィードバック|コメント|返信)",
    r"コメント(?:一覧)?\s*(?:[(（]\d+[)）])?",
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
    r"(?:leave|make|write) a (?:response|comment) .{0,60}|speak your mind",
    r"what do you think\??|sorry, comments are closed.{0,80}",
    r"(?:the )?comments (?:for this (?:post|entry) )?are (?:now )?closed.{0,60}",
    r"(?:laisser|ajouter|laissez|écrire|publier|enregistrer) (?:un|votre) "
    r"commentaire.{0,60}",
    r"(?:deja|dejar|publicar|añadir|agrega) (?:un|tu) comentario.{0,60}",
    r"(?:deja|dejar) una respuesta.{0,60}",
    r"(?:оставить|оставьте|добавить|написать|отправить) (?:ваш )?"
    r"(?:комментарий|ответ).{0,60}",
    r"(?:lascia|scrivi|posta) un (?:commento|tuo commento).{0,60}",
    r"(?:lascia una risposta|deixe (?:um|o seu) comentário|deixe uma resposta).{0,60}",
    r"(?:postar|enviar) um comentário.{0,60}",
    r"(?:geef een|laat een|plaats een) (?:reactie|antwoord).{0,60}",
    r"(?:dodaj komentarz|zostaw (?:komentarz|odpowiedź)|prześlij komentarz).{0,60}",
    r"コメントを(?:残す|書く|する|投稿).{0,60}",
    r"(?:legg igjen|skriv|lämna|lägg till|efterlad|tilføj) (?:en |et |ett )?"
    r"(?:kommentar|svar|tilbakemelding).{0,60}",
    r"(?:your email|deine e-mail|votre adresse|tu dirección|ваш адрес).{0,120}",
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
    r"(?:name|comment|kommentar|nom|nombre|имя|navn|namn|naam|nome|imię) ?\*?",
    r"(?:charger|load|mehr|cargar) (?:la suite|more|laden|más)\.*",
    r"iframe: .{0,80}|comment-editor|\(?(?:button|submit)\)?.{0,40}",
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

is_sidebar = _line(
    r"(?:recent|latest|popular|top|related|featured) "
    r"(?:posts?|comments?|articles?|entries)",
    r"(?:archives?|categories|category|meta|blogroll|pages|links|tags|tag cloud|search"
    r"|navigation|post navigation|subscribe.{0,60}|follow .{1,40}"
    r"|about (?:me|this blog)"
    r"|search (?:for|this).{0,40}|newer posts?|older posts?|recommended reading)",
    r"(?:[←«‹] ?.{1,120}|.{1,120} ?[→»›])",
    r"(?:(?:letzte|neueste|aktuelle) (?:beiträge|kommentare|artikel)|archive?"
    r"|kategorien"
    r"|suche(?:n nach)?|seiten|beitrags-?navigation|schlagwörter)",
    r"(?:(?:articles|commentaires) récents|catégories|rechercher?.{0,30}|liens"
    r"|navigation de l['’]article|message plus récent.{0,60}|les plus populaires)",
    r"(?:(?:entradas|comentarios) recientes|categorías|archivos?|buscar.{0,20}|enlaces"
    r"|entrada (?:más reciente|antigua).{0,60}|navegación de entradas)",
    r"(?:(?:свежие|последние) (?:записи|комментарии)|рубрики|архивы?|поиск|ссылки"
    r"|навигация по записям|следующее)",
    r"(?:siste (?:innlegg|kommentarer)|kategorier|arkiv(?:er)?|sider|søk(?: etter)?)",
    r"©.{0,80}|copyright .{1,80}|powered by .{1,60}|proudly powered by .{1,60}"
    r"|.{0,40}all rights reserved.{0,40}",
)
"""A heading of what stands beside or below a post: menus, lists, the page's foot."""

is_sharing = _line(
    r"share this",
    r"like this",
    r"like loading\.*",
    r"loading\.*",
    r"(?:click to )?(?:share|email|print)(?: .{0,60}\(opens in new window\))?",
    r"teilen mit",
    r"gefällt mir",
    r"partager|compart[ei](?:r|lhe)?(?: esto| isso)?|condividi|dit delen"
    r"|udostępnij(?: to)?|поделиться(?: ссылкой)?",
    r"j['’]aime(?: ceci)?|(?:me gusta|curtir|mi piace)(?: esto| isso)?"
    r"|vind-ik-leuk|lubię to|понравилось это",
    r"(?:be the first to like|bookmark the permalink).*",
    r"(?:posted|filed) (?:in|under) .{1,200}",
    r"(?:tags?|categories|tagged with|tagi|kategorien?|schlagwörter|étiquettes"
    r"|catégories|etiquetas|categorías|метки|рубрики) ?: ?.{1,200}",
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

_BUTTON = (
    r"reply(?: to .{1,40}| to this(?: comment)?)?|repl(?:y|ies) ?delete|replies"
    r"|répondre(?: à .{1,40})?|réponses|répondre ?(?:effacer|supprimer)"
    r"|responder(?: a .{1,40})?|respuestas|respostas|responder ?(?:eliminar|excluir)"
    r"|antwort(?:en)?|antworten ?löschen|auf .{1,40} antworten"
    r"|ответить(?: .{1,40})?|ответы|ответить ?удалить|rispondi|risposte"
    r"|rispondi ?elimina|beantwoorden|reageren|reacties|odpowiedz|odpowiedz ?usuń"
    r"|edytuj|bearbeiten|modifier|editar|modifica|изменить|返信|編集"
    r"|svara?|besvar|like|liked by .{1,60}|unlike|gefällt mir|j['’]aime|me gusta"
    r"|mi piace|loading\.*|wird geladen\.*|chargement\.*|cargando\.*|permalink"
    r"|permalien|link to this comment|edit|\(edit\)|edit this comment|quote|report"
    r"|log in to (?:reply|leave a comment)|zum antworten anmelden|delete"
    r"|like ?/ ?reply|#\d*|share|flag|link"
)
is_reply_line = _line(
    rf"[\[(]?{_ARROWS}\s*(?:{_BUTTON})(?:\s*[|·•/]\s*(?:{_BUTTON})){{0,3}}"
    rf"\s*{_ARROWS}[\])]?"
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


_SAID_WORDS = (
    *("says", "said", "wrote", "writes", "commented", "comments", "replied"),
    *("sagt", "sagte", "schreibt", "schrieb", "meint", "meinte"),
    *("a dit", "dit", "a écrit", "écrit", "dice", "dijo"),
    *("пишет", "говорит", "сказал", "сказала", "написал", "написала"),
    *("ha detto", "scrive", "scrisse", "disse", "diz", "schreef", "zegt"),
    *("pisze", "napisał", "napisała", "napisał(a)", "mówi"),
    *("sier", "säger", "siger", "skriver", "skrev", "sa"),
)
_SAID = "|".join(map(re.escape, _SAID_WORDS)) + r"|より(?:：|(?=\s*:))"
is_date_line = _line(WHEN_ALONE)
"""A line that only says when."""

author_says = _line(
    rf"(?P<author>[^\n]{{1,60}}?)\s*(?:{_SAID})", ending=(*_SAID_WORDS, "より")
)
"""“Jane says:”."""

author_colon = _line(r"(?P<author>[^\n:]{1,60}?)\s*(?=:)")
"""“Jane:”."""

author_and_date = _line(
    rf"(?P<author>[^\n]{{1,40}}?)(?:\s+(?:{_SAID}))?\s*[,|·•—–:-]?\s+"
    rf"(?P<date>{WHEN})(?:\s*(?:{_SAID}))?",
    rf"(?:on |am |le |el )?"
    rf"(?P<date2>{DAY}[^\n\w]{{0,3}}(?:at |um |à )?[\d:.apm ]{{0,12}})"
    rf"[,|·•—–:-]?\s*(?P<author2>[^\W\d][^\n]{{0,40}}?)\s+(?:{_SAID})",
    rf"(?P<author3>[^\n]{{0,38}}?[^\W\d_][.)]?)(?P<date3>{FUSED})",
    holding=MAY_SAY_WHEN,
)
"""“Jane on March 3, 2014 at 5:04 pm said:”, “Jane3 March 2014”."""


def who_and_when(line: str) -> tuple[str, str] | None:
    """Author and date where one line says both."""
    found = author_and_date(line)
    if found is None:
        return None
    for who, when in (("author", "date"), ("author2", "date2"), ("author3", "date3")):
        if found[who] is not None and may_be_name(found[who]):
            return found[who], found[when].strip()
    return None


OF_A_NAME = frozenset(
    (
        *("de", "da", "di", "du", "del", "der", "den", "van", "von", "und", "zu"),
        *("y", "e", "la", "le", "los", "the", "of", "and", "av", "af"),
    )
)
"""Words that a name may hold in small letters."""


def may_be_name(words: str) -> bool:
    """Whether words can be somebody's name, and no sentence."""
    told = words.split()
    small = [one for one in told if one[0].islower() and one not in OF_A_NAME]
    return (
        0 < len(told) <= 10
        and len(words) <= 90
        and words[-1] not in ".!?…,;"
        and (len(told) < 3 or len(small) < 2)
    )


signed = _line(
    r"(?:comment by|kommentar von|posted by|by|von|par|por)\s+"
    r"(?P<author>.{1,60}?)\s+(?:[—–|-]|on|am|at|le|el)\s+(?P<date>.*\d.*)"
)
"""“Comment by Jane — March 3, 2014”, under a comment."""


begins_pingback = _line(r"(?:ping|track)back\s*:\s*\S.{0,250}")
"""A line that is a mention by another site, in a list of comments."""

is_pingback = re.compile(
    r"(?:\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]|(?:pingback|trackback): .+)",
    re.IGNORECASE | re.DOTALL,
)
