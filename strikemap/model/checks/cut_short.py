"""A file that is cut short."""

from strikemap.model.checks.defect import Defect


class CutShort(Defect):
    """A file ends in the middle; what is left of it cannot be trusted and is not used."""

    title = "A file that is cut short"
    description = "A file ends in the middle; what is left of it cannot be trusted and is not used."
    remedy = "Take it from a fresh copy of the project."
