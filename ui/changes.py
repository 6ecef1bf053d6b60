"""The parts of the page What changed: two days or two versions, the picture of it, and the list with its way to each report."""

from __future__ import annotations

import datetime as dt
import os
import urllib.parse
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any, Final

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.catalogue import Catalogue
from strikemap.errors import DatasetError
from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_day
from strikemap.output.changes import changes_csv
from strikemap.output.charts.changes import MOST_DAYS, changes_alt, changes_chart
from strikemap.output.charts.versions import versions_chart
from strikemap.output.feed import PATHS
from strikemap.query.change_table import by_day, change_table, days_of_changes, newly_heard, tallies
from strikemap.query.changes import CHANGE_WORDS, Kind
from strikemap.query.known import Steps
from strikemap.query.news import (
    AGAINST,
    SINCE,
    Comparison,
    DayNews,
    compare_days,
    compare_versions,
    every_news,
    page_query,
    sentence_between,
    sentence_of_versions,
)
from strikemap.query.view import View, quote, write_view
from strikemap.query.window import window_of
from strikemap.query.wording import Labels, labels_of, title_of
from ui.address import address_of, beside, go_beside, latest
from ui.behind import map_link
from ui.chart import Told, chosen_in, show_chart, theme_of_page
from ui.datasets import open_catalogue
from ui.filters import show_value
from ui.known import DayChoice, day_choice
from ui.plain import markdown, table

KEPT: Final = "STRIKEMAP_KEPT"
"""Environment variable: a folder whose folders are earlier copies of the dataset, to be compared with."""

ENDINGS: Final = {"atom": "Atom", "json": "JSON"}
"""Forms of the feed, in words."""

ALL: Final = "all"
MOST_ROWS: Final = 200
MOST_HEARD: Final = 4
COMPARISONS: Final = 64
"""Changes by day kept for all readers together: a page is made again for each click on it."""
LARGE: Final = 4
"""Comparisons of whole versions kept: of a million reports one takes most of a second."""


