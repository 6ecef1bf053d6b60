"""A blank where a value is required."""

from strikemap.model.checks.defect import RowDefect


class BlankRequired(RowDefect):
    """A cell that every row has to fill is blank."""

    title = "A blank where a value is required"
    description = "A cell that every row has to fill is blank."
    remedy = "Fill the cell, or take the row out."

    @classmethod
    def message(cls, meaning: str, allowed: tuple[str, ...]) -> str:
        """What is wrong with the cell."""
        return f"the cell is blank; it has to hold {meaning}."
