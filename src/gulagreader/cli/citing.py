"""``cite``: a citation of a post, a comment or a passage."""

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console
from gulagreader.cli.desk import Desk
from gulagreader.cli.shapes import Shape
from gulagreader.domain.citing import Cited, Reference, ReferenceStyle
from gulagreader.domain.dates import parse_date
from gulagreader.services.citing import cite, cite_paragraph, cite_quote, reference
from gulagreader.services.reading import Reading
from gulagreader.text.references.markdown import reference_markdown

_USUAL = ReferenceStyle.CHICAGO
_PROSE = {ReferenceStyle.CHICAGO, ReferenceStyle.MLA, ReferenceStyle.APA}


def run_cite(request: Request, console: Console) -> int:
    """Print the citation of what an id names."""
    style = _style(request)
    accessed = request.options.get("--accessed")
    if accessed is not None and parse_date(accessed) is None:
        raise UsageError(
            f"--accessed takes a date such as 2020-03-31, not “{accessed}”",
            request.verb,
        )
    if request.has("--json") and request.has("--plain"):
        raise UsageError("give one of --json and --plain", request.verb)
    desk = Desk.open(request, console)
    desk.look()
    place = desk.library.resolve(request.words[0])
    reading = desk.library.read(place.post)
    for damage in reading.damages:
        console.note(str(damage))
    cited = cite(reading, desk.library.info, place.comment, accessed=accessed)
    cited = _of_passage(request, console, reading, cited)
    made = reference(cited, style)
    if request.has("--json"):
        console.say_json(cited_shape(cited, style, made))
    else:
        _say(made, style, console, request)
    return 0


def _of_passage(
    request: Request, console: Console, reading: Reading, cited: Cited
) -> Cited:
    """The same, of the passage that was asked for, if any."""
    number = request.number("--paragraph", 0)
    whole = cite_paragraph(reading, cited, number) if number else cited
    if not request.has("--quote"):
        return whole
    found = cite_quote(reading, cited, request.options["--quote"])
    if number and found.paragraph != number:
        console.note(f"The words stand in paragraph {found.paragraph}.")
    return found


def _style(request: Request) -> ReferenceStyle:
    named = request.options.get("--style", _USUAL.value)
    try:
        return ReferenceStyle(named.lower())
    except ValueError:
        known = ", ".join(style.value for style in ReferenceStyle)
        raise UsageError(
            f"--style is one of {known}, not “{named}”", request.verb
        ) from None


def _say(
    made: Reference, style: ReferenceStyle, console: Console, request: Request
) -> None:
    """Print a reference, and its short form where a passage is cited."""
    prose = style in _PROSE
    plain = request.has("--plain") or not prose
    # Files have line ends of their own; the console gives every line one.
    text = made.text.replace("\r\n", "\n")
    console.say(text if plain else reference_markdown(made))
    if made.in_text and (request.has("--quote") or request.has("--paragraph")):
        console.say(made.in_text)


def cited_shape(cited: Cited, style: ReferenceStyle, made: Reference) -> Shape:
    """A citation as ``cite --json`` gives it."""
    markdown = reference_markdown(made) if style in _PROSE else made.text
    return {
        "id": cited.id,
        "post": cited.post,
        "comment": cited.comment.id if cited.comment else None,
        "style": style.value,
        "citation": made.text,
        "markdown": markdown,
        "in_text": made.in_text or None,
        "paragraph": cited.paragraph,
        "passage": cited.passage or None,
        "url": cited.link,
        "accessed": cited.accessed,
    }
