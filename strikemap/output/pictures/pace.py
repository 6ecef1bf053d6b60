"""The days of a film: which View each frame shows, and for how long it stands."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from strikemap.errors import PictureError
from strikemap.model.dataset import Dataset
from strikemap.query.view import View
from strikemap.query.window import window_of

FilmMode = Literal["day", "window", "cumulative"]
FILM_MODES: Final[tuple[FilmMode, ...]] = ("day", "window", "cumulative")

MAX_FRAMES: Final = 400
WEEK: Final = 7

TICK_MS: Final = 50
"""Every frame stands for a multiple of so many milliseconds: GIF counts hundredths of a second, players show 20 a second."""

LEAST_SECONDS, MOST_SECONDS = 0.05, 60.0


@dataclass(frozen=True)
class Pace:
    """How a film goes through its days.

    seconds_per_day : how long each frame stands. hold : seconds for the frames that show these days. mode : each frame shows
    its own `step` days ("day"), the `days` days that end with it ("window"), or all until then ("cumulative"); "" = cumulative
    where the View says so, else day. step : days from one frame to the next, 7 for a film by weeks.
    """

    seconds_per_day: float = 0.5
    hold: Mapping[dt.date, float] = field(default_factory=dict)
    mode: FilmMode | Literal[""] = ""
    days: int = 3
    step: int = 1


@dataclass(frozen=True)
class Shot:
    """One frame: the View it shows, its days [first, last], and how long it stands in milliseconds."""

    view: View
    first: dt.date
    last: dt.date
    milliseconds: int


def shots_of(view: View, dataset: Dataset, pace: Pace) -> list[Shot]:
    """The frames of a film of a View, over the days of its window or of the whole dataset, without a gap.

    Raises PictureError for a pace that is none, a hold on a day that is not shown, or more than MAX_FRAMES frames.
    """
    first, last = film_days(view, dataset)
    _refuse_wrong(pace, first, last)
    number = math.ceil(((last - first).days + 1) / pace.step)
    if number > MAX_FRAMES:
        least = math.ceil(((last - first).days + 1) / MAX_FRAMES / WEEK) * WEEK
        raise PictureError(
            f"a film from {first} to {last} with step={pace.step} has {number:,} frames, and at most {MAX_FRAMES} are drawn."
            f" Use step={least} for {least} days a frame, or fewer days."
        )
    return [_shot(view, pace, first, last, first + dt.timedelta(days=at * pace.step)) for at in range(number)]


def film_days(view: View, dataset: Dataset) -> tuple[dt.date, dt.date]:
    """First and last day of the film of a View."""
    window = window_of(view.but(mode="during"), dataset.first_day, dataset.last_day)
    if window.first is None or window.last is None:
        raise PictureError(f"{dataset.title} has no dates, so there is no film of it.")
    return window.first, max(window.first, window.last)


def _shot(view: View, pace: Pace, first: dt.date, last: dt.date, day: dt.date) -> Shot:
    end = min(last, day + dt.timedelta(days=pace.step - 1))
    mode = pace.mode or ("cumulative" if view.mode == "until" else "day")
    begin = max(first, min(day, end - dt.timedelta(days=pace.days - 1))) if mode == "window" else day
    shown = view.but(first=begin, last=end, mode="during")
    if mode == "cumulative":
        shown = view.but(first=None, last=end, mode="until")
    held = [seconds for day_held, seconds in pace.hold.items() if day <= day_held <= end]
    return Shot(shown, begin, end, _milliseconds(max(held, default=pace.seconds_per_day)))


def _milliseconds(seconds: float) -> int:
    return max(1, round(seconds * 1_000 / TICK_MS)) * TICK_MS


def tick_of(shots: list[Shot]) -> int:
    """The longest time in milliseconds of which every frame stands a whole number."""
    return math.gcd(*(shot.milliseconds for shot in shots))


def _refuse_wrong(pace: Pace, first: dt.date, last: dt.date) -> None:
    if pace.mode not in ("", *FILM_MODES):
        raise PictureError(f"mode={pace.mode!r} is no way to show days; use one of {', '.join(FILM_MODES)}")
    for name, seconds in {"seconds per day": pace.seconds_per_day, **{f"hold on {day}": each for day, each in pace.hold.items()}}.items():
        if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
            raise PictureError(f"{name} is {seconds:g}; it has to be {LEAST_SECONDS:g} to {MOST_SECONDS:g} seconds")
    for name, days in {"step": pace.step, "days": pace.days}.items():
        if not 1 <= days <= MAX_FRAMES:
            raise PictureError(f"{name} is {days}; it has to be 1 to {MAX_FRAMES} days")
    for day in pace.hold:
        if not first <= day <= last:
            raise PictureError(f"the film is held on {day}, which it does not show: it goes from {first} to {last}")
