"""Words that are too firm, mended with the wording that the checker suggests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from strikemap.output.pictures.spec import MAX_WORDS
from strikemap.query.hedge import Overstatement

HEDGE = "reported"
"""A suggestion that is put before the words, and not in their place."""

_QUOTED = re.compile(r"“([^”]+)”")


def mended(text: str, draft: str, found: Overstatement, is_refused: Callable[[str], bool]) -> str:
    """The text with the suggestion taken, the smallest change first that the claims carry; "" where none of them does.

    draft : the text as drafted from the View; a sentence that names who says what stands behind it.
    """
    if text[found.start : found.end] != found.words:
        return ""
    for candidate in _candidates(text, draft, found):
        if candidate != text and len(candidate) <= MAX_WORDS and not is_refused(candidate):
            return candidate
    return ""


def _candidates(text: str, draft: str, found: Overstatement) -> Iterator[str]:
    before, after = text[: found.start], text[found.end :]
    if found.suggestion.startswith("Say ") and (quoted := _QUOTED.search(found.suggestion)):
        yield before + (f"{HEDGE} {found.words}" if quoted[1] == HEDGE else quoted[1]) + after
    elif found.suggestion.startswith("Leave it out"):
        yield " ".join((before + after).split())
    elif found.suggestion.endswith("."):
        yield f"{draft.rstrip('.')}. {found.suggestion}"
        yield found.suggestion
