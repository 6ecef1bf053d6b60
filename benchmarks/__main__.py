"""Print every figure of docs/benchmarks.md again: `make bench`. Times are ratios against a rival measured in the same run.

`python -m benchmarks map pictures films analysis` measures only the groups named.
"""

from __future__ import annotations

import platform
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from playwright.sync_api import Browser, Frame, Page, sync_playwright

from benchmarks.analysis import chart_rows, page_rows
from benchmarks.motion import motion_rows
from benchmarks.pictures import picture_rows
from benchmarks.sizes import RIVAL_REPORTS, SIZES
from tests import chromium
from tests.browser.server import running
from ui.datasets import DATA

SIZE = {"width": 1440, "height": 900}
DRAG_FRAMES = 180
RIVAL_STEPS = 6
RELEASES = 15
FIRST_MAPS = 7

Row = tuple[str, str, str]


def percentile(values: list[float], part: int) -> float:
    """A percentile of the measured values."""
    return float(np.percentile(values, part))


def spread(values: list[float]) -> str:
    """Median and 95th percentile, in milliseconds."""
    return f"p50 {percentile(values, 50):.1f} ms, p95 {percentile(values, 95):.1f} ms (n = {len(values)})"


@contextmanager
def page_of(browser: Browser, address: str) -> Iterator[Page]:
    """A fresh page, as a new visitor has it."""
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    page.set_default_timeout(120_000)
    page.goto(address)
    yield page
    context.close()


def frame_of(page: Page, selector: str, ready: str) -> Frame:
    """The frame of a map, once the expression `ready` of its window `w` is true."""
    # asked of the page, not of the frame: a frame that is still on its way to its address may lose the question
    page.wait_for_function(
        f"() => {{ const w = document.querySelector('{selector}')?.contentWindow; return Boolean(w && w.document.body && {ready}); }}"
    )
    return page.locator(selector).element_handle().content_frame()


OURS = ".st-key-map_frame iframe"
OURS_READY = "w.strikemap && w.strikemap.whole"

SETTLED = "[data-testid=stDataFrame]"
"""The sortable table is the last thing that a page makes."""

DRAG = """async (frames) => {
  const handle = document.querySelectorAll('[role=slider]')[1];
  const box = handle.getBoundingClientRect();
  const y = box.top + box.height / 2, x0 = box.left + box.width / 2;
  const send = (type, x) => handle.dispatchEvent(new PointerEvent(type, {
    bubbles: true, cancelable: true, pointerId: 1, isPrimary: true, button: 0, buttons: 1, clientX: x, clientY: y}));
  const frame = () => new Promise(requestAnimationFrame);
  const width = innerWidth * 0.7, times = [], seen = new Set();
  send('pointerdown', x0);
  let before = await frame();
  for (let k = 0; k < frames; k++) {
    const part = Math.abs(((k / frames) * 4) % 2 - 1);
    send('pointermove', x0 - width * (1 - part));
    const now = await frame();
    times.push(now - before); before = now; seen.add(strikemap.to);
  }
  send('pointerup', x0);
  return {times, days: seen.size, work: strikemap.frames().slice(-frames)};
}"""


def drag_rows(browser: Browser, address: str, dataset: str, title: str) -> tuple[list[Row], float]:
    """Frame times while the last handle is dragged over the timeline and back, twice; and the drawing in a frame alone."""
    with page_of(browser, f"{address}/?dataset={dataset}" if dataset else address) as page:
        frame = frame_of(page, OURS, OURS_READY)
        page.wait_for_selector(SETTLED)
        measured = frame.evaluate(DRAG, DRAG_FRAMES)
    rows = [
        (f"drag, {title}: from frame to frame", spread(measured["times"]), f"{measured['days']} different days shown"),
        (f"drag, {title}: drawing alone", spread(measured["work"]), "what a frame costs; the rest is waiting for the screen"),
    ]
    return rows, percentile(measured["work"], 95)


def rival_drag(browser: Browser, address: str) -> tuple[Row, float]:
    """Seconds per step of the same drag with the map rebuilt through st_folium."""
    times: list[float] = []
    with page_of(browser, f"{address}/?map=slider") as page:
        frame_of(page, "iframe", "w.map && w.document.querySelectorAll('path').length > 1000 && (w.counted = true)")
        slider = page.locator("input[type=range]")
        for _ in range(RIVAL_STEPS):
            before = page.get_by_text("shown until").inner_text()
            slider.focus()
            start = time.perf_counter()
            page.keyboard.press("ArrowLeft")
            _wait_for_new_map(page, before)
            times.append((time.perf_counter() - start) * 1000)
    return (f"rival: map rebuilt by st_folium, {RIVAL_REPORTS:,} reports", spread(times), "a step of the slider"), percentile(times, 50)


def _wait_for_new_map(page: Page, before: str) -> None:
    """Wait until the caption names another day and the frame that answers it has drawn its circles."""
    page.wait_for_function(
        """(before) => {
          const caption = [...document.querySelectorAll('[data-testid=stCaptionContainer]')].find((each) => each.innerText.includes('shown until'));
          const frames = [...document.querySelectorAll('iframe')];
          const inner = frames.length === 1 && frames[0].contentWindow;
          if (!caption || caption.innerText === before || !inner || !inner.map || inner.counted) return false;
          return inner.document.querySelectorAll('path').length > 500 && (inner.counted = true);
        }""",
        arg=before,
    )


