"""What is new to a View: between two days of knowledge, and on each day on which something was published."""

from __future__ import annotations

import datetime as dt
import sys
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Final

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from strikemap.catalogue import Catalogue
from strikemap.model.dates import say_date, say_day
from strikemap.query.changes import Change, Changes, changes_between
from strikemap.query.select import select, shown
from strikemap.query.view import View, write_view
from strikemap.query.wording import labels_of

MOST_DAYS: Final = 50
"""Days of new knowledge that a feed holds, the latest ones."""


SINCE: Final = "since"
AGAINST: Final = "against"
"""Keys of the page What changed, beside the View: the first day of knowledge, or the data version compared with."""


def shown_then(catalogue: Catalogue, view: View, known: dt.date | None) -> pd.DataFrame:
    """The reports that a View shows as known on a day (None = today)."""
    dataset = catalogue.dataset(view.dataset)
    then = view.but(known=known)
    return shown(select(catalogue.reports(then), then, dataset.first_day, dataset.last_day))


def concerned(catalogue: Catalogue, view: View, on_screen: pd.DataFrame) -> pd.Index:
    """The reports that a View shows on its day of knowledge (`on_screen`) or shows today: those whose days are offered."""
    return on_screen.index if view.known is None else on_screen.index.union(shown_then(catalogue, view, None).index)


@dataclass(frozen=True)
class Comparison:
    """What is shown in two states of knowledge, and what differs.

    before, after : the reports shown, indexed by event_id. came, went : of those added and removed, reports that are known in the
    other state too, and only do not match the filters and days asked for there.
    """

    before: pd.DataFrame
    after: pd.DataFrame
    changes: Changes
    came: int = 0
    went: int = 0

    @property
    def shown_sentence(self) -> str:
        """How many reports each state shows: the n of what is compared."""
        return f"{len(self.before):,} {_verb(len(self.before), 'report', 'reports')} shown in the first state, {len(self.after):,} in the second."

    @property
    def by_the_filters(self) -> str:
        """How many were added or removed only because of the filters and days asked for; "" where none was."""
        said = []
        if self.came:
            said.append(f"Of those added, {self.came:,} {_verb(self.came, 'was', 'were')} known before and did not match what is asked.")
        if self.went:
            said.append(f"Of those removed, {self.went:,} {_verb(self.went, 'is', 'are')} still known and no longer {_verb(self.went, 'matches', 'match')} what is asked.")
        return " ".join(said)


