"""The datasets that this server has open: one catalogue for the pages and the routes beside them."""

from __future__ import annotations

import importlib
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool

from strikemap.catalogue import Catalogue
from strikemap.query.view import View

DATA = Path(__file__).parent.parent / "data"
"""The folder we ship; the environment variable STRIKEMAP_DATA names another one."""

HEAVY_IMPORTS = ("folium.plugins", "geopandas")
"""What the first visit would otherwise wait for. Not streamlit_folium itself: a component that is imported before the server
runs is never registered with it, and its frame answers 404."""


@cache
def open_catalogue() -> Catalogue:
    """The catalogue of this process."""
    return Catalogue.of_folder(Path(os.environ.get("STRIKEMAP_DATA", DATA)))


@asynccontextmanager
async def warmed(_: Any) -> AsyncIterator[None]:
    """Import and resolve before the first visitor comes, so that the first map is as fast as the second."""
    await run_in_threadpool(_warm)
    yield


def _warm() -> None:
    for name in HEAVY_IMPORTS:
        importlib.import_module(name)
    open_catalogue().reports(View())
