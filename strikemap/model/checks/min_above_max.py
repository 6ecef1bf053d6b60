"""A least number above the greatest."""

from strikemap.model.checks.defect import RowDefect


class MinAboveMax(RowDefect):
    """value_min of a claim is above its value_max."""

    title = "A least number above the greatest"
    description = "value_min of a claim is above its value_max."
    message = "the least number is above the greatest."
    remedy = "Exchange them, or blank the end that the source leaves open."
