"""The parts of the background page: the axis, what was chosen on it, the ties, and the same in tables."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any, Final, cast

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_short_day
from strikemap.output.charts.axis import axis_chart, war_chart
from strikemap.query.background import KIND_WORDS, Relation, TurningPoint, kinds_in, ties_sentence
from strikemap.query.citations import Citation
from strikemap.query.history import THE_WAR, Stretch, is_within, stretches, within
from strikemap.query.trends import trend_of
from strikemap.query.view import View
from strikemap.query.window import window_of
from strikemap.query.wording import filter_phrases, labels_of, say_window
from ui.address import address_of, beside, go_beside, latest
from ui.behind import map_link
from ui.chart import Told, chosen_in, show_chart, stay, theme_of_page
from ui.filters import show_value
from ui.plain import link, table

KINDS_KEY: Final = "ties"
"""Key of the address: the kinds of tie shown, joined by commas; without it, all."""


def source_links(sources: Sequence[Citation]) -> Markup:
    """Publishers as links, one after the other."""
    return Markup(", ").join(link(each.url, f"{each.publisher}, {each.published}") for each in sources)


def chosen_kinds(view: View, relations: Sequence[Relation]) -> list[str]:
    """A row of kinds of tie, kept in the address; gives those shown."""
    kinds = kinds_in(relations)
    asked = [each for each in beside(KINDS_KEY, (), "").split(",") if each in kinds]
    show_value("b_kinds", asked)

    def write() -> None:
        go_beside(latest(view), **{KINDS_KEY: ",".join(st.session_state["b_kinds"])})

    st.pills("Ties shown", kinds, selection_mode="multi", key="b_kinds", format_func=lambda each: KIND_WORDS[each].capitalize(), on_change=write)
    return asked or kinds


def axis(dataset: Dataset, view: View, points: Sequence[TurningPoint], relations: Sequence[Relation]) -> None:
    """The years as one picture; a mark that is chosen is told below it."""
    war = (dataset.first_day, dataset.last_day)
    found = stretches(points, relations, war, dataset.title)
    if not found:
        return
    first, last = min(each.first for each in found).year, max(each.last for each in found).year
    title = f"From {first} to {last}"
    says = f"n = {len(points)} turning points, {len(relations)} statements about ties"
    if nowhere := sum(each.is_undated and each.said is None for each in relations):
        says += f", {nowhere} of them without any day and so in the table alone"
    chart = axis_chart(found, war, theme_of_page(), title=title, says=says)
    alt = f"Rows of stretches of time, {title.lower()}; {says}. The same stands in the two tables below."
    show_chart(chart, "b_axis", Told(alt, _numbers(found), "background-axis"), stay)
    _tell(dataset, view, points, relations, str(chosen_in("b_axis").get("id", "")))


def war_days(dataset: Dataset, view: View, points: Sequence[TurningPoint], selected: pd.DataFrame) -> None:
    """The same axis, the days of the war alone, with the reports of each."""
    war = (dataset.first_day, dataset.last_day)
    found = within(points, war)
    daily = _daily(selected, war)
    title = f"Inside the war: {say_window(window_of(View(), *war))}"
    filters = "".join(f", {each}" for each in filter_phrases(view, labels_of(dataset)))
    says = f"{sum(number for _, number in daily):,} reports certainly of one day{filters}; n = {len(found)} turning points"
    chart = war_chart(found, daily, theme_of_page(), title=title, says=says)
    busiest = max(daily, key=lambda each: each[1])
    alt = f"{title}; {says}. Most reports, {busiest[1]}, are of {say_short_day(busiest[0])}. The turning points stand in the table below."
    show_chart(chart, "b_war", Told(alt, _numbers(found), "background-war"), stay)
    _tell(dataset, view, points, (), str(chosen_in("b_war").get("id", "")))


def _daily(selected: pd.DataFrame, war: tuple[dt.date, dt.date]) -> list[tuple[dt.date, int]]:
    """Each day, and the number of reports that are certainly of it."""
    trend = trend_of(selected, "grade", *war, "day").table
    by_day = trend.groupby("first")["certain"].sum() if len(trend) else pd.Series(dtype="int64")
    days = (war[0] + dt.timedelta(days=at) for at in range((war[1] - war[0]).days + 1))
    return [(day, int(by_day.get(day, 0))) for day in days]


def _numbers(found: Sequence[Stretch]) -> pd.DataFrame:
    columns = ("group", "lane", "first", "last", "when", "says", "words")
    return pd.DataFrame([{name: getattr(each, name) for name in columns} for each in found], columns=list(columns))


def _tell(dataset: Dataset, view: View, points: Sequence[TurningPoint], relations: Sequence[Relation], chosen: str) -> None:
    """What was chosen on an axis: its words, who says so, its sources, and the way to the map of its days."""
    if chosen == THE_WAR:
        st.page_link("../pages/map.py", label="Show the whole war on the map", icon=":material/map:", query_params=address_of(view.but(first=None, last=None)))
    for point in points:
        if point.id == chosen:
            st.html(_card(point.title, point.when, point.claimant, point.summary, point.sources))
            if days := days_of(point, dataset):
                st.page_link(
                    "../pages/map.py", label="Show the reports of these days on the map", icon=":material/map:",
                    query_params=address_of(view.but(first=days[0], last=days[1], mode="during", event="")),
                )  # fmt: skip
    for tie in relations:
        if tie.id == chosen:
            said = f"{tie.claimant}, how firmly: {tie.hedge}"
            st.html(_card(f"{KIND_WORDS[tie.kind].capitalize()}: {tie.pair}", tie.when, said, tie.note, tie.sources))


def days_of(point: TurningPoint, dataset: Dataset) -> tuple[dt.date, dt.date] | None:
    """The days of a turning point that lie in the dataset's; None where none does."""
    if not is_within(point, (dataset.first_day, dataset.last_day)):
        return None
    first, last = cast("dt.date", point.span.first), cast("dt.date", point.span.last)
    return max(first, dataset.first_day), min(last, dataset.last_day)


