"""The routes beside the pages, one file per group; every address that is no page is listed here."""

from __future__ import annotations

from starlette.routing import Route

from strikemap.catalogue import Catalogue
from strikemap.http.data import data_routes
from strikemap.http.embed import embed_routes
from strikemap.http.feed import feed_routes
from strikemap.http.map import map_routes
from strikemap.http.openapi import openapi_routes
from strikemap.http.pictures import picture_routes
from strikemap.http.regions import region_routes


def routes(catalogue: Catalogue) -> list[Route]:
    """All routes of Strikemap over one catalogue of datasets."""
    groups = (map_routes, region_routes, data_routes, embed_routes, picture_routes, feed_routes, openapi_routes)
    return [route for group in groups for route in group(catalogue)]
