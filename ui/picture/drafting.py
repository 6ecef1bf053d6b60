"""The words of a picture where none are written by hand, as they will be printed."""

from __future__ import annotations

from strikemap.catalogue import Catalogue
from strikemap.errors import AssetError
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.compose import drafted_credit
from strikemap.output.pictures.spec import PictureSpec
from strikemap.output.pictures.style import HouseStyle, style_of
from strikemap.query.drafts import drafts_of
from strikemap.query.select import select
from strikemap.query.view import View


def drafted(catalogue: Catalogue, view: View, spec: PictureSpec) -> dict[str, str]:
    """Title, caption, alt, credit, and the summary below the title, by their names."""
    dataset, reports = catalogue.dataset(view.dataset), catalogue.reports(view)
    drafts = drafts_of(dataset, reports, select(reports, view, dataset.first_day, dataset.last_day), view)
    return {
        "title": drafts.title, "caption": drafts.caption, "alt": drafts.alt, "summary": drafts.summary,
        "credit": drafted_credit(dataset, _style(dataset, spec.style)),
    }  # fmt: skip


def _style(dataset: Dataset, name: str) -> HouseStyle:
    """The house style; our own where that cannot be read, which the page says in the place of the preview."""
    try:
        return style_of(dataset, name)
    except AssetError:
        return style_of(dataset, "")
