"""The news article of 6 October 2020 behind this map: its assertions, who makes each, and where the screen shows it."""

import streamlit as st
from markupsafe import Markup

from strikemap.model.dates import say_date
from ui.address import carry_over
from ui.datasets import open_catalogue
from ui.plain import link

ARTICLE = "mee-2020-10-06"

carry_over("story")
dataset = open_catalogue().dataset()
source = dataset.sources.set_index("source_id").reindex([ARTICLE]).fillna("").iloc[0]
place_names = dataset.places.set_index("place_id")["name_english"]

st.html(
    Markup(
        '<h1 class="sm-title">The article behind this map, sentence by sentence</h1>'
        '<p class="sm-lede">On {} {} reported what Amnesty International had found in footage from Stepanakert. Below is each '
        "thing the article says or leaves open, in our words, with who says it and how firmly. Every line leads to "
        "the place on the screen that shows it: usually with more sources than one, and with the other side.</p>"
    ).format(say_date(source["published"]) if source["published"] else "6 Oct 2020", link(source["url"], source["publisher"]))
)


def assertion(row: dict[str, str]) -> Markup:
    """One assertion as a block: what is said, by whom, how firmly, of when and where, and the link that shows it."""
    where = place_names.get(row["place_id"], "") if row["place_id"] else ""
    about = " · ".join(filter(None, [row["kind"], say_date(row["date"]) if row["date"] else "", where]))
    return Markup(
        '<article class="sm-assertion" id="{id}"><div><p class="sm-quiet">{about}</p><h2>{statement}</h2>'
        '<p><b>{claimant}</b> <span class="sm-hedge">{hedge}</span></p><p class="sm-quiet">Mind: {trap}</p></div>'
        '<div><a class="sm-show" href="{shown_at}" target="_self">Show it<span class="sm-hidden"> on the screen: {statement}</span></a></div></article>'
    ).format(
        id=row["seed_id"], about=about, statement=row["statement"], claimant=row["claimant"] or "Not stated by whom",
        hedge=row["hedge"], trap=row["trap"], shown_at=row["shown_at"],
    )  # fmt: skip


rows = [{str(key): str(value) for key, value in row.items()} for row in dataset.seed_claims.fillna("").to_dict("records")]
st.html(Markup('<div class="sm-assertions">{}</div>').format(Markup("").join(assertion(row) for row in rows)))
