"""What an export format is: an entry that describes itself and turns the content of a View into bytes."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from strikemap.catalogue import Catalogue
from strikemap.errors import ExportError
from strikemap.model.dataset import Dataset
from strikemap.output.exports.about import About, about_of
from strikemap.output.exports.rows import export_rows, shown_reports
from strikemap.output.exports.sources import claims_behind, sources_behind
from strikemap.query.select import active_filters
from strikemap.query.view import View
from strikemap.query.window import window_of


@dataclass(frozen=True)
class Content:
    """What leaves: the rows of a View, what they say of themselves, and the claims and sources behind them, made when needed.

    raw : text is written as it stands, where a format would otherwise guard it against spreadsheets.
    """

    catalogue: Catalogue
    view: View
    raw: bool = False

    @cached_property
    def dataset(self) -> Dataset:
        """The dataset that the View asks."""
        return self.catalogue.dataset(self.view.dataset)

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The rows, as `export_rows` makes them."""
        return export_rows(self.catalogue, self.view)

    @cached_property
    def about(self) -> About:
        """What the export says of itself."""
        return about_of(self.catalogue, self.view)

    @cached_property
    def claims(self) -> pd.DataFrame:
        """The claims behind the rows, as known on the View's day."""
        return claims_behind(self.dataset, self.view, self.rows.index)

    @cached_property
    def sources(self) -> pd.DataFrame:
        """The sources that those claims cite."""
        return sources_behind(self.dataset, self.claims)


@dataclass(frozen=True)
class Export:
    """One format. `has_raw` says whether it knows two forms of text: guarded against spreadsheets, and raw.

    limit : reports that it can hold, None = no limit; instead : what to use for more.
    """

    name: str
    title: str
    help: str
    suffix: str
    media_type: str
    function: Callable[[Content], bytes]
    has_raw: bool = False
    limit: int | None = None
    instead: str = ""

    def export(self, catalogue: Catalogue, view: View, raw: bool = False) -> bytes:  # noqa: FBT001, FBT002 - "raw" is its name everywhere
        """The reports of a View in this format: the same catalogue and View give the same bytes.

        Raises ExportError where the format cannot hold that many reports, or has no raw form.
        """
        if raw and not self.has_raw:
            raise ExportError(f"{self.title} has no raw form: its text is always written as it stands. Leave raw away.")
        require_at_most(self.limit, len(shown_reports(catalogue, view)), "reports", self.title, self.instead)
        return self.function(Content(catalogue, view, raw))

    def file_name(self, dataset: Dataset, view: View) -> str:
        """A name that says dataset, days, day of knowledge, whether filters are on, and data version."""
        window = window_of(view, dataset.first_day, dataset.last_day)
        parts = [
            dataset.name,
            f"{window.first or 'until'}_{window.last}",
            f"known-{view.known}" if view.known else "",
            "filtered" if active_filters(view) else "",
            dataset.version,
        ]
        stem = "_".join(re.sub(r"[^A-Za-z0-9._-]+", "-", part) for part in parts if part)
        return f"{stem}.{self.suffix}"


def require_at_most(limit: int | None, found: int, what: str, title: str, instead: str) -> None:
    """Raise ExportError where more was found than a format can hold; None = it holds any number."""
    if limit is not None and found > limit:
        raise ExportError(
            f"{found:,} {what} are more than the {limit:,} that {title} is made for. "
            f"Choose fewer days or filters, or use {instead}."
        )
