"""The parts of the page Method: what reports rest on, who contests what, who repeats whom, the rule, balance, silence."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from urllib.parse import urlencode

import pandas as pd
import streamlit as st
from markupsafe import Markup

from strikemap.model.dates import say_date, say_short_day
from strikemap.model.grading import SUPPORT_COLUMNS
from strikemap.model.vocabulary import ATTRIBUTE_WORDS, BLOC_WORDS
from strikemap.output.charts.balance import blame_alt, blame_chart, resting_alt, resting_chart
from strikemap.output.charts.lineage import lineage_alt, lineage_chart
from strikemap.output.charts.silence import silence_alt, silence_chart
from strikemap.query.balance import (
    RESTING_WORDS,
    SPEAKER_WORDS,
    SPEAKERS,
    Balance,
    Contest,
    balance_of,
    contests_of,
    footing_of,
    resting_of,
    who_said,
)
from strikemap.query.lineage import MANY_OUTLETS, echoed, strands_of
from strikemap.query.rulebook import RuleShown, rulebook_of, set_by_hand
from strikemap.query.silence import ABSENCE, not_stated_in, of_several_days, silence_by_day, silence_by_region
from strikemap.query.view import write_view
from strikemap.query.window import window_of
from strikemap.query.wording import Labels
from ui.address import address_of, go, latest
from ui.behind import MOST_LISTED, Asked, behind, map_link
from ui.chart import Told, show_chart, theme_of_page
from ui.filters import show_value
from ui.plain import table

NONE: Final = Markup('<span class="sm-quiet">none seen</span>')


def resting(asked: Asked) -> None:
    """The picture of the first screen, and the reports behind each of its bars."""
    numbers = resting_of(asked.shown)
    chart = resting_chart(numbers, asked.labels, theme_of_page(), title="What the reports rest on", says=asked.scope)
    show_chart(chart, "m_resting", Told(resting_alt(numbers, asked.scope), numbers, "what-reports-rest-on"))
    footing = footing_of(asked.shown)
    st.html(
        Markup("").join(
            behind(asked, events := list(footing.index[footing == each]), f"{len(events):,} {_reports(len(events))}: {words}")
            for each, words in RESTING_WORDS.items()
        )
    )


def contested(asked: Asked) -> None:
    """Which reports are contested and by whom, each with its card and with a picture to print."""
    contests = contests_of(asked.shown, asked.claims)
    n = sum(each.grade == "contested" for each in contests)
    view = asked.view.but(grade=("contested",), event="")
    st.html(
        Markup('<p class="sm-lede">{} of {} {} graded contested; {} more {} denied by the side blamed, but supported well enough to keep '
               "another grade. {}</p>").format(
            map_link(view, f"{n:,}") if n else "0", f"{len(asked.shown):,} {_reports(len(asked.shown))}", "is" if n == 1 else "are",
            f"{len(contests) - n:,}", "is" if len(contests) - n == 1 else "are",
            "That no denial is listed means that none was seen, not that there was none.",
        )
    )  # fmt: skip
    if not contests:
        return
    with st.container(horizontal=True):
        st.page_link("../pages/map.py", label="Contested on the map", icon=":material/map:", query_params=address_of(view))
        st.page_link("../pages/picture.py", label="Picture to print", icon=":material/image:", query_params=address_of(view))
    head = ["Report", "Grade", "Blamed, and by whom", "Denied, and by whom", "Claims differ on", "Picture"]
    st.html(table(head, [_contest_row(asked, each) for each in contests[:MOST_LISTED]]))
    if len(contests) > MOST_LISTED:
        st.caption(f"The first {MOST_LISTED:,} of {len(contests):,}. Narrow the days or a filter to list the others.")


def _contest_row(asked: Asked, contest: Contest) -> list[object]:
    own = asked.view.but(event=contest.event_id)
    return [
        map_link(own, f"{say_date(contest.occurred)}, {contest.place}"),
        asked.labels.of("grade", contest.grade),
        _sides_said(contest.blames, asked.labels),
        _sides_said(contest.denials, asked.labels),
        ", ".join(ATTRIBUTE_WORDS.get(each, each) for each in contest.about) or Markup('<span class="sm-quiet">nothing else</span>'),
        Markup('<a href="./picture?{}" target="_self">picture<span class="sm-hidden"> of {}</span></a>').format(
            urlencode(write_view(own)), contest.place
        ),
    ]


def _sides_said(said: tuple[tuple[str, str, str], ...], labels: Labels) -> Markup:
    lines = [Markup("<b>{}</b>: {}").format(side, claimants) for side, claimants in who_said(said, labels)]
    return Markup("<br>").join(lines) if lines else NONE


def lineage(asked: Asked, outlets: pd.DataFrame) -> None:
    """Who repeats whom: the reports that many outlets carry and one voice makes, and one report drawn.

    outlets : as `strikemap.query.lineage.lineage_of` gives it.
    """
    alone = echoed(outlets)
    repeats = int((asked.claims["origin_claim_id"] != "").sum())
    st.html(
        Markup('<p class="sm-lede">Outlets that carry one statement count as one voice. {} {} carried by {} or more outlets. '
               "{} of the {} claims are marked as repeats of another one. The number that counts, and that stands on every card and in "
               "the list, is that of independent claimants.</p>{}").format(
            f"{(wide := int((outlets['outlets'] >= MANY_OUTLETS).sum())):,} {_reports(wide)}", "is" if wide == 1 else "are", MANY_OUTLETS,
            f"{repeats:,}", f"{len(asked.claims):,}",
            behind(asked, list(alone.index), f"{len(alone):,} of them: one voice alone"),
        )
    )  # fmt: skip
    options = list(outlets.sort_values(["outlets", "printings"], ascending=False, kind="stable").index[:MOST_LISTED])
    drawn = [each for each in options if outlets.loc[each, "outlets"] > 0]
    if not drawn:
        st.caption("No report shown has claims to draw.")
        return
    first = alone.index[0] if len(alone) else drawn[0]
    chosen = asked.view.event if asked.view.event in outlets.index and outlets.loc[asked.view.event, "outlets"] > 0 else str(first)
    if chosen not in drawn:
        drawn.insert(0, chosen)
    _drawn_report(asked, outlets, drawn, chosen)


def _drawn_report(asked: Asked, outlets: pd.DataFrame, options: list[str], chosen: str) -> None:
    titles = {str(event): f"{say_date(occurred)}, {place}" for event, occurred, place in asked.listed.loc[options].itertuples()}
    words = {
        str(event): f"{titles[str(event)]}: {printed} outlets, {independent} independent"
        for event, printed, independent in outlets.loc[options, ["outlets", "independent_claimants"]].itertuples()
    }
    show_value("m_report", chosen)
    st.selectbox(
        "Report drawn",
        options,
        key="m_report",
        format_func=lambda each: words[each],
        on_change=lambda: go(latest(asked.view).but(event=st.session_state["m_report"])),
    )
    strands = strands_of(asked.claims, asked.dataset.sources, chosen)
    row = outlets.loc[chosen]
    says = (
        f"{row['outlets']} {'outlet' if row['outlets'] == 1 else 'outlets'}, {row['voices']} {'voice' if row['voices'] == 1 else 'voices'}, "
        f"{row['independent_claimants']} of them independent."
    )
    title = f"Who repeats whom: {asked.shown.loc[chosen, 'place_name']}, {say_date(str(asked.shown.loc[chosen, 'occurred']))}"
    numbers = pd.DataFrame([vars(each) for each in strands])
    show_chart(lineage_chart(strands, theme_of_page(), title=title, says=says), "m_lineage", Told(lineage_alt(strands), numbers, f"lineage-{chosen}"))
    st.html(map_link(asked.view.but(event=chosen), "Open this report on the map"))


def rule(asked: Asked) -> None:
    """The written rule from the table that the code applies, one worked example for each grade, and grades set by a person."""
    st.html(
        Markup('<p class="sm-lede">A grade says how well a report is supported. It is no finding of fact or of law, and it is computed, '
               "never typed in. The first rule that holds gives the grade.</p>")
    )  # fmt: skip
    st.html(table(["", "Grade", "When", "Reports", "For example"], [_rule_row(asked, each) for each in rulebook_of(asked.shown)]))
    words = Markup("").join(
        Markup("<li><b>{}</b>: {}</li>").format(name.replace("_", " "), meaning) for name, meaning in SUPPORT_COLUMNS.items()
    )
    st.html(Markup('<details class="sm-behind"><summary>What the rules look at</summary><ul class="sm-list">{}</ul></details>').format(words))
    _by_hand(asked)


def _rule_row(asked: Asked, each: RuleShown) -> list[object]:
    words = asked.labels.of("grade", each.grade)
    number = map_link(asked.view.but(grade=(each.grade,), event=""), f"{each.reports:,}") if each.reports else "0"
    if each.example is None:
        return [each.number, Markup("<b>{}</b>").format(words), each.words, number, Markup('<span class="sm-quiet">none here</span>')]
    example = Markup("{}: {} ({} independent of {} {})").format(
        map_link(asked.view.but(event=each.example.event_id), f"{say_date(each.example.occurred)}, {each.example.place}"),
        each.example.reason, each.example.independent_claimants, each.example.voices, "voice" if each.example.voices == 1 else "voices",
    )  # fmt: skip
    return [each.number, Markup("<b>{}</b>").format(words), each.words, number, example]


def _by_hand(asked: Asked) -> None:
    found = set_by_hand(asked.shown)
    if found.empty:
        st.html(
            Markup('<p class="sm-quiet">No grade shown is set by a person. One that is has to give a name and a reason in '
                   "overrides.csv, and both stand on the card, in pictures and in exports.</p>")
        )  # fmt: skip
        return
    rows = [
        [map_link(asked.view.but(event=str(event)), event), asked.labels.of("grade", str(asked.shown.loc[event, "grade"])), words]
        for event, words in found.items()
    ]
    st.html(table(["Report", "Grade", "Set by a person"], rows))


def balance(asked: Asked) -> None:
    """Claims by and about each side, with independent voices beside them."""
    found = balance_of(asked.claims)
    says = asked.scope
    st.html(
        Markup('<p class="sm-lede">{} claims are read in {} printings. The material of the two sides is uneven: compare who speaks '
               "before you compare how often.</p>").format(f"{found.claims:,}", f"{found.printings:,}")
    )  # fmt: skip
    chart = blame_chart(found.blame, theme_of_page(), title="Who blames whom", says=says)
    show_chart(chart, "m_blame", Told(blame_alt(found.blame, says), found.blame.drop(columns="events"), "who-blames-whom"))
    head = ["Who", "Claims of any kind", "Claimants", "Reports", *(f"Blames {words} in" for words in BLOC_WORDS.values())]
    st.html(table(head, [_balance_row(asked, found, each) for each in SPEAKERS]))


def _balance_row(asked: Asked, found: Balance, speaker: str) -> list[object]:
    by = found.by.set_index("speaker").loc[speaker]
    cells = found.blame[found.blame["speaker"] == speaker].set_index("side")
    blames: list[object] = [
        behind(asked, list(cells.loc[side, "events"]), f"{cells.loc[side, 'reports']:,} {_reports(int(cells.loc[side, 'reports']))}")
        for side in BLOC_WORDS
    ]
    return [SPEAKER_WORDS[speaker], f"{by['claims']:,}", f"{by['claimants']:,}", f"{by['reports']:,}", *blames]


def silence(asked: Asked) -> None:
    """Days and regions whose reports nobody independent speaks for, and what is not stated."""
    window = window_of(asked.view, asked.dataset.first_day, asked.dataset.last_day)
    last = window.last or asked.dataset.last_day
    days = silence_by_day(asked.shown, min(window.first or asked.dataset.first_day, last), last)
    st.html(Markup('<p class="sm-note">{}</p>').format(ABSENCE))
    several = of_several_days(asked.shown)
    says = f"{asked.scope}; {several:,} of them may lie on several days and are in no bar"
    chart = silence_chart(days, theme_of_page(), title="Reports with and without an independent claimant", says=says)
    show_chart(chart, "m_silence", Told(silence_alt(days, asked.scope), days, "silence-by-day"))
    quiet = days[(days["unheard"] > 0) & (days["heard"] == 0)]
    unheard = asked.shown[(asked.shown["day_first"] == asked.shown["day_last"]) & asked.shown["day_first"].isin(pd.to_datetime(quiet["day"]))]
    words = f"On {len(quiet):,} days there are reports, and no independent claimant speaks for any of them"
    st.html(behind(asked, list(unheard.index), f"{words}: {', '.join(say_short_day(day) for day in quiet['day'])}" if len(quiet) else words))
    st.html(
        table(
            ["Region", "Reports", "Without an independent claimant", "Days with reports", "Of them without any independent claimant"],
            [_region_row(asked, row) for row in silence_by_region(asked.shown).to_dict("records")],
        )
    )
    _not_stated(asked)


def _region_row(asked: Asked, row: dict[object, object]) -> list[object]:
    region = str(row["region"])
    here = asked.shown[asked.shown["region_ids"].astype("str").str.split(";").map(lambda ids: region in ids).to_numpy(dtype=bool)]
    unheard = list(here.index[here["independent_claimants"] == 0])
    number = f"{row['reports']:,}"
    return [
        asked.labels.of("region", region),
        # beside a filter of regions the View of one more region alone would be another question
        number if asked.view.region else map_link(asked.view.but(region=(region,), event=""), number),
        behind(asked, unheard, f"{row['unheard']:,}"),
        f"{row['days']:,}",
        f"{row['silent_days']:,}",
    ]


def _not_stated(asked: Asked) -> None:
    numbers = not_stated_in(asked.shown)
    if numbers.empty:
        return
    st.html(
        Markup('<h3 class="sm-part">Not stated in any source read</h3><p class="sm-quiet">Of {} reports. What is not stated is unknown, '
               "never 0.</p>{}").format(
            f"{len(asked.shown):,}",
            Markup("").join(
                behind(asked, _lacking(asked.shown, str(each)), f"{ATTRIBUTE_WORDS.get(str(each), each)}: not stated for {number:,}")
                for each, number in numbers.items()
            ),
        )
    )  # fmt: skip


def _lacking(reports: pd.DataFrame, attribute: str) -> list[str]:
    lacks: Iterable[bool] = (attribute in each for each in reports["not_stated"])
    return list(reports.index[list(lacks)])


def _reports(number: int) -> str:
    return "report" if number == 1 else "reports"
