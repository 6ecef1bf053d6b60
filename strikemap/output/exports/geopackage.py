"""GeoPackage: the reports as a layer of points, one SQLite file, for GIS."""

from __future__ import annotations

import io
import threading
from typing import Final

import pyogrio

from strikemap.output.exports.export import Content, Export
from strikemap.output.exports.tables import points

LAYER: Final = "reports"

NO_CLOCK: Final = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}
"""GDAL writes the moment of writing into the file; a fixed one keeps the same View the same bytes."""

_one_at_a_time = threading.Lock()


def geopackage_bytes(content: Content) -> bytes:
    """A GeoPackage with the layer `reports`; what the export says of itself is the metadata of the file and of the layer.

    Days are dates. The same View gives the same bytes with the same versions of GDAL and SQLite.
    """
    file = io.BytesIO()
    said = content.about.said()
    # the setting belongs to the whole process
    with _one_at_a_time:
        pyogrio.set_gdal_config_options(NO_CLOCK)
        try:
            pyogrio.write_dataframe(
                points(content.rows), file, driver="GPKG", layer=LAYER, geometry_type="Point", use_arrow=True,
                dataset_metadata=said, layer_metadata=said, DESCRIPTION=content.about.title,
            )  # fmt: skip
        finally:
            pyogrio.set_gdal_config_options(dict.fromkeys(NO_CLOCK))
    return file.getvalue()


EXPORT = Export(
    name="geopackage",
    title="GeoPackage",
    help="A layer of points in one file, for QGIS and other GIS; holds any number of reports.",
    suffix="gpkg",
    media_type="application/geopackage+sqlite3",
    function=geopackage_bytes,
)
