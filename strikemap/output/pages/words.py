"""The words of a page: what it shows, how far it can be trusted, who said it, what a reader has to know about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from strikemap import __version__
from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.exports.about import query_of
from strikemap.query.counts import count
from strikemap.query.drafts import Drafts, drafts_of
from strikemap.query.select import select, shown
from strikemap.query.view import View
from strikemap.query.window import window_of
from strikemap.query.wording import hover_lines, labels_of, say_window, support_sentence

LISTED = 500
"""Most reports that a page lists for readers without scripts."""


@dataclass(frozen=True)
class PageWords:
    """Everything a page says in words.

    subject, known : the title without the days of its window, and what follows them; the browser puts the days of the
    timeline between. support : what the shown reports rest on. query : the address of the View without its host, data
    version included. reports : (when and where, what) of the shown reports, the first LISTED; left_out : how many more.
    notes : what the reader has to know about this page, one sentence each.
    """

    drafts: Drafts
    subject: str
    known: str
    support: str
    query: str
    dataset_title: str
    credit: str
    data_version: str
    reports: tuple[tuple[str, str], ...]
    left_out: int
    notes: tuple[str, ...] = ()
    program_version: str = __version__

    @property
    def notice(self) -> tuple[str, str]:
        """The first sentence of the dataset's notice, shown on every page, and the rest, shown where there is room."""
        first, _, rest = self.drafts.notice.partition(". ")
        return (f"{first}.", rest) if rest else (first, "")


def words_of(catalogue: Catalogue, view: View, notes: Sequence[str] = ()) -> PageWords:
    """The words of the page for a View. notes : what has to be said of it besides."""
    dataset = catalogue.dataset(view.dataset)
    reports = catalogue.reports(view)
    selected = select(reports, view, dataset.first_day, dataset.last_day)
    seen = shown(selected)
    drafts = drafts_of(dataset, reports, selected, view)
    days = say_window(window_of(view, dataset.first_day, dataset.last_day))
    subject, _, known = drafts.title.rpartition(f", {days}")
    return PageWords(
        drafts=drafts,
        subject=subject,
        known=known.removeprefix(", "),
        support=support_sentence(count(selected, len(reports))),
        query=query_of(dataset, view),
        dataset_title=dataset.title,
        credit=str(dataset.settings.get("credit", "")),
        data_version=dataset.version,
        reports=tuple(zip(*hover_lines(seen[:LISTED], labels_of(dataset)), strict=True)),
        left_out=max(0, len(seen) - LISTED),
        notes=(*filter(None, notes), *_other_data(dataset, view)),
    )


def _other_data(dataset: Dataset, view: View) -> list[str]:
    if view.data in ("", dataset.version):
        return []
    return [f"This link was made with the data version {view.data}; what is shown here are the data of version {dataset.version}."]
