"""What is looked for, said in words: for "what was tried" and for an explanation."""

from datetime import date, timedelta

from gulagreader.domain.dates import display_date
from gulagreader.domain.query_dates import LATEST
from gulagreader.domain.query_parts import COMMENTS, POSTS, Dated, Kind
from gulagreader.search.plan import (
    All,
    Any,
    InThread,
    Name,
    Near,
    Numbered,
    Plan,
    Prefix,
    Run,
    Without,
    Word,
)

_MOST_FORMS = 6
_DAY = 86_400
_NAMED = {
    "author": "by an author named",
    "title": "in posts with a title that has",
    "tag": "in posts tagged",
}


def described(plan: Plan | None) -> tuple[str, ...]:
    """Say a plan in words, a text for each thing that has to hold."""
    if plan is None:
        return ()
    return tuple(map(_said, plan.plans if isinstance(plan, All) else (plan,)))


def _said(plan: Plan) -> str:
    match plan:
        case Word() | Prefix() | Run():
            return _worded(plan)
        case Near():
            parts = ", ".join(map(_worded, plan.parts))
            return f"near each other, at most {plan.distance} words between: {parts}"
        case Name():
            asked = " ".join(plan.words) + ("…" if plan.prefix else "")
            return f"{_NAMED[plan.field]} {asked}"
        case Kind() | Dated() | Numbered():
            return _filtered(plan)
        case InThread():
            return f"in threads with: {'; '.join(described(plan.plan))}"
        case Without():
            return f"without {_inside(plan.plan)}"
        case All():
            return " and ".join(map(_inside, plan.plans))
        case Any(plans=(first, *others), names=True):
            return f"{_said(first)}, also named {', '.join(map(_said, others))}"
        case Any():
            return f"one or more of: {'; '.join(map(_said, plan.plans))}"


def _inside(plan: Plan) -> str:
    """A plan among others, in brackets where it has parts."""
    return f"({_said(plan)})" if isinstance(plan, All | Any) else _said(plan)


def _worded(plan: Word | Prefix | Run) -> str:
    match plan:
        case Prefix():
            return f"words that begin with {plan.text}"
        case Run():
            return f"“{' '.join(plan.words)}{'…' if plan.prefix else ''}”"
        case Word():
            forms, more = plan.forms[:_MOST_FORMS], len(plan.forms) - _MOST_FORMS
            told = ", ".join(forms) + (f" and {more} more" if more > 0 else "")
            return f"{plan.text} (also {told})" if forms else plan.text


def _filtered(plan: Kind | Dated | Numbered) -> str:
    match plan:
        case Kind():
            names = {POSTS: "posts", COMMENTS: "comments"}
            several = " or ".join(f"{kind}s" for kind in sorted(plan.kinds))
            return f"only {names.get(plan.kinds, several)}"
        case Numbered():
            return f"only what {plan.what}" if plan.what else "only some texts"
        case Dated():
            return _dated(plan)


def _dated(plan: Dated) -> str:
    """``dated 1953 to 1956``, ``dated March 1953``, ``dated since 5 March 1953``."""
    if plan.start >= plan.end:
        return "dated on no day"
    first = _day(plan.start) if plan.start > 0 else None
    last = _day(plan.end - 1) if plan.end < LATEST else None
    if first is None or last is None:
        if first is not None:
            return f"dated since {_written(first, _first_of(first))}"
        return f"dated until {_written(last, _last_of(last))}" if last else "dated"
    known = max(_first_of(first), _last_of(last))
    told = _written(first, known), _written(last, known)
    return f"dated {told[0]}" if told[0] == told[1] else f"dated {' to '.join(told)}"


def _day(seconds: int) -> date:
    return date(1, 1, 1) + timedelta(days=seconds // _DAY)


def _first_of(day: date) -> int:
    """Of what a day is the first: 0 a year, 1 a month, 2 neither."""
    return 0 if (day.month, day.day) == (1, 1) else 1 if day.day == 1 else 2


def _last_of(day: date) -> int:
    """Of what a day is the last: 0 a year, 1 a month, 2 neither."""
    if (day.month, day.day) == (12, 31):
        return 0
    after = day + timedelta(days=1) if day < date.max else day
    return 1 if after.day == 1 else 2


def _written(day: date, precision: int) -> str:
    return display_date(day.isoformat()[: (4, 7, 10)[precision]])
