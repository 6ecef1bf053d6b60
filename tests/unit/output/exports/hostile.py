"""Datasets that make an export stumble: hostile text in every cell of text, a report without a place, open dates."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pandas as pd

from strikemap.catalogue import Catalogue
from strikemap.model.dataset import load_dataset
from strikemap.query.view import View
from tests.tiny import ROWS, write_rows, write_tiny

NOTHING = View(q="xyzzy")
"""A View that no report of any dataset matches."""

TEXTS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\ttabbed", "\rreturned", "'=quoted", "  =after blanks", '"=after a quote',
    "one;=cmd|'x'!A0", "two\n=cmd", "\N{FULLWIDTH EQUALS SIGN}1+1", "<script>alert(1)</script>", "]]><b>&amp;", "nul\0byte", "\x0bvertical",
    "\N{RIGHT-TO-LEFT OVERRIDE}gnp.exe", "\N{RIGHT-TO-LEFT MARK}=1", "line\none\r\ntwo", 'quote " and , comma', "{brace \\ %$&#_^~", "}",
    "#REF!", "_x0041_", "$[name]", "\ufffe", '"""\nimport os', "Ստեփանակերտ Xankəndi Степанакерт",
)  # fmt: skip
"""What somebody may write into a cell, to make a program act or a reader look away."""


def tiny_catalogue(folder: Path) -> Catalogue:
    """The tiny dataset with two reports more: one without a place, one whose last day is open."""
    said = ROWS["claims"][0]
    more = [
        said | {"claim_id": "e2.occurrence.1", "event_id": "e2"},
        said | {"claim_id": "e2.date.1", "event_id": "e2", "attribute": "date", "value": "2020-10"},
        said | {"claim_id": "e3.occurrence.1", "event_id": "e3", "published_on": "2020-10-20"},
        said | {"claim_id": "e3.date.1", "event_id": "e3", "attribute": "date", "value": "2020-10-05/..", "published_on": "2020-10-20"},
        said | {"claim_id": "e3.place.1", "event_id": "e3", "attribute": "place", "value": "town", "published_on": "2020-10-20"},
    ]  # fmt: skip
    write_tiny(folder)
    write_rows(folder, "claims", [*ROWS["claims"], *more])
    return Catalogue.of_folder(folder)


def hostile_catalogue(folder: Path) -> Catalogue:
    """One report for each of TEXTS, with that text as its weapon model, words, place name and source."""
    dataset = load_dataset(write_tiny(folder))
    claim, source, place = (table.iloc[[0]] for table in (dataset.claims, dataset.sources, dataset.places))
    claims = []
    for number, text in enumerate(TEXTS):
        said = {
            "occurrence": "yes",
            "date": "2020-10-03",
            "place": f"p{number}",
            "weapon_model": text,
            "killed": "",
        }
        claims += [
            claim.assign(
                claim_id=f"h{number:02}.{attribute}.1", event_id=f"h{number:02}", attribute=attribute, value=value,
                value_words=text if attribute == "killed" else "", source_id=f"s{number}", claimant=text,
            )
            for attribute, value in said.items()
        ]  # fmt: skip
    return Catalogue(
        dataclasses.replace(
            dataset,
            settings=dataset.settings | {"credit": "=HYPERLINK(credit)", "notice": "a notice\nof two lines"},
            claims=pd.concat(claims, ignore_index=True),
            sources=pd.concat(
                [source.assign(source_id=f"s{n}", title=text, publisher=text, author=text, url=f"https://x.org/{text}")
                 for n, text in enumerate(TEXTS)], ignore_index=True,
            ),
            places=pd.concat(
                [place.assign(place_id=f"p{n}", name_english=text) for n, text in enumerate(TEXTS)], ignore_index=True
            ),
        )
    )  # fmt: skip
