"""A claim that was published before what it claims can have happened."""

from collections.abc import Iterator

from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.dataset import Dataset
from strikemap.model.events import resolve
from strikemap.model.problems import Problem
from strikemap.model.vocabulary import DENIAL


class PublishedTooEarly(DatasetDefect):
    """A claim carries a day of publication before the first day on which its report can have happened."""

    title = "A claim published before the strike"
    description = "A claim carries a day of publication before the first day on which its report can have happened."
    remedy = "Correct published_on, or the date claims of the report."

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every such claim but denials: a denial in general can be older than the strike it is held against."""
        claims = dataset.claims[dataset.claims["attribute"] != DENIAL]
        first = resolve(dataset.claims, dataset.places, None)["day_first"].reindex(claims["event_id"])
        early = (claims["published_on"].to_numpy() < first.to_numpy()).astype(bool)
        for position, published, earliest in zip(
            claims.index[early], claims.loc[early, "published_on"], first[early], strict=True
        ):
            message = f"its report happened on {earliest:%Y-%m-%d} at the earliest."
            yield cls.problem(
                "claims.csv", message, position=int(position), column="published_on", value=f"{published:%Y-%m-%d}"
            )
