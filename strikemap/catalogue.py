"""The datasets that are open, with their reports tables kept between questions."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from pathlib import Path
from typing import TYPE_CHECKING

import pandas as pd

from strikemap.errors import DatasetError
from strikemap.model.dataset import Dataset, load_dataset
from strikemap.query.known import as_known, states_of
from strikemap.query.reports import reports_of
from strikemap.query.view import Names, View, Vocabulary
from strikemap.query.vocabulary import vocabulary_of

if TYPE_CHECKING:
    from strikemap.query.regions.placing import Placed

KEPT_TABLES = 24
"""Reports tables kept: one per day of knowledge and naming choice that people are looking at."""

KEPT_PLACED = 8
"""Answers kept to the question which region each report lies in: one per reports table and level of regions."""

_Key = tuple[str, str, dt.date | None, Names]


class Catalogue:
    """Datasets by name. The first one is the default; what is asked of one never touches another."""

    def __init__(self, *datasets: Dataset) -> None:
        self._datasets = {each.name: each for each in datasets}
        self._tables: OrderedDict[_Key, pd.DataFrame] = OrderedDict()
        self._states: dict[tuple[str, str, Names], pd.DataFrame] = {}
        self._placed: OrderedDict[tuple[_Key, str], Placed] = OrderedDict()
        self._vocabularies: dict[tuple[str, str, tuple[str, ...]], Vocabulary] = {}
        self._lock = threading.Lock()

    @classmethod
    def of_folder(cls, folder: Path) -> Catalogue:
        """A catalogue with the one dataset of a folder."""
        return cls(load_dataset(folder))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the open datasets, the default first."""
        return tuple(self._datasets)

    def dataset(self, name: str = "") -> Dataset:
        """The dataset of that name, or the default for "". Raises DatasetError."""
        chosen = name or self.names[0]
        if chosen not in self._datasets:
            raise DatasetError(f"no dataset is called {chosen!r}; open are: {', '.join(self.names)}")
        return self._datasets[chosen]

    def add(self, dataset: Dataset, reports: pd.DataFrame) -> None:
        """Open a dataset whose reports table is already made (a flat dataset: one row, one report)."""
        self._datasets[dataset.name] = dataset
        for names in ("sources", "armenian", "azerbaijani", "local"):
            self._keep((dataset.name, dataset.version, None, names), reports)

    def reports(self, view: View) -> pd.DataFrame:
        """Every report of the View's dataset as known on the View's day, before any filter."""
        dataset = self.dataset(view.dataset)
        key: _Key = (dataset.name, dataset.version, view.known, view.names)
        with self._lock:
            if (kept := self._tables.get(key)) is not None:
                self._tables.move_to_end(key)
                return kept
        if view.known is None:
            return self._keep(key, reports_of(dataset, None, view.names))
        return self._keep(key, as_known(self.states(view), view.known))

    def states(self, view: View) -> pd.DataFrame:
        """Every state that the reports of the View's dataset have been in, by report and day; names as in the View."""
        dataset = self.dataset(view.dataset)
        key = (dataset.name, dataset.version, view.names)
        if (kept := self._states.get(key)) is None:
            kept = self._states[key] = states_of(dataset, view.names)
        return kept

    def placed(self, view: View, level: str) -> Placed:
        """In which regions of a level the reports of `reports(view)` lie, by their position in that table."""
        # shapely takes long to load, and only maps of regions need it
        from strikemap.query.regions.outlines import regions_at  # noqa: PLC0415
        from strikemap.query.regions.placing import place_reports  # noqa: PLC0415

        dataset = self.dataset(view.dataset)
        key = ((dataset.name, dataset.version, view.known, view.names), level)
        if (kept := self._placed.get(key)) is None:
            kept = place_reports(self.reports(view), regions_at(dataset, level))
            with self._lock:
                self._placed[key] = kept
                while len(self._placed) > KEPT_PLACED:
                    self._placed.popitem(last=False)
        return kept

    def vocabulary(self, name: str = "") -> Vocabulary:
        """The values that a View of that dataset may name."""
        dataset = self.dataset(name)
        key = (dataset.name, dataset.version, self.names)
        if (kept := self._vocabularies.get(key)) is None:
            kept = vocabulary_of(dataset, self.reports(View(dataset=dataset.name)), frozenset(self.names))
            self._vocabularies = {key: kept} | {k: v for k, v in self._vocabularies.items() if k[2] == self.names}
        return kept

    def _keep(self, key: _Key, table: pd.DataFrame) -> pd.DataFrame:
        with self._lock:
            self._tables[key] = table
            self._tables.move_to_end(key)
            while len(self._tables) > KEPT_TABLES:
                self._tables.popitem(last=False)
        return table
