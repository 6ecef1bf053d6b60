"""How claims become reports: `resolve`, a pure function of claims, places and a day of knowledge.

The rule, in writing:

1. A claim published after the day of knowledge does not exist; one without a day of publication counts only where no day of
   knowledge is set. Printings of one claim (`origin_claim_id`) are one claim: the original, or the earliest that is known.
   A claim whose hedge says nothing ("could not verify", "no comment") supports nothing, and one that it did not happen is no
   voice for it.
2. A voice is a party bloc (all its offices together), or an independent claimant, or the organisation that a quoted witness
   counts with.
3. Of each attribute every value is kept. Shown is the one with the best support: first by evidence (site, then footage, then
   other independent basis, then the rest), then by independent voices, voices, firmness of the hedge, the earlier day of
   publication, and last by the alphabet, so that the order of claims never matters. A date that is open at an end comes
   after one that is not.
4. Numbers of people span all original claims. The end of the span stays missing where the most extreme figure is itself open
   ("at least 70"); a number that nobody states is missing, never 0. Words stay words.
5. Two voices contradict each other where no value of the one can be true beside a value of the other (see `contradictions`).
6. Grades: `strikemap.model.grading`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Final

import numpy as np
import pandas as pd

from strikemap.model.contradictions import contradicting_events
from strikemap.model.dates import day_span, time_of_day, without_time
from strikemap.model.grading import SUPPORT_COLUMNS, grade, grade_reasons
from strikemap.model.vocabulary import (
    ATTRIBUTION,
    BLOCS,
    CARRIED_WITHIN,
    DENIAL,
    DENIALS_OF_THE_STRIKE,
    DISPUTED,
    FOOTAGE_BASES,
    GRADED,
    HARM,
    HEDGES,
    LEAST_FIRM,
    NOT_STATED,
    OCCURRENCE,
    OTHER_INDEPENDENT_BASES,
    SAYS_NOTHING,
    SIDES,
    SITE_BASES,
)

SITE, FOOTAGE, INDEPENDENT, OTHER = 3, 2, 1, 0
"""Classes of evidence behind a claim, best first."""

EVIDENCE_WORDS: Final[Mapping[int, str]] = {
    SITE: "an independent visit or remnants",
    FOOTAGE: "independent analysis of footage",
    INDEPENDENT: "an independent witness, correspondent or official of a third state",
    OTHER: "a party, other media, or a basis not stated",
}

STATED: Final = (
    "date", "place", "weapon_category", "weapon_model", "weapon_producer", ATTRIBUTION, "target_type", *HARM,
)  # fmt: skip
"""Attributes that a report is asked for; those without a claim are listed as not stated."""

REPORT: Final = "report"
"""Scope of a grade that concerns the strike itself and the side that fired."""

_KEYS = ["event_id", "attribute"]
_READ = [
    "claim_id", "event_id", "attribute", "value", "value_min", "value_max", "value_words", "hedge", "claimant",
    "claimant_party", "published_on", "basis", "origin_claim_id", "counts_with",
]  # fmt: skip
"""Columns that decide what a report says; the others need not be carried through every step."""

BEST_FIRST: Final[Mapping[str, bool]] = {
    "bounded": False, "evidence": False, "independents": False, "voices": False, "firmness": False, "specific": False,
    "first_published": True, "said": True,
}  # fmt: skip
"""Order of values by their support: column, and whether small comes first."""


def resolve(claims: pd.DataFrame, places: pd.DataFrame, known_on: dt.date | None) -> pd.DataFrame:
    """What claims say together about each report, as known on a day (columns: docs/structure.md, "The reports table").

    claims, places : tables of a dataset. known_on : local day of knowledge, None = everything known today.
    Returns one row per report with at least one known claim that is no denial, indexed by event_id, sorted.
    """
    known = known_claims(claims[_READ], known_on)
    originals = original_claims(known)
    reported = np.sort(known.loc[known["attribute"] != DENIAL, "event_id"].unique())
    index = pd.Index(reported, name="event_id", dtype="str")
    originals = asserting(originals[originals["event_id"].isin(index)])
    shown = shown_values(originals)
    contradictions = contradicting_events(originals, places)
    support = _support(originals, shown, contradictions, index)
    events = pd.concat(
        [
            _when(originals, shown, index),
            _where(shown, places, index),
            _what(originals, shown, index),
            _denials(support),
            _harm(originals, index),
        ],
        axis=1,
    )
    return events.assign(
        words=_words(originals, index),
        **_grades(originals, support, index),
        contested=_gathered(contradictions, index),
        first_published=known.groupby("event_id")["published_on"].min().reindex(index),
        undated_claims=_counted(claims.loc[claims["published_on"].isna(), "event_id"], index),
        not_stated=_not_stated(originals, index),
    )


def known_claims(claims: pd.DataFrame, known_on: dt.date | None) -> pd.DataFrame:
    """The claims that exist on a day of knowledge; undated ones only where no day is set."""
    if known_on is None:
        return claims
    return claims[(claims["published_on"] <= pd.Timestamp(known_on)).to_numpy()]


def original_claims(known: pd.DataFrame) -> pd.DataFrame:
    """One claim for all its printings, with what its voice weighs.

    known : claims that exist. Added columns: `printings` (how often it was printed), `voice`, `bloc` ("" = no party),
    `independent` (bool), `evidence` (SITE, FOOTAGE, INDEPENDENT or OTHER), `firmness` (as HEDGES) and `said` (the value that
    is compared: a date without its time of day).
    """
    root = root_claims(known)
    repeats = (known["origin_claim_id"] != "").to_numpy()
    order = known.assign(root=root, repeats=repeats).sort_values(["repeats", "published_on", "claim_id"])
    first = order.drop_duplicates("root").sort_values("claim_id")
    printings = first["root"].map(root.value_counts()).astype("int64")
    bloc = first["claimant_party"].map(BLOCS).fillna("")
    speaker = first["counts_with"].where(first["counts_with"] != "", first["claimant"])
    evidence = _evidence(first["basis"], bloc)
    return first.assign(
        printings=printings,
        bloc=bloc,
        voice=speaker.where(bloc == "", bloc),
        evidence=evidence,
        independent=evidence > OTHER,
        firmness=first["hedge"].map(HEDGES).fillna(0).astype("int64"),
        said=_said(first),
    ).drop(columns=["root", "repeats"])


def asserting(claims: pd.DataFrame) -> pd.DataFrame:
    """Those of the claims that say something: not "could not verify" and the like."""
    return claims[~claims["hedge"].isin(SAYS_NOTHING)]


def speaking(claims: pd.DataFrame) -> pd.DataFrame:
    """Those of the claims that report the strike or name a side; who says that it did not happen does neither."""
    about = claims["attribute"]
    reporting = (about == OCCURRENCE) & (claims["value"] != "no")
    return asserting(claims[reporting | (about == ATTRIBUTION)])


def root_claims(known: pd.DataFrame) -> pd.Series:
    """The claim that each claim is a printing of: itself, or the end of its chain of origins."""
    root = known["origin_claim_id"].where(known["origin_claim_id"] != "", known["claim_id"])
    origins = (
        known.loc[known["origin_claim_id"] != ""].drop_duplicates("claim_id").set_index("claim_id")["origin_claim_id"]
    )
    # each round goes one link further; a chain that runs in a circle ends after as many rounds as it has links
    for _ in range(len(origins)):
        further = root.map(origins).fillna(root)
        if further.equals(root):
            break
        root = further
    return root


def _evidence(basis: pd.Series, bloc: pd.Series) -> pd.Series:
    """Class of evidence; the claims of a party are never independent, whatever they rest on."""
    classes = {
        **dict.fromkeys(SITE_BASES, SITE),
        **dict.fromkeys(FOOTAGE_BASES, FOOTAGE),
        **dict.fromkeys(OTHER_INDEPENDENT_BASES, INDEPENDENT),
    }
    return basis.map(classes).where(bloc == "").fillna(OTHER).astype("int64")


def _said(claims: pd.DataFrame) -> pd.Series:
    dates = claims["attribute"] == "date"
    return claims["value"].mask(dates, claims.loc[dates, "value"].map(without_time))


def supported_values(originals: pd.DataFrame, leave_out: Iterable[str] = (OCCURRENCE, DENIAL, *HARM)) -> pd.DataFrame:
    """Every value of every attribute with its support, the best of each attribute first.

    leave_out : attributes that have no single value to choose.
    Returns one row per (event_id, attribute, said) with `evidence`, `independents`, `voices`, `firmness` and
    `first_published` of the claims that say it.
    """
    stated = originals[(originals["said"] != "") & ~originals["attribute"].isin(list(leave_out))]
    keys = [*_KEYS, "said"]
    support = stated.groupby(keys, sort=False).agg(
        evidence=("evidence", "max"), firmness=("firmness", "max"), first_published=("published_on", "min")
    )
    voices = stated.drop_duplicates([*keys, "voice"])
    support["voices"] = voices.groupby(keys, sort=False).size()
    support["independents"] = _independent_voices(stated, keys).reindex(support.index, fill_value=0)
    values = support.reset_index()
    values["specific"] = values["said"].isin(CARRIED_WITHIN)
    values["bounded"] = (values["attribute"] != "date") | ~values["said"].str.contains("..", regex=False)
    return values.sort_values([*_KEYS, *BEST_FIRST], ascending=[True, True, *BEST_FIRST.values()], ignore_index=True)


def shown_values(originals: pd.DataFrame) -> pd.DataFrame:
    """The value shown of each attribute: one row per event_id, one column per attribute, missing where nothing is stated.

    Where equally supported voices blame different sides, the side is DISPUTED rather than the first by the alphabet.
    """
    values = supported_values(originals)
    best = values.drop_duplicates(_KEYS).set_index(_KEYS)["said"]
    single = [each for each in STATED if each not in HARM]
    shown = best.unstack("attribute").reindex(columns=single).astype("str")  # noqa: PD010 - nothing to aggregate
    disputed = _equally_blamed(values)
    shown.loc[shown.index.isin(disputed), ATTRIBUTION] = DISPUTED
    return shown


def _equally_blamed(values: pd.DataFrame) -> pd.Index:
    """Reports whose best supported sides are of different blocs with the same evidence and the same number of voices."""
    blamed = values[values["attribute"] == ATTRIBUTION].assign(side=lambda rows: rows["said"].map(SIDES))
    weight = ["evidence", "independents", "voices"]
    best = blamed.drop_duplicates("event_id")[["event_id", *weight]]
    level = blamed.merge(best, on=["event_id", *weight])
    sides = level.groupby("event_id")["side"].nunique()
    return sides.index[sides > 1]


def _independent_voices(claims: pd.DataFrame, keys: list[str]) -> pd.Series:
    """Number of distinct independent voices per group."""
    return claims[claims["independent"]].drop_duplicates([*keys, "voice"]).groupby(keys, sort=False).size()


def _support(
    originals: pd.DataFrame, shown: pd.DataFrame, contradictions: Mapping[str, frozenset[str]], index: pd.Index
) -> pd.DataFrame:
    """The support table of `grading` for each report (scope REPORT) and each graded attribute, indexed by (event_id, scope)."""
    scoped = pd.concat(
        [
            speaking(originals).assign(scope=REPORT),
            _speaking_for_the_shown(originals, shown).assign(scope=lambda rows: rows["attribute"]),
        ]
    )
    keys = ["event_id", "scope"]
    by_bloc = scoped[scoped["bloc"] != ""].drop_duplicates([*keys, "bloc"])
    blamed = _blamed_blocs(originals)
    flags = pd.DataFrame(
        {
            "event_id": scoped["event_id"],
            "scope": scoped["scope"],
            "admitted": (scoped["hedge"] == "confirms") & _is_blamed(scoped, blamed) & _names_itself(scoped),
            "firm_on_site": (scoped["evidence"] == SITE) & (scoped["firmness"] >= LEAST_FIRM) & (scoped["attribute"] != OCCURRENCE),
            "evidence_names_side": (scoped["attribute"] == ATTRIBUTION) & (scoped["evidence"] >= FOOTAGE) & _names_one_side(scoped),
        }
    )  # fmt: skip
    support = flags.groupby(keys, sort=True).any()
    reports = pd.MultiIndex.from_product([index, [REPORT]], names=keys)
    support = support.reindex(support.index.union(reports), fill_value=False)
    scope = support.index.get_level_values("scope")
    event = support.index.get_level_values("event_id")
    is_report = scope == REPORT
    contested = {
        (each, REPORT if what == ATTRIBUTION else what) for what, events in contradictions.items() for each in events
    }
    denials = _denials_by_event(originals, blamed)
    return support.assign(
        independents=_independent_voices(scoped, keys).reindex(support.index, fill_value=0),
        blocs=by_bloc.groupby(keys).size().reindex(support.index, fill_value=0),
        contradicted=[key in contested for key in support.index],
        disproved=is_report & event.isin(_disproved(originals, shown)),
        denied=is_report & event.isin(denials["denied"]),
        denied_in_general=is_report & event.isin(denials["denied_in_general"]),
    )


def _speaking_for_the_shown(originals: pd.DataFrame, shown: pd.DataFrame) -> pd.DataFrame:
    """Claims on graded attributes that say the shown value, or one that it is carried within; all claims on numbers."""
    graded = originals[originals["attribute"].isin(GRADED)]
    best = shown.melt(ignore_index=False, value_name="best").set_index("attribute", append=True)["best"]
    value = graded.join(best, on=_KEYS)["best"]
    speaks = (graded["said"] == value) | (graded["said"] == value.map(CARRIED_WITHIN)) | graded["attribute"].isin(HARM)
    return graded[speaks.to_numpy(dtype=bool)]


def _blamed_blocs(originals: pd.DataFrame) -> pd.MultiIndex:
    """(event_id, bloc) of every side that anybody blames."""
    attributions = originals[originals["attribute"] == ATTRIBUTION]
    return pd.MultiIndex.from_arrays([attributions["event_id"], attributions["said"].map(SIDES).fillna("")])


def _is_blamed(claims: pd.DataFrame, blamed: pd.MultiIndex) -> pd.Series:
    """Whether the claimant's own bloc is blamed for the report."""
    own = pd.MultiIndex.from_arrays([claims["event_id"], claims["bloc"]])
    return pd.Series(own.isin(blamed), index=claims.index) & (claims["bloc"] != "")


