"""A derived file that is not what its inputs give."""

from collections.abc import Iterator

from strikemap.build.strikes import INPUTS, STRIKES, strikes_geojson
from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.dataset import Dataset
from strikemap.model.problems import Problem


class OutOfDate(DatasetDefect):
    """strikes.geojson is not, byte for byte, what the claims and places give."""

    title = "A derived file out of date"
    description = "strikes.geojson is not, byte for byte, what claims.csv and places.csv give."
    remedy = "Make it again with: python -m strikemap build data"

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """A problem where the file differs; a missing or broken one, or broken inputs, have been told of on reading."""
        if any(problem.file in (STRIKES, *INPUTS) for problem in dataset.problems):
            return
        file = dataset.folder / STRIKES
        if file.is_file() and file.read_bytes() != strikes_geojson(dataset):
            yield cls.problem(STRIKES, "it is not what claims.csv and places.csv give.")
