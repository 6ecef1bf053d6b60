"""Every export format by its name; menus, routes, the command and the tests all loop over this list."""

from __future__ import annotations

import difflib
from typing import Final

from strikemap.errors import ExportError
from strikemap.output.exports import (
    bibtex,
    comma_separated,
    csl_json,
    geojson,
    geopackage,
    geoparquet,
    hxl,
    kml,
    python_snippet,
    workbook,
)
from strikemap.output.exports.export import Export

EXPORTS: Final[tuple[Export, ...]] = tuple(
    each.EXPORT
    for each in (
        comma_separated, workbook, geojson, kml, geopackage, geoparquet, hxl, csl_json, bibtex, python_snippet,
    )
)  # fmt: skip
"""In the order of menus: what most people ask for comes first."""


def find_export(name: str) -> Export:
    """The format of that name; upper case, blanks, dashes do not matter. Raises ExportError with the nearest name."""
    by_name = {each.name: each for each in EXPORTS}
    wanted = "".join(sign for sign in name.casefold() if sign.isalnum() or sign == "_")
    known = {key.replace("-", ""): each for key, each in by_name.items()}
    if wanted in known:
        return known[wanted]
    near = difflib.get_close_matches(wanted, known, n=1)
    hint = f" Did you mean {known[near[0]].name}?" if near else ""
    raise ExportError(f"no format is called {name[:40]!r}; there are: {', '.join(by_name)}.{hint}")


def export_for_file(file_name: str) -> Export:
    """The format whose suffix a file name ends in, the longest that fits. Raises ExportError where none does."""
    fitting = [each for each in EXPORTS if file_name.casefold().endswith(f".{each.suffix}")]
    if not fitting:
        suffixes = ", ".join(f".{each.suffix}" for each in EXPORTS)
        raise ExportError(
            f"the name {file_name[-40:]!r} does not say its format. Use one of {suffixes}, or name the format."
        )
    return max(fitting, key=lambda each: len(each.suffix))
