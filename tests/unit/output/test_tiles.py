"""Online tiles name who will see the requests; every one of them is a host the content security policy knows."""

from __future__ import annotations

from strikemap.http.security import CONTENT_SECURITY
from strikemap.output.tiles import tile_providers


def test_every_provider_says_who_sees_what() -> None:
    for each in tile_providers():
        assert each.host in each.warning
        assert each.attribution
        assert each.url.startswith(f"https://{each.host}/")


def test_no_provider_needs_a_key() -> None:
    assert [each.url for each in tile_providers() if "key" in each.url.lower()] == []


def test_the_browser_may_load_pictures_from_these_hosts_and_scripts_from_none() -> None:
    directives = dict(part.split(" ", 1) for part in CONTENT_SECURITY.split("; "))
    for each in tile_providers():
        assert f"https://{each.host}" in directives["img-src"]
    assert all("http" not in sources for name, sources in directives.items() if name != "img-src")
