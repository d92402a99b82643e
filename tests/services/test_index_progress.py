"""What an index run says of how far it has come."""

from collections.abc import Callable
from pathlib import Path

import pytest
from services.shelf import Shelf

from gulagreader.domain.comments import Comment
from gulagreader.domain.posts import Post
from gulagreader.domain.progress import Job, Progress
from gulagreader.services import index_run
from gulagreader.services.indexing import (
    IndexState,
    update_index,
    update_quotation_index,
)

Update = Callable[..., Job[IndexState]]


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    shelf = Shelf(tmp_path / "library")
    for number in range(20):
        shelf.put(
            Post(f"p{number}", "One", "alpha"), Comment("c1", "“Gamma rays here.”")
        )
    return shelf


def told(shelf: Shelf, update: Update, **how: bool) -> list[Progress]:
    return list(update(shelf, shelf.folder.parent / "cache", **how))


@pytest.mark.parametrize("update", [update_index, update_quotation_index])
def test_one_measure_goes_over_reading_indexing_and_writing(
    shelf: Shelf, update: Update
) -> None:
    reports = told(shelf, update)
    shares = [report.share for report in reports]
    assert None not in shares
    assert shares == sorted(shares, key=lambda share: share or 0)
    assert shares[0] == 0
    assert 0.97 < (shares[-1] or 0) <= 1
    steps = list(dict.fromkeys(report.step for report in reports))
    said = " quotations" if update is update_quotation_index else ""
    assert steps == [
        *("Looking for changes", f"Reading{said}", f"Indexing{said}"),
        "Writing to the disk",
    ]
    assert len([one for one in reports if one.step.startswith("Reading")]) > 20


def test_the_measure_does_not_fall_where_a_change_leads_to_a_rebuild(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index_run, "_MANY_REMOVED", 0)
    told(shelf, update_index)
    for number in range(6):
        shelf.put(Post(f"p{number}", "One", "beta"), Comment("c1", "gamma"))
    shares = [report.share or 0 for report in told(shelf, update_index)]
    assert len(shares) > 30
    assert shares == sorted(shares)
    assert shares[-1] <= 1
