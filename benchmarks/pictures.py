"""Stills against their rivals: a plain matplotlib and geopandas plot of the same layers, and a browser's screenshot from cold."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.figure import Figure
from PIL import Image

from benchmarks.sizes import LARGEST
from benchmarks.synthetic import synthetic
from strikemap.catalogue import Catalogue
from strikemap.model.dataset import load_dataset
from strikemap.output.pictures.publish import publish
from strikemap.output.pictures.spec import PictureSpec
from strikemap.query.view import View

Row = tuple[str, str, str]

ROUNDS = 7
SIZE = (1600, 900)
SCALE = 2
MERCATOR = "EPSG:3857"

SCREENSHOT = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    browser = playwright.chromium.launch(executable_path=sys.argv[2], args=sys.argv[4:])
    page = browser.new_page(viewport={'width': 1600, 'height': 900}, device_scale_factor=2)
    page.goto(sys.argv[1])
    page.wait_for_function("() => { const w = document.querySelector('.st-key-map_frame iframe')?.contentWindow; return w && w.strikemap && w.strikemap.whole; }")
    page.screenshot(path=sys.argv[3])
    browser.close()
"""


def seconds(work: Callable[[], object], rounds: int = ROUNDS) -> float:
    """Median time of some rounds, after one that warms up."""
    work()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return float(np.median(times))


def plain_plot(folder: Path) -> bytes:
    """The rival: the same layers and reports, plotted by geopandas on matplotlib, without names, legend or words."""
    settings = load_settings(folder)
    figure = Figure(figsize=(SIZE[0] / 100, SIZE[1] / 100), dpi=100 * SCALE)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    for layer in settings:
        path = folder / layer["file"]
        if layer["kind"] == "relief":
            west, south, east, north = layer["bounds"]
            low, high = (shapely.get_coordinates(gpd.GeoSeries.from_xy([x], [y], crs=4326).to_crs(MERCATOR).values)[0] for x, y in ((west, south), (east, north)))
            axes.imshow(np.asarray(Image.open(path)), extent=(low[0], high[0], low[1], high[1]), alpha=0.2)
            continue
        table = gpd.read_file(path).to_crs(MERCATOR)
        if layer["kind"] in ("land", "water", "regions", "outline"):
            table.plot(ax=axes, facecolor="none" if layer["kind"] != "land" else "#f1ece2", edgecolor="#938a7b", linewidth=0.8)
        else:
            table.plot(ax=axes, color="#7a1f25" if layer["kind"] == "strikes" else "#6a6154", markersize=12 if layer["kind"] == "strikes" else 2)
    low, high = (shapely.get_coordinates(gpd.GeoSeries.from_xy([x], [y], crs=4326).to_crs(MERCATOR).values)[0] for x, y in ((43.5, 38.4), (50.5, 41.4)))
    axes.set_xlim(low[0], high[0])
    axes.set_ylim(low[1], high[1])
    out = BytesIO()
    figure.savefig(out, format="png", dpi=100 * SCALE)
    return out.getvalue()


def load_settings(folder: Path) -> list[dict]:
    """The layers shown by default."""
    return [layer for layer in load_dataset(folder).settings["layers"] if layer.get("shown", True)]


def screenshot_seconds(address: str, chromium: str, arguments: list[str], out: Path) -> float:
    """From cold: a browser started, the map page loaded until the map is whole, a screenshot taken."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", SCREENSHOT, address, chromium, str(out), *arguments], check=True)
    return time.perf_counter() - start


def picture_rows(folder: Path, address: str, chromium: str, arguments: list[str], scratch: Path) -> list[Row]:
    """All rows about stills."""
    catalogue = Catalogue(load_dataset(folder))
    catalogue.add(*synthetic(catalogue.dataset(), LARGEST))
    spec = PictureSpec(size=f"{SIZE[0]}x{SIZE[1]}")
    ours = seconds(lambda: publish(catalogue, View(), spec, "png", SCALE))
    plain = seconds(lambda: plain_plot(folder))
    shot = screenshot_seconds(address, chromium, arguments, scratch / "shot.png")
    many = seconds(lambda: publish(catalogue, View(dataset=f"synthetic-{LARGEST}"), spec, "png", SCALE), 3)
    kinds = {kind: seconds(lambda kind=kind: publish(catalogue, View(), spec, kind), 3) for kind in ("svg", "pdf", "webp")}
    return [
        ("PNG 1600 x 900 at 2x, shipped data", f"{ours:.2f} s", "names, legend, timeline, record; warm process"),
        ("rival: plain matplotlib and geopandas plot of the same layers", f"{plain:.2f} s", "no names, no legend, no words"),
        ("ours / plain plot", f"{ours / plain:.2f} times", "goal: at most 1"),
        ("rival: screenshot of the map page, browser from cold", f"{shot:.2f} s", "server already warm"),
        ("screenshot / ours", f"{shot / ours:.1f} times", "goal: at least 3"),
        (f"PNG of {LARGEST:,} synthetic reports / shipped", f"{many / ours:.2f} times", f"{many:.2f} s; goal: at most 2"),
        *((f"{kind.upper()} 1600 x 900, shipped data", f"{found:.2f} s", "") for kind, found in kinds.items()),
    ]
