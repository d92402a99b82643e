"""Where the notes on a post stand in it now."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gulagreader.domain.comments import Thread
from gulagreader.domain.notes import Anchor, Layer, Note, PlacedNote, Selector
from gulagreader.domain.posts import Post
from gulagreader.text.anchoring import AnchoredText
from gulagreader.text.mark_folding import fold_marks

NO_POST = "the library has no such post"
NO_COMMENT = "the comment is not in the thread any more"
NO_PASSAGE = "the passage is not in the text any more"
UNREADABLE = "the post's file cannot be read"
NoteOf = tuple[Note, Layer | None]
_LONG_ENOUGH = 12
"""Characters; shorter passages stand in any comment."""
_FEW = 20


@dataclass(frozen=True, slots=True)
class PostNotes:
    """The notes on one post."""

    placed: tuple[PlacedNote, ...] = ()
    """Those on the whole post first, then in reading order of their passages."""
    unplaced: tuple[PlacedNote, ...] = ()

    def of(self, comment: str | None) -> tuple[PlacedNote, ...]:
        """The placed ones on the body (None) or on a comment."""
        return tuple(one for one in self.placed if one.comment == comment)


def place_notes(notes: Sequence[NoteOf], post: Post, thread: Thread) -> PostNotes:
    """Place the notes on one post.

    A note on a comment that is gone is looked for in the post's other texts, since an
    import from another source gives comments other ids.
    """
    texts = {row.comment.id: row.comment.text for row in reversed(thread.rows)}
    order: dict[str | None, int] = {
        row.comment.id: at for at, row in enumerate(thread.rows)
    }
    found: list[PlacedNote] = []
    by_text: dict[str | None, list[NoteOf]] = defaultdict(list)
    for note, layer in notes:
        by_text[note.comment].append((note, layer))
    elsewhere = _Elsewhere(post, texts)
    for comment, given in by_text.items():
        if comment is None or comment in texts:
            text = post.body if comment is None else texts[comment]
            anchors = _anchors(text, [note for note, _ in given])
            for (note, layer), anchor in zip(given, anchors, strict=True):
                one = _placed(note, layer, comment, anchor, post.title)
                # A page of a site shows the post and its comments.
                on_page = bool(one.unplaced and note.source)
                found.append(elsewhere.placed((note, layer), one) if on_page else one)
        else:
            for note, layer in given:
                gone = PlacedNote(note, None, comment, NO_COMMENT, post.title, layer)
                found.append(elsewhere.placed((note, layer), gone))

    def place(one: PlacedNote) -> tuple[int, int, str]:
        row = -1 if one.comment is None else order.get(one.comment, len(order))
        return row, one.anchor.start if one.anchor else -1, one.note.id

    found.sort(key=place)
    return PostNotes(
        tuple(one for one in found if not one.unplaced),
        tuple(one for one in found if one.unplaced),
    )


def _anchors(text: str, notes: Sequence[Note]) -> list[Anchor | None]:
    chosen = [note.selector for note in notes]
    some = [one for one in chosen if one is not None]
    anchors = iter(AnchoredText(text).place_all(some))
    return [None if one is None else next(anchors) for one in chosen]


def _placed(
    note: Note,
    layer: Layer | None,
    comment: str | None,
    anchor: Anchor | None,
    title: str,
) -> PlacedNote:
    lost = anchor is None and note.selector is not None
    why = NO_PASSAGE if lost else ""
    return PlacedNote(note, anchor, comment, why, title, layer)


class _Elsewhere:
    """The texts of a post, looked through for the notes of comments that are gone."""

    def __init__(self, post: Post, texts: Mapping[str, str]) -> None:
        self._title = post.title
        self._texts: dict[str | None, str] = {None: post.body}
        self._texts.update(texts)
        self._folded: dict[str | None, str] = {}

    def placed(self, one: NoteOf, otherwise: PlacedNote) -> PlacedNote:
        """A note, placed where its passage stands as it was; else ``otherwise``."""
        note, layer = one
        best: tuple[float, str | None, Anchor] | None = None
        for comment in self._with(note.selector):
            assert note.selector is not None
            anchor = AnchoredText(self._texts[comment]).place(note.selector)
            if anchor is not None and (best is None or anchor.sure > best[0]):
                best = anchor.sure, comment, anchor
        if best is None:
            return otherwise
        return PlacedNote(note, best[2], best[1], "", self._title, layer)

    def _with(self, selector: Selector | None) -> list[str | None]:
        """The texts with the very words, whatever the marks; long enough ones only."""
        sought = "" if selector is None else fold_marks(selector.exact).text.strip()
        if len(sought) < _LONG_ENOUGH:
            return []
        if not self._folded:
            every = self._texts.items()
            self._folded = {name: fold_marks(text).text for name, text in every}
        return [name for name, text in self._folded.items() if sought in text][:_FEW]


def unplaced(notes: Sequence[NoteOf], why: str, title: str = "") -> PostNotes:
    """The notes on a post that cannot be looked into."""
    found = (
        PlacedNote(note, None, note.comment, why, title, layer) for note, layer in notes
    )
    return PostNotes((), tuple(found))
