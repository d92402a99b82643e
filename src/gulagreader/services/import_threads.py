"""What an import says of threads whose comments do not make a tree."""

from collections import Counter
from collections.abc import Sequence

from gulagreader.domain.comments import Comment, thread_of
from gulagreader.domain.counting import agreeing, amount
from gulagreader.importing.archive import Remark


def thread_remarks(comments: Sequence[Comment]) -> tuple[Remark, ...]:
    """Say which comments of a post are shown at the top level, and for what reason.

    They keep the parent that their source gave them: a comment that it names may
    still come from another source.
    """
    ids = {comment.id for comment in comments}
    if not any(comment.parent for comment in comments):
        return ()
    missing = sum(bool(one.parent) and one.parent not in ids for one in comments)
    notes = Counter(row.note for row in thread_of(comments).rows if row.note)
    rings = sum(notes.values()) - missing
    said = (
        (missing, "a comment that is not here"),
        (rings, f"{'itself' if rings == 1 else 'themselves'}, alone or in a ring"),
    )
    return tuple(
        Remark(
            None,
            f"{amount(count, 'comments')} {agreeing(count, 'answer')} {what}; shown at "
            "the top level",
        )
        for count, what in said
        if count
    )
