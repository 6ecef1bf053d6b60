"""A row with too few or too many cells."""

from strikemap.model.checks.defect import RowDefect


class WrongNumberOfCells(RowDefect):
    """A row does not have as many cells as the header, so no cell of it can be trusted."""

    title = "A row with too few or too many cells"
    description = "A row does not have as many cells as the header, so no cell of it can be trusted."
    message = "the row does not have as many cells as the header."
    remedy = "Look for a comma or a quotation mark that is missing or too many."
