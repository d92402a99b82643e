"""The commands and options of the command line, each once.

What is understood, the help and the usage messages all come from these values.
"""

from gulagreader.domain.late_dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Option:
    """An option, such as ``--limit N``."""

    name: str
    help: str
    value: str | None = None
    """What its value is called in the help; None where it takes none."""

    @property
    def usage(self) -> str:
        """How it is written in a usage line."""
        return f"{self.name} {self.value}" if self.value else self.name


@dataclass(frozen=True, slots=True)
class Verb:
    """A command: what it takes and what it does."""

    name: str
    takes: str
    """Its words in the usage line, such as ``QUERY``; empty where it takes none."""
    help: str
    options: tuple[Option, ...] = ()
    least: int = 0
    """How many words it needs."""
    most: int | None = None
    """How many it takes; None where as many as one likes."""
    dashes: bool = False
    """Whether a word may begin with one dash (``-stalin`` in a query)."""

    def option(self, name: str) -> Option | None:
        """The option of that name, one of every command's included."""
        for option in (*self.options, *GENERAL):
            if option.name == name:
                return option
        return None


LIBRARY = Option("--library", "the library to use", "DIR")
HELP = Option("--help", "show what the command takes, and stop")
GENERAL = (LIBRARY, HELP)
_JSON = Option("--json", "print JSON, in the shape docs/command-line.md describes")
_PLAIN = Option("--plain", "print without bold, colour or signs")
_LIMIT = Option("--limit", "how many hits at most (20)", "N")
_SORT = Option("--sort", "relevance (best first) or date (newest first)", "ORDER")
_OFFSET = Option("--offset", "how many of the first hits to pass over (0)", "N")
_GROUP = Option("--group", "gather the hits by post; limit and offset count posts")
_COUNT = Option("--count", "only print how many there are")
_EXPLAIN = Option("--explain", "say of each hit why it was found and stands there")
_TRANSLITERATE = Option("--transliterate", "find words in the other alphabet, too")

READ = Verb(
    "",
    "[LIBRARY]",
    "open the reader",
    (_PLAIN, Option("--version", "print the version, and stop")),
    most=1,
)
"""What is done without a command."""

