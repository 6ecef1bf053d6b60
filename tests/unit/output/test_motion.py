"""Films, strips and small multiples: each frame is the still of its moment, every day is there, nothing stays behind."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import json
import random
import re
import subprocess
import tempfile
import zipfile
from itertools import pairwise
from pathlib import Path

import imageio_ffmpeg
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from strikemap.catalogue import Catalogue
from strikemap.errors import AddressError, PictureError
from strikemap.model.dataset import Dataset
from strikemap.output.pictures.compose import composition_of, make_picture
from strikemap.output.pictures.motion import FILM_TYPES, Reel, film, filming
from strikemap.output.pictures.multiples import Panels, counts_of
from strikemap.output.pictures.pace import Pace, shots_of
from strikemap.output.pictures.spec import PictureSpec, read_spec, write_spec
from strikemap.output.pictures.stacks import MAYBE, OUT, SURE
from strikemap.output.pictures.strip import strip
from strikemap.output.proof.metadata import read
from strikemap.query.counts import count
from strikemap.query.select import select
from strikemap.query.view import View

SMALL = PictureSpec(size="640x480")
DASH = "\N{EN DASH}"


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


SHORT = View(first=day("2020-10-03"), last=day("2020-10-06"))
TWO_DAYS = View(first=day("2020-10-03"), last=day("2020-10-04"))
WAR = 45


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


def shots(catalogue: Catalogue, view: View, pace: Pace) -> list[tuple[dt.date, dt.date]]:
    return [(shot.first, shot.last) for shot in shots_of(view, catalogue.dataset(), pace)]


def frames_of_zip(content: bytes) -> tuple[list[bytes], dict[str, object]]:
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        names = [name for name in file.namelist() if name.endswith(".png")]
        return [file.read(name) for name in sorted(names)], json.loads(file.read("manifest.json"))


def decoded(file: Path, width: int, height: int) -> tuple[str, list[NDArray[np.float64]]]:
    """What ffmpeg says of a film, and its frames as a player shows them."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(file), "-f", "rawvideo", "-pix_fmt", "rgb24", "-"]
    done = subprocess.run(command, capture_output=True, check=True)
    frames = np.frombuffer(done.stdout, dtype=np.uint8).reshape(-1, height, width, 3)
    return done.stderr.decode(), list(frames.astype(float))


def left_behind() -> set[Path]:
    return set(Path(tempfile.gettempdir()).glob("strikemap-film-*"))


# ---- each frame is the still of its moment


@pytest.mark.parametrize("pace", [Pace(), Pace(mode="window", days=2), Pace(mode="cumulative")], ids=["day", "window", "cumulative"])
def test_every_frame_of_a_short_film_is_the_file_of_its_still(catalogue: Catalogue, pace: Pace) -> None:
    frames, _ = frames_of_zip(film(catalogue, SHORT, SMALL, "png", pace))
    stills = [make_picture(catalogue, shot.view, SMALL).encoded("png") for shot in shots_of(SHORT, catalogue.dataset(), pace)]
    assert len(frames) == 4
    assert frames == stills


def test_random_frames_of_the_whole_war_are_the_stills_of_their_moments(catalogue: Catalogue) -> None:
    whole = shots_of(View(), catalogue.dataset(), Pace())
    reel = Reel(catalogue, View(), SMALL)
    drawn = [reel.frame(reel.composition.moment(shot.view)) for shot in whole]
    for number in random.Random(3).sample(range(WAR), 5):  # noqa: S311  # any five days will do
        still = make_picture(catalogue, whole[number].view, SMALL).pixels()
        assert np.array_equal(drawn[number], still), whole[number].first


def test_a_frame_of_a_film_with_filters_and_a_day_of_knowledge_is_its_still(catalogue: Catalogue) -> None:
    view = TWO_DAYS.but(known=day("2020-10-08"), weapon=("cluster_munition",), colour="weapon")
    frames, manifest = frames_of_zip(film(catalogue, view, SMALL, "png", Pace()))
    still = make_picture(catalogue, view.but(last=view.first), SMALL)
    assert frames[0] == still.encoded("png")
    assert "as known on 8 Oct 2020" in str(manifest["title"])


