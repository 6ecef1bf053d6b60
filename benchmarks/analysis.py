"""The analyst's pages: from page to page in a browser, and each chart of a million reports."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any, Final

import altair as alt
import numpy as np
import pandas as pd
from playwright.sync_api import Browser, Locator, Page

from benchmarks.sizes import LARGEST
from benchmarks.synthetic import synthetic
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.output.charts.around import around_chart
from strikemap.output.charts.balance import resting_chart
from strikemap.output.charts.cumulative import cumulative_chart
from strikemap.output.charts.tolls import tolls_chart
from strikemap.output.charts.trend import trend_chart
from strikemap.query.balance import resting_of
from strikemap.query.select import select, shown
from strikemap.query.trends import around, cumulative_of, toll_of, trend_of
from strikemap.query.view import View
from strikemap.query.wording import labels_of

Row = tuple[str, str, str]
Charts = Mapping[str, Callable[[], Any]]

ROUNDS: Final = 7
VISITS: Final = 3
"""How often each page is gone to, after a first visit that fills the caches."""

IN_PAIRS: Final = 10_000
"""Reports of which two and two are records of one attack."""

GOAL_PAGE_MS, GOAL_CHART_MS = 400, 300

RESTS: Final = """() => document.querySelector('[data-test-script-state=notRunning]') && !document.querySelector('[data-testid=stSpinner]')"""
"""Nothing is being made any more."""

IDLE: Final = "() => new Promise(done => requestIdleCallback(() => requestIdleCallback(done)))"
"""Chromium has nothing left to do for the page: what it answers next is not waited for behind the page before."""

ANSWERS: Final = """(before) => {
  const title = document.querySelector('h1, h2');
  return title && title.innerText !== before && !document.querySelector('[data-testid=stSpinner]');
}"""
"""A page answers when its heading, and with it the sentence below, stands and nothing is announced as still being made."""


def charts_of(dataset: Dataset, reports: pd.DataFrame) -> Charts:
    """Every chart over all reports, from the selection to what is sent to the browser."""
    labels = labels_of(dataset)
    selected = select(reports, View(dataset=dataset.name), dataset.first_day, dataset.last_day)
    days = (dataset.first_day, dataset.last_day)
    turns = [(each["day"], each["label"]) for each in dataset.settings["ticks"]]
    pairs = pd.Series([f"attack-{number // 2}" for number in range(IN_PAIRS)], index=selected.index[:IN_PAIRS])

    def trend(part: str, step: Any) -> Callable[[], Any]:
        return lambda: trend_chart(trend_of(selected, part, *days, step), labels, dict(turns), "light", title="", says="")

    return {
        **{f"reports per {step}, by {part}": trend(part, step) for part in ("weapon", "target", "by", "grade") for step in ("day", "week")},
        "adding up": lambda: cumulative_chart(cumulative_of(selected, *days, "day"), dict(turns), "light", title="", says=""),
        "around the truces": lambda: around_chart(around(selected, turns, 7), "light", title="", says=""),
        "tolls": lambda: tolls_chart([("all", toll_of(shown(selected), pairs, "killed"))], labels, "light", title="", says=""),
        "what reports rest on": lambda: resting_chart(resting_of(shown(selected)), labels, "light", title="", says=""),
    }


def plain_chart(reports: pd.DataFrame) -> Any:
    """The rival: bars per first day and weapon by pandas and Altair, without spans of days, hedge or words."""
    counted = reports.groupby([reports["day_first"].dt.floor("D"), "weapon_category"], observed=True).size().rename("n").reset_index()
    return alt.Chart(counted).mark_bar().encode(x="day_first:T", y="n:Q", color="weapon_category:N")


def milliseconds(make: Callable[[], Any]) -> list[float]:
    """Times of some rounds, after one that warms up."""
    make().to_json(validate=False)
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        make().to_json(validate=False)
        times.append((time.perf_counter() - start) * 1000)
    return times


def chart_rows(folder: Path) -> list[Row]:
    """Each chart at the largest size, and the plain one."""
    dataset, reports = synthetic(load_dataset(folder), LARGEST)
    plain = float(np.median(milliseconds(lambda: plain_chart(reports))))
    rows = [(f"rival: plain bars of {LARGEST:,} reports by pandas and Altair", f"{plain:.0f} ms", "first days only")]
    for title, make in charts_of(dataset, reports).items():
        own = float(np.median(milliseconds(make)))
        rows.append((f"chart of {LARGEST:,} reports: {title}", f"{own:.0f} ms, {own / plain:.1f} times the rival", f"goal: under {GOAL_CHART_MS} ms"))
    return rows


def page_rows(browser: Browser, address: str) -> list[Row]:
    """From the click on a page's name to its answer, all pages in turn."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.set_default_timeout(60_000)
    page.goto(address)
    page.wait_for_selector("[data-testid=stDataFrame]")
    names = [each.inner_text().strip() for each in _links(page)]
    answers: dict[str, list[float]] = {name: [] for name in names}
    wholes: dict[str, list[float]] = {name: [] for name in names}
    for visit in range(VISITS + 1):
        for name in [*names[1:], names[0]]:
            answer, whole = _go(page, name)
            if visit:
                answers[name].append(answer)
                wholes[name].append(whole)
    page.close()
    return [
        *(
            (f"to the page {name}", f"p50 {np.median(answers[name]):.0f} ms", f"all of it there: {np.median(wholes[name]):.0f} ms; n = {VISITS}")
            for name in names
        ),
        _together("from page to page, to the answer", answers, f"goal: under {GOAL_PAGE_MS} ms; "),
        _together("from page to page, until all of it is there", wholes, ""),
    ]


def _together(title: str, times: dict[str, list[float]], goal: str) -> Row:
    """The row of all pages: the slow end, and which page is slowest."""
    every = [each for spent in times.values() for each in spent]
    slowest = max(times, key=lambda name: float(np.median(times[name])))
    return title, f"p95 {np.percentile(every, 95):.0f} ms (n = {len(every)})", f"{goal}slowest: {slowest}"


def _links(page: Page) -> Iterator[Locator]:
    """The links of the navigation, those in its menus too; a menu is open while its links are given."""
    yield from page.get_by_test_id("stTopNavLink").all()
    for menu in page.get_by_test_id("stTopNavSection").all():
        menu.click()
        page.get_by_test_id("stTopNavPopoverBody").wait_for()
        yield from page.get_by_test_id("stTopNavDropdownLink").all()
        page.keyboard.press("Escape")


def _go(page: Page, name: str) -> tuple[float, float]:
    """Milliseconds from the click on the name of a page to its answer, and until all of it is there, from a page at rest."""
    page.wait_for_function(RESTS)
    page.evaluate(IDLE)
    before = page.locator("h1, h2").first.inner_text()
    link = next(each for each in _links(page) if each.inner_text().strip() == name)
    start = time.perf_counter()
    link.click()
    page.wait_for_function(ANSWERS, arg=before)
    answered = time.perf_counter()
    page.wait_for_function(RESTS)
    return (answered - start) * 1000, (time.perf_counter() - start) * 1000