VERBS: tuple[Verb, ...] = (
    Verb(
        "read",
        "[ID]",
        "open the reader at a post; with --plain by line and prompt",
        (
            Option(
                "--plain",
                "by line and prompt: for screen readers, braille and dumb terminals",
            ),
        ),
        most=1,
    ),
    Verb(
        "import",
        "SOURCE... [--into DIR]",
        "take files or folders of an archive into a library",
        (
            Option("--into", "the library's folder (your own library)", "DIR"),
            Option("--as", "the sources' format (found by content)", "FORMAT"),
            Option("--encoding", "the sources' encoding (found by content)", "E"),
            Option("--include", "what else comes in: drafts,private,type:NAME", "LIST"),
            Option("--review", "decide about guesses in a file, then import", "FILE"),
            Option("--dry-run", "only say what would be done"),
            Option("--report", "instead: the reports kept of earlier imports"),
            _JSON,
        ),
        least=1,
    ),
    Verb(
        "list",
        "[QUERY]",
        "list the posts, or those whose title, author, date or tags fit",
        (
            Option(
                "--sort",
                "newest, oldest, title, author, comments, discussed, new or longest",
                "ORDER",
            ),
            _JSON,
            _PLAIN,
        ),
        dashes=True,
    ),
    Verb(
        "show",
        "ID",
        "print a post with its thread, or one comment (POST#COMMENT)",
        (_JSON, _PLAIN, Option("--markdown", "print Markdown")),
        least=1,
        most=1,
        dashes=True,
    ),
    Verb(
        "search",
        "QUERY | --stdin",
        "find posts, comments and quotations",
        (
            _LIMIT,
            _OFFSET,
            _SORT,
            _GROUP,
            _COUNT,
            _EXPLAIN,
            _TRANSLITERATE,
            Option("--stdin", "answer each line of the input with a line of JSON"),
            _JSON,
            _PLAIN,
        ),
        dashes=True,
    ),
    Verb(
        "quotations",
        "[QUERY] | --text FILE",
        "list what is quoted, where, from whom, and who repeats it",
        (
            Option("--text", "the quotations of any text file; - is the input", "FILE"),
            Option("--uptake", "what was taken up of a post or comment, by whom", "ID"),
            Option("--by", "by post, speaker, source, year or uptake", "WHAT"),
            _JSON,
            _PLAIN,
        ),
        dashes=True,
    ),
    Verb(
        "cite",
        "ID",
        "print the citation of a post, a comment or a passage",
        (
            Option(
                "--style",
                "chicago, mla, apa, bibtex, ris, csl-json or markdown (chicago)",
                "STYLE",
            ),
            Option("--quote", "the words that are cited, to find their place", "TEXT"),
            Option("--paragraph", "the number of the paragraph that is cited", "N"),
            Option("--accessed", "the day on which it was read", "DATE"),
            _JSON,
            _PLAIN,
        ),
        least=1,
        most=1,
        dashes=True,
    ),
    Verb(
        "notes",
        "[QUERY] | ACTION ...",
        "list and search your notes; add, change, remove, restore, export, import,"
        " lay, lift and layers are the actions",
        (
            Option("--post", "only the notes on a post, or on a comment", "ID"),
            Option("--tag", "only notes with a tag; with add: tags, with commas", "T"),
            Option("--colour", "yellow, green, blue, red or purple", "C"),
            Option("--lost", "only the notes that have no place any more"),
            Option("--removed", "the notes removed in the last thirty days"),
            Option("--quote", "the words to mark, as they stand in the text", "TEXT"),
            Option("--note", "what you note on them", "TEXT"),
            Option("--by", "your name, for this note and those after it", "NAME"),
            Option("--to", "the file to write", "FILE"),
            Option("--as", "w3c (JSON Lines) or hypothesis", "FORMAT"),
            Option("--force", "replace an older file"),
            Option("--jsonl", "print W3C Web Annotations, one a line"),
            _JSON,
            _PLAIN,
        ),
        dashes=True,
    ),
    Verb(
        "people",
        "[NAME]",
        "list who wrote in the library, or what one of them said, and to whom",
        (
            Option("--with", "the dialogue of the two", "NAME"),
            Option("--unanswered", "only questions that nobody answered"),
            Option("--sort", "the column by which people are sorted", "COLUMN"),
            Option("--limit", "how many comments at most (100); 0 means all", "N"),
            Option("--csv", "print comma-separated values"),
            _JSON,
            _PLAIN,
        ),
        dashes=True,
    ),
    Verb(
        "concordance",
        "QUERY",
        "print each occurrence of a query's words in the middle of a line",
        (
            Option("--sort", "right, left, right2, left2, date or author", "ORDER"),
            Option("--width", "how many cells a line of text takes", "N"),
            Option("--in", "only posts, comments or quotations", "KIND"),
            Option("--limit", "how many lines at most (100); 0 means all", "N"),
            _TRANSLITERATE,
            Option("--csv", "print comma-separated values"),
            _JSON,
            _PLAIN,
        ),
        least=1,
        dashes=True,
    ),
    Verb(
        "dossier",
        "[NAME] | ACTION ...",
        "show what you gathered; add, heading, paragraph, change, move, remove,"
        " restore, list, show, new, use, rename, drop, write, export and import are"
        " the actions",
        (
            Option("--in", "the dossier (the one that is gathered into)", "NAME"),
            Option("--quote", "with add: the words, as they stand in the text", "TEXT"),
            Option("--paragraph", "with add: the number of a paragraph", "N"),
            Option("--note", "with add: one of your notes", "NOTE"),
            Option("--remark", "what you remark on it; - takes it away", "TEXT"),
            Option("--text", "with change: other words for your own", "TEXT"),
            Option("--at", "the number that a heading or paragraph gets", "N"),
            Option("--removed", "the entries removed in the last thirty days"),
            Option("--to", "the file to write", "FILE"),
            Option("--format", "markdown, html or pandoc", "FORMAT"),
            Option("--style", "chicago, mla or apa (chicago)", "STYLE"),
            Option("--full", "write gathered posts with their whole text"),
            Option("--force", "replace an older file"),
            _JSON,
            _PLAIN,
        ),
        dashes=True,
    ),
    Verb(
        "export",
        "[QUERY | ID...] --to FILE-OR-DIR",
        "write posts with their comments for other programs",
        (
            Option("--to", "the file or folder to make", "FILE-OR-DIR"),
            Option("--as", "markdown, html, epub, jsonl or wxr", "FORMAT"),
            Option("--anonymise", "give everyone who wrote a pseudonym"),
            Option("--keep-teachers", "let teachers keep their names"),
            Option("--key", "where to write who became who", "FILE"),
            Option("--force", "replace an older export"),
            _JSON,
        ),
        dashes=True,
    ),
    Verb(
        "check",
        "[DIR]",
        "name every damaged or doubtful file of a library",
        (_JSON,),
        most=1,
    ),
    Verb(
        "index",
        "",
        "bring the search indexes up to date",
        (Option("--rebuild", "build it anew"), _JSON, _PLAIN),
        most=0,
    ),
    Verb(
        "serve",
        "",
        "open the reader to browsers on this machine, until Ctrl+C",
        (
            Option("--port", "the port to listen at (8000)", "N"),
            Option("--host", "the address to listen at (127.0.0.1)", "HOST"),
            Option("--address", "the address that browsers are to use", "URL"),
            Option("--readers", "how many may read at once (20)", "N"),
            Option("--own", "read with your memory, and let posts be changed"),
        ),
        most=0,
    ),
    Verb("keys", "", "print the keys of the reader", (_JSON,), most=0),
    Verb(
        "config",
        "",
        "print what your config settles, or what a config may hold",
        (
            Option("--print-default", "a config with every field explained"),
            Option("--check", "name every mistake of your config"),
            Option("--path", "print where your config is, or would be"),
            _JSON,
        ),
        most=0,
    ),
    Verb("help", "[COMMAND]", "explain the commands, or one of them", most=1),
)

NAMED = {verb.name: verb for verb in VERBS}
