"""A least number above the greatest."""

from strikemap.model.checks.defect import RowDefect


class MinAboveMax(RowDefect):
    """value_min of a claim is above its value_max."""

    title = "A least number above the greatest"
    description = "value_min of a claim is above its value_max."
    remedy = "Exchange them, or blank the end that the source leaves open."

    @classmethod
    def message(cls, meaning: str, allowed: tuple[str, ...]) -> str:
        """What is wrong with the cell."""
        return "the least number is above the greatest."
