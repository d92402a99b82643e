"""What the bracket of a citation says."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shape:
    """What a bracket says."""

    surnames: tuple[str, ...]
    """The last name of each person, in order; empty for a page alone."""
    years: frozenset[str] = frozenset()
    bare_name: bool = False
    """Nothing but names: it needs more evidence than its shape."""
    bare_number: bool = False
    """Nothing but a number, which is a page only right after a quotation."""
    full_name: bool = False
    """A bare name of several words, such as the translation of a title."""
    dated: bool = False
    """A year alone: a citation of whoever is named right before it."""
    weak: bool = False
    """A citation right after a quotation only: *(Article 58)*, *(diary)*."""
    name_and_year: bool = False
    """A name and a year, which may be a publisher's or a film's as well."""
    placed: bool = False
    """Nothing but a page or another place in a work."""
    title: str | None = None
    """A title without an author."""
    only_key: str | None = None
    """A word that is no author's name, such as *Decree*: the bracket is a citation
    only where a source of the post has this very key."""

    @property
    def strong(self) -> bool:
        """Whether the shape alone tells a citation."""
        return not (self.bare_name or self.bare_number or self.dated or self.weak)
