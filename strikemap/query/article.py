"""The assertions of the article behind a map: what it says or leaves open, who says it, and where the screen shows it."""

from __future__ import annotations

from dataclasses import dataclass

from strikemap.model.dataset import Dataset
from strikemap.model.dates import say_date


@dataclass(frozen=True)
class Assertion:
    """One assertion in our words.

    `claimant` is who asserts it, `hedge` how firmly, `mind` the usual mistake about it; `shown_at` is the address of the
    page that shows it.
    """

    id: str
    kind: str
    statement: str
    claimant: str
    hedge: str
    when: str
    place: str
    mind: str
    shown_at: str


def assertions(dataset: Dataset) -> list[Assertion]:
    """Every assertion, in the order of the article."""
    places = dict(zip(dataset.places["place_id"], dataset.places["name_english"], strict=True))
    rows = dataset.seed_claims.fillna("").astype(str).to_dict("records")
    return [
        Assertion(
            id=row["seed_id"], kind=row["kind"], statement=row["statement"], claimant=row["claimant"], hedge=row["hedge"],
            when=say_date(row["date"]) if row["date"] else "", place=places.get(row["place_id"], ""), mind=row["trap"],
            shown_at=row["shown_at"],
        )
        for row in rows
    ]  # fmt: skip


def shown_in(dataset: Dataset, section: str) -> list[Assertion]:
    """The assertions whose address ends in that section of a page ("#treaty")."""
    return [each for each in assertions(dataset) if each.shown_at.endswith(section)]


def about(dataset: Dataset, event_id: str) -> list[Assertion]:
    """The assertions whose address opens the card of that report."""
    return [each for each in assertions(dataset) if f"event={event_id}&" in f"{each.shown_at}&"]
