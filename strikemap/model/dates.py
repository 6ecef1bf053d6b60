"""Read dates as EDTF says them: the first and last day that is possible, and the words for people.

Dates are local days as the sources give them; a time of day is kept apart and no time zone is ever applied.
EDTF: https://www.loc.gov/standards/datetime/ (levels 0 and 1, by the `edtf` library).
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from edtf import EDTFParseException, parse_edtf

from strikemap.errors import DateError

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_MONTH = re.compile(r"\d{4}-\d{2}")
_DECADE = re.compile(r"\d{3}X")
_TIME = re.compile(r"T((?:[01]\d|2[0-3]):[0-5]\d)")
_CACHE = 65_536


@dataclass(frozen=True)
class DaySpan:
    """The first and the last local day that a date allows, both included; None where that end is open or unknown."""

    first: dt.date | None
    last: dt.date | None


OPEN = DaySpan(None, None)


@lru_cache(maxsize=_CACHE)
def day_span(text: str) -> DaySpan:
    """First and last possible day of an EDTF date or interval; a blank has neither.

    A time of day ("2020-10-04T10:00") is allowed and ignored.
    Raises DateError when the text is not EDTF, names a day that does not exist, or ends before it begins.
    """
    whole = _TIME.sub("", text.strip())
    if whole in ("", "..", "/", "../.."):
        return OPEN
    start, slash, end = whole.partition("/")
    if not slash:
        return _span_of(start, text)
    first = None if start in ("", "..") else _span_of(start, text).first
    last = None if end in ("", "..") else _span_of(end, text).last
    if first and last and first > last:
        raise DateError(f'"{text}" ends before it begins. Write the earlier day first.')
    return DaySpan(first, last)


def _span_of(part: str, text: str) -> DaySpan:
    try:
        if _DAY.fullmatch(part):
            day = dt.date.fromisoformat(part)
            return DaySpan(day, day)
        parsed = parse_edtf(part)
        return DaySpan(dt.date(*parsed.lower_strict()[:3]), dt.date(*parsed.upper_strict()[:3]))
    except (EDTFParseException, ValueError, TypeError, AttributeError) as error:
        raise DateError(
            f'"{text}" is not a date we can read. Write a day as 2020-10-04, a month as 2020-10, a span as '
            "2020-10-03/2020-10-04, an open end as two dots."
        ) from error


def is_date(text: str) -> bool:
    """Whether `day_span` can read the text."""
    try:
        day_span(text)
    except DateError:
        return False
    return True


@lru_cache(maxsize=_CACHE)
def without_time(text: str) -> str:
    """The EDTF of the days alone: "2020-10-04T10:00" gives "2020-10-04"; a span within one day gives that day."""
    days = _TIME.sub("", text.strip())
    start, slash, end = days.partition("/")
    return start if slash and start == end else days


@lru_cache(maxsize=_CACHE)
def time_of_day(text: str) -> str:
    """The local time as reported, in words: "10:00", "17:00\N{EN DASH}18:00", "from 22:00"; "" where none is given."""
    start, _, end = text.partition("/")
    first, last = _TIME.search(start), _TIME.search(end)
    if first and last:
        return f"{first[1]}\N{EN DASH}{last[1]}"
    if first and end:
        return f"from {first[1]}"
    if last:
        return f"until {last[1]}"
    return first[1] if first else ""


def say_day(day: dt.date) -> str:
    """A day in words: "4 Oct 2020"."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def say_short_day(day: dt.date) -> str:
    """A day where its year stands elsewhere: "4 Oct". The months are ours: strftime's are those of the machine's language."""
    return f"{day.day} {_MONTHS[day.month - 1]}"


@lru_cache(maxsize=_CACHE)
def say_date(text: str) -> str:
    """An EDTF date in plain English: "4 Oct 2020", "3\N{EN DASH}4 Oct 2020, day not certain", "up to 4 Oct 2020".

    A blank gives "date not stated". Raises DateError as `day_span` does.
    """
    days = without_time(text)
    span = day_span(days)
    if span == OPEN:
        return "date not stated"
    if span.first is None and span.last is not None:
        return f"up to {_say_end(days.partition('/')[2], span.last)}"
    if span.last is None and span.first is not None:
        return f"from {_say_end(days.partition('/')[0], span.first)} on"
    if "/" not in days:
        return _say_single(days, span)
    return _say_interval(days, span)


def _say_end(part: str, day: dt.date) -> str:
    return _say_single(part, day_span(part)) if part else say_day(day)


def _say_single(part: str, span: DaySpan) -> str:
    bare, doubt = part.rstrip("~?%"), part[len(part.rstrip("~?%")) :]
    words = _say_certain(bare, span)
    return words + {"": "", "~": ", about", "?": ", uncertain", "%": ", about, uncertain"}.get(doubt, ", uncertain")


def _say_certain(bare: str, span: DaySpan) -> str:
    first, last = span.first, span.last
    if first is None or last is None:
        return "date not stated"
    if _DAY.fullmatch(bare):
        return say_day(first)
    if _DECADE.fullmatch(bare):
        return f"{first.year}s"
    if _MONTH.fullmatch(bare) and first.month == last.month:
        return f"{_MONTHS[first.month - 1]} {first.year}"
    if bare.isdigit():
        return str(first.year)
    return f"{say_days(first, last)}, day not certain"


def _say_interval(days: str, span: DaySpan) -> str:
    start, _, end = days.partition("/")
    first, last = span.first, span.last
    if first is None or last is None:
        return "date not stated"
    if _DAY.fullmatch(start) and _DAY.fullmatch(end):
        return f"{say_days(first, last)}, day not certain"
    return f"{_say_single(start, day_span(start))} to {_say_single(end, day_span(end))}"


def say_days(first: dt.date, last: dt.date) -> str:
    """A span of days in words, what they share said once: "3-6 Oct 2020", "27 Sep - 10 Nov 2020"."""
    if first == last:
        return say_day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}\N{EN DASH}{say_day(last)}"
    if first.year == last.year:
        return f"{first.day} {_MONTHS[first.month - 1]} \N{EN DASH} {say_day(last)}"
    return f"{say_day(first)} \N{EN DASH} {say_day(last)}"
