"""A number that cannot be read."""

from strikemap.model.checks.defect import RowDefect


class NotANumber(RowDefect):
    """A cell that has to hold a number holds something else."""

    title = "A number that cannot be read"
    description = "A cell that has to hold a number holds something else."
    message = "this is no number we can read; the column holds {meaning}."
    remedy = "Write figures only, with a point before decimals; leave the cell blank where no number is stated."
