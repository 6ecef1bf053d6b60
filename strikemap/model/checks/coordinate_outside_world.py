"""A coordinate outside the world."""

from strikemap.model.checks.defect import RowDefect


class CoordinateOutsideWorld(RowDefect):
    """A latitude is outside -90..90 or a longitude outside -180..180."""

    title = "A coordinate outside the world"
    description = "A latitude is outside -90..90 or a longitude outside -180..180."
    message = "this lies outside the world."
    remedy = "Give degrees WGS84, latitude and longitude each in its own column; metres of another projection have to be converted."
