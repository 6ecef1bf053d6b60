"""A number outside its range."""

from strikemap.model.checks.defect import RowDefect


class OutOfRange(RowDefect):
    """A number is smaller or greater than its column allows."""

    title = "A number outside its range"
    description = "A number is smaller or greater than its column allows."
    message = "this number is not possible for {meaning}."
    remedy = "Correct the number, or leave the cell blank where none is stated."