def _verb(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def compare_days(catalogue: Catalogue, view: View, since: dt.date, until: dt.date | None) -> Comparison:
    """What changed of what a View shows from the end of one day of knowledge to the end of another.

    until : None = today; then claims without a day of publication count too.
    """
    return _compared(_State(catalogue, view.but(known=since)), _State(catalogue, view.but(known=until)))


def compare_versions(earlier: Catalogue, later: Catalogue, view: View) -> Comparison:
    """What differs of what a View shows between two versions of a dataset, both as known on the View's day.

    earlier : its first dataset is taken, whatever it is called. A value of a filter that it does not know matches nothing in it.
    """
    return _compared(_State(earlier, view.but(dataset="")), _State(later, view))


@dataclass(frozen=True)
class _State:
    """A state of knowledge: a dataset, and a View with its day."""

    catalogue: Catalogue
    view: View

    @property
    def shown(self) -> pd.DataFrame:
        return shown_then(self.catalogue, self.view, self.view.known)

    @property
    def known(self) -> pd.Index:
        return self.catalogue.reports(self.view).index


def _compared(one: _State, other: _State) -> Comparison:
    before, after = one.shown, other.shown
    changes = changes_between(before, after, labels_of(other.catalogue.dataset(other.view.dataset)))
    return Comparison(
        before, after, changes, came=_among(changes.of("added"), one.known), went=_among(changes.of("removed"), other.known),
    )  # fmt: skip


def _among(changes: tuple[Change, ...], known: pd.Index) -> int:
    return int(known.isin([each.event_id for each in changes]).sum())


def say_between(since: dt.date, until: dt.date | None) -> str:
    """Two days in words: "Between 8 and 23 Oct 2020", "Between 8 Oct 2020 and today"."""
    if until is None:
        return f"Between {say_day(since)} and today"
    day, month, year = say_day(since).split()
    _, other_month, other_year = say_day(until).split()
    if year != other_year:
        return f"Between {say_day(since)} and {say_day(until)}"
    return f"Between {day}{'' if month == other_month else ' ' + month} and {say_day(until)}"


def sentence_between(since: dt.date, until: dt.date | None, changes: Changes) -> str:
    """The changes between two days, counted in one sentence."""
    return _with_start(say_between(since, until), changes)


def sentence_of_versions(earlier: str, later: str, changes: Changes) -> str:
    """The changes between two data versions, counted in one sentence."""
    if earlier == later:
        return f"Both are data version {later}: nothing differs."
    return _with_start(f"From data version {earlier} to {later}", changes)


def _with_start(start: str, changes: Changes) -> str:
    counted = changes.sentence
    return f"{start}, {counted[:1].lower()}{counted[1:]}"


@dataclass(frozen=True)
class DayNews:
    """What changed of what a View shows on one day of publication. titles : place and date of each report named in it."""

    day: dt.date
    before: dt.date | None
    changes: Changes
    titles: Mapping[str, str]


def news_of(catalogue: Catalogue, view: View, most: int = MOST_DAYS) -> tuple[DayNews, ...]:
    """The days on which what a View shows changed, the latest first.

    The View's day of knowledge, where it has one, is the last day told. before : the day of publication before that one.
    """
    states = catalogue.states(view)
    if view.known:
        states = states[np.asarray(states.index.get_level_values("known_on") <= pd.Timestamp(view.known))]
    changes = _changes_by_state(catalogue, view, states)
    days = states.index.get_level_values("known_on")
    titles = titles_of(states)
    event_ids = states.index.get_level_values("event_id")
    dated = sorted(((days[int(each.event_id)], each) for each in changes.rows), key=lambda pair: pair[0], reverse=True)
    before = _days_before(days)
    news = []
    for day, rows in groupby(dated, key=lambda pair: pair[0]):
        own = [(str(event_ids[int(each.event_id)]), each) for _, each in rows]
        news.append(
            DayNews(
                day.date(), before.get(day),
                Changes(tuple(Change(name, each.kind, each.before, each.after) for name, each in own), changes.compared),
                {name: titles[int(each.event_id)] for name, each in own},
            )
        )  # fmt: skip
        if len(news) == most:
            break
    return tuple(news)


def every_news(catalogue: Catalogue, view: View) -> tuple[DayNews, ...]:
    """The same for every day on which something changed, whatever day of knowledge the View names."""
    return news_of(catalogue, view.but(known=None), most=sys.maxsize)


def page_query(view: View, since: dt.date | None, against: str = "") -> str:
    """The query of the page What changed. since : the first day of knowledge; the View's own is the second. against : a data version."""
    own = {SINCE: since.isoformat() if since else "", AGAINST: against}
    return urllib.parse.urlencode([*write_view(view), *((key, value) for key, value in own.items() if value)])


def _changes_by_state(catalogue: Catalogue, view: View, states: pd.DataFrame) -> Changes:
    """What each state changed against the one before it, of what the View shows; the number of the state stands for the report."""
    dataset = catalogue.dataset(view.dataset)
    numbers = np.arange(len(states))
    is_shown = np.zeros(len(states), dtype=bool)
    is_shown[shown(select(states.assign(number=numbers), view, dataset.first_day, dataset.last_day))["number"].to_numpy()] = True
    follows = _follows(states)
    after = states[is_shown].set_index(_named(numbers[is_shown]))
    before_it = numbers[follows & np.append(False, is_shown[:-1])]
    before = states.iloc[before_it - 1].set_index(_named(before_it))
    return changes_between(before, after, labels_of(dataset))


def _follows(states: pd.DataFrame) -> NDArray[np.bool_]:
    """Which states follow an earlier one of the same report."""
    return np.asarray(states.index.get_level_values("event_id").duplicated(keep="first"), dtype=bool)


def _named(numbers: NDArray[np.int64]) -> pd.Index:
    named: pd.Index = pd.Index(numbers.astype(str), name="event_id", dtype="str")
    return named


def titles_of(reports: pd.DataFrame) -> list[str]:
    """Place and date of each report, as it is named in lists of changes."""
    dates = {text: say_date(text) for text in reports["occurred"].unique()}
    return [f"{place}, {dates[when]}" for place, when in zip(reports["place_name"], reports["occurred"], strict=True)]


def _days_before(days: pd.Index) -> dict[pd.Timestamp, dt.date]:
    """The day of publication before each."""
    order = days.unique().sort_values()
    return {later: earlier.date() for earlier, later in pairwise(order)}
