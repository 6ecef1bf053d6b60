"""A place in a region that has no words."""

from collections.abc import Iterator

from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.dataset import Dataset
from strikemap.model.problems import Problem


class UnknownRegion(DatasetDefect):
    """A place names a region that dataset.toml has no words for."""

    title = "A region without words"
    description = "A place names a region that [labels.region] of dataset.toml does not know."
    remedy = "Correct the region id, or add its words to [labels.region] of dataset.toml."

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every region of a place that is not declared; a place without a region is none."""
        known = dataset.settings.get("labels", {}).get("region", {})
        named = dataset.places["region_ids"].str.split(";").explode()
        for position, value in named[(named != "") & ~named.isin(list(known))].items():
            message = "[labels.region] of dataset.toml has no words for this region."
            yield cls.problem("places.csv", message, position=int(str(position)), column="region_ids", value=value)
