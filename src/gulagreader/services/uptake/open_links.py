"""The links of an open post and its thread, ready to be shown and followed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from gulagreader.domain.uptake import Link, LinkKind, PassagePlace


@dataclass(frozen=True, slots=True)
class TakenUp:
    """A passage of a text that others took up, or share with it."""

    start: int
    end: int
    links: tuple[Link, ...]
    """Their targets are in the passage."""

    @property
    def count(self) -> int:
        """How many took it up: each post and each comment once."""
        return len({(one.source.post, one.source.comment) for one in self.links})


@dataclass(frozen=True, slots=True)
class Way:
    """A way from a passage of a text to where else its words stand."""

    here: PassagePlace
    there: PassagePlace
    kind: LinkKind
    taken: bool
    """Whether it was taken up there; else it comes from there."""
    probable: bool = False
    """Whether it may come from elsewhere as well."""


@dataclass(frozen=True)
class OpenLinks:
    """The links of one post, by its texts: None stands for the post itself."""

    post: str
    taken_up: Mapping[str | None, tuple[TakenUp, ...]] = field(default_factory=dict)
    """The passages of each text that were taken up, in its order."""
    coming: Mapping[str | None, tuple[Link, ...]] = field(default_factory=dict)
    """What each text has from others; the sources of the links are in it."""

    @classmethod
    def of(cls, post: str, links: Iterable[Link]) -> "OpenLinks":
        """Sort the links of a post, as ``PassageGraph.links_of`` gives them."""
        to: dict[str | None, list[Link]] = {}
        coming: dict[str | None, list[Link]] = {}
        for link in links:
            ends = [link]
            if link.kind is LinkKind.SHARED:
                # Neither need have it from the other: each was taken up there.
                ends = [link, link.turned()]
            elif link.source.post == post:
                coming.setdefault(link.source.comment, []).append(link)
            for one in ends:
                if one.target.post == post:
                    to.setdefault(one.target.comment, []).append(one)
        return cls(
            post,
            {comment: _passages(each) for comment, each in to.items()},
            {
                comment: tuple(sorted(each, key=lambda one: one.source.start))
                for comment, each in coming.items()
            },
        )

    def passages(self, comment: str | None) -> tuple[TakenUp, ...]:
        """The passages of a text that were taken up."""
        return self.taken_up.get(comment, ())

    def ways(self, comment: str | None) -> tuple[Way, ...]:
        """Where one can go from a text.

        First to where its own quotations come from, then to who took it up; those of
        this post before those of others, in the order of the text.
        """
        ways = [
            Way(one.source, one.target, one.kind, taken=False, probable=one.probable)
            for one in self.coming.get(comment, ())
        ]
        for passage in self.passages(comment):
            order = sorted(passage.links, key=lambda one: one.source.post != self.post)
            first: dict[tuple[str, str | None], Link] = {}
            for one in order:
                first.setdefault((one.source.post, one.source.comment), one)
            ways += [
                Way(one.target, one.source, one.kind, taken=True, probable=one.probable)
                for one in first.values()
            ]
        return tuple(ways)


def _passages(links: Iterable[Link]) -> tuple[TakenUp, ...]:
    """Links to one text, those whose targets overlap together."""
    groups: list[list[Link]] = []
    end = -1
    for link in sorted(links, key=lambda one: (one.target.start, one.target.end)):
        if groups and link.target.start < end:
            groups[-1].append(link)
            end = max(end, link.target.end)
        else:
            groups.append([link])
            end = link.target.end
    return tuple(
        TakenUp(
            min(one.target.start for one in group),
            max(one.target.end for one in group),
            tuple(group),
        )
        for group in groups
    )