def _card(title: str, when: str, claimant: str, words: str, sources: Sequence[Citation]) -> Markup:
    said = Markup('<p><b>Says so:</b> <span class="sm-hedge">{}</span></p>').format(claimant) if claimant else Markup("")
    return Markup('<div class="sm-finding" role="status"><p><b>{}</b> ({})</p><p>{}</p>{}<p class="sm-quiet">{}</p></div>').format(
        title, when, words, said, source_links(sources)
    )


def relations_table(relations: Sequence[Relation]) -> None:
    """Who is said to stand by whom, kind by kind, and who says so."""
    for kind in kinds_in(relations):
        own = [each for each in relations if each.kind == kind]
        st.html(
            Markup('<h3 class="sm-part">{}</h3><p class="sm-quiet">n = {} statements: {}</p>').format(
                KIND_WORDS[kind].capitalize(), len(own), ties_sentence(relations, kind)
            )
        )
        head = ["From", "To", "When", "Says so", "How firmly", "Note", "Sources"]
        rows: list[list[Any]] = [
            [each.start, each.end, each.when, each.claimant, Markup('<span class="sm-hedge">{}</span>').format(each.hedge), each.note, source_links(each.sources)]
            for each in own
        ]
        st.html(table(head, rows))


def history_table(dataset: Dataset, view: View, points: Sequence[TurningPoint]) -> None:
    """Turning points, those within the dataset's days with the way to their map."""
    rows: list[list[object]] = [
        [each.when, _said(each), each.summary, source_links(each.sources), _map_link(dataset, view, each)] for each in points
    ]
    st.html(table(["When", "What", "In short", "Sources", "Reports of these days"], rows))


def _said(point: TurningPoint) -> Markup | str:
    """A turning point; an assertion of the article stands with who asserts it."""
    return Markup('{} <span class="sm-quiet">({})</span>').format(point.title, point.claimant) if point.claimant else point.title


def _map_link(dataset: Dataset, view: View, point: TurningPoint) -> Markup:
    days = days_of(point, dataset)
    if not days:
        return Markup('<span class="sm-quiet">outside the days of this dataset</span>')
    return map_link(view.but(first=days[0], last=days[1], mode="during", event=""), "on the map")
