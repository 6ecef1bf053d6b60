"""What all tests share: the shipped dataset, and the folder of facts beside the checkout."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, sync_playwright

from strikemap.model.dataset import Dataset, load_dataset
from tests import chromium

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


@pytest.fixture(scope="session")
def profile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """One Chromium for all tests, with every host but our own out of reach; its pages share the files they load.

    There can be no second Playwright beside it in one process.
    """
    with sync_playwright() as playwright:
        found = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("profile"), executable_path=chromium.find(), args=[*chromium.ARGS, chromium.ALONE]
        )
        yield found
        found.close()


@pytest.fixture(scope="session")
def browser(profile: BrowserContext) -> Browser:
    """The same Chromium, for pages that share nothing with others."""
    assert profile.browser is not None
    return profile.browser
