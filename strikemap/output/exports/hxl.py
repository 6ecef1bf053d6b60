"""CSV with the hashtags of the Humanitarian Exchange Language in its second row (hxlstandard.org)."""

from __future__ import annotations

from strikemap.output.exports.columns import COLUMNS
from strikemap.output.exports.comma_separated import TAIL, csv_bytes
from strikemap.output.exports.export import Content, Export

HASHTAGS = {each.name: each.hashtag for each in COLUMNS} | TAIL


def hxl_bytes(content: Content) -> bytes:
    """The rows as CSV with the row of hashtags under the names."""
    return csv_bytes(content, second_row=HASHTAGS)


EXPORT = Export(
    name="hxl",
    title="HXL CSV",
    help="The same CSV with a row of hashtags, for humanitarian tools.",
    suffix="hxl.csv",
    media_type="text/csv; charset=utf-8",
    function=hxl_bytes,
    has_raw=True,
)