def release_row(browser: Browser, address: str) -> Row:
    """From the release of a handle to the summary and list of the new days."""
    times: list[float] = []
    with page_of(browser, address) as page:
        frame = frame_of(page, OURS, OURS_READY)
        page.wait_for_selector(SETTLED)
        handle = frame.get_by_role("slider").nth(1)
        for step in range(RELEASES):
            handle.focus()
            before = page.locator(".sm-title").inner_text()
            start = time.perf_counter()
            page.keyboard.press("ArrowLeft" if step < RELEASES - 1 else "End")
            page.wait_for_function(f"document.querySelector('.sm-title').innerText !== {before!r}")
            times.append((time.perf_counter() - start) * 1000)
    return ("release to list updated, shipped data", spread(times), "holds a 150 ms wait for the last change")


def first_map(browser: Browser, address: str, selector: str, ready: str) -> list[float]:
    """From a new visitor's request to the first map, on a warm server."""
    times: list[float] = []
    for _ in range(FIRST_MAPS):
        start = time.perf_counter()
        with page_of(browser, address) as page:
            frame_of(page, selector, ready)
            times.append((time.perf_counter() - start) * 1000)
    return times


def bytes_row(browser: Browser, address: str) -> Row:
    """Bytes over the wire to the first map, beyond what Streamlit itself and its components send."""
    sent: dict[str, int] = {}
    context = browser.new_context(viewport=SIZE)
    page = context.new_page()
    page.on("requestfinished", lambda request: sent.update({request.url: request.sizes()["responseBodySize"]}))
    page.goto(address)
    frame_of(page, OURS, OURS_READY)
    page.wait_for_load_state("networkidle")
    ours = {url: size for url, size in sent.items() if "/strikemap/" in url}
    context.close()
    largest = max(ours, key=ours.__getitem__)
    name = largest.rsplit("/", 1)[-1].split("?")[0]
    return ("bytes to the first map", f"{sum(ours.values()) / 1e6:.2f} MB in {len(ours)} files", f"largest: {name}")


def measured(browser: Browser, ours: str, rival: str) -> list[Row]:
    """All rows of the table."""
    rows: list[Row] = []
    found, shipped_ms = drag_rows(browser, ours, "", "shipped data")
    rows += found
    for size in SIZES:
        rows += drag_rows(browser, ours, f"synthetic-{size}", f"{size:,} synthetic reports")[0]
    row, rival_ms = rival_drag(browser, rival)
    rows += [row, ("rival's median step / our p95 drawing on shipped data", f"{rival_ms / shipped_ms:.0f} times", "goal: at least 100")]
    rows.append(release_row(browser, ours))
    bare = first_map(browser, f"{rival}/?map=bare", "iframe", "w.map && w.document.querySelectorAll('path').length > 50")
    first = first_map(browser, ours, OURS, OURS_READY)
    rows += [
        ("first map, ours", spread(first), "warm server, new visitor"),
        ("first map, rival: bare st_folium with the same polygons", spread(bare), "warm server, new visitor"),
        ("first map, ours / rival", f"{percentile(first, 50) / percentile(bare, 50):.2f} times", "goal: at most 1.5"),
        bytes_row(browser, ours),
    ]
    return rows


def table(rows: list[Row]) -> str:
    """The rows as a Markdown table."""
    lines = [f"| {' | '.join(row)} |" for row in (("what", "measured", "note"), ("---", "---", "---"), *rows)]
    return "\n".join(lines)


def with_browser(work: Callable[[Browser], None]) -> None:
    """Start Chromium as the tests do."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find(), args=chromium.ARGS)
        print(f"Chromium {browser.version} without GPU, {platform.machine()}, Python {platform.python_version()}\n")
        work(browser)
        browser.close()


def map_group() -> None:
    """The map and its timeline, in a browser."""
    with (
        tempfile.TemporaryDirectory() as folder,
        running(Path(folder) / "ours.txt", app="benchmarks/app.py", environment={"PYTHONPATH": "."}) as ours,
        running(Path(folder) / "rival.txt", app="benchmarks/rival_app.py", environment={"PYTHONPATH": "."}) as rival,
    ):
        with_browser(lambda browser: print(table(measured(browser, ours, rival))))


def pictures_group() -> None:
    """Stills."""
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "ours.txt") as ours:
        print(table(picture_rows(DATA, ours, chromium.find(), chromium.ARGS, Path(folder))))


def films_group() -> None:
    """Films."""
    print(table(motion_rows(DATA)))


def analysis_group() -> None:
    """The analyst's pages and charts."""
    print(table(chart_rows(DATA)))
    with tempfile.TemporaryDirectory() as folder, running(Path(folder) / "ours.txt") as ours:
        with_browser(lambda browser: print(table(page_rows(browser, ours))))


GROUPS = {"map": map_group, "pictures": pictures_group, "films": films_group, "analysis": analysis_group}


def main(chosen: Sequence[str]) -> None:
    """Measure and print the groups named, or all."""
    for name in chosen or GROUPS:
        print(f"\n## {name}\n")
        GROUPS[name]()


if __name__ == "__main__":
    main(sys.argv[1:])
