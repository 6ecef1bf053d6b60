"""An id that stands twice."""

from strikemap.model.checks.defect import RowDefect


class DuplicateId(RowDefect):
    """Two rows of a table have the same id; the first one is used."""

    title = "An id that stands twice"
    description = "Two rows of a table have the same id; the first one is used."
    message = "another row above has the same id; the first one is used."
    remedy = "Give the row an id of its own, or take it out."
