"""The article's assertions, wherever a page shows what stands behind them."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from strikemap.query.article import Assertion


def said_in_article(found: Sequence[Assertion]) -> Markup:
    """The assertions in a row, each with who says it and how firmly; nothing where there is none."""
    if not found:
        return Markup("")
    lines = Markup("").join(
        Markup('<li>{} <span class="sm-quiet">{}: <span class="sm-hedge">{}</span></span></li>').format(
            each.statement, each.claimant, each.hedge
        )
        for each in found
    )
    return Markup('<details class="sm-said" open><summary>The article of 6 Oct 2020 says</summary><ul>{}</ul></details>').format(
        lines
    )
