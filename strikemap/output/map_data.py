"""What the map's frame asks for: the strikes of a View with the words it needs, ready for JSON."""

from __future__ import annotations

from typing import Any

from strikemap.catalogue import Catalogue
from strikemap.model.vocabulary import GRADES, NOT_STATED, WEAPONS
from strikemap.output.layers.strikes import Viewport, axis_of, strike_columns
from strikemap.query.select import matching
from strikemap.query.view import View
from strikemap.query.wording import labels_of


def strikes_payload(catalogue: Catalogue, view: View, viewport: Viewport | None) -> dict[str, Any]:
    """The strikes that pass every filter of the View, for any window (docs/structure.md, "strikes.json").

    viewport : the part of the world on the screen; used only where the selection is too large to send one by one.
    """
    dataset = catalogue.dataset(view.dataset)
    labels = labels_of(dataset)
    reports = catalogue.reports(view)
    axis = axis_of(dataset.first_day, dataset.last_day)
    weapons = (*WEAPONS, NOT_STATED)
    columns = strike_columns(matching(reports, view), axis, weapons, labels, viewport)
    return {
        "axis": {
            "first": axis.first.isoformat(), "last": axis.last.isoformat(), "bin_days": axis.bin_days,
            "ticks": [_tick(tick) for tick in dataset.settings.get("ticks", [])],
        },
        "weapons": list(weapons),
        "weapon_words": [labels.of("weapon", each) for each in weapons],
        "grades": list(GRADES),
        "grade_words": [labels.of("grade", each) for each in GRADES],
        "in_dataset": len(reports),
        **columns,
    }  # fmt: skip


def _tick(tick: dict[str, Any]) -> dict[str, str]:
    return {"day": str(tick["day"]), "label": str(tick["label"]), "detail": str(tick.get("detail", ""))}
