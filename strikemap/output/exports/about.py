"""What every export says of itself: the title of its View, counts, filters, notice, credit, licence, data version, link."""

from __future__ import annotations

import urllib.parse
from dataclasses import dataclass, fields

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_day
from strikemap.output.exports.text import one_line
from strikemap.query.balance import filters_sentence
from strikemap.query.counts import count
from strikemap.query.rulebook import hand_sentence
from strikemap.query.select import select, shown
from strikemap.query.view import View, write_view
from strikemap.query.window import window_of
from strikemap.query.wording import count_sentence, labels_of, support_sentence, title_of

EMPTY_CELLS = "A missing value says that no source states it, a missing list that nothing is in it; neither means 0."
LOCAL_DAYS = "Dates are local days as reported; no time zone is applied."
ALL_KNOWN = "All that is known in this data version, whenever it was published."
LICENCE_NOT_STATED = "The dataset states no licence; ask its owners before you publish it."


@dataclass(frozen=True)
class About:
    """The words that travel with the rows; each on one line, "" = nothing to say. `link` is the query of the View."""

    title: str
    counts: str
    filters: str
    known: str
    notice: str
    credit: str
    licence: str
    reading: str
    dataset: str
    data_version: str
    link: str
    program: str

    def said(self) -> dict[str, str]:
        """What there is to say, by name, in order."""
        return {each.name: words for each in fields(self) if (words := getattr(self, each.name))}

    @property
    def text(self) -> str:
        """All of it as one text, a line each, with its name before it."""
        return "\n".join(f"{name.replace('_', ' ').capitalize()}: {words}" for name, words in self.said().items())

    @property
    def line(self) -> str:
        """The same text on one line."""
        return self.text.replace("\n", " | ")


def about_of(catalogue: Catalogue, view: View) -> About:
    """What an export of that View says of itself."""
    dataset = catalogue.dataset(view.dataset)
    reports = catalogue.reports(view)
    selected = select(reports, view, dataset.first_day, dataset.last_day)
    counts = count(selected, len(reports))
    window = window_of(view, dataset.first_day, dataset.last_day)
    words = {
        "title": title_of(view, window, labels_of(dataset)),
        "counts": " ".join(filter(None, [f"{count_sentence(counts)}.", support_sentence(counts)])),
        "filters": filters_sentence(dataset, reports, view),
        "known": _known_sentence(view),
        "notice": " ".join(filter(None, [dataset.settings.get("notice", ""), hand_sentence(shown(selected))])),
        "credit": dataset.settings.get("credit", ""),
        "licence": dataset.settings.get("licence", LICENCE_NOT_STATED),
        "reading": f"{LOCAL_DAYS} {EMPTY_CELLS}",
        "dataset": f"{dataset.title} ({dataset.name})",
        "data_version": dataset.version + _other_version(dataset, view),
        "link": "?" + query_of(dataset, view),
        "program": f"Strikemap {__version__}",
    }
    return About(**{name: one_line(text) for name, text in words.items()})


def query_of(dataset: Dataset, view: View) -> str:
    """The address of a View without its host, pinned to the dataset and its version."""
    return urllib.parse.urlencode(write_view(view.but(dataset=dataset.name, data=dataset.version)))


def _known_sentence(view: View) -> str:
    if view.known is None:
        return ALL_KNOWN
    return f"As known on {say_day(view.known)}: what was published later, or has no day of publication, is left out."


def _other_version(dataset: Dataset, view: View) -> str:
    if view.data in ("", dataset.version):
        return ""
    return f"; the link was made with version {view.data}, so its rows may have been others"
