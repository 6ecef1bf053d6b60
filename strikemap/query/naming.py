"""Name places in both forms, in the order the reader chose; no form is dropped where two differ."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from strikemap.query.view import Names

NAMING_REASONS: Mapping[Names, str] = {
    "sources": "the form most of our sources use comes first, the other after the stroke",
    "armenian": "the Armenian-side form comes first, the Azerbaijani-side form after the stroke",
    "azerbaijani": "the Azerbaijani-side form comes first, the Armenian-side form after the stroke",
    "local": "both forms in their own letters, the Armenian-side form first",
}
"""What each naming choice does, in words for the screen; a choice implies no endorsement."""

_IN_BRACKETS = re.compile(r"^(?P<latin>[^(]*?)\s*\((?P<own>[^)]*)\)\s*(?P<rest>.*)$")


def place_names(places: pd.DataFrame, names: Names) -> pd.Series:
    """The name of every place in both forms, indexed by place_id.

    places : places table with `name_armenian`, `name_azerbaijani` and `name_english`.
    """
    if names == "sources":
        chosen = places["name_english"].astype(str)
    else:
        pairs = zip(places["name_armenian"], places["name_azerbaijani"], places["name_english"], strict=True)
        chosen = pd.Series([_joined(str(hy), str(az), str(en), names) for hy, az, en in pairs], index=places.index)
    return pd.Series(chosen.to_numpy(), index=places["place_id"].to_numpy(), name="place_name")


def _joined(armenian: str, azerbaijani: str, english: str, names: Names) -> str:
    # "Akna region" names the district of a village that has no Armenian form of its own
    first = "" if armenian.endswith(("region", "(район)")) else _form(armenian, own_letters=names == "local")
    second = _form(azerbaijani, own_letters=names == "local")
    ordered = [second, first] if names == "azerbaijani" else [first, second]
    distinct = list(dict.fromkeys(form for form in ordered if form))
    return " / ".join(distinct) or english


def _form(text: str, *, own_letters: bool) -> str:
    """The Latin form of "Stepanakert (...)", or the form in its own letters from the brackets."""
    match = _IN_BRACKETS.match(text)
    if match is None:
        return text.strip()
    return (match["own"] if own_letters else match["latin"]).strip()
