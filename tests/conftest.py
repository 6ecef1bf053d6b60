"""What all tests share: the shipped dataset, and the folder of facts beside the checkout."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from strikemap.model.dataset import Dataset, load_dataset

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder ../shared with the facts and the measurements the tests compare with.

    It does not come with the project; where it is absent its tests are skipped, but not on CI=true.
    """
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail("../shared is not beside the checkout, and CI has to run the tests that need it")
        pytest.skip("../shared is not beside the checkout")
    return folder


@pytest.fixture(scope="session")
def shipped() -> Dataset:
    """The dataset in data/; tests do not change it."""
    return load_dataset(ROOT / "data")