def test_each_numbered_frame_carries_its_own_record(catalogue: Catalogue) -> None:
    frames, manifest = frames_of_zip(film(catalogue, TWO_DAYS, SMALL, "png", Pace()))
    records = [read(frame) for frame in frames]
    assert [each.record.code for each in records if each] == [each["code"] for each in manifest["frames"]]
    assert [each["from"] for each in manifest["frames"]] == ["2020-10-03", "2020-10-04"]


# ---- every day is there


def test_the_titles_run_through_the_days_of_the_war_without_a_gap(catalogue: Catalogue) -> None:
    reel = Reel(catalogue, View(), SMALL)
    whole = shots_of(View(), catalogue.dataset(), Pace())
    titles = [reel.composition.moment(shot.view).facts.title for shot in whole]
    assert len(titles) == WAR
    assert titles[0] == "Reported strikes, 27 Sep 2020"
    assert titles[-1] == "Reported strikes, 10 Nov 2020"
    assert all(b.first - a.first == dt.timedelta(days=1) for a, b in pairwise(whole))
    assert len(set(titles)) == WAR


def test_a_film_by_weeks_leaves_no_day_out(catalogue: Catalogue) -> None:
    spans = shots(catalogue, View(), Pace(step=7))
    assert spans[0] == (day("2020-09-27"), day("2020-10-03"))
    assert spans[-1] == (day("2020-11-08"), day("2020-11-10"))
    assert all(b[0] - a[1] == dt.timedelta(days=1) for a, b in pairwise(spans))


def test_a_moving_window_ends_with_its_day_and_begins_no_earlier_than_the_film(catalogue: Catalogue) -> None:
    spans = shots(catalogue, SHORT, Pace(mode="window", days=3))
    assert [(a.day, b.day) for a, b in spans] == [(3, 3), (3, 4), (3, 5), (4, 6)]


def test_a_view_until_a_day_makes_a_cumulative_film(catalogue: Catalogue) -> None:
    found = shots_of(SHORT.but(mode="until"), catalogue.dataset(), Pace())
    assert [(shot.view.mode, shot.view.last) for shot in found] == [("until", day(f"2020-10-0{number}")) for number in (3, 4, 5, 6)]


def test_counts_of_a_cumulative_film_never_fall(catalogue: Catalogue) -> None:
    dataset, reports = catalogue.dataset(), catalogue.reports(View())
    found = [
        count(select(reports, shot.view, dataset.first_day, dataset.last_day), len(reports)).shown
        for shot in shots_of(View(), dataset, Pace(mode="cumulative"))
    ]
    assert found == sorted(found)
    assert found[-1] == count(select(reports, View(), dataset.first_day, dataset.last_day), len(reports)).shown


def test_an_empty_day_still_gives_a_frame(catalogue: Catalogue) -> None:
    view = TWO_DAYS.but(q="zzzz")
    frames, manifest = frames_of_zip(film(catalogue, view, SMALL, "png", Pace()))
    assert len(frames) == 2
    assert [each["summary"].split(" of ")[0] for each in manifest["frames"]] == ["0 certainly and 0 possibly"] * 2


def test_a_title_of_ones_own_leaves_the_date_in_each_frame(catalogue: Catalogue) -> None:
    _, manifest = frames_of_zip(film(catalogue, TWO_DAYS, SMALL.but(title="Two days"), "png", Pace()))
    assert [each["title"] for each in manifest["frames"]] == ["Two days", "Two days"]
    assert ["4 Oct 2020" in each["summary"] for each in manifest["frames"]] == [False, True]


# ---- the files


