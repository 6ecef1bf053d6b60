"""What the tests of pages share."""

from __future__ import annotations

import datetime as dt

from playwright.sync_api import Frame, Page

from strikemap.catalogue import Catalogue
from strikemap.query.counts import Counts, count
from strikemap.query.select import select, shown
from strikemap.query.view import View

ARTICLE = View(first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 6), weapon=("cluster_munition",))
ARTICLE_QUERY = "from=2020-10-03&to=2020-10-06&weapon=cluster_munition"

DRAWN = """() => new Promise((done, fail) => {
  const until = performance.now() + 30000;
  const look = () => {
    if (window.strikemap && strikemap.whole) done();
    else if (performance.now() > until) fail(new Error("the map was not drawn within 30 seconds"));
    else setTimeout(look, 20);
  };
  look();
})"""
"""A promise for the drawn map; these pages forbid the evaluation that waiting for an expression needs."""


def at_rest(page: Page) -> None:
    """Wait until the server has nothing more to say and every part of the page has been loaded."""
    page.wait_for_function("document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'")
    page.wait_for_load_state("networkidle")


def drawn(page: Page | Frame) -> None:
    """Wait until reports and base map are drawn."""
    page.evaluate(DRAWN)


def counted(catalogue: Catalogue, view: View) -> tuple[Counts, set[str]]:
    """The counts of a View, and the ids of the reports it shows, as the library has them."""
    dataset = catalogue.dataset(view.dataset)
    reports = catalogue.reports(view)
    selected = select(reports, view, dataset.first_day, dataset.last_day)
    return count(selected, len(reports)), set(shown(selected).index)


def fits(page: Page | Frame) -> bool:
    """Whether the document needs no scroll bar."""
    return bool(
        page.evaluate("(({scrollHeight, clientHeight, scrollWidth, clientWidth}) => scrollHeight <= clientHeight && scrollWidth <= clientWidth)"
                      "(document.documentElement)")
    )  # fmt: skip
