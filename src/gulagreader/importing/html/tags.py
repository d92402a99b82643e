"""Which HTML elements are what, as far as a reader of text is concerned."""

BLOCKS = frozenset(
    """address article aside body blockquote caption center dd details dialog dir div
    dl dt fieldset figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header
    hgroup hr html legend li listing main menu nav ol optgroup p plaintext pre search
    section summary table tbody td tfoot th thead tr ul xmp""".split()  # noqa: SIM905
)
"""What stands in lines of its own."""

CLOSED_BY_THEMSELVES = frozenset(
    "p li dt dd td th tr option optgroup thead tbody tfoot rp rt rb rtc".split()  # noqa: SIM905
)
"""What the next of its kind ends, so that it nests only inside something else."""

VOID = frozenset(
    """area base basefont bgsound br col embed frame hr img input keygen link meta
    param source track wbr""".split()  # noqa: SIM905
)
"""What has no inside."""

FORMATTING = frozenset(
    "a b big code em font i nobr s small strike strong tt u".split()  # noqa: SIM905
)
"""What a parser opens again in every paragraph until it is closed."""

FORM_PARTS = frozenset(
    """button datalist input meter optgroup option output progress select
    textarea""".split()  # noqa: SIM905
)

UNSEEN = frozenset(
    "head link meta noembed noframes script style template title base".split()  # noqa: SIM905
)
"""What a browser with scripts shows nothing of."""

FRAMES = frozenset("applet embed frame iframe object".split())  # noqa: SIM905
