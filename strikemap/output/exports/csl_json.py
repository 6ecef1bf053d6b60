"""The citation list as CSL-JSON, which Zotero and other reference managers read."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from strikemap.output.exports.citations import DATA, Work, works_of
from strikemap.output.exports.export import Content, Export

TYPES: Final = {
    "news": "webpage", "ngo_investigation": "report", "dataset": "dataset", "government_statement": "webpage",
    "intergovernmental": "report", DATA: "dataset",
}  # fmt: skip
"""Kind of source to CSL type; anything else is a document."""

_PART: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?([~?%]?)")


def csl_json_bytes(content: Content) -> bytes:
    """A list of CSL items; the first one is the data, with the ids of its reports under `custom`."""
    data, *sources = (_item(work) for work in works_of(content))
    data["custom"] = {"about": content.about.said(), "reports": content.rows["event_id"].tolist()}
    return (json.dumps([data, *sources], ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _item(work: Work) -> dict[str, Any]:
    kind = TYPES.get(work.kind, "document")
    item = {
        "id": work.id,
        "type": kind,
        "title": work.title,
        "author": [{"literal": name} for name in work.authors],
        "container-title": work.publisher if kind == "webpage" else "",
        "publisher": work.publisher,
        "issued": csl_date(work.published) if work.published else "",
        "URL": work.url,
        "version": work.version,
        "note": work.note,
    }
    return {name: value for name, value in item.items() if value}


def csl_date(edtf: str) -> dict[str, Any]:
    """An EDTF date as CSL has it, as exact as it is written: a month stays a month, a span has two ends."""
    found = [_PART.fullmatch(part) for part in edtf.split("/")]
    parts = [[int(number) for number in each.group(1, 2, 3) if number] for each in found if each]
    if len(parts) != len(found):
        return {"raw": edtf}
    doubt = any(each and each[4] for each in found)
    return {"date-parts": parts} | ({"circa": True} if doubt else {})


EXPORT = Export(
    name="csl-json",
    title="Citations (CSL-JSON)",
    help="The data and every source behind them, for Zotero and other reference managers.",
    suffix="csl.json",
    media_type="application/vnd.citationstyles.csl+json",
    function=csl_json_bytes,
)
