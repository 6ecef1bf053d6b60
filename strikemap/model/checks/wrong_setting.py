"""A setting that does not fit."""

from strikemap.model.checks.defect import Defect


class WrongSetting(Defect):
    """An entry of dataset.toml lacks a key or holds something that cannot be used."""

    title = "A setting that does not fit"
    description = "An entry of dataset.toml lacks a key or holds something that cannot be used."
    remedy = "Compare it with docs/structure.md."
