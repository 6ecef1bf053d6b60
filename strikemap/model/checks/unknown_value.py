"""A value outside the vocabulary."""

from strikemap.model.checks.defect import RowDefect


class UnknownValue(RowDefect):
    """A cell holds a word that is not among those its column may hold."""

    title = "A value outside the vocabulary"
    description = "A cell holds a word that is not among those its column may hold."
    remedy = "Use one of them; a new word belongs into strikemap/model/vocabulary.py first."

    @classmethod
    def message(cls, meaning: str, allowed: tuple[str, ...]) -> str:
        """What is wrong with the cell."""
        return f"this is none of the words for {meaning}: {', '.join(allowed)}."
