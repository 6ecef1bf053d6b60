"""The balance of claims: who blames whom, and who does not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from strikemap.model.dataset import Dataset
from strikemap.query.balance import balance_of, contests_of
from strikemap.query.reports import reports_of
from tests.claims import ARMENIA, AZERBAIJAN, HRW_ON_SITE, claim, table


@pytest.mark.parametrize("hedge", ["could not verify", "was not able to identify"])
def test_who_could_not_tell_blames_nobody(shipped: Dataset, hedge: str) -> None:
    unsure = claim("attributed_to", "Azerbaijan", **(HRW_ON_SITE | {"hedge": hedge}))
    blamed = claim("attributed_to", "Azerbaijan", **ARMENIA)
    denied = claim("denial", "Azerbaijan", **(AZERBAIJAN | {"hedge": "denies"}))
    claims = table(blamed, unsure, denied)
    assert balance_of(claims).blame["claims"].sum() == 1
    reports = reports_of(replace(shipped, claims=claims), None)
    (contest,) = contests_of(reports, claims)
    assert contest.blames == (("Azerbaijan", "Ministry in Yerevan", "states"),)
    assert contest.denials == (("Azerbaijan", "Ministry in Baku", "denies"),)
