"""Sources and data: every source, every layer's note, the credits, and what the data cannot say."""

import streamlit as st
from markupsafe import Markup

from ui.address import carry_over
from ui.datasets import open_catalogue
from ui.plain import link, table

carry_over("data")
dataset = open_catalogue().dataset()

st.title("Sources and data", anchor=False)
st.caption(f"{dataset.title}, data version {dataset.version}. {dataset.settings['credit']}")

st.header("What the data cannot say", anchor="limits")
st.html(
    Markup("<ul class='sm-list'>{}</ul>").format(
        Markup("").join(Markup("<li>{}</li>").format(each) for each in dataset.settings["limits"])
    )
)

st.header("Sources", anchor="sources")
wanted = st.text_input("Find a source", placeholder="Publisher, title, author").casefold().split()
sources = dataset.sources.fillna("")
text = sources[["publisher", "title", "author", "source_id"]].agg(" ".join, axis=1).str.casefold()
found = sources[[all(word in each for word in wanted) for each in text]]
cited = dataset.claims.groupby("source_id").size()
st.caption(f"{len(found):,} of {len(sources):,} sources")
st.html(
    table(
        ["Publisher", "Title", "Published", "Kind", "Speaks for", "Claims read in it", "How it was read"],
        [
            [
                row["publisher"], link(row["url"], row["title"] or row["source_id"]), row["published"] or "not stated",
                row["type"].replace("_", " "), "no party" if row["party_affiliation"] == "none" else row["party_affiliation"],
                cited.get(row["source_id"], 0), row["accessed_note"],
            ]
            for row in found.to_dict("records")
        ],
    )
)  # fmt: skip
