"""The open datasets: a table that was handed over stays the one that is shown, and each answer is made once."""

from __future__ import annotations

import datetime as dt
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pandas as pd
import pytest

from strikemap import catalogue as module
from strikemap.catalogue import KEPT_TABLES, Catalogue
from strikemap.model.dataset import load_dataset
from strikemap.query.reports import reports_of
from strikemap.query.view import View
from tests.tiny import write_tiny

AT_ONCE = 4


def test_a_table_that_was_handed_over_stays_however_many_days_are_asked_for(tmp_path: Path) -> None:
    dataset = load_dataset(write_tiny(tmp_path / "tiny"))
    flat = reports_of(dataset, None).assign(words="as the sheet has it")
    catalogue = Catalogue(dataset)
    catalogue.add(dataset, flat)
    for number in range(KEPT_TABLES + 1):
        catalogue.reports(View(known=dt.date(2020, 10, 1) + dt.timedelta(days=number)))
    assert catalogue.reports(View()) is flat
    assert catalogue.reports(View(names="local")) is flat


def test_what_many_ask_for_at_the_same_time_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    all_ask, made = threading.Barrier(AT_ONCE), []

    def counting(*asked: object) -> pd.DataFrame:
        made.append(asked)
        return reports_of(*asked)

    monkeypatch.setattr(module, "reports_of", counting)
    catalogue = Catalogue(load_dataset(write_tiny(tmp_path / "tiny")))

    def ask(_: int) -> pd.DataFrame:
        all_ask.wait()
        return catalogue.reports(View())

    with ThreadPoolExecutor(AT_ONCE) as pool:
        tables = list(pool.map(ask, range(AT_ONCE)))
    assert len(made) == 1
    assert all(each is tables[0] for each in tables)


def test_what_could_not_be_made_is_tried_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    catalogue = Catalogue(load_dataset(write_tiny(tmp_path / "tiny")))
    with monkeypatch.context() as broken:
        broken.setattr(module, "reports_of", lambda *_: (_ for _ in ()).throw(OSError("the disk is full")))
        with pytest.raises(OSError, match="full"):
            catalogue.reports(View())
    assert len(catalogue.reports(View())) == 1


def test_a_word_in_a_story_or_a_style_gives_no_other_version(tmp_path: Path) -> None:
    folder = write_tiny(tmp_path / "tiny")
    first = load_dataset(folder).version
    for name in ("stories", "styles"):
        (folder / name).mkdir()
        (folder / name / "one.toml").write_text("# a comment\n")
    assert load_dataset(folder).version == first
