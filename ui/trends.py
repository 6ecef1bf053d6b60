"""The parts of the page Trends: each draws one chart of the View, says it in words, and leads to the reports behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, cast

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_day, say_days
from strikemap.output.charts.around import AFTER, BEFORE, around_chart
from strikemap.output.charts.cumulative import cumulative_chart
from strikemap.output.charts.tolls import rests_on, side_words, tolls_chart
from strikemap.output.charts.trend import PART_WORDS, trend_chart, value_words
from strikemap.query.balance import hiding_sentence
from strikemap.query.counts import count
from strikemap.query.select import matching, select, shown
from strikemap.query.trends import (
    NO_TOTALS,
    OTHERS,
    TOLL_WORDS,
    Around,
    Step,
    Trend,
    around,
    cumulative_of,
    peak_sentence,
    say_toll,
    tolls_by_side,
    trend_of,
)
from strikemap.query.view import View
from strikemap.query.window import window_of
from strikemap.query.wording import Labels, count_sentence, filter_phrases, say_window
from ui.address import address_of, beside, go, go_beside, latest
from ui.behind import counts_link, map_link
from ui.chart import Told, chosen_in, show_chart, stay, theme_of_page
from ui.filters import show_value
from ui.plain import table

CHARTS: Final[Mapping[str, str]] = {"time": "Over time", "sum": "Adding up", "truces": "Around the truces", "tolls": "Tolls"}
SPLITS: Final[Mapping[str, str]] = {"weapon": "Weapon", "target": "What was hit", "by": "Side blamed", "grade": "Grade"}
STEPS: Final[Mapping[str, str]] = {"day": "Day", "week": "Week"}
AROUND: Final[Mapping[str, str]] = {"3": "3 days", "7": "7 days"}

TURN: Final = "truce"
"""Label of the ticks of a dataset that are turning points here."""


@dataclass(frozen=True)
class Asked:
    """What the page is asked: the View, its dataset, its reports with their state in the window, and the axis."""

    view: View
    dataset: Dataset
    reports: pd.DataFrame
    selected: pd.DataFrame
    labels: Labels

    @property
    def axis(self) -> tuple[dt.date, dt.date]:
        """First and last day of the charts: those of the View's window, or of the dataset."""
        window = window_of(self.view, self.dataset.first_day, self.dataset.last_day)
        last = window.last or self.dataset.last_day
        return min(window.first or self.dataset.first_day, last), last

    @property
    def turns(self) -> dict[dt.date, str]:
        """The truces of the dataset, in words, by day."""
        return {each["day"]: each["label"] for each in self.dataset.settings.get("ticks", []) if each["label"] == TURN}

    @property
    def scope(self) -> str:
        """Days and filters in words, as they stand in a chart."""
        window = window_of(self.view, self.dataset.first_day, self.dataset.last_day)
        known = [f"as known on {say_day(self.view.known)}"] if self.view.known else []
        return ", ".join([say_window(window), *filter_phrases(self.view, self.labels), *known])


def one_of(view: View, key: str, choices: Mapping[str, str], words: str) -> str:
    """A row of choices kept in the address under a key; gives the chosen one."""
    first = next(iter(choices))
    chosen = beside(key, choices, first)
    show_value(f"t_{key}", chosen)

    def write() -> None:
        new = st.session_state[f"t_{key}"] or first
        go_beside(latest(view), **{key: "" if new == first else new})

    st.segmented_control(words, list(choices), key=f"t_{key}", format_func=lambda each: choices[each], on_change=write)
    return chosen


def trend_asked(asked: Asked, part: str, step: str) -> Trend:
    """The trend of the View by a part, per day or week."""
    return trend_of(asked.selected, part, *asked.axis, cast("Step", step))


QUESTIONS: Final[Mapping[str, str]] = {
    "time": "When was most reported, and of what?",
    "sum": "How did the reports add up?",
    "truces": "Was less reported after a truce?",
    "tolls": "How many people were reported harmed?",
}
"""What each chart asks."""

OF_TOLLS: Final = "Ranges over the reports, by the side blamed; what nobody states is counted as unknown, never as none."


def of_trend(asked: Asked, trend: Trend) -> str:
    """The answer of the reports over time."""
    return peak_sentence(trend, asked.labels)


def of_sum(asked: Asked) -> str:
    """The answer of the reports adding up."""
    return f"{count_sentence(count(asked.selected, len(asked.reports)))}."


