"""KML: one placemark per report, with the days it may have happened on as a TimeSpan."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from typing import Any, Final

import pandas as pd
from markupsafe import Markup, escape

from strikemap.model.dates import say_date
from strikemap.output.exports.columns import COLUMNS
from strikemap.output.exports.export import Content, Export
from strikemap.query.wording import Labels, labels_of, say_range

NAMESPACE: Final = "http://www.opengis.net/kml/2.2"
STYLE: Final = "report"
MOST_REPORTS: Final = 20_000
"""Beyond these the programs that read KML, which keep all of it as objects, become unusable."""


def kml_bytes(content: Content) -> bytes:
    """A KML 2.2 document. Every column stands as text in ExtendedData, where anything is stated; days are xsd:date.

    A report without a place is a placemark without a point. Balloons show HTML, so their text is escaped once more.
    """
    root = ET.Element("kml", xmlns=NAMESPACE)
    document = ET.SubElement(root, "Document")
    _add_text(document, "name", content.about.title)
    _add_text(document, "description", _paragraphs(content.about.said()))
    _add_style(document)
    _add_data(document, content.about.said())
    labels = labels_of(content.dataset)
    for row in _stated(content.rows):
        _add_placemark(document, row, labels)
    ET.indent(root, space="")
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _stated(rows: pd.DataFrame) -> list[dict[str, Any]]:
    """Each row as what is stated in it: days as date, numbers as Python numbers."""
    columns = {each.name: rows[each.name].tolist() for each in COLUMNS}
    return [
        {name: cell for name, cell in zip(columns, cells, strict=True) if not pd.isna(cell)}
        for cells in zip(*columns.values(), strict=True)
    ]


def _add_style(document: ET.Element) -> None:
    """Balloons show the description alone; without this, cells would be shown as HTML."""
    style = ET.SubElement(document, "Style", id=STYLE)
    balloon = ET.SubElement(style, "BalloonStyle")
    _add_text(balloon, "text", "$[description]")


def _add_placemark(document: ET.Element, row: dict[str, Any], labels: Labels) -> None:
    placemark = ET.SubElement(document, "Placemark")
    _add_text(placemark, "name", f"{say_date(row.get('occurred', ''))}, {row.get('place_name', 'place not stated')}")
    _add_text(placemark, "description", _paragraphs(_summary(row, labels)))
    span = ET.SubElement(placemark, "TimeSpan")
    for tag, column in (("begin", "day_first"), ("end", "day_last")):
        if column in row:
            _add_text(span, tag, f"{row[column]:%Y-%m-%d}")
    _add_text(placemark, "styleUrl", f"#{STYLE}")
    _add_data(placemark, {name: _written(cell) for name, cell in row.items()})
    if "lon" in row and "lat" in row:
        point = ET.SubElement(placemark, "Point")
        _add_text(point, "coordinates", f"{_written(row['lon'])},{_written(row['lat'])}")


def _summary(row: dict[str, Any], labels: Labels) -> dict[str, str]:
    """What the balloon of a report says: in the source's own hedge, with what is not stated said to be so."""
    hedge = f" ({row['blamed_hedge']})" if "blamed_hedge" in row else ""
    said = {
        "Weapon": row.get("weapon_category", "").replace("_", " "),
        "Side blamed": f"{labels.of('by', row['blamed'])}{hedge}" if "blamed" in row else "",
        "Denied by that side": "yes" if row.get("denied") else "",
        "Killed": say_range(row.get("killed_min"), row.get("killed_max")),
        "Injured": say_range(row.get("injured_min"), row.get("injured_max")),
        "Grade": f"{row.get('grade', '')}: {row.get('grade_reason', '')}".strip(": "),
        "Place known to": f"{row['radius_m']:,} m" if "radius_m" in row else "",
        "Sources": row.get("source_urls", "") or row.get("source_ids", ""),
    }
    optional = ("Denied by that side",)
    return {name: words or "not stated" for name, words in said.items() if words or name not in optional}


def _paragraphs(said: dict[str, str]) -> str:
    """Names and words as HTML in which every sign of the words is only a sign; "$[" would call for another column."""
    lines = [
        Markup("<p><b>{}</b>: {}</p>").format(name.replace("_", " ").capitalize(), escape(words))
        for name, words in said.items()
    ]
    return "".join(lines).replace("$", "&#36;")


def _add_data(parent: ET.Element, cells: dict[str, str]) -> None:
    extended = ET.SubElement(parent, "ExtendedData")
    for name, words in cells.items():
        _add_text(ET.SubElement(extended, "Data", name=name), "value", words)


def _add_text(parent: ET.Element, tag: str, words: str) -> None:
    ET.SubElement(parent, tag).text = words.replace("\r\n", "\n").replace("\r", "\n")


def _written(cell: Any) -> str:
    if isinstance(cell, pd.Timestamp):
        return f"{cell:%Y-%m-%d}"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f"{cell:.7f}".rstrip("0").rstrip(".") if isinstance(cell, float) else str(cell)


EXPORT = Export(
    name="kml",
    title="KML",
    help="Placemarks with their days, for Google Earth and other globes.",
    suffix="kml",
    media_type="application/vnd.google-earth.kml+xml",
    function=kml_bytes,
    limit=MOST_REPORTS,
    instead="GeoJSON, GeoPackage or GeoParquet",
)
