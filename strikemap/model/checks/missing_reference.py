"""An id that stands for nothing: a claim to a missing source, a repeat of a missing claim."""

from collections.abc import Iterator

import pandas as pd

from strikemap.model.checks.defect import DatasetDefect
from strikemap.model.dataset import Dataset
from strikemap.model.problems import Problem
from strikemap.model.schema import TABLES, Facts, facts_of


class MissingReference(DatasetDefect):
    """A cell names a row of another table that is not there."""

    title = "An id that stands for nothing"
    description = "A cell names a row of another table (a source, a claim, a place, a weapon) that is not there."
    remedy = "Correct the id, or add the row it names."

    @classmethod
    def find(cls, dataset: Dataset) -> Iterator[Problem]:
        """Every id, in every column that refers to another table, that is not in that table.

        A table that could not be read at all has been told of already; the ids that refer to it are passed over.
        """
        for schema in TABLES:
            for column, declared in schema.columns.items():
                facts = facts_of(declared)
                if facts.refers_to and dataset.is_readable(facts.refers_to.partition(".")[0]):
                    yield from cls._in_column(dataset, str(schema.name), column, facts)

    @classmethod
    def _in_column(cls, dataset: Dataset, table: str, column: str, facts: Facts) -> Iterator[Problem]:
        target, _, key = facts.refers_to.partition(".")
        named = _ids(dataset.table(table)[column], facts)
        missing = named[~named.isin(dataset.table(target)[key])]
        for position, value in missing.items():
            message = f"{target}.csv has no usable row with this {key}."
            yield cls.problem(f"{table}.csv", message, position=int(str(position)), column=column, value=value)


def _ids(cells: pd.Series, facts: Facts) -> pd.Series:
    """The ids of a column, one each; blanks name nothing."""
    ids = cells.str.split(";").explode().str.strip() if facts.kind == "list" else cells
    return ids[ids != ""]
