"""Columns that do not fit."""

from strikemap.model.checks.defect import Defect


class WrongColumns(Defect):
    """The header of a table lacks a column, has one twice or has one that no schema knows."""

    title = "Columns that do not fit"
    description = "The header of a table lacks a column, has one twice or has one that no schema knows."
    remedy = "Compare the header with strikemap/model/schema.py."
