"""Dates as EDTF says them: the days they allow, and their words."""

from __future__ import annotations

import datetime as dt

import pytest

from strikemap.errors import DateError
from strikemap.model.dates import DaySpan, day_span, is_date, say_date, say_days, time_of_day, without_time


def span(first: str | None, last: str | None) -> DaySpan:
    return DaySpan(dt.date.fromisoformat(first) if first else None, dt.date.fromisoformat(last) if last else None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-10-04", "2020-10-04", "2020-10-04"),
        ("2020-10-04T10:00", "2020-10-04", "2020-10-04"),
        ("2020-10-03/2020-10-04", "2020-10-03", "2020-10-04"),
        ("2020-10-03T22:00/2020-10-04", "2020-10-03", "2020-10-04"),
        ("../2020-10-04", None, "2020-10-04"),
        ("2020-10-04/..", "2020-10-04", None),
        ("2020-02", "2020-02-01", "2020-02-29"),
        ("2019", "2019-01-01", "2019-12-31"),
        ("199X", "1990-01-01", "1999-12-31"),
        ("2020-10/2020-11", "2020-10-01", "2020-11-30"),
        ("", None, None),
        ("..", None, None),
    ],
)
def test_a_date_allows_days_from_the_first_to_the_last(text: str, first: str | None, last: str | None) -> None:
    assert day_span(text) == span(first, last)


@pytest.mark.parametrize(
    "text", ["2020-02-30", "2020-13", "04.10.2020", "yesterday", "2020-10-05/2020-10-04", "2020-10-4", "2020-10-04T25:00", "2020-10-04T10:70"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    assert not is_date(text)
    with pytest.raises(DateError):
        day_span(text)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2020-10-04", "4 Oct 2020"),
        ("2020-10-04T10:00", "4 Oct 2020"),
        ("2020-10-03/2020-10-04", "3\N{EN DASH}4 Oct 2020, day not certain"),
        ("2020-09-30/2020-10-01", "30 Sep \N{EN DASH} 1 Oct 2020, day not certain"),
        ("../2020-10-04", "up to 4 Oct 2020"),
        ("2020-10-04/..", "from 4 Oct 2020 on"),
        ("2020-10", "Oct 2020"),
        ("2019", "2019"),
        ("199X", "1990s"),
        ("2020-10~", "Oct 2020, about"),
        ("", "date not stated"),
    ],
)
def test_a_date_is_said_in_plain_words(text: str, words: str) -> None:
    assert say_date(text) == words


@pytest.mark.parametrize(
    ("text", "days", "time"),
    [
        ("2020-10-04", "2020-10-04", ""),
        ("2020-10-04T10:00", "2020-10-04", "10:00"),
        ("2020-10-04T17:00/2020-10-04T18:00", "2020-10-04", "17:00\N{EN DASH}18:00"),
        ("2020-10-03T22:00/2020-10-04", "2020-10-03/2020-10-04", "from 22:00"),
        ("2020-10-03/2020-10-04T02:00", "2020-10-03/2020-10-04", "until 02:00"),
    ],
)
def test_a_time_of_day_stands_apart_from_the_days(text: str, days: str, time: str) -> None:
    assert (without_time(text), time_of_day(text)) == (days, time)


def test_two_days_say_once_what_they_share() -> None:
    assert say_days(dt.date(2020, 10, 4), dt.date(2020, 10, 4)) == "4 Oct 2020"
    assert say_days(dt.date(2019, 12, 31), dt.date(2020, 1, 1)) == "31 Dec 2019 \N{EN DASH} 1 Jan 2020"