def truces(asked: Asked, days: int) -> list[Around]:
    """The reports in so many days before and after each truce, whatever the window of the View."""
    return around(matching(asked.reports, asked.view), list(asked.turns.items()), days)


def of_truces(found: Sequence[Around], days: int) -> str:
    """The answer of the truces."""
    told = "; ".join(f"{each.certain_before:,} before and {each.certain_after:,} after {say_day(each.day)}" for each in found)
    return f"Reports certainly of the {days} days on either side: {told or 'no truce is named'}."


def over_time(asked: Asked, trend: Trend) -> None:
    """Reports per bin and value; a bar leads to its reports, and so does each number of the table below."""
    title = f"Reports per {_bin_word(trend)}, by {PART_WORDS[trend.part]}"
    chart = trend_chart(
        trend, asked.labels, asked.turns, theme_of_page(), title=title, says=f"{asked.scope}; n = {trend.total:,}"
    )
    show_chart(chart, "t_time", Told(_trend_alt(title, trend, asked), trend.table, "reports-over-time"), stay)
    if bar := chosen_in("t_time"):
        span = next(((first, last) for first, last in trend.bins if first.isoformat() == bar.get("first")), None)
        values = trend.others if bar.get("value") == OTHERS else (str(bar.get("value")),)
        if span:
            _lead(asked, _view_of(asked, span, {trend.part: values}))
    _trend_numbers(asked, trend)


def _trend_alt(title: str, trend: Trend, asked: Asked) -> str:
    by_value = trend.table.groupby("value")["certain"].sum().sort_values(ascending=False)
    said = ", ".join(f"{value_words(str(value), trend.part, asked.labels)} {number:,}" for value, number in by_value.items())
    return f"{title}, {asked.scope}. Bars above a line are certain, dotted ones below it possible. Certain in all: {said or 'none'}."


def _trend_numbers(asked: Asked, trend: Trend) -> None:
    """The bars as a table, each bin with a link to its reports; possible ones are never added up over bins."""
    with st.expander("The numbers, each with its reports", key="t_numbers", on_change="rerun") as opened:
        if not opened.open:
            return
        by_bin = trend.table.groupby(["first", "last"])[["certain", "possible"]].sum()
        rows = [
            [say_days(first, last), f"{row.certain:,}", f"{row.possible:,}", map_link(_view_of(asked, (first, last), {}), "show")]
            for (first, last), row in zip(by_bin.index, by_bin.itertuples(), strict=True)
        ]
        st.html(table([_bin_word(trend).capitalize(), "Certain", "Possible", "On the map"], cast("list[list[object]]", rows)))


def adding_up(asked: Asked, step: str) -> None:
    """Reports up to each day: the certain ones, and those that may have happened by then."""
    found = cumulative_of(asked.selected, *asked.axis, cast("Step", step))
    title = "Reports adding up"
    chart = cumulative_chart(found, asked.turns, theme_of_page(), title=title, says=asked.scope)
    last = found.iloc[-1]
    alt = f"{title}, {asked.scope}. Until {say_day(last['last'])}: {last['certain']:,} certain, {last['possible']:,} possible."
    show_chart(chart, "t_sum", Told(alt, found, "reports-adding-up"), stay)
    days = {each.isoformat(): each for each in found["last"]}
    if (bar := chosen_in("t_sum")) and (day := days.get(str(bar.get("day")))):
        _lead(asked, asked.view.but(last=day, event=""))


def around_truces(asked: Asked, found: Sequence[Around], days: int) -> None:
    """Before and after each truce."""
    if not found:
        st.html('<p class="sm-note">This dataset names no truce.</p>')
        return
    title = f"Reports in the {days} days before and after each truce"
    says = ", ".join([*filter_phrases(asked.view, asked.labels), "all days, whatever is chosen"])
    chart = around_chart(found, theme_of_page(), title=title, says=says)
    said = "; ".join(
        f"{say_day(each.day)}: {each.certain_before:,} certain and {each.possible_before:,} possible before,"
        f" {each.certain_after:,} and {each.possible_after:,} after" for each in found
    )
    numbers = pd.DataFrame([vars(each) for each in found])
    show_chart(chart, "t_truces", Told(f"{title}. {said}.", numbers, "around-the-truces"), stay)
    if bar := chosen_in("t_truces"):
        spans = {(each.day.isoformat(), side): span for each in found for side, span in ((BEFORE, each.before), (AFTER, each.after))}
        if span := spans.get((str(bar.get("turn")), str(bar.get("value")))):
            _lead(asked, _view_of(asked, span, {}))
    rows = [
        [
            say_day(each.day), each.label, counts_link(_view_of(asked, each.before, {}), each.certain_before, each.possible_before),
            counts_link(_view_of(asked, each.after, {}), each.certain_after, each.possible_after),
        ]
        for each in found
    ]
    head = ["Day", "What", f"{days} days before: certain + possible", f"{days} days after: certain + possible"]
    st.html(table(head, cast("list[list[object]]", rows)))


