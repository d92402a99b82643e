"""What two drafts are on, compared."""

from gulagreader.domain.drafts import DraftPlace


def on(start: int, end: int, comment: str | None = "c1", post: str = "p") -> DraftPlace:
    return DraftPlace(post, comment, start, end, "words")


def test_passages_of_one_text_share_what_lies_in_both() -> None:
    assert on(3, 9).shared_with(on(5, 20)) == 4
    assert on(5, 20).shared_with(on(3, 9)) == 4
    assert on(3, 9).shared_with(on(9, 20)) == 0


def test_passages_of_other_texts_share_nothing() -> None:
    assert on(3, 9).shared_with(on(3, 9, "c2")) == 0
    assert on(3, 9).shared_with(on(3, 9, None)) == 0
    assert on(3, 9).shared_with(on(3, 9, post="q")) == 0


def test_a_post_as_a_whole_is_shared_only_with_itself() -> None:
    whole = DraftPlace("p", None, 0, 40, "Title", whole=True)
    assert whole.shared_with(whole) > 0
    assert whole.shared_with(on(0, 40, None)) == 0
