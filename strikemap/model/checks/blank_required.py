"""A blank where a value is required."""

from strikemap.model.checks.defect import RowDefect


class BlankRequired(RowDefect):
    """A cell that every row has to fill is blank."""

    title = "A blank where a value is required"
    description = "A cell that every row has to fill is blank."
    message = "the cell is blank; it has to hold {meaning}."
    remedy = "Fill the cell, or take the row out."
