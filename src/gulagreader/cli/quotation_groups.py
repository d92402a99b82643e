"""``quotations --by``: the quotations of a library by speaker, source or year."""

from collections.abc import Callable, Sequence

from gulagreader.cli.arguments import Request, UsageError
from gulagreader.cli.console import Console, Pieces
from gulagreader.cli.quoted_shapes import standing_shape
from gulagreader.domain.quotation_list import (
    GroupedBy,
    ListedQuotation,
    QuotationGroup,
    grouped,
)
from gulagreader.services.indexed_quotations import stands_for_itself
from gulagreader.services.quoting import QuotedReading
from gulagreader.services.repeats import Standing
from gulagreader.services.same_words import SameWords
from gulagreader.text.clean import clean_line

_UNKNOWN = {
    GroupedBy.SPEAKER: "nobody named",
    GroupedBy.SOURCE: "no source given",
    GroupedBy.YEAR: "no date",
}


def wanted_groups(request: Request) -> GroupedBy | None:
    """What ``--by`` names; None without it.

    Raises:
        UsageError: it names nothing that there is.
    """
    if not request.has("--by"):
        return None
    value = request.options["--by"]
    if value not in list(GroupedBy):
        known = ", ".join(GroupedBy)
        raise UsageError(f'--by is one of {known}, not "{value}"', request.verb)
    return GroupedBy(value)


def listed(reading: QuotedReading, one: Standing) -> ListedQuotation:
    """A quotation with what it is grouped by, but for how often it was taken up."""
    post, quotation = reading.post, one.quotation
    author, date = post.author, post.date
    if one.comment is not None:
        comment = reading.thread.rows[reading.thread.index[one.comment]].comment
        author, date = comment.author, comment.date or post.date
    cited = quotation.citation
    return ListedQuotation(
        post.id,
        one.comment,
        post.title,
        quotation.start,
        quotation.end,
        quotation.kind.value,
        quotation.text,
        quotation.speaker,
        author,
        date,
        cited.text if cited else None,
        cited.source_text if cited else None,
        cited.probable if cited else False,
    )


def print_groups(
    console: Console,
    chosen: Sequence[tuple[Standing, ListedQuotation]],
    same: SameWords,
    by: GroupedBy,
    lines_of: Callable[[Standing], Sequence[Pieces]],
    *,
    json: bool,
    plain: bool,
) -> bool:
    """Print what stands for itself, group by group; False where that is nothing."""
    kept = [pair for pair in chosen if stands_for_itself(pair[0].quotation)]
    groups = grouped([one for _, one in kept], range(len(kept)), by)
    if json:
        console.say_json(
            [
                {
                    "by": by.value,
                    "name": group.name or None,
                    "count": len(group.members),
                    "quotations": [
                        standing_shape(
                            kept[number][0],
                            same.of(kept[number][0]),
                            same.taken_up(kept[number][0]),
                        )
                        for number in group.members
                    ],
                }
                for group in groups
            ]
        )
        return bool(kept)
    for group in groups:
        heading: Pieces = ((f"{_name(group, by)}: {len(group.members)}", "bold"),)
        lines = [line for n in group.members for line in lines_of(kept[n][0])]
        console.say_pieces([heading, *lines], plain=plain)
    return bool(kept)


def _name(group: QuotationGroup, by: GroupedBy) -> str:
    if by is GroupedBy.UPTAKE:
        times = {"0": "not taken up", "1": "taken up once"}
        return times.get(group.name, f"taken up {group.name} times")
    return clean_line(group.name) or _UNKNOWN.get(by, "untitled")
