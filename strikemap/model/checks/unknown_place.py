"""A claim about a place that is not in the gazetteer."""

from collections.abc import Iterator

from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.dataset import Dataset
from strikemap.model.problems import Problem


class UnknownPlace(DatasetDefect):
    """A claim names a place that places.csv does not hold, so its report has no point."""

    title = "A place that is not in the gazetteer"
    description = "A claim names a place that places.csv does not hold, so its report has no point on the map."
    remedy = "Correct the place id, or add the place to places.csv."

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every claim of the attribute place whose value is no place id; none where places.csv could not be read."""
        if not dataset.is_readable("places"):
            return
        named = dataset.claims[dataset.claims["attribute"] == "place"]["value"]
        for position, value in named[~named.isin(dataset.places["place_id"])].items():
            message = "places.csv has no usable row with this place_id."
            yield cls.problem("claims.csv", message, position=int(str(position)), column="value", value=value)