def _names_itself(claims: pd.DataFrame) -> pd.Series:
    """An attribution counts as an admission only where it names the claimant's own side."""
    return (claims["attribute"] != ATTRIBUTION) | (claims["said"].map(SIDES) == claims["bloc"])


def _names_one_side(claims: pd.DataFrame) -> pd.Series:
    """Whether the hedge leaves one side only."""
    return claims["firmness"] > HEDGES["states as alternatives"]


def _denials_by_event(originals: pd.DataFrame, blamed: pd.MultiIndex) -> dict[str, pd.Series]:
    """Reports whose blamed side denies this strike, and those where it denies in general."""
    denials = originals[originals["attribute"] == DENIAL]
    denials = denials[
        _is_blamed(denials, blamed).to_numpy() & (denials["said"].map(SIDES) == denials["bloc"]).to_numpy()
    ]
    return {
        "denied": denials.loc[denials["hedge"].isin(DENIALS_OF_THE_STRIKE), "event_id"],
        "denied_in_general": denials.loc[denials["hedge"] == "denies in general", "event_id"],
    }


def _disproved(originals: pd.DataFrame, shown: pd.DataFrame) -> pd.Series:
    """Reports that an independent finding on site or from footage says did not happen, or not by the side shown as blamed."""
    found = originals[(originals["evidence"] >= FOOTAGE) & (originals["firmness"] >= LEAST_FIRM)]
    not_so = (found["attribute"] == OCCURRENCE) & (found["value"] == "no")
    blamed = found["event_id"].map(shown[ATTRIBUTION]).map(SIDES)
    not_by = (found["attribute"] == DENIAL) & found["hedge"].isin(DENIALS_OF_THE_STRIKE) & (found["said"].map(SIDES) == blamed)
    return found.loc[not_so | not_by, "event_id"]


