"""A row with too few or too many cells."""

from strikemap.model.checks.defect import RowDefect


class WrongNumberOfCells(RowDefect):
    """A row does not have as many cells as the header, so no cell of it can be trusted."""

    title = "A row with too few or too many cells"
    description = "A row does not have as many cells as the header, so no cell of it can be trusted."
    remedy = "Look for a comma or a quotation mark that is missing or too many."

    @classmethod
    def message(cls, meaning: str, allowed: tuple[str, ...]) -> str:
        """What is wrong with the cell."""
        return "the row does not have as many cells as the header."
