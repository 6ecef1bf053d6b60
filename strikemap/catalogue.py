"""The datasets that are open, with their reports tables kept between questions."""

from __future__ import annotations

import datetime as dt
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

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

KEPT_STATES = 8
"""Tables of every state kept: one per dataset and naming choice."""

KEPT_PLACED = 8
"""Answers kept to the question which region each report lies in: one per reports table and level of regions."""

_Key = tuple[str, str, dt.date | None, Names]

_Asked = TypeVar("_Asked", bound=Hashable)
_Answer = TypeVar("_Answer")


class _Kept(Generic[_Asked, _Answer]):
    """The latest answers by what was asked; each is made once, however many ask for it at the same time."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[_Asked, _Answer] = OrderedDict()
        self._making: dict[_Asked, threading.Lock] = {}
        self._lock = threading.Lock()

    def once(self, asked: _Asked, make: Callable[[], _Answer]) -> _Answer:
        """The answer that is kept, or the one made now. What `make` raises is raised, and asked again the next time."""
        with self._lock:
            if asked in self._answers:
                self._answers.move_to_end(asked)
                return self._answers[asked]
            making = self._making.setdefault(asked, threading.Lock())
        with making:
            with self._lock:
                if asked in self._answers:
                    return self._answers[asked]
            made = make()
            with self._lock:
                self._answers[asked] = made
                self._making.pop(asked, None)
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
            return made


class Catalogue:
    """Datasets by name. The first one is the default; what is asked of one never touches another."""

    def __init__(self, *datasets: Dataset) -> None:
        self._datasets = {each.name: each for each in datasets}
        self._ready: dict[str, pd.DataFrame] = {}
        self._tables: _Kept[_Key, pd.DataFrame] = _Kept(KEPT_TABLES)
        self._states: _Kept[tuple[str, str, Names], pd.DataFrame] = _Kept(KEPT_STATES)
        self._placed: _Kept[tuple[_Key, str], Placed] = _Kept(KEPT_PLACED)
        self._vocabularies: _Kept[tuple[str, str, tuple[str, ...]], Vocabulary] = _Kept(KEPT_TABLES)

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
        self._ready[dataset.name] = reports
        self._datasets[dataset.name] = dataset

    def reports(self, view: View) -> pd.DataFrame:
        """Every report of the View's dataset as known on the View's day, before any filter."""
        dataset = self.dataset(view.dataset)
        if view.known is None and dataset.name in self._ready:
            return self._ready[dataset.name]
        return self._tables.once(self._key(view), lambda: self._made(dataset, view))

    def _made(self, dataset: Dataset, view: View) -> pd.DataFrame:
        return reports_of(dataset, None, view.names) if view.known is None else as_known(self.states(view), view.known)

    def states(self, view: View) -> pd.DataFrame:
        """Every state that the reports of the View's dataset have been in, by report and day; names as in the View."""
        dataset = self.dataset(view.dataset)
        return self._states.once((dataset.name, dataset.version, view.names), lambda: states_of(dataset, view.names))

    def placed(self, view: View, level: str) -> Placed:
        """In which regions of a level the reports of `reports(view)` lie, by their position in that table."""
        # shapely takes long to load, and only maps of regions need it
        from strikemap.query.regions.outlines import regions_at  # noqa: PLC0415
        from strikemap.query.regions.placing import place_reports  # noqa: PLC0415

        dataset = self.dataset(view.dataset)
        return self._placed.once((self._key(view), level), lambda: place_reports(self.reports(view), regions_at(dataset, level)))

    def vocabulary(self, name: str = "") -> Vocabulary:
        """The values that a View of that dataset may name."""
        dataset = self.dataset(name)
        return self._vocabularies.once(
            (dataset.name, dataset.version, self.names),
            lambda: vocabulary_of(dataset, self.reports(View(dataset=dataset.name)), frozenset(self.names)),
        )

    def _key(self, view: View) -> _Key:
        dataset = self.dataset(view.dataset)
        return dataset.name, dataset.version, view.known, view.names
