"""The citation lists, read with pybtex and checked by the rules of the CSL data schema."""

from __future__ import annotations

import datetime as dt
import json
import re
from typing import Any

import jsonschema
import pytest
from pybtex.database import BibliographyData, parse_string

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import Dataset
from strikemap.output.exports.csl_json import csl_date
from strikemap.output.exports.registry import find_export
from strikemap.output.exports.rows import export_rows
from strikemap.output.exports.text import storable
from strikemap.query.view import View
from tests.unit.output.exports.hostile import NOTHING, TEXTS, hostile_catalogue

VIEWS = {
    "all": View(),
    "known": View(first=dt.date(2020, 10, 3), last=dt.date(2020, 10, 6), known=dt.date(2020, 10, 8)),
    "nothing": NOTHING,
}
each_view = pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)

_TEXT = {"type": "string", "minLength": 1}
_DATE = {
    "type": "object",
    "properties": {
        "date-parts": {
            "type": "array", "minItems": 1, "maxItems": 2,
            "items": {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}},
        },
        "circa": {"type": "boolean"},
        "raw": _TEXT,
    },
    "additionalProperties": False,
}  # fmt: skip
CSL_RULES = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["type", "id"],
        "additionalProperties": False,
        "properties": {
            "id": _TEXT, "title": _TEXT, "container-title": _TEXT, "publisher": _TEXT, "URL": _TEXT, "version": _TEXT, "note": _TEXT,
            "type": {"enum": ["dataset", "document", "report", "webpage"]},
            "author": {"type": "array", "items": {"type": "object", "properties": {"literal": _TEXT}, "additionalProperties": False}},
            "issued": _DATE,
            "custom": {"type": "object"},
        },
    },
}  # fmt: skip
"""The rules of CSL's csl-data.json (1.0.2), in our words, for the fields that we write."""


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    return hostile_catalogue(tmp_path_factory.mktemp("citations") / "hostile")


def csl(catalogue: Catalogue, view: View) -> list[dict[str, Any]]:
    return json.loads(find_export("csl-json").export(catalogue, view))


def bibtex(catalogue: Catalogue, view: View) -> BibliographyData:
    return parse_string(find_export("bibtex").export(catalogue, view).decode(), "bibtex")


def sources_behind(catalogue: Catalogue, view: View) -> list[str]:
    cited = export_rows(catalogue, view)["source_ids"].dropna()
    return sorted({each for ids in cited for each in ids.split(";")})


@each_view
def test_the_list_holds_the_data_and_each_source_behind_the_rows_once(view: View, catalogue: Catalogue) -> None:
    data, *sources = csl(catalogue, view)
    assert [each["id"] for each in sources] == sources_behind(catalogue, view)
    assert data["custom"]["reports"] == export_rows(catalogue, view)["event_id"].tolist()
    assert data["version"] == catalogue.dataset().version
    assert len(bibtex(catalogue, view).entries) == 1 + len(sources)


def test_both_lists_obey_their_rules_with_hostile_text_too(catalogue: Catalogue, hostile: Catalogue) -> None:
    for each in (catalogue, hostile):
        jsonschema.validate(csl(each, View()), CSL_RULES)
    assert [each["title"] for each in csl(hostile, View())[1:]] == [
        storable(text) for _, text in sorted((f"s{n}", text) for n, text in enumerate(TEXTS))
    ]


MACROS = {
    "textbackslash": "\\", "textbraceleft": "{", "textbraceright": "}", "textasciitilde": "~", "textasciicircum": "^",
}  # fmt: skip


def printed(latex: str) -> str:
    """What LaTeX prints for text with these macros; a sign that LaTeX would act on may not stand bare."""
    assert not re.search(r"(?<!\\)[&%$#_~^]", latex), latex
    return re.sub(
        r"\{\\(\w+)\}|\\([&%$#_])|[{}]", lambda found: MACROS[found[1]] if found[1] else found[2] or "", latex
    )


def test_latex_prints_the_title_that_the_source_has(hostile: Catalogue) -> None:
    entries = bibtex(hostile, View()).entries
    for number, text in enumerate(TEXTS):
        assert printed(entries[f"s{number}"].fields["title"]) == " ".join(storable(text).split())


def test_a_source_that_speaks_for_a_side_is_cited_as_such(catalogue: Catalogue) -> None:
    sources = catalogue.dataset().sources.set_index("source_id")
    partial = [each for each in csl(catalogue, View())[1:] if sources.loc[each["id"], "party_affiliation"] != "none"]
    assert partial
    for each in partial:
        assert each["note"].startswith(
            f"Officials or state media of {sources.loc[each['id'], 'party_affiliation']}, or"
        )


def test_addresses_and_days_are_those_of_the_sources(catalogue: Catalogue) -> None:
    sources = catalogue.dataset().sources.set_index("source_id")
    entries = bibtex(catalogue, View()).entries
    for each in csl(catalogue, View())[1:]:
        row = sources.loc[each["id"]]
        assert each.get("URL", "") == row["url"]
        parts = each.get("issued", {}).get("date-parts", [])
        assert "/".join("-".join(f"{number:02}" for number in part) for part in parts) == row["published"]
        fields = entries[each["id"]].fields
        assert fields.get("date", "") == row["published"]
        assert fields.get("url", "") == row["url"]


@pytest.mark.parametrize(
    ("edtf", "wanted"),
    [
        ("2020-10-04", {"date-parts": [[2020, 10, 4]]}),
        ("2020-10", {"date-parts": [[2020, 10]]}),
        ("2020", {"date-parts": [[2020]]}),
        ("2020-10-03/2020-10-05", {"date-parts": [[2020, 10, 3], [2020, 10, 5]]}),
        ("2020-10~", {"date-parts": [[2020, 10]], "circa": True}),
        ("../2020-10-04", {"raw": "../2020-10-04"}),
        ("202X", {"raw": "202X"}),
    ],
)
def test_a_date_is_as_exact_as_it_is_written(edtf: str, wanted: dict[str, Any]) -> None:
    assert csl_date(edtf) == wanted
