"""A coordinate outside the world."""

from strikemap.model.checks.defect import RowDefect


class CoordinateOutsideWorld(RowDefect):
    """A latitude is outside -90..90 or a longitude outside -180..180."""

    title = "A coordinate outside the world"
    description = "A latitude is outside -90..90 or a longitude outside -180..180."
    remedy = "Give degrees WGS84, latitude and longitude each in its own column; metres of another projection have to be converted."

    @classmethod
    def message(cls, meaning: str, allowed: tuple[str, ...]) -> str:
        """What is wrong with the cell."""
        return "this lies outside the world."
