"""A number that cannot be read."""

from strikemap.model.checks.defect import RowDefect


class NotANumber(RowDefect):
    """A cell that has to hold a number holds something else."""

    title = "A number that cannot be read"
    description = "A cell that has to hold a number holds something else."
    remedy = "Write figures only, with a point before decimals; leave the cell blank where no number is stated."

    @classmethod
    def message(cls, meaning: str, allowed: tuple[str, ...]) -> str:
        """What is wrong with the cell."""
        return f"this is no number we can read; the column holds {meaning}."
