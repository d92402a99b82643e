"""What is asked of an export, and what it says of itself."""

from dataclasses import dataclass, field
from pathlib import Path

from gulagreader.domain.errors import Damage
from gulagreader.domain.posts import PostCard
from gulagreader.exporting.anonymising import AnonymisingReport


@dataclass(frozen=True, slots=True)
class ExportOrder:
    """What is to be exported, and how."""

    target: Path
    format: str
    """One of ``services.exporting.FORMATS``."""
    posts: tuple[PostCard, ...] | None = None
    """The posts chosen; None for the whole library."""
    force: bool = False
    """Whether an older export of that name is replaced."""
    anonymise: bool = False
    keep_teachers: bool = False
    """Whether teachers keep their names in an anonymised export."""
    key: Path | None = None
    """Where to write who became who, in an anonymised export."""


@dataclass
class ExportReport:
    """What an export holds, and what it does not."""

    target: Path
    format: str
    posts: int = 0
    comments: int = 0
    left_out: list[Damage] = field(default_factory=list)
    """Files that could not be read."""
    anonymised: AnonymisingReport | None = None

    def as_json(self) -> dict[str, object]:
        """The report in the shape that ``gulagreader export --json`` prints."""
        return {
            "target": str(self.target),
            "format": self.format,
            "posts": self.posts,
            "comments": self.comments,
            "left_out": [
                {"file": str(one.path), "line": one.line, "why": one.reason}
                for one in self.left_out
            ],
            "anonymised": _hidden_shape(self.anonymised),
        }


def _hidden_shape(report: AnonymisingReport | None) -> dict[str, object] | None:
    if report is None:
        return None
    return {
        "people": report.people,
        "names": report.names,
        "mails": report.mails,
        "addresses": report.addresses,
        "left_out": report.left_out,
        "doubtful": report.doubtful,
        "doubts": [
            {"post": one.post, "comment": one.comment, "text": one.text}
            for one in report.doubts
        ],
    }