@dataclass(frozen=True)
class Asked:
    """What is compared. since : the first day; the View's day of knowledge is the second. earlier : another version instead of it."""

    catalogue: Catalogue
    view: View
    since: dt.date
    earlier: Catalogue | None
    news: tuple[DayNews, ...]

    @property
    def dataset(self) -> Dataset:
        """The dataset of the View."""
        return self.catalogue.dataset(self.view.dataset)

    @property
    def labels(self) -> Labels:
        """Its words."""
        return labels_of(self.dataset)

    @property
    def days(self) -> tuple[dt.date, ...]:
        """The days on which something changed, in order."""
        return tuple(sorted(each.day for each in self.news))

    @cached_property
    def found(self) -> Comparison:
        """Both states and what differs."""
        if self.earlier:
            return _differing(self.earlier, self.catalogue, self.dataset.version, self.view)
        return compare_days(self.catalogue, self.view, self.since, self.view.known)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The list of changes."""
        if self.earlier:
            return change_table(self.found, self.dataset)
        days = days_of_changes(self.news, self.since, self.view.known)
        return change_table(self.found, self.dataset, days, newly_heard(self.dataset.claims, self.since, self.view.known))

    @property
    def sentence(self) -> str:
        """What changed, counted."""
        if self.earlier:
            return sentence_of_versions(self.earlier.dataset().version, self.dataset.version, self.found.changes)
        return sentence_between(self.since, self.view.known, self.found.changes)

    @property
    def scope(self) -> str:
        """Which reports are asked for, in words: filters and days; of versions the day of knowledge, too."""
        view = self.view if self.earlier else self.view.but(known=None)
        return title_of(view, window_of(view, self.dataset.first_day, self.dataset.last_day), self.labels)

    @property
    def query(self) -> str:
        """The query of this page as it is."""
        against = self.earlier.dataset().version if self.earlier else ""
        return page_query(self.view, None if self.earlier else self.since, against)


@lru_cache(maxsize=LARGE)
def _differing(earlier: Catalogue, later: Catalogue, _version: str, view: View) -> Comparison:
    return compare_versions(earlier, later, view)


@cache
def _kept(folder: str) -> tuple[Mapping[str, Catalogue], str]:
    """The kept versions below a folder by data version, and what could not be opened, in words."""
    found, complaints = {}, []
    for each in sorted(Path(folder).glob("*/dataset.toml"), reverse=True):
        try:
            catalogue = Catalogue.of_folder(each.parent)
        except DatasetError as error:
            complaints.append(str(error))
        else:
            found[catalogue.dataset().version] = catalogue
    return found, " ".join(complaints)


def kept_versions() -> tuple[Mapping[str, Catalogue], str]:
    """The versions that the person who runs this server has kept; none where no folder is named."""
    folder = os.environ.get(KEPT, "")
    return _kept(folder) if folder else ({}, "")


@st.cache_data(max_entries=COMPARISONS, show_spinner=False)
def _news(version: str, view: View) -> tuple[DayNews, ...]:  # noqa: ARG001  # it is part of the question
    return every_news(open_catalogue(), view)


def asked_of(catalogue: Catalogue, view: View) -> tuple[Asked, str]:
    """What the address asks, and a notice ("" where all of it could be read)."""
    dataset = catalogue.dataset(view.dataset)
    seen = View(**{part: getattr(view, part) for part in ("dataset", "first", "last", "mode", "weapon", "by", "said", "target", "grade", "region", "q", "names")})
    news = _news(dataset.version, seen)
    since, complaint = _since(beside(SINCE, (), ""), view, dataset, [each.day for each in news])
    versions, broken = kept_versions()
    against = beside(AGAINST, (), "")
    missing = ""
    if against and against not in versions:
        here = f"kept here are {', '.join(versions)}" if versions else "none is kept on this machine"
        missing = f"Data version {quote(against)} cannot be compared: {here}. Two days of knowledge are shown instead."
    return Asked(catalogue, view, since, versions.get(against), news), " ".join(filter(None, [complaint, missing, broken]))


def _since(text: str, view: View, dataset: Dataset, days: Sequence[dt.date]) -> tuple[dt.date, str]:
    """The first day of knowledge, and what was wrong with the one in the address."""
    default = _day_before(view.known, dataset, days)
    if not text:
        return default, ""
    used = f"The day {say_day(default)} is shown instead."
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return default, f"Part of this link was not used: {SINCE}={quote(text)} is no day like 2020-10-05. {used}"
    if view.known and day >= view.known:
        return default, f"Part of this link was not used: {SINCE}={day} is not before {view.known}. {used}"
    return day, ""


def _day_before(until: dt.date | None, dataset: Dataset, days: Sequence[dt.date]) -> dt.date:
    """Where a comparison begins that names no first day: the end of the days of the dataset, or the last change before `until`."""
    if until is None or until > dataset.last_day:
        return dataset.last_day
    return max((day for day in days if day < until), default=until - dt.timedelta(days=1))


def choose(asked: Asked) -> None:
    """What is compared: two days, each stepped or typed; or a version that was kept."""
    versions, _ = kept_versions()
    if versions:
        _choose_version(asked, versions)
    if asked.earlier:
        return
    with st.container(key="ch_days", horizontal=True, vertical_alignment="center"):
        for key, draw in (("since", _choose_since), ("until", _choose_until)):
            with st.container(key=f"ch_{key}", horizontal=True, wrap=False, vertical_alignment="center", gap="xsmall", width="content"):
                draw(asked)


def _about(asked: Asked) -> str:
    days = asked.days
    return f"Something changed on {len(days):,} days, {say_day(days[0])} to {say_day(days[-1])}." if days else ""


def _choose_since(asked: Asked) -> None:
    until = asked.view.known
    steps = Steps(
        max((day for day in asked.days if day < asked.since), default=None),
        min((day for day in asked.days if day > asked.since and (until is None or day < until)), default=None),
    )
    day_choice(
        DayChoice(
            "since", f"From {say_day(asked.since)}", asked.since, steps, lambda day: _go_days(asked, day or asked.since, until),
            to_today=False, title="First day of knowledge", reason="a day on which something changed", about=_about(asked),
        ),
        asked.dataset,
    )  # fmt: skip


def _choose_until(asked: Asked) -> None:
    until = asked.view.known
    steps = Steps(
        max((day for day in asked.days if day > asked.since and (until is None or day < until)), default=None),
        min((day for day in asked.days if until and day > until), default=None),
    )
    day_choice(
        DayChoice(
            "until", f"To {say_day(until) if until else 'today'}", until, steps, lambda day: _go_days(asked, asked.since, day),
            to_today=True, title="Second day of knowledge", reason="a day on which something changed", about=_about(asked),
        ),
        asked.dataset,
    )  # fmt: skip


def _go_days(asked: Asked, since: dt.date, until: dt.date | None) -> None:
    """Compare two other days; named the wrong way round they are turned, and the same day twice is compared with the day before."""
    if until and until <= since:
        since, until = (until, since) if until < since else (since - dt.timedelta(days=1), until)
    go_beside(latest(asked.view).but(known=until), **{SINCE: since.isoformat(), AGAINST: "", "change": ""})


def _choose_version(asked: Asked, versions: Mapping[str, Catalogue]) -> None:
    options = ["", *versions]
    show_value("ch_against", asked.earlier.dataset().version if asked.earlier else "")

    def write() -> None:
        go_beside(latest(asked.view), **{AGAINST: st.session_state["ch_against"] or "", "change": ""})

    def words(version: str) -> str:
        return f"Version {version} ({versions[version].dataset().folder.name}) and the open one" if version else "Two days of knowledge"

    st.selectbox("Compare", options, key="ch_against", format_func=words, on_change=write, width=460)


def picture(asked: Asked) -> None:
    """The picture: changes per day of publication, of which one is chosen by a click; of versions one bar for each kind."""
    if asked.earlier:
        says = f"{asked.scope}; n = {len(asked.found.before):,} and {len(asked.found.after):,} reports"
        chart = versions_chart(tallies(asked.rows), theme_of_page(), title="What differs between the two versions", says=says)
        numbers = asked.rows.groupby("kind", sort=False).size().rename("n").reset_index()
        show_chart(chart, "ch_versions", Told(f"{asked.sentence} {says}.", numbers, "changes-between-versions"), _choose_kind)
        return
    numbers = by_day(asked.news)
    if numbers.empty:
        st.html('<p class="sm-note">No claim about these reports has a day of publication, so no day changed anything.</p>')
        return
    says = f"{asked.scope}; n = {int(numbers['n'].sum()):,} changes on {len(asked.days):,} days. Solid: the days compared."
    if len(asked.days) > MOST_DAYS:
        says += f" The latest {MOST_DAYS:,} are drawn."
    chart = changes_chart(numbers, asked.since, asked.view.known, theme_of_page(), title="Changes by day of publication", says=says)
    show_chart(chart, "ch_days_chart", Told(changes_alt(numbers, says), numbers, "changes-by-day"), lambda: _choose_day(asked))


def _choose_day(asked: Asked) -> None:
    """Compare the chosen day with the day of publication before it."""
    day = chosen_in("ch_days_chart").get("day")
    entry = next((each for each in asked.news if each.day.isoformat() == day), None)
    if entry:
        _go_days(asked, entry.before or entry.day - dt.timedelta(days=1), entry.day)


def _choose_kind() -> None:
    kind = chosen_in("ch_versions").get("kind")
    go_beside(latest(View()), change=str(kind) if kind in CHANGE_WORDS else "")


def ways(asked: Asked) -> None:
    """The map on either day, the list as a file, and the feeds of what will change."""
    view = asked.view.but(event="")
    with st.container(key="ch_ways", horizontal=True, vertical_alignment="center"):
        if not asked.earlier:
            _to_map(view.but(known=asked.since), len(asked.found.before), f"known on {say_day(asked.since)}")
        known = f"known on {say_day(view.known)}" if view.known else "known today"
        _to_map(view, len(asked.found.after), known)
        st.download_button(
            "CSV of the list", lambda: changes_csv(asked.rows, asked.dataset, compared=asked.sentence, link=f"changes?{asked.query}"),
            f"{asked.dataset.name}_changes.csv", "text/csv", key="ch_csv", on_click="ignore", type="tertiary", icon=":material/download:",
        )  # fmt: skip
        query = urllib.parse.urlencode(write_view(view.but(known=None)))
        links = Markup(", ").join(Markup('<a href="./{}?{}">{}</a>').format(PATHS[form], query, words) for form, words in ENDINGS.items())
        st.html(Markup("<p>Feed of what becomes known: {}</p>").format(links))


def _to_map(view: View, number: int, known: str) -> None:
    st.page_link(
        "../pages/map.py", label=f"{number:,} {'report' if number == 1 else 'reports'}, {known}", icon=":material/map:", query_params=address_of(view),
    )  # fmt: skip


def change_list(asked: Asked) -> None:
    """The list, all of it or one kind; each row leads to its report on the map."""
    counted = tallies(asked.rows)
    if not counted:
        return
    kind = _one_kind(asked, counted)
    rows = asked.rows if kind == ALL else asked.rows[asked.rows["kind"] == kind]
    head = ["Report", "Change", "Before and after", *([] if asked.earlier else ["Became known", "Newly heard in between"])]
    st.html(
        Markup('<div class="sm-changes">{}</div>').format(
            table(head, [_row(asked, row)[: len(head)] for row in rows.head(MOST_ROWS).to_dict("records")])
        )
    )
    if len(rows) > MOST_ROWS:
        st.caption(f"The first {MOST_ROWS:,} of {len(rows):,} changes. The CSV holds all of them.")


def _one_kind(asked: Asked, counted: Mapping[Kind, int]) -> str:
    options = [ALL, *counted]
    chosen = beside("change", options, ALL)
    show_value("ch_kind", chosen)

    def write() -> None:
        new = st.session_state["ch_kind"] or ALL
        go_beside(latest(asked.view), change="" if new == ALL else new)

    def words(each: str) -> str:
        if each == ALL:
            return f"All {sum(counted.values()):,}"
        said = CHANGE_WORDS[each]  # type: ignore[index]  # the options are its keys
        return f"{markdown(said[:1].upper() + said[1:])} {counted[each]:,}"  # type: ignore[index]

    st.pills("Kind of change", options, key="ch_kind", format_func=words, on_change=write, label_visibility="collapsed")
    return chosen


def _row(asked: Asked, row: Mapping[Any, Any]) -> list[object]:
    became = row["became_known"]
    heard = [each for each in str(row["newly_heard"]).split("; ") if each]
    more = f" and {len(heard) - MOST_HEARD:,} more" if len(heard) > MOST_HEARD else ""
    return [
        _report(asked, row),
        CHANGE_WORDS[row["kind"]],
        " \N{RIGHTWARDS ARROW} ".join((row["before"] or "not there", row["after"] or "not there")),
        say_day(became) if became else "no day stated",
        ", ".join(heard[:MOST_HEARD]) + more or "nobody new",
    ]


def _report(asked: Asked, row: Mapping[Any, Any]) -> Markup:
    """Place and date as a link to the report, on the day on which it is there."""
    name = Markup("{}").format(row["report"])
    gone = row["kind"] == "removed"
    if not (gone and asked.earlier):
        there = asked.view.but(event=row["event_id"], known=asked.since if gone else asked.view.known)
        name = map_link(there, name)
    records = [each for each in str(row["one_attack_with"]).split(";") if each]
    if not records:
        return name
    already = f"counts as one attack with {len(records):,} {'record' if len(records) == 1 else 'records'} known before"
    return name + Markup('<span class="sm-quiet">{}</span>').format(already)
