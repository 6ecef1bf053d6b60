"""Find Chromium, or get it where there is none: `python -m tests.chromium` prints its path."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

ARGS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
"""How the tests start it: without a screen or a graphics card, and without calls of its own to anywhere."""

ALONE = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
"""With this, no host but this machine can be reached, by name or by number."""


def find() -> str | None:
    """The path of an installed Chromium, or None. The environment variable CHROMIUM names one by hand."""
    if named := os.environ.get("CHROMIUM"):
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _of_playwright()


def _of_playwright() -> str | None:
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only the tests have it

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if path and Path(path).exists() else None


def get() -> None:
    """Install Chromium: Debian's package where we may, Playwright's own build elsewhere."""
    if shutil.which("apt-get") and os.geteuid() == 0:
        subprocess.run(["apt-get", "update", "-qq"], check=True)
        subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], check=True)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


def main() -> int:
    """Make sure that there is a Chromium; print its path."""
    if find() is None:
        get()
    path = find()
    print(path or "No Chromium could be installed. Install it by hand and name it in CHROMIUM=/path/to/chromium.")  # noqa: T201
    return 0 if path else 1


if __name__ == "__main__":
    raise SystemExit(main())
