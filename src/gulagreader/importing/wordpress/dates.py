"""WordPress's pairs of times, local and universal, to dates with their zone."""

from datetime import UTC, datetime, timedelta

from gulagreader.importing.timestamps import iso_from_rfc822

_QUARTER = timedelta(minutes=15)
_FARTHEST = timedelta(hours=15)


def wordpress_date(local: str, universal: str, published: str = "") -> str | None:
    """A date as ISO 8601 with the zone that the two times have between them.

    Without the universal time the zone is unknown, without the local one it is
    ``Z``; where neither is a time, ``published`` (RFC 822) is asked. All zeros, as
    drafts have them, are no date.
    """
    here, there = _moment(local), _moment(universal)
    if here is None and there is None:
        return iso_from_rfc822(published)
    if here is None:
        return f"{there:%Y-%m-%dT%H:%M:%S}Z" if there is not None else None
    written = here.isoformat()
    if there is None:
        return written
    # Both are stored a moment apart at times, so that the zone is rounded.
    zone = round((here - there) / _QUARTER) * _QUARTER
    if abs(zone) > _FARTHEST:
        return written
    if not zone:
        return f"{written}Z"
    sign = "-" if zone < timedelta(0) else "+"
    hours, minutes = divmod(abs(zone) // timedelta(minutes=1), 60)
    return f"{written}{sign}{hours:02}:{minutes:02}"


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    # The year 1 or -1 is how a time of zeros comes out of some programs.
    return moment if moment.year > 1 else None
