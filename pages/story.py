"""The news article of 6 October 2020 behind this map: its assertions, who makes each, and where the screen shows it."""

import streamlit as st
from markupsafe import Markup

from strikemap.query.article import Assertion, assertions
from strikemap.query.citations import citations
from ui.address import carry_over
from ui.datasets import open_catalogue
from ui.follow_hash import follow_hash
from ui.plain import link

carry_over("story")
dataset = open_catalogue().dataset()
source = citations(dataset).get(str(dataset.settings.get("article", "")))

st.html(
    Markup(
        '<h1 class="sm-title">The article behind this map, sentence by sentence</h1>'
        '<p class="sm-lede">On {} {} reported what Amnesty International had found in footage from Stepanakert. Below is each '
        "thing the article says or leaves open, in our words, with who says it and how firmly. Every line leads to "
        "the place on the screen that shows it: usually with more sources than one, and with the other side.</p>"
    ).format(
        source.published if source else "6 Oct 2020", link(source.url, source.publisher) if source else "a news site"
    )
)


def block(said: Assertion) -> Markup:
    """One assertion: what is said, by whom, how firmly, of when and where, and the link that shows it."""
    about = " · ".join(filter(None, [said.kind, said.when, said.place]))
    return Markup(
        '<article class="sm-assertion" id="{id}"><div><p class="sm-quiet">{about}</p>'
        '<p><b>{claimant}</b>: <span class="sm-hedge">{hedge}</span></p><h2>{statement}</h2><p class="sm-quiet">{mind}.</p></div>'
        '<div><a class="sm-show" href="{shown_at}" target="_self">Show it<span class="sm-hidden"> on the screen: {statement}'
        "</span></a></div></article>"
    ).format(
        id=said.id, about=about, statement=said.statement, claimant=said.claimant, hedge=said.hedge, mind=said.mind,
        shown_at=said.shown_at,
    )  # fmt: skip


st.html(Markup('<div class="sm-assertions">{}</div>').format(Markup("").join(block(each) for each in assertions(dataset))))

follow_hash()
