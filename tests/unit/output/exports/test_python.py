"""Copy as Python: what stands in the comments never runs, and what runs gives the same rows."""

from __future__ import annotations

import ast
import dataclasses
import datetime as dt
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from strikemap.catalogue import Catalogue
from strikemap.output.exports.registry import find_export
from strikemap.output.exports.rows import export_rows
from strikemap.query.view import View
from tests.unit.output.exports.hostile import TEXTS, tiny_catalogue

PYTHON = find_export("python")
ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return tiny_catalogue(tmp_path_factory.mktemp("python") / "tiny")


def statements(content: bytes) -> list[str]:
    return [type(each).__name__ for each in ast.parse(content.decode()).body]


@pytest.mark.parametrize("text", TEXTS)
def test_words_from_data_never_become_code(text: str, tiny: Catalogue) -> None:
    plain = statements(PYTHON.export(tiny, View()))
    dataset = tiny.dataset()
    hostile = Catalogue(
        dataclasses.replace(
            dataset, title=text, settings=dataset.settings | {"credit": text, "notice": f"{text}\nimport os"}
        )
    )
    for view in (View(), View(q=text)):
        assert statements(PYTHON.export(hostile, view)) == plain


def test_the_snippet_gives_the_same_table_beside_the_folder(tmp_path: Path) -> None:
    catalogue = tiny_catalogue(tmp_path / "my data")
    view = View(first=dt.date(2020, 10, 4), known=dt.date(2020, 10, 20), names="azerbaijani")
    done = run(PYTHON.export(catalogue, view) + b"rows.to_pickle('rows.pickle')\n", tmp_path)
    assert "may be others" not in done
    pd.testing.assert_frame_equal(pd.read_pickle(tmp_path / "rows.pickle"), export_rows(catalogue, view))  # noqa: S301 - written above


def test_the_snippet_says_when_the_folder_holds_other_data(tmp_path: Path) -> None:
    content = PYTHON.export(tiny_catalogue(tmp_path / "tiny"), View())
    (tmp_path / "tiny" / "more.csv").write_text("a\n", encoding="utf-8")
    assert "its rows may be others" in run(content, tmp_path)


def run(content: bytes, folder: Path) -> str:
    (folder / "snippet.py").write_bytes(content)
    done = subprocess.run(
        [sys.executable, "snippet.py"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        env={"PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
