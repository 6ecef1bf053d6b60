"""A date that cannot be read."""

from strikemap.model.checks.defect import RowDefect


class ImpossibleDate(RowDefect):
    """A cell holds no date, or a day that the calendar does not have."""

    title = "A date that cannot be read"
    description = "A cell holds no date, or a day that the calendar does not have."
    message = "this is no date of the calendar that we can read."
    remedy = "Write a day as 2020-10-04, a month as 2020-10, a span as 2020-10-03/2020-10-04, an open end as two dots."
