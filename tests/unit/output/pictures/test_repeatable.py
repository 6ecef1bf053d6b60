"""The same question gives the same bytes, in another process, in another order, beside other drawings."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from strikemap.output.pictures.compose import make_picture
from strikemap.output.pictures.spec import PictureSpec
from strikemap.query.view import View
from tests.unit.output.pictures.drawn import CLUSTER, SQUARE, catalogue, file

ROOT = Path(__file__).parents[4]
KINDS = ("png", "svg", "pdf", "webp")
PROGRAM = """
import hashlib
from tests.unit.output.pictures.drawn import file
for kind in ("png", "svg", "pdf", "webp"):
    print(kind, hashlib.sha256(file(kind)).hexdigest())
"""


@pytest.fixture(scope="module")
def two_processes() -> list[str]:
    """What two fresh processes say of the same pictures, which order their sets differently."""
    return [
        subprocess.run(
            [sys.executable, "-c", PROGRAM], cwd=ROOT, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "4711")
    ]  # fmt: skip


def test_two_processes_draw_the_same_bytes(two_processes: list[str]) -> None:
    assert two_processes[0] == two_processes[1]
    assert len(two_processes[0].splitlines()) == len(KINDS)


def test_so_does_this_one(two_processes: list[str]) -> None:
    here = "".join(f"{kind} {hashlib.sha256(file(kind)).hexdigest()}\n" for kind in KINDS)
    assert here == two_processes[0]


def test_pictures_drawn_at_the_same_time_do_not_change_each_other() -> None:
    views = [CLUSTER, View(weapon=("drone",)), View(grade=("weak",), names="local"), View(colour="weapon", lat=39.8, lon=46.7, zoom=9.5)]

    def draw(view: View) -> bytes:
        return make_picture(catalogue(), view, PictureSpec(size="900x700")).encoded("png")

    alone = [draw(view) for view in views]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(draw, views * 2))
    assert together == alone * 2


@pytest.mark.parametrize("change", [{"title": "Another title"}, {"credit": "Another credit"}, {"style": "broadsheet"}])
def test_another_question_gives_another_code_and_other_bytes(change: dict[str, str]) -> None:
    other = make_picture(catalogue(), CLUSTER, SQUARE.but(**change))
    assert other.facts.code != make_picture(catalogue(), CLUSTER, SQUARE).facts.code
    assert other.encoded("png") != file("png")
