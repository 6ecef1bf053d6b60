"""Read the View of a link strictly: an export is made of exactly what was asked, or not at all."""

from __future__ import annotations

from collections.abc import Iterable

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError
from strikemap.query.view import DEFAULTED, View, pairs_of, read_view


def view_of_query(catalogue: Catalogue, query: str) -> View:
    """The View of a query like "from=2020-10-03&to=2020-10-06", or of a whole address. Raises AddressError as `view_of_pairs` does."""
    return view_of_pairs(catalogue, pairs_of(query))


def view_of_pairs(catalogue: Catalogue, pairs: Iterable[tuple[str, str]]) -> View:
    """The View of the (key, value) pairs of an address. Raises AddressError when any part of it cannot be used."""
    parts = list(pairs)
    name = dict(parts).get("dataset", "")
    view, notice = read_view(parts, catalogue.vocabulary(name if name in catalogue.names else ""))
    if notice:
        raise AddressError(
            notice.removesuffix(DEFAULTED) + " Nothing was exported; correct the address."
        )
    return view