def test_an_mp4_has_its_frames_duration_and_size(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(film(catalogue, SHORT, SMALL, "mp4", Pace(0.5, hold={day("2020-10-04"): 2.0})))
    about, pictures = decoded(file, 640, 480)
    for words in ("Duration: 00:00:03.50", "h264", "yuv420p(tv, bt709", "640x480", "2 fps"):
        assert words in about
    assert len(pictures) == 1 + 4 + 1 + 1
    assert all(np.abs(pictures[1] - each).mean() < 1 for each in pictures[2:5])


def test_a_decoded_mp4_shows_the_still_of_its_day(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(film(catalogue, SHORT, SMALL, "mp4", Pace()))
    _, frames = decoded(file, 640, 480)
    stills = [make_picture(catalogue, SHORT.but(first=day(f"2020-10-0{at}"), last=day(f"2020-10-0{at}")), SMALL).pixels()[..., :3] for at in (3, 4, 5, 6)]
    away = np.array([[np.abs(one - two).mean() for two in stills] for one in frames])
    assert list(away.argmin(axis=1)) == [0, 1, 2, 3]
    assert away.diagonal().max() < 3


def test_an_odd_size_is_padded_by_one_line_and_not_scaled(catalogue: Catalogue, tmp_path: Path) -> None:
    file, spec = tmp_path / "film.mp4", PictureSpec(size="641x483")
    file.write_bytes(film(catalogue, TWO_DAYS, spec, "mp4", Pace()))
    about, frames = decoded(file, 642, 484)
    assert "642x484" in about
    assert len(frames) == 2
    still = make_picture(catalogue, TWO_DAYS.but(last=TWO_DAYS.first), spec).pixels()[..., :3]
    assert np.abs(frames[0][:483, :641] - still).mean() < 3


def test_an_mp4_says_what_it_is_and_begins_with_its_index(catalogue: Catalogue) -> None:
    content = film(catalogue, TWO_DAYS, SMALL, "mp4", Pace())
    facts = make_picture(catalogue, TWO_DAYS, SMALL).facts
    assert content.index(b"moov") < content.index(b"mdat")
    for words in (facts.title, facts.code, facts.notice, facts.query):
        assert words.encode() in content


def test_a_gif_has_its_days_durations_comment_and_one_palette(catalogue: Catalogue) -> None:
    with Image.open(io.BytesIO(film(catalogue, SHORT, SMALL, "gif", Pace(0.5, hold={day("2020-10-05"): 3.0})))) as image:
        facts = make_picture(catalogue, SHORT, SMALL).facts
        assert facts.code in image.info["comment"].decode()
        assert image.info["loop"] == 0
        durations = []
        for number in range(image.n_frames):
            image.seek(number)
            durations.append(image.info["duration"])
    assert durations == [500, 500, 3000, 500]


def test_what_stands_still_does_not_flicker_in_a_gif(catalogue: Catalogue) -> None:
    reel = Reel(catalogue, SHORT, SMALL)
    drawn = [reel.frame(reel.composition.moment(shot.view))[..., :3] for shot in shots_of(SHORT, catalogue.dataset(), Pace())]
    same = np.logical_and.reduce([(each == drawn[0]).all(axis=2) for each in drawn])
    with Image.open(io.BytesIO(film(catalogue, SHORT, SMALL, "gif", Pace()))) as image:
        shown = []
        for number in range(image.n_frames):
            image.seek(number)
            shown.append(np.asarray(image.convert("RGB")))
    assert same.mean() > 0.8
    assert all((each[same] == shown[0][same]).all() for each in shown)
    assert all(np.abs(each.astype(float) - still).mean() < 3 for each, still in zip(shown, drawn, strict=True))


def test_a_webp_has_its_days_durations_and_words(catalogue: Catalogue) -> None:
    with Image.open(io.BytesIO(film(catalogue, SHORT, SMALL, "webp", Pace(0.25)))) as image:
        assert image.n_frames == 4
        assert make_picture(catalogue, SHORT, SMALL).facts.code in image.info["xmp"].decode()
        durations = []
        for number in range(image.n_frames):
            image.seek(number)
            image.load()
            durations.append(image.info["duration"])
    assert durations == [250, 250, 250, 250]


@pytest.mark.parametrize("kind", sorted(FILM_TYPES))
def test_the_same_question_gives_the_same_bytes(catalogue: Catalogue, kind: str) -> None:
    once, again = (hashlib.sha256(film(catalogue, TWO_DAYS, SMALL, kind, Pace())).hexdigest() for _ in range(2))
    assert once == again


# ---- progress, cancel, refusals


def test_progress_counts_every_frame_and_ends_with_the_file(catalogue: Catalogue) -> None:
    told = []
    content = film(catalogue, SHORT, SMALL, "gif", Pace(), told.append)
    assert [(step.done, step.total) for step in told] == [(1, 4), (2, 4), (3, 4), (4, 4), (4, 4)]
    assert [bool(step.content) for step in told] == [False] * 4 + [True]
    assert told[-1].content == content


@pytest.mark.parametrize("kind", sorted(FILM_TYPES))
def test_a_film_that_is_cancelled_leaves_no_process_and_no_file(catalogue: Catalogue, kind: str) -> None:
    before = left_behind()
    steps = filming(catalogue, SHORT, SMALL, kind, Pace())
    next(steps)
    running = left_behind() - before
    assert bool(running) == (kind == "mp4")
    steps.close()
    assert left_behind() == before
    assert not [each for each in Path("/proc").glob("[0-9]*/cmdline") if _speaks_of(each, running)]


def _speaks_of(cmdline: Path, folders: set[Path]) -> bool:
    try:
        said = cmdline.read_bytes()
    except OSError:
        return False
    return any(str(folder).encode() in said for folder in folders)


def test_a_film_that_is_ready_leaves_no_file_but_its_own(catalogue: Catalogue) -> None:
    before = left_behind()
    film(catalogue, TWO_DAYS, SMALL, "mp4", Pace())
    assert left_behind() == before


def test_too_many_frames_are_refused_with_the_step_that_fits(catalogue: Catalogue) -> None:
    view = View(first=day("2015-01-01"), last=day("2023-01-01"))
    with pytest.raises(PictureError, match=r"2,923 frames, and at most 400 .* Use step=14 for 14 days a frame"):
        film(catalogue, view, SMALL, "mp4", Pace())


@pytest.mark.parametrize(
    ("pace", "words"),
    [
        (Pace(seconds_per_day=0), "seconds per day is 0"),
        (Pace(hold={day("2021-01-01"): 2}), "held on 2021-01-01, which it does not show"),
        (Pace(step=0), "step is 0"),
        (Pace(mode="sideways"), "no way to show days"),  # type: ignore[arg-type]
    ],
)
def test_a_pace_that_is_none_is_refused_in_words(catalogue: Catalogue, pace: Pace, words: str) -> None:
    with pytest.raises(PictureError, match=words):
        film(catalogue, SHORT, SMALL, "gif", pace)


def test_a_kind_that_is_none_and_a_film_too_large_are_refused(catalogue: Catalogue) -> None:
    with pytest.raises(PictureError, match="use one of mp4, gif, webp, png"):
        film(catalogue, SHORT, SMALL, "avi", Pace())
    with pytest.raises(PictureError, match="or the kind mp4"):
        film(catalogue, View(), PictureSpec(size="2600x1600"), "gif", Pace())


# ---- small multiples and the strip


@pytest.mark.parametrize(("size", "arrange"), [("16x9", "weeks"), ("4x5", "weeks"), ("186mm", "days"), ("1x1", "strip")])
def test_small_maps_have_one_camera_and_one_scale_and_lie_inside_the_map_area(catalogue: Catalogue, size: str, arrange: str) -> None:
    panels = Panels(catalogue, View(), read_spec([("size", size), ("arrange", arrange)]))
    boxes = np.array(panels.cells)
    assert np.ptp(boxes[:, 2] - boxes[:, 0]) < 1e-6
    assert np.ptp(boxes[:, 3] - boxes[:, 1]) < 1e-6
    area = panels.plan.map
    assert boxes[:, 0].min() >= area[0] - 1e-6
    assert boxes[:, 2].max() <= area[2] + 1e-6
    assert boxes[:, 3].max() <= area[3] + 1e-6
    assert len(boxes) == {"weeks": 7, "days": WAR, "strip": 6}[arrange] + 1


def test_each_small_map_carries_its_days_and_its_counts(catalogue: Catalogue) -> None:
    text = make_picture(catalogue, View(), PictureSpec(arrange="weeks")).encoded("svg").decode()
    dataset, reports = catalogue.dataset(), catalogue.reports(View())
    for shot in shots_of(View(), dataset, Pace(step=7)):
        counts = count(select(reports, shot.view, dataset.first_day, dataset.last_day), len(reports))
        assert f">{counts.certain} certain + {counts.possible} possible<" in text
    assert f">27 Sep {DASH} 3 Oct 2020<" in text
    assert f">8{DASH}10 Nov 2020<" in text


def test_an_empty_small_map_says_so() -> None:
    assert counts_of(np.array([OUT, OUT])) == "no report"
    assert counts_of(np.array([SURE, MAYBE, SURE, OUT])) == "2 certain + 1 possible"


def test_what_stands_once_in_a_picture_stands_once_among_small_maps(catalogue: Catalogue) -> None:
    page = make_picture(catalogue, View(), PictureSpec(arrange="weeks"))
    written = re.findall(r">([^<]+)</text>", page.encoded("svg").decode())
    for words in (page.facts.code, "Shape: weapon, as reported", "All maps: same area and scale", "100 km"):
        assert written.count(words) == 1, words
    assert len([line for line in written if line.startswith("Reports are claims by the sources named")]) == 1


def test_a_small_multiple_has_the_proof_of_the_whole_view_and_the_same_bytes_again(catalogue: Catalogue) -> None:
    spec = PictureSpec(arrange="weeks")
    plain, arranged = make_picture(catalogue, View(), PictureSpec()), make_picture(catalogue, View(), spec)
    assert arranged.facts.all_ids == plain.facts.all_ids
    assert arranged.facts.digest == plain.facts.digest
    assert arranged.facts.code != plain.facts.code
    content = arranged.encoded("png")
    assert content == make_picture(catalogue, View(), spec).encoded("png")
    proof = read(content)
    assert proof is not None
    assert proof.record.code == arranged.facts.code


def test_small_maps_that_cannot_be_read_are_refused_with_the_step_to_use(catalogue: Catalogue) -> None:
    with pytest.raises(PictureError, match=r"45 small maps have no room .* Use arrange=weeks, fewer days"):
        make_picture(catalogue, View(), PictureSpec(arrange="days"))


def test_notes_are_refused_on_small_maps(catalogue: Catalogue) -> None:
    spec = read_spec([("arrange", "weeks"), ("note", "text:39.8,46.7:here")])
    with pytest.raises(PictureError, match="notes have no room on small maps"):
        make_picture(catalogue, View(), spec)


def test_the_strip_goes_through_all_days_in_six_maps(catalogue: Catalogue) -> None:
    panels = Panels(catalogue, View(), PictureSpec(arrange="strip"))
    spans = [(shot.first, shot.last) for shot in panels.shots]
    assert len(spans) == 6
    assert (spans[0][0], spans[-1][1]) == (day("2020-09-27"), day("2020-11-10"))
    assert all(b[0] - a[1] == dt.timedelta(days=1) for a, b in pairwise(spans))
    page = strip(catalogue, View(), PictureSpec())
    assert page.encoded("pdf") == make_picture(catalogue, View(), PictureSpec(arrange="strip")).encoded("pdf")


def test_a_strip_of_a_view_until_a_day_grows(catalogue: Catalogue) -> None:
    text = strip(catalogue, SHORT.but(mode="until"), PictureSpec()).encoded("svg").decode()
    assert ">until 6 Oct 2020<" in text
    assert "Each map shows all reports" in text


def test_a_film_is_one_map_whatever_the_still_is(catalogue: Catalogue) -> None:
    frames, _ = frames_of_zip(film(catalogue, TWO_DAYS, SMALL.but(arrange="weeks"), "png", Pace()))
    assert frames[0] == make_picture(catalogue, TWO_DAYS.but(last=TWO_DAYS.first), SMALL).encoded("png")
    assert not isinstance(composition_of(catalogue, TWO_DAYS, SMALL), Panels)


def test_the_address_holds_the_arrangement() -> None:
    spec = PictureSpec(size="4x5", arrange="weeks")
    assert write_spec(spec) == [("size", "4x5"), ("arrange", "weeks")]
    assert read_spec(write_spec(spec)) == spec
    assert write_spec(PictureSpec()) == []
    with pytest.raises(AddressError, match="is none of days, weeks, strip"):
        read_spec([("arrange", "heaps")])
