"""The forms of citations, apart from what they say: the config names them."""

from enum import StrEnum


class ReferenceStyle(StrEnum):
    """The forms in which a citation is given."""

    CHICAGO = "chicago"
    """A note after The Chicago Manual of Style, 18th edition."""
    MLA = "mla"
    """An entry after the MLA Handbook, 9th edition."""
    APA = "apa"
    """An entry after the Publication Manual of the APA, 7th edition."""
    BIBTEX = "bibtex"
    RIS = "ris"
    CSL_JSON = "csl-json"
    MARKDOWN = "markdown"
    """The passage as a Markdown quote with who wrote it."""
