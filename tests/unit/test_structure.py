"""How the house is built, as far as a test can tell."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent


def modules_of_the_library() -> list[str]:
    files = sorted((ROOT / "strikemap").rglob("*.py"))
    names = [".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files]
    return [name.removesuffix(".__init__") for name in names if not name.endswith("__main__")]


def test_the_library_never_loads_streamlit() -> None:
    loads = "; ".join(f"import {name}" for name in modules_of_the_library())
    code = f"{loads}; import sys; print('streamlit' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("wing", ["model", "query"])
def test_what_is_known_and_what_is_asked_know_nothing_of_drawing(wing: str) -> None:
    for file in (ROOT / "strikemap" / wing).rglob("*.py"):
        assert not re.search(r"^\s*(import|from) (folium|branca|matplotlib|strikemap\.output)", file.read_text(), re.MULTILINE), file


def test_the_model_does_not_look_to_its_right() -> None:
    for file in (ROOT / "strikemap" / "model").rglob("*.py"):
        assert "from strikemap.query" not in file.read_text(), file


def test_every_module_opens_with_a_sentence() -> None:
    for folder in ("strikemap", "ui", "pages", "benchmarks"):
        for file in (ROOT / folder).rglob("*.py"):
            assert file.read_text(encoding="utf-8").startswith('"""'), file


def test_every_path_that_the_structure_page_names_exists() -> None:
    text = (ROOT / "docs" / "structure.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:strikemap|ui|pages|data|docs|tests)/[\w/.-]*)`", text)
    assert named
    assert [path for path in named if not (ROOT / path).exists()] == []
