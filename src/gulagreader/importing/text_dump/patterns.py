"""Whole lines that a blog page has around its text, in a dozen languages.

English, German, French, Spanish, Russian, Italian, Portuguese, Dutch, Polish,
Norwegian, Danish, Swedish and some of Japanese, any case, with or without a colon
or full stop at the end. A pattern looks at short lines only, so a line of ten
million characters costs nothing.
"""

import re
from collections.abc import Callable
from functools import lru_cache

_LONGEST = 300
_REMEMBERED = 4096

Line = Callable[[str], re.Match[str] | None]


def whole_line(*forms: str, holding: str = "", ending: tuple[str, ...] = ()) -> Line:
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

is_header = whole_line(
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

is_reply_heading = whole_line(
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

is_boilerplate = whole_line(
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

is_sidebar = whole_line(
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

is_sharing = whole_line(
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

is_above_all = whole_line(
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
is_reply_line = whole_line(
    rf"[\[(]?{_ARROWS}\s*(?:{_BUTTON})(?:\s*[|·•/]\s*(?:{_BUTTON})){{0,3}}"
    rf"\s*{_ARROWS}[\])]?"
)
"""A line that stands in a comment for a button."""

is_sources_heading = whole_line(
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


begins_pingback = whole_line(r"(?:ping|track)back\s*:\s*\S.{0,250}")
"""A line that is a mention by another site, in a list of comments."""

is_pingback = re.compile(
    r"(?:\[(?:…|\.\.\.)\].*\[(?:…|\.\.\.)\]|(?:pingback|trackback): .+)",
    re.IGNORECASE | re.DOTALL,
)
