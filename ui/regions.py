"""The parts of the page Regions: its choices, the map, the ranked table, the profile of a region, the picture to take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup
from streamlit_folium import st_folium

from strikemap.errors import AssetError
from strikemap.model.dataset import Dataset
from strikemap.model.vocabulary import NOT_STATED
from strikemap.output.charts.regions import region_table, regions_alt, regions_chart
from strikemap.output.charts.tolls import rests_on
from strikemap.output.charts.trend import PART_WORDS, trend_chart, value_words
from strikemap.output.layers.regions import Asked as Question
from strikemap.output.looks import colours
from strikemap.output.map import serial_of, view_after
from strikemap.output.region_map import RegionMap, ShownRegions, region_state
from strikemap.query.lineage import publisher_of
from strikemap.query.regions.counting import (
    FEW,
    MEASURES,
    Measure,
    apart_sentence,
    count_apart,
    count_regions,
    first_sentence,
    people_words,
    say_rate,
    say_share,
    scale_of,
    states_of_pairs,
    with_people,
)
from strikemap.query.regions.outlines import Regions, levels_of, regions_at
from strikemap.query.regions.placing import ROW, Placed, numbered
from strikemap.query.regions.profile import Profile, profile_of
from strikemap.query.select import matching, select, shown
from strikemap.query.trends import NO_TOTALS, TOLL_WORDS, say_toll, trend_of
from strikemap.query.view import View, Vocabulary, write_view
from strikemap.query.wording import Labels
from ui.address import beside, go_beside, latest
from ui.behind import Asked as Behind
from ui.behind import behind
from ui.chart import Told, show_chart, theme_of_page
from ui.datasets import open_catalogue
from ui.filters import show_value
from ui.plain import markdown, table
from ui.trends import Asked as Scope
from ui.trends import one_of

STYLES: Final = Path(__file__).parent

KEY: Final = "regions_map"
SIDE: Final = "r_side"
RANKED, PROFILE = "Ranked", "Region"
CHART_PX: Final = 150

MOST_IN_CELL: Final = 100
"""Reports listed behind one number of the table."""

HEIGHT_PX: Final = 620
"""Height before the style sheet makes the frame fill the window."""

_SERIAL: Final = "regions_serial"
_SHOWN: Final = "regions_profile_of"


@dataclass(frozen=True, eq=False)
class Asked:
    """What the page is asked: the View with its reports, and which regions, measure, weapon of a share and profile."""

    view: View
    dataset: Dataset
    reports: pd.DataFrame
    labels: Labels
    level: str
    measure: Measure
    weapon: str
    region: str

    @cached_property
    def selected(self) -> pd.DataFrame:
        """The matching reports with their state in the window."""
        return select(numbered(self.reports), self.view, self.dataset.first_day, self.dataset.last_day)

    @cached_property
    def listed(self) -> Behind:
        """The same reports, for the lists that numbers open into."""
        return Behind(self.view, self.dataset, self.selected, self.dataset.claims, self.labels)

    @cached_property
    def regions(self) -> Regions:
        """The regions of the level."""
        return regions_at(self.dataset, self.level)

    @cached_property
    def placed(self) -> Placed:
        """Where the reports lie."""
        return open_catalogue().placed(self.view, self.level)

    @cached_property
    def counted(self) -> pd.DataFrame:
        """The numbers of each region that has any, ranked."""
        counted = with_people(count_regions(self.selected, self.placed, self.regions, self.weapon), self.dataset.populations)
        if self.measure == "rate":
            return counted.sort_values("rate", ascending=False, na_position="last", kind="stable", ignore_index=True)
        if self.measure == "share":
            enough = counted["certain"] >= FEW
            share = (counted["of_weapon"] / counted["certain"]).where(enough)
            return counted.loc[share.sort_values(ascending=False, na_position="last", kind="stable").index].reset_index(drop=True)
        return counted

    @cached_property
    def behind(self) -> dict[tuple[str, bool], list[str]]:
        """Ids of the reports of each region, by whether they are certain."""
        found = states_of_pairs(self.selected, self.placed)
        grouped = found.groupby(["region_id", "certain"], observed=True)[ROW].agg(list)
        return {(str(region), bool(certain)): [str(each) for each in self.reports.index[rows]] for (region, certain), rows in grouped.items()}

    @cached_property
    def scope(self) -> str:
        """Days and filters in words, as they stand in a chart, with n."""
        words = Scope(self.view, self.dataset, self.reports, self.selected, self.labels).scope
        return f"{words}; n = {len(shown(self.selected)):,} reports"

    @property
    def weapon_words(self) -> str:
        """The weapon of a share, in words."""
        return f"with {self.labels.of('weapon', self.weapon)}"


def dress() -> None:
    """The styles of the page, and the sheet on which lists lie that open over others."""
    st.html(STYLES / "method.css")
    st.html(STYLES / "regions.css")
    st.html(f"<style>:root {{ --sm-sheet: {colours()['marks'][theme_of_page()]['paper']}; }}</style>")


def asked_of(view: View, dataset: Dataset, reports: pd.DataFrame, labels: Labels) -> Asked:
    """Draw the choices of the page, kept in the address, and read them."""
    levels = levels_of(dataset)
    with st.container(horizontal=True, key="r_choices", vertical_alignment="top"):
        level = _level(view, levels)
        measure = cast("Measure", one_of(view, "measure", cast("Mapping[str, str]", MEASURES), "Measure"))
        weapon = _weapon_of_share(view, reports, labels) if measure == "share" else ""
    region = beside("profile", regions_at(dataset, level).ids, "")
    return Asked(view, dataset, reports, labels, level, measure, weapon, region)


def _level(view: View, levels: Mapping[str, str]) -> str:
    first = next(iter(levels))
    chosen = beside("level", levels, first)
    show_value("r_level", chosen)

    def write() -> None:
        new = st.session_state["r_level"]
        go_beside(latest(view), level="" if new == first else new, profile="")

    st.selectbox("Regions", list(levels), key="r_level", format_func=lambda each: levels[each], on_change=write, width=290)
    return chosen


def _weapon_of_share(view: View, reports: pd.DataFrame, labels: Labels) -> str:
    options = [str(each) for each in reports["weapon_category"].value_counts().index if each != NOT_STATED]
    chosen = beside("of", options, options[0] if options else "")
    show_value("r_of", chosen)

    def write() -> None:
        go_beside(latest(view), of=st.session_state["r_of"])

    st.selectbox("Weapon", options, key="r_of", format_func=lambda each: value_words(each, "weapon", labels), on_change=write, width=190)
    return chosen


def answer(asked: Asked) -> Markup:
    """The answer of the first screen in words: which regions, in which days, with which filters, and what is counted apart."""
    apart = apart_sentence(count_apart(asked.selected, asked.placed), asked.labels)
    scope = asked.scope[:1].upper() + asked.scope[1:]
    return Markup("{} {}. {}").format(first_sentence(asked.counted), scope, apart)


def region_map(asked: Asked, vocabulary: Vocabulary) -> None:
    """The map in its frame. What the reader does in it comes back as a new address."""

    def heard() -> None:
        message = st.session_state.get(KEY) or {}
        if serial := serial_of(message):
            st.session_state[_SERIAL] = serial
            now = latest(asked.view)
            kept = {"event": now.event} | ({} if now.layers is None else {"layers": list(now.layers)})
            region = str(message.get("region") or "")
            go_beside(view_after(now, message | kept, asked.dataset, vocabulary), profile=region if region in asked.regions.ids else "")

    try:
        drawn = RegionMap(asked.dataset)
    except AssetError as error:
        st.error(markdown(error), title="The map cannot be drawn; the table beside it is whole", icon=":material/map:")
        return
    question = Question(asked.level, asked.measure, asked.weapon)
    state = region_state(asked.view, asked.dataset, question, asked.labels, asked.region, st.session_state.get(_SERIAL, 0))
    with st.container(key="r_frame"):
        st_folium(
            drawn, key=KEY, height=HEIGHT_PX, use_container_width=True, returned_objects=[], feature_group_to_add=ShownRegions(state),
            on_change=heard,
        )  # fmt: skip


def beside_map(asked: Asked) -> None:
    """The ranked table, and the profile of the chosen region; choosing one on the map brings it forward."""
    if asked.region != st.session_state.get(_SHOWN, ""):
        st.session_state[SIDE] = PROFILE if asked.region else RANKED
    st.session_state[_SHOWN] = asked.region
    ranked, profile = st.tabs([RANKED, PROFILE], key=SIDE, on_change="rerun")
    with ranked:
        ranked_table(asked)
    with profile:
        region_profile(asked)


def ranked_table(asked: Asked) -> None:
    """The regions in their order; a name opens the profile, whose numbers open into their reports."""
    most = max(1, int(asked.counted["certain"].max())) if len(asked.counted) else 1
    heads = {"count": [], "rate": ["Per 100,000"], "share": ["Share"]}[asked.measure]
    rows = [_ranked_row(asked, row, most) for row in asked.counted.itertuples(index=False)]
    if not rows:
        st.html('<p class="sm-note">No region of this map has a report in these days with these filters.</p>')
        return
    body = table(["Region", "Certain", "Possible", *heads], cast("list[list[object]]", rows))
    st.html(Markup('<div class="sm-ranked">{}</div>').format(body))
    st.html(Markup('<p class="sm-quiet">{}</p>').format(_explained(asked)))


def _ranked_row(asked: Asked, row: Any, most: int) -> list[object]:
    bar = Markup('<span class="sm-bar" style="width:{}%"></span>').format(round(100 * row.certain / most)) if asked.measure == "count" else ""
    name = Markup('<a href="{}" target="_self">{}</a>{}').format(page_address(asked, row.region_id), row.name, bar)
    numbers: list[object] = [name, *(_opening(asked, row.region_id, certain=certain) for certain in (True, False))]
    if asked.measure == "rate":
        numbers.append(Markup('<span class="sm-quiet">{}</span>').format(say_rate(row)) if pd.isna(row.rate) else say_rate(row))
    if asked.measure == "share":
        numbers.append(say_share(row.certain, row.of_weapon))
    return numbers


def _opening(asked: Asked, region: str, *, certain: bool) -> Markup:
    """A number that opens into its reports; very many stand in the profile."""
    ids = asked.behind.get((region, certain), [])
    if len(ids) > MOST_IN_CELL:
        return Markup('<a href="{}" target="_self">{}</a>').format(page_address(asked, region), f"{len(ids):,}")
    return behind(asked.listed, ids, f"{len(ids):,}")


def _explained(asked: Asked) -> str:
    possible = (
        "Possible: the days only touch the window, or the place lies within its radius of a border and counts as uncertain for both sides,"
        " so possible ones do not add up."
    )
    if asked.measure == "rate":
        return f"{possible} People were counted by either side in its own way, and many were displaced: a rate compares poorly across sides."
    if asked.measure == "share":
        return f"{possible} Share of the reports certainly there {asked.weapon_words}; reports whose weapon nobody states stay in the whole."
    return possible


def page_address(asked: Asked, region: str) -> str:
    """The address of this page with the profile of a region."""
    own = {"level": asked.level, "measure": asked.measure, "of": asked.weapon, "profile": region}
    return "./regions?" + urlencode([*write_view(asked.view), *((key, value) for key, value in own.items() if value)])


def region_profile(asked: Asked) -> None:
    """What is reported of one region, each number opening into its reports."""
    if not asked.region:
        st.html('<p class="sm-note">Choose a region on the map or in the ranked table.</p>')
        return
    attack_of = asked.dataset.attacks.set_index("event_id")["attack_id"]
    found = profile_of(asked.selected, asked.placed, asked.region, attack_of)
    name = asked.regions.names[asked.region]
    people = people_words(asked.dataset.populations).get(asked.region, "no sourced population")
    opened = Behind(asked.view, asked.dataset, found.reports, asked.dataset.claims, asked.labels)
    with st.container(key="r_profile"):
        st.html(Markup('<div class="sm-profile"><h2>{}</h2><p class="sm-quiet">{}</p></div>').format(name, people[:1].upper() + people[1:]))
        _source_of_people(asked)
        st.html(_numbers(found, opened))
        _over_time(asked, found, name)
        st.html(_by_parts(asked, found, opened))
        st.html(_tolls(found))
        st.html(_sources(asked, found, opened))
    st.button("Close", key="r_close", on_click=_close, args=[asked.view], type="tertiary")


def _close(view: View) -> None:
    go_beside(latest(view), profile="")


def _source_of_people(asked: Asked) -> None:
    own = asked.dataset.populations[asked.dataset.populations["region_id"] == asked.region]
    for row in own.itertuples():
        words = Markup('<p class="sm-quiet">{} <a href="{}" target="_blank" rel="noopener noreferrer">{}</a></p>')
        st.html(Markup('<div class="sm-profile">{}</div>').format(words.format(row.note, row.url, row.published_by)))


def _numbers(found: Profile, opened: Behind) -> Markup:
    lines = [
        behind(opened, found.certain, f"{len(found.certain):,} certain"),
        behind(opened, found.possible, f"{len(found.possible):,} possible"),
        behind(opened, found.heard, f"{len(found.heard):,} with an independent claimant"),
    ]
    if found.near_border:
        lines.insert(2, behind(opened, found.near_border, f"{len(found.near_border):,} of the possible near a border, or known to several regions"))
    return Markup('<div class="sm-profile">{}</div>').format(Markup("").join(lines))


def _over_time(asked: Asked, found: Profile, name: str) -> None:
    if found.reports.empty:
        return
    scope = Scope(asked.view, asked.dataset, asked.reports, found.reports, asked.labels)
    trend = trend_of(found.reports, "grade", *scope.axis, "day")
    title = f"{name} by day"
    says = f"{scope.scope}; n = {len(found.reports):,}, possible ones included"
    chart = trend_chart(trend, asked.labels, scope.turns, theme_of_page(), title=title, says=says).properties(height=CHART_PX)
    show_chart(chart, "r_time", Told(f"{title}, {says}.", trend.table, f"{asked.region}-over-time"))


def _by_parts(asked: Asked, found: Profile, opened: Behind) -> Markup:
    groups = [
        Markup("<h3>{}</h3>{}").format(
            PART_WORDS[part].capitalize() + (", as reported" if part == "by" else ""),
            Markup("").join(behind(opened, ids, f"{value_words(value, part, asked.labels)}: {len(ids):,}") for value, ids in values.items()),
        )
        for part, values in found.parts.items() if values
    ]
    return Markup('<div class="sm-profile">{}</div>').format(Markup("").join(groups))


def _tolls(found: Profile) -> Markup:
    lines = [
        Markup("<p>{}: <b>{}</b> <span class=sm-quiet>({})</span></p>").format(TOLL_WORDS[toll.kind].capitalize(), say_toll(toll), rests_on(toll))
        for toll in found.tolls
    ]
    return Markup('<div class="sm-profile"><h3>People harmed, as reported; of the reports certainly there</h3>{}<p class="sm-quiet">{}</p></div>').format(
        Markup("").join(lines), NO_TOTALS
    )


def _sources(asked: Asked, found: Profile, opened: Behind) -> Markup:
    claims = asked.dataset.claims
    own = claims[claims["event_id"].isin(found.reports.index)]
    if asked.view.known is not None:
        own = own[own["published_on"] <= pd.Timestamp(asked.view.known)]
    by = publisher_of(own, asked.dataset.sources)
    reports = own["event_id"].groupby(by.to_numpy()).unique()
    ordered = sorted(reports.items(), key=lambda item: (-len(item[1]), str(item[0])))
    lines = Markup("").join(behind(opened, [str(each) for each in ids], f"{publisher}: {len(ids):,}") for publisher, ids in ordered)
    return Markup('<div class="sm-profile"><h3>Sources, and reports read in each</h3>{}</div>').format(lines)


def picture_of_map(asked: Asked) -> None:
    """The map as a picture with its table, made when it is asked for."""
    with st.expander("Picture and table to take away", key="r_picture", on_change="rerun") as opened:
        if not opened.open:
            return
        breaks = scale_of(asked.dataset.populations, matching(numbered(asked.reports), asked.view), asked.placed, asked.measure)
        title = _picture_title(asked)
        chart = regions_chart(asked.regions, asked.counted, breaks, asked.measure, theme_of_page(), title=title, says=asked.scope)
        numbers = region_table(asked.counted, asked.weapon, asked.dataset.populations, asked.labels)
        show_chart(chart, "r_chart", Told(regions_alt(asked.counted, title, asked.scope), numbers, "regions"))


def _picture_title(asked: Asked) -> str:
    return {
        "count": "Reports by region", "rate": "Reports per 100,000 people", "share": f"Share of reports {asked.weapon_words}",
    }[asked.measure]  # fmt: skip
