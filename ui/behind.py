"""Every number leads to its reports: what a page is asked, links to the map, and a number that opens into the list behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final
from urllib.parse import urlencode

import pandas as pd
from markupsafe import Markup

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date, say_day
from strikemap.query.view import View, write_view
from strikemap.query.window import window_of
from strikemap.query.wording import Labels, filter_phrases, say_window

MOST_LISTED: Final = 400
"""Reports listed behind one number; of more, the rest is counted, and a link to the map stands beside it where a View holds it."""


@dataclass(frozen=True)
class Asked:
    """What a page is asked: the View, the reports it shows, and the known claims behind them."""

    view: View
    dataset: Dataset
    shown: pd.DataFrame
    claims: pd.DataFrame
    labels: Labels

    @cached_property
    def listed(self) -> pd.DataFrame:
        """When and where each report shown is said to have been: what a list of reports says, and no more to look through."""
        return self.shown[["occurred", "place_name"]].astype("str")

    @property
    def scope(self) -> str:
        """Days and filters in words, as they stand in a chart, with n."""
        window = window_of(self.view, self.dataset.first_day, self.dataset.last_day)
        known = [f"as known on {say_day(self.view.known)}"] if self.view.known else []
        words = ", ".join([say_window(window), *filter_phrases(self.view, self.labels), *known])
        return f"{words}; n = {len(self.shown):,} reports"


def map_link(view: View, words: object) -> Markup:
    """A link to the map for a View."""
    return Markup('<a href="{}" target="_self">{}</a>').format(map_address(view), words)


def counts_link(view: View, certain: int, possible: int) -> Markup:
    """Two numbers, certain + possible, as one link to their reports; nothing to show is no link."""
    words = f"{certain:,} + {possible:,}"
    return map_link(view, words) if certain + possible else Markup("{}").format(words)


def map_address(view: View) -> str:
    """The address of the map for a View, from any page; it holds wherever the app is put."""
    return "./?" + urlencode(write_view(view))


def report_links(asked: Asked, events: Sequence[str]) -> Markup:
    """A list of reports, each a link to its card on the map in these days."""
    listed = asked.listed
    places = listed.index.get_indexer(pd.Index(events, dtype=listed.index.dtype))
    known = sorted(places[places >= 0])
    found = listed.take(known[:MOST_LISTED])
    whole = View(dataset=asked.view.dataset, known=asked.view.known, names=asked.view.names)
    lines = Markup("").join(
        Markup("<li>{}</li>").format(map_link(whole.but(event=event), f"{say_date(occurred)}, {place}"))
        for event, occurred, place in zip(found.index, found["occurred"], found["place_name"], strict=True)
    )
    more = len(known) - len(found)
    rest = Markup("<p class=sm-quiet>and {} more</p>").format(f"{more:,}") if more else Markup("")
    return Markup('<div class="sm-linked"><ul class="sm-links">{}</ul></div>{}').format(lines, rest)


def behind(asked: Asked, events: Sequence[str], words: str) -> Markup:
    """A number in words that opens into the list of the reports behind it."""
    if not events:
        return Markup('<p class="sm-behind sm-quiet">{}</p>').format(words)
    return Markup('<details class="sm-behind"><summary>{}</summary>{}</details>').format(words, report_links(asked, events))
