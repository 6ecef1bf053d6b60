"""A repeat that does not repeat: it differs from its original in report, attribute or claimant."""

from collections.abc import Iterator

from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.dataset import Dataset
from strikemap.model.events import root_claims
from strikemap.model.problems import Problem

SAME = ("event_id", "attribute", "claimant")
"""What a repeat shares with its original."""


class UnlikeItsOriginal(DatasetDefect):
    """A claim is marked as a repeat of one that says something else, so a voice would be lost."""

    title = "A repeat that does not repeat"
    description = "A claim is marked as a repeat of one with another report, attribute or claimant, or of itself: a voice would be lost."
    remedy = "Correct origin_claim_id, or blank it where the claim stands on its own."

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every repeat whose original differs in what the two have to share, or that leads back to itself."""
        claims = dataset.claims
        repeats = claims[claims["origin_claim_id"].isin(claims["claim_id"])]
        originals = claims.set_index("claim_id").loc[root_claims(claims).loc[repeats.index]]
        for column in SAME:
            differ = repeats[column].to_numpy() != originals[column].to_numpy()
            for position, repeat in repeats[differ].iterrows():
                message = f"its original {repeat['origin_claim_id']} has another {column}."
                yield cls.problem(
                    "claims.csv", message, position=int(str(position)), column=column, value=repeat[column]
                )
        in_circle = originals["origin_claim_id"].isin(claims["claim_id"]).to_numpy()
        for position, repeat in repeats[in_circle].iterrows():
            message = "its chain of originals leads back to itself, so none of them is the original."
            yield cls.problem(
                "claims.csv",
                message,
                position=int(str(position)),
                column="origin_claim_id",
                value=repeat["origin_claim_id"],
            )
