"""A value outside the vocabulary."""

from strikemap.model.checks.defect import RowDefect


class UnknownValue(RowDefect):
    """A cell holds a word that is not among those its column may hold."""

    title = "A value outside the vocabulary"
    description = "A cell holds a word that is not among those its column may hold."
    message = "this is none of the words for {meaning}: {allowed}."
    remedy = "Use one of them; a new word belongs into strikemap/model/vocabulary.py first."
