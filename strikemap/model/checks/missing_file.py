"""A file that is missing."""

from strikemap.model.checks.defect import Defect


class MissingFile(Defect):
    """A table, layer or image that the dataset needs is not in its folder."""

    title = "A file that is missing"
    description = "A table, layer or image that the dataset needs is not in its folder."
    remedy = "Take it from a fresh copy of the project, or make it again with: python -m strikemap build data --basemap"
