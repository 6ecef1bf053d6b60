"""A second reader's check of a claim that is not there."""

from collections.abc import Iterator

from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.dataset import Dataset
from strikemap.model.problems import Problem

MENDED = "mended"
"""Status of a check after which the claim was changed, or taken out because no page supports it."""


class CheckedButMissing(DatasetDefect):
    """A row of audit.csv says that a claim stands as checked, and there is no such claim."""

    title = "A check of a claim that is not there"
    description = (
        "A row of audit.csv checks a claim that claims.csv does not hold, and does not say that it was mended."
    )
    remedy = "Correct the claim id; where the claim was taken out, set the status to mended."

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every such row; a mended claim may have been taken out. None where claims.csv could not be read."""
        if not dataset.is_readable("claims"):
            return
        standing = dataset.audit.loc[dataset.audit["status"] != MENDED, "claim_id"]
        for position, value in standing[~standing.isin(dataset.claims["claim_id"])].items():
            message = "claims.csv has no usable row with this claim_id."
            yield cls.problem("audit.csv", message, position=int(str(position)), column="claim_id", value=value)
