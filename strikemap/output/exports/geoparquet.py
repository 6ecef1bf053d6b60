"""GeoParquet: the reports as typed columns with points, for analysis."""

from __future__ import annotations

import io
from typing import Final

import pyarrow as pa
import pyarrow.parquet as pq

from strikemap.output.exports.export import Content, Export
from strikemap.output.exports.tables import points

METADATA_PREFIX: Final = "strikemap."


def geoparquet_bytes(content: Content) -> bytes:
    """A GeoParquet file; what the export says of itself is its key-value metadata, each key with METADATA_PREFIX."""
    plain = io.BytesIO()
    points(content.rows).to_parquet(plain, index=False)
    table = pq.read_table(pa.BufferReader(plain.getbuffer()))
    said = {METADATA_PREFIX + name: words for name, words in content.about.said().items()}
    sink = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata({**(table.schema.metadata or {}), **said}), sink)
    return bytes(sink.getvalue())


EXPORT = Export(
    name="geoparquet",
    title="GeoParquet",
    help="Typed columns and points for pandas, DuckDB, R; holds any number of reports.",
    suffix="parquet",
    media_type="application/vnd.apache.parquet",
    function=geoparquet_bytes,
)
