"""The axis of the background: each turning point and tie as a stretch of days, with ends that are open drawn as open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from strikemap.model.dates import say_day
from strikemap.query.background import KIND_WORDS, Relation, TurningPoint

Shape = Literal["days", "told"]

TURNS: Final = "turning points"
THE_WAR: Final = "the-war"


@dataclass(frozen=True)
class Stretch:
    """One mark of the axis.

    lane, group : the row it stands in, and the head above that. first, last : its days, both included. shape : "told" where
    nothing but the day of publication is known, which is then both. open_start, open_end : it goes on beyond what is stated.
    """

    id: str
    lane: str
    group: str
    first: dt.date
    last: dt.date
    shape: Shape
    open_start: bool
    open_end: bool
    when: str
    says: str
    words: str


def stretches(points: Sequence[TurningPoint], relations: Sequence[Relation], war: tuple[dt.date, dt.date], war_words: str) -> list[Stretch]:
    """The whole axis: turning points, those within the war as the one stretch that it is, then ties by kind and pair."""
    outside = [each for each in points if not is_within(each, war)]
    inside = len(points) - len(outside)
    whole = Stretch(
        THE_WAR, war_words, TURNS, *war, "days", open_start=False, open_end=False, when="", says="",
        words=f"{inside} turning points lie within these days",
    )  # fmt: skip
    found = [_of_point(each) for each in outside if each.span.first and each.span.last]
    first = sorted([*found, whole], key=lambda each: (each.first, each.last))
    return [*first, *(stretch for each in relations if (stretch := _of_relation(each)))]


def within(points: Sequence[TurningPoint], war: tuple[dt.date, dt.date]) -> list[Stretch]:
    """The turning points that lie within the war."""
    return [_of_point(each) for each in points if is_within(each, war)]


def is_within(point: TurningPoint, war: tuple[dt.date, dt.date]) -> bool:
    """Whether every day that a turning point may have lies within the war, or its month touches it."""
    first, last = point.span.first, point.span.last
    return first is not None and last is not None and first <= war[1] and last >= war[0] and (last - first).days < (war[1] - war[0]).days


def _of_point(point: TurningPoint) -> Stretch:
    first, last = point.span.first, point.span.last
    if first is None or last is None:
        raise ValueError(f"{point.id} has an open end and is no turning point")
    return Stretch(
        point.id, point.title, TURNS, first, last, "days", open_start=False, open_end=False, when=point.when,
        says=point.claimant, words=point.summary,
    )  # fmt: skip


def _of_relation(tie: Relation) -> Stretch | None:
    """The stretch of a tie; None where not even the day is known on which it was told."""
    first = tie.since.first or tie.until.first
    last = tie.until.last or (tie.said if tie.is_open else None) or tie.since.last
    shape: Shape = "days"
    if first is None or last is None:
        first = last = tie.said
        shape = "told"
    if first is None or last is None:
        return None
    return Stretch(
        tie.id, tie.pair, KIND_WORDS[tie.kind], first, max(first, last), shape,
        open_start=tie.since.first is None and shape == "days", open_end=(tie.is_open or tie.until.last is None) and shape == "days",
        when=tie.when if shape == "days" else f"{tie.when}; told on {say_day(first)}",
        says=f"{tie.claimant}: {tie.hedge}", words=tie.note,
    )  # fmt: skip