def _when(originals: pd.DataFrame, shown: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    occurred = shown["date"].reindex(index).fillna("").astype("str")
    spans = {text: day_span(text) for text in occurred.unique()}
    return pd.DataFrame(
        {
            "occurred": occurred,
            "day_first": occurred.map({text: span.first for text, span in spans.items()}).astype("datetime64[us]"),
            "day_last": occurred.map({text: span.last for text, span in spans.items()}).astype("datetime64[us]"),
            "time_local": _times(originals, occurred),
        }
    )


def _times(originals: pd.DataFrame, occurred: pd.Series) -> pd.Series:
    """The time of day that the best supported claim of the shown date gives, in words; "" where none does."""
    dates = originals[(originals["attribute"] == "date") & (originals["said"] == originals["event_id"].map(occurred))]
    timed = dates.assign(time=dates["value"].map(time_of_day))
    best = _best_claims(timed[timed["time"] != ""])
    return best["time"].reindex(occurred.index).fillna("").astype("str")


def _best_claims(claims: pd.DataFrame) -> pd.DataFrame:
    """The best supported single claim of each report: by evidence, then firmness, then day of publication."""
    order = claims.sort_values(
        ["evidence", "firmness", "published_on", "claim_id"], ascending=[False, False, True, True]
    )
    return order.drop_duplicates("event_id").set_index("event_id")


def _where(shown: pd.DataFrame, places: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    place_id = shown["place"].reindex(index).fillna("").astype("str")
    known = places.set_index("place_id")[["lon", "lat", "coord_uncertainty_m", "coordinate_quality"]]
    found = known.reindex(place_id.to_numpy())
    return pd.DataFrame(
        {
            "place_id": place_id,
            "lon": found["lon"].to_numpy(dtype="float64"),
            "lat": found["lat"].to_numpy(dtype="float64"),
            "radius_m": found["coord_uncertainty_m"].array,
            "place_precision": found["coordinate_quality"].fillna("").to_numpy(dtype="str"),
        },
        index=index,
    ).astype({"radius_m": "Int64", "place_precision": "str"})


def _what(originals: pd.DataFrame, shown: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    columns = {
        "weapon_category": "weapon_category", "weapon_model": "weapon_model", "producer": "weapon_producer",
        "target_type": "target_type", "blamed": ATTRIBUTION,
    }  # fmt: skip
    what = pd.DataFrame({name: shown[attribute].reindex(index) for name, attribute in columns.items()})
    what = what.fillna(NOT_STATED).astype("str")
    attributions = originals[originals["attribute"] == ATTRIBUTION]
    naming = attributions[attributions["said"] == attributions["event_id"].map(what["blamed"])]
    return what.assign(blamed_hedge=_best_claims(naming)["hedge"].reindex(index).fillna("").astype("str"))


def _of_reports(support: pd.DataFrame) -> pd.DataFrame:
    """The rows of a support table that concern the reports themselves, indexed by event_id."""
    return support[support.index.get_level_values("scope") == REPORT].droplevel("scope")


def _denials(support: pd.DataFrame) -> pd.DataFrame:
    return _of_reports(support)[["denied", "denied_in_general"]]


def _harm(originals: pd.DataFrame, index: pd.Index) -> pd.DataFrame:
    """Least and greatest number over all original claims; an end whose most extreme figure is open stays missing."""
    claims = originals[originals["attribute"].isin(HARM)]
    ends = claims.groupby(_KEYS).agg(
        least_min=("value_min", "min"),
        least_max=("value_max", "min"),
        most_min=("value_min", "max"),
        most_max=("value_max", "max"),
    )
    # "up to 60" beside "at least 70" opens both ends: the least figure has no least end, the greatest no greatest
    least = ends["least_min"].mask(_is_less(ends["least_max"], ends["least_min"]))
    greatest = ends["most_max"].mask(_is_less(ends["most_max"], ends["most_min"]))
    by_attribute = {
        end: values.unstack("attribute").reindex(index=index, columns=list(HARM)).astype("Int64")  # noqa: PD010
        for end, values in (("min", least), ("max", greatest))
    }
    return pd.DataFrame({f"{each}_{end}": by_attribute[end][each] for each in HARM for end in by_attribute})


def _is_less(one: pd.Series, other: pd.Series) -> pd.Series:
    """Where both are stated and the first is less."""
    return (one < other).fillna(value=False).astype(bool)


def _words(originals: pd.DataFrame, index: pd.Index) -> pd.Series:
    """What sources keep in words about people harmed, where they give no number."""
    in_words = originals[
        originals["attribute"].isin(HARM) & originals["value_min"].isna() & originals["value_max"].isna()
        & (originals["value_words"] != "")
    ].drop_duplicates(["event_id", "value_words"])  # fmt: skip
    return in_words.groupby("event_id")["value_words"].agg("; ".join).reindex(index).fillna("").astype("str")


def _grades(originals: pd.DataFrame, support: pd.DataFrame, index: pd.Index) -> dict[str, pd.Series]:
    grades = grade(support[[*SUPPORT_COLUMNS]])
    reports = _of_reports(support)
    is_report = grades.index.get_level_values("scope") == REPORT
    of_report = grades[is_report].droplevel("scope")
    printings = originals.groupby("event_id")["printings"].max().reindex(index, fill_value=0)
    party_only = _party_only(originals, index)
    return {
        "grade": of_report,
        "grade_reason": grade_reasons(reports, of_report, printings, party_only),
        "grade_by_attribute": _by_event(grades[~is_report], index),
        "independent_claimants": reports["independents"].astype("int64"),
        "voices": _voices(originals, index),
        "party_only": party_only,
    }


def _voices(originals: pd.DataFrame, index: pd.Index) -> pd.Series:
    """Distinct voices that report the strike or name a side."""
    return _counted(speaking(originals).drop_duplicates(["event_id", "voice"])["event_id"], index)


def _party_only(originals: pd.DataFrame, index: pd.Index) -> pd.Series:
    """The bloc that makes every claim of a report but its denials, or ""."""
    said = originals[originals["attribute"] != DENIAL]
    blocs = said.groupby("event_id")["bloc"].agg(["min", "max"]).reindex(index)
    return blocs["min"].where(blocs["min"] == blocs["max"], "").astype("str")


def _counted(event_ids: pd.Series, index: pd.Index) -> pd.Series:
    return event_ids.value_counts().reindex(index, fill_value=0).astype("int64")


def _by_event(grades: pd.Series, index: pd.Index) -> pd.Series:
    """A dict attribute -> grade for each report."""
    found: dict[str, dict[str, str]] = {event: {} for event in index}
    events, attributes = (grades.index.get_level_values(level) for level in ("event_id", "scope"))
    for event, attribute, each in zip(events, attributes, grades, strict=True):
        found[event][attribute] = each
    return pd.Series(list(found.values()), index=index, dtype=object)


def _gathered(by_attribute: Mapping[str, frozenset[str]], index: pd.Index) -> pd.Series:
    """The attributes that hold for each report, as a tuple."""
    held = [tuple(attribute for attribute, events in by_attribute.items() if event in events) for event in index]
    return pd.Series(held, index=index, dtype=object)


def _not_stated(originals: pd.DataFrame, index: pd.Index) -> pd.Series:
    stated = {
        attribute: frozenset(events)
        for attribute, events in originals.groupby("attribute")["event_id"].unique().items()
    }
    lacking = {attribute: frozenset(index) - stated.get(attribute, frozenset()) for attribute in STATED}
    return _gathered(lacking, index)
