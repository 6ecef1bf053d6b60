"""A file that cannot be read."""

from strikemap.model.checks.defect import Defect


class UnreadableFile(Defect):
    """A file is not of the kind that its name says."""

    title = "A file that cannot be read"
    description = "A file is not of the kind that its name says."
    remedy = "Save it again as the kind that its name says (tables: CSV in UTF-8), or take it from a fresh copy of the project."
