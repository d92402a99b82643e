"""What a list and a check need to know of each post's files."""

from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import field, replace
from pathlib import Path

from gulagreader.domain.activity import newest_of, written_months
from gulagreader.domain.dates import parse_date
from gulagreader.domain.errors import Damage, DamagedFileError
from gulagreader.domain.late_dataclasses import dataclass
from gulagreader.domain.posts import PostCard
from gulagreader.storage.card_columns import CardColumns
from gulagreader.storage.fields import stable_id
from gulagreader.storage.folder_scan import PostFile, Stamps
from gulagreader.storage.library_folder import LibraryFolder


@dataclass(frozen=True, slots=True)
class Survey:
    """One post's files, read once and summed up."""

    relative: str
    """The path of the post's file in the library."""
    stamps: Stamps
    card: PostCard | None
    """None where the post cannot be read."""
    order: int | None = None
    """Seconds by which dates are put in order; None where undated."""
    damages: tuple[Damage, ...] = ()


def survey(library: LibraryFolder, file: PostFile) -> Survey:
    """Read a post and its comments and sum them up; never raises for damage."""
    path = file.path
    try:
        read = library.read(path)
    except DamagedFileError as error:
        return Survey(file.relative, file.stamps, None, damages=(error.damage,))
    post = read.post
    moment = parse_date(post.date)
    card = PostCard(
        id=post.id,
        title=post.title,
        author=post.author,
        date=post.date,
        tags=post.tags,
        comments=len(read.comments),
        file=str(path),
        words=len(post.body.split()),
        last_comment=newest_of(comment.date for comment in read.comments),
        months=written_months(comment.date for comment in read.comments),
    )
    order = moment.start if moment else None
    return Survey(file.relative, file.stamps, card, order, read.damages)


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a library, newest first, and what is wrong with it."""

    cards: CardColumns = field(default_factory=CardColumns)
    damages: tuple[Damage, ...] = ()


def cards_of(
    surveys: Iterable[Survey],
    elsewhere: Sequence[Damage] = (),
    repeated: Container[str] | None = None,
    aside: Path | None = None,
) -> Cards:
    """Put the cards in order, newest first, undated last, each with its own id.

    ``surveys`` come in the order of their paths. Of two posts with one id the
    first keeps it; the other gets an id derived from its path, and a doubt. Where
    it is known which ids are ``repeated``, the others need not be remembered. The texts
    of many cards are put ``aside`` in a folder.
    """
    damages = list(elsewhere)
    cards = CardColumns(_each_with_its_id(surveys, damages, repeated), aside)
    damages.sort(key=lambda damage: (str(damage.path), damage.line or 0))
    # The walk and the reading may both have met a link that leads astray.
    told = {(damage.path, damage.line, damage.reason): damage for damage in damages}
    return Cards(cards, tuple(told.values()))


def _each_with_its_id(
    surveys: Iterable[Survey],
    damages: list[Damage],
    repeated: Container[str] | None,
) -> Iterator[tuple[int, PostCard]]:
    """Each card with its rank; what is wrong goes to ``damages``."""
    taken: dict[str, str] = {}
    for one in surveys:
        damages.extend(one.damages)
        card = one.card
        if card is None:
            continue
        if card.id in taken:
            fresh = _fresh_id(one.relative, taken)
            reason = (
                f"the id {card.id} is that of {taken[card.id]} already; this"
                f" post is found as {fresh}. Give it an id of its own"
            )
            damages.append(Damage(card.path, None, reason, fatal=False))
            card = replace(card, id=fresh)
            taken[fresh] = one.relative
        elif repeated is None or card.id in repeated:
            taken[card.id] = one.relative
        yield _rank(one), card


def _rank(one: Survey) -> int:
    # Undated posts stand behind the year 1.
    return 0 if one.order is None else -one.order - 1


def _fresh_id(relative: str, taken: Container[str]) -> str:
    fresh = stable_id(relative)
    while fresh in taken:
        fresh = stable_id(relative, fresh)
    return fresh


def check(library: LibraryFolder) -> tuple[Damage, ...]:
    """Read every file of a library and name each damaged or doubtful place."""
    from gulagreader.storage.run_records import damaged_runs  # noqa: PLC0415 - start-up

    scan = library.scan()
    surveys = (survey(library, file) for file in scan.files)
    elsewhere = (*library.damages, *scan.damages, *damaged_runs(library.path))
    return cards_of(surveys, elsewhere).damages