def tolls(asked: Asked) -> None:
    """Tolls of the reports shown as ranges, by side blamed, with what they rest on."""
    on = shown(asked.selected)
    attack_of = asked.dataset.attacks.set_index("event_id")["attack_id"]
    found = tolls_by_side(on, attack_of)
    st.html(Markup('<p class="sm-note">{}</p>').format(NO_TOTALS))
    title = "People harmed, as reported"
    said = "; ".join(f"{TOLL_WORDS[toll.kind]}, {side_words(side, asked.labels)}: {say_toll(toll)} ({rests_on(toll)})" for side, toll in found)
    numbers = pd.DataFrame([{"side_blamed": side, **vars(toll)} for side, toll in found])
    if any(toll.stated for _, toll in found):
        chart = tolls_chart(found, asked.labels, theme_of_page(), title=title, says=f"{asked.scope}; n = {len(on):,}")
        show_chart(chart, "t_tolls", Told(f"{title}, {asked.scope}. {said}. {NO_TOTALS}", numbers, "tolls"), stay)
        if bar := chosen_in("t_tolls"):
            _lead(asked, asked.view.but(by=(str(bar.get("side")),), event=""))
    rows = [
        [TOLL_WORDS[toll.kind], side_words(side, asked.labels), say_toll(toll), rests_on(toll), map_link(asked.view.but(by=(side,), event=""), "show")]
        for side, toll in found
    ]
    st.html(table(["Harm", "Side blamed", "Range", "Rests on", "On the map"], cast("list[list[object]]", rows)))


def hidden_side(asked: Asked) -> str:
    """What filters on the side blamed and on who reports hide, and whether others hide a side whole; "" where none does."""
    hidden = _hidden_blamed(asked) or hiding_sentence(asked.dataset, asked.reports, shown(asked.selected), asked.view)
    return " ".join(filter(None, [hidden, _hidden_said(asked)]))


def _hidden_said(asked: Asked) -> str:
    number = len(matching(asked.reports, asked.view.but(said=()))) - len(matching(asked.reports, asked.view))
    words = asked.labels.list("said", asked.view.said) if asked.view.said else ""
    return f"Only what is reported by {words} is counted; {number:,} other reports are hidden." if words and number else ""


def _hidden_blamed(asked: Asked) -> str:
    if not asked.view.by:
        return ""
    whole = matching(asked.reports, asked.view.but(by=()))
    hidden = whole[~whole["blamed"].isin(asked.view.by).to_numpy()]["blamed"].value_counts()
    if hidden.empty:
        return ""
    kinds = ", ".join(f"{number:,} for which {asked.labels.of('by', str(side))} is blamed" for side, number in hidden.items())
    return f"The filter on the side blamed hides {int(hidden.sum()):,} other reports: {kinds}."


def _bin_word(trend: Trend) -> str:
    return {1: "day", 7: "week"}.get(trend.width, f"{trend.width} days")


def _view_of(asked: Asked, span: tuple[dt.date, dt.date], parts: Mapping[str, Sequence[str]]) -> View:
    """The View that shows exactly the reports certain or possible in these days with these values."""
    return asked.view.but(first=span[0], last=span[1], mode="during", event="", **{part: tuple(own) for part, own in parts.items()})


def _lead(asked: Asked, view: View) -> None:
    """The way from a chosen bar to its reports, and to the same page for its days alone."""
    number = _number(asked, view)
    with st.container(horizontal=True, key="t_lead"):
        st.page_link(
            "../pages/map.py", label=f"Show {'this report' if number == 1 else f'these {number:,} reports'} on the map",
            icon=":material/map:", query_params=address_of(view),
        )  # fmt: skip
        st.button("Only these days on this page", key="t_narrow", on_click=_narrow, args=[view], type="tertiary")


def _narrow(view: View) -> None:
    go(latest(view).but(first=view.first, last=view.last, mode=view.mode))


def _number(asked: Asked, view: View) -> int:
    return len(shown(select(asked.reports, view, asked.dataset.first_day, asked.dataset.last_day)))
