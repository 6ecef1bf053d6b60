"""A story leaves as one HTML file and as a PDF: whole, offline, the same bytes each time, text as text."""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from strikemap.__main__ import main
from strikemap.catalogue import Catalogue
from strikemap.errors import BuildError, ExportError
from strikemap.model.dataset import Dataset
from strikemap.output.stories.files import form_of
from strikemap.output.stories.html import story_html
from strikemap.output.stories.pdf import story_pdf
from strikemap.output.stories.ready import ReadyStory, problems_of, ready_story

ROOT = Path(__file__).parent.parent.parent.parent
ARTEFACTS = ROOT / "tests" / "artefacts"
STORY = "stepanakert-cluster-munitions"
LIMIT_BYTES = 3_000_000
DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 390, "height": 844}

HOSTILE = """
title = "<script>document.title='taken'</script> & \\"quotes\\""
standfirst = "</style><img src=x onerror=alert(1)> ]]> {{braces}}"
[[steps]]
view = "known=2020-10-05&weapon=cluster_munition&lat=39.8&lon=46.7&zoom=8&event=2020-10-03-stepanakert-3"
heading = "<b>bold</b> [link](javascript:alert(1))"
text = "</script><iframe src='https://example.org'></iframe>\\n\\n$x$ \\u202ereversed"
"""


@pytest.fixture(scope="module")
def catalogue(shipped: Dataset) -> Catalogue:
    return Catalogue(shipped)


@pytest.fixture(scope="module")
def ready(catalogue: Catalogue) -> ReadyStory:
    return ready_story(catalogue, STORY)


@pytest.fixture(scope="module")
def file(catalogue: Catalogue, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("story") / "story.html"
    out.write_bytes(story_html(catalogue, STORY))
    return out


@pytest.fixture(scope="module")
def pdf(catalogue: Catalogue) -> bytes:
    return story_pdf(catalogue, STORY)


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    folder = tmp_path_factory.mktemp("hostile") / "data"
    shutil.copytree(ROOT / "data", folder, ignore=shutil.ignore_patterns("stories", "*.md"))
    (folder / "stories").mkdir()
    (folder / "stories" / "hostile.toml").write_text(HOSTILE, encoding="utf-8")
    (folder / "stories" / "bad-picture.toml").write_text(
        'title = "A"\nstandfirst = "B"\n[[steps]]\nview = "known=2020-10-05"\nheading = "A"\ntext = "B"\npicture = "size=16x9"\n'
        '[[steps]]\nview = "known=2020-10-05&weapon=cluster_munition"\nheading = "A"\ntext = "B"\n'
        'picture = "title=Azerbaijan fired cluster munitions"\n',
        encoding="utf-8",
    )
    return Catalogue.of_folder(folder)


@pytest.fixture(scope="module")
def watched(browser: Browser) -> Watched:
    return Watched(browser)


class Watched:
    """Opens files with every request but the file itself refused; complains of requests and console errors."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.asked: list[str] = []
        self.errors: list[str] = []

    def open(self, file: Path, hash_: str = "", **options: object) -> Page:
        """A page with the file, in a browser of its own."""
        context = self.browser.new_context(**{"viewport": DESKTOP, **options})
        page = context.new_page()

        def gate(route: Route) -> None:
            if route.request.url.partition("#")[0] == file.as_uri() or route.request.url.startswith("data:"):
                route.continue_()
            else:
                self.asked.append(route.request.url)
                route.abort()

        page.route("**/*", gate)
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        page.on("console", lambda line: self.errors.append(line.text) if line.type in ("error", "warning") else None)
        page.goto(file.as_uri() + hash_)
        return page

    def close(self, page: Page) -> None:
        """Close the page; it has asked nobody for anything and reported no error."""
        page.context.close()
        assert self.asked == []
        assert self.errors == []


# ---- the HTML file


def test_the_shipped_story_stays_small(file: Path) -> None:
    assert len(file.read_bytes()) < LIMIT_BYTES


def test_the_file_is_the_same_each_time(hostile: Catalogue) -> None:
    assert story_html(hostile, "hostile") == story_html(hostile, "hostile")


def test_the_file_allows_only_what_stands_in_it(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    security = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert security is not None
    assert "default-src &#39;none&#39;" in security[1]
    for tag in ("script", "style"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", text, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src &#39;sha256-{digest}&#39;" in security[1]
    assert not re.search(r'(?:src|srcset)="(?!data:)', text)


def test_every_picture_is_inside_with_its_words_for_those_who_cannot_see_it(file: Path, ready: ReadyStory) -> None:
    alts = re.findall(r'<img src="data:image/webp;base64,[^"]+" alt="([^"]{100,})"', file.read_text(encoding="utf-8"))
    assert len(alts) == len(ready.told)
    assert "as known on 5 Oct 2020" in alts[2]


def test_scrolling_changes_the_picture_with_the_text(watched: Watched, file: Path) -> None:
    page = watched.open(file)
    expect(page.locator(".story[data-live]")).to_be_attached()
    for number in (1, 5, 10):
        step = page.locator(f"#step-{number}")
        step.evaluate("step => step.scrollIntoView({block: 'center'})")
        expect(step).to_have_class(re.compile("story-current"))
        page.wait_for_function(
            "number => { const shown = document.querySelectorAll('.story-stage img'); return shown.length === 1"
            " && shown[0].src === document.querySelector(`#step-${number} img`).src"
            " && getComputedStyle(shown[0]).opacity === '1' }",
            arg=number,
        )
        expect(page.locator(".story-stage")).to_be_in_viewport(ratio=0.9)
    page.screenshot(path=ARTEFACTS / "story-file-scroll-light.png")
    watched.close(page)


def test_the_presenter_goes_by_keys_buttons_and_history(watched: Watched, file: Path, ready: ReadyStory) -> None:
    page = watched.open(file, "#present-3", color_scheme="dark")
    shown = page.locator(".story-shown")
    expect(shown.locator("h2")).to_have_text(ready.told[2].heading)
    page.keyboard.press("ArrowRight")
    expect(shown.locator("h2")).to_have_text(ready.told[3].heading)
    assert page.url.endswith("#present-4")
    page.screenshot(path=ARTEFACTS / "story-file-present-dark.png")
    page.keyboard.press("End")
    expect(page.get_by_role("button", name="Next")).to_be_disabled()
    page.keyboard.press("Home")
    expect(page.get_by_role("button", name="Previous")).to_be_disabled()
    page.get_by_role("button", name="Next").click()
    expect(page.locator(".story-now")).to_have_text("2")
    page.go_back()
    expect(page.locator(".story-now")).to_have_text("1")
    page.get_by_role("button", name="Scroll").click()
    expect(page.locator("#step-10")).to_be_attached()
    watched.close(page)


@pytest.mark.parametrize("options", [{"reduced_motion": "reduce"}, {"java_script_enabled": False}, {"viewport": PHONE}])
def test_the_pictures_stand_between_the_texts(watched: Watched, file: Path, options: dict[str, object]) -> None:
    page = watched.open(file, **options)
    expect(page.locator(".story-stage")).to_be_hidden()
    for number in (1, 6):
        picture, heading = page.locator(f"#step-{number} img").bounding_box(), page.locator(f"#step-{number} h2").bounding_box()
        assert picture["y"] + picture["height"] <= heading["y"]
        assert picture["width"] > 300
    assert page.locator(".story-bar").is_visible() == options.get("java_script_enabled", True)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth") if options.get("java_script_enabled", True) else True
    watched.close(page)


def test_a_phone_gets_the_tall_picture(watched: Watched, file: Path) -> None:
    page = watched.open(file, viewport=PHONE)
    page.locator("#step-2 img").scroll_into_view_if_needed()
    box = page.locator("#step-2 img").bounding_box()
    assert box["height"] > box["width"]
    page.screenshot(path=ARTEFACTS / "story-file-phone-light.png")
    watched.close(page)


def test_hostile_text_is_shown_as_text(watched: Watched, hostile: Catalogue, tmp_path: Path) -> None:
    out = tmp_path / "hostile.html"
    out.write_bytes(story_html(hostile, "hostile"))
    page = watched.open(out)
    expect(page.locator("h1")).to_contain_text("<script>document.title='taken'</script>")
    expect(page.locator(".story-stand")).to_contain_text("</style><img src=x onerror=alert(1)>")
    expect(page.locator("#step-1 h2")).to_have_text("<b>bold</b> [link](javascript:alert(1))")
    expect(page.locator("#step-1")).to_contain_text("</script><iframe src='https://example.org'></iframe>")
    assert page.locator("iframe, h2 b, a[href^=javascript]").count() == 0
    assert page.title().startswith("<script>")
    watched.close(page)


def test_links_lead_to_the_map_where_an_address_is_given(hostile: Catalogue) -> None:
    text = story_html(hostile, "hostile", "https://maps.example.org/").decode()
    assert 'href="https://maps.example.org/?dataset=karabakh-2020&amp;known=2020-10-05' in text


# ---- the PDF


def letters(text: str) -> str:
    """A text without blanks: where a line ends, and how wide a quotation mark stands, is the page's affair."""
    return "".join(text.split())


def test_the_pdf_has_a_title_page_and_a_page_for_each_step(pdf: bytes, ready: ReadyStory) -> None:
    reader = PdfReader(io.BytesIO(pdf))
    assert len(reader.pages) == len(ready.told) + 1
    title = letters(reader.pages[0].extract_text())
    assert letters(ready.story.title) in title
    assert letters(ready.story.standfirst) in title
    for told, page in zip(ready.told, reader.pages[1:], strict=True):
        text = letters(page.extract_text())
        for part in (told.heading, *told.paragraphs, *(words for _, words in told.standing), f"What had been reported by {told.known}"):
            assert letters(part) in text, part
        for each in told.cited:
            assert letters(each.source.publisher) in text


def test_the_fonts_of_the_pdf_are_embedded(pdf: bytes) -> None:
    names = set()
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            found = font.get_object()
            descendants = found.get("/DescendantFonts")
            own = descendants[0].get_object() if descendants else found
            assert "/FontFile2" in own["/FontDescriptor"], own["/BaseFont"]
            names.add(str(own["/BaseFont"]))
    assert any("SourceSerif" in name for name in names)
    assert any("SourceSans" in name for name in names)


def test_sources_in_the_pdf_are_links(pdf: bytes, ready: ReadyStory) -> None:
    page = PdfReader(io.BytesIO(pdf)).pages[3]
    links = {str(each.get_object()["/A"]["/URI"]) for each in page["/Annots"]}
    assert links == {each.source.url for each in ready.told[2].cited}


def test_the_pdf_is_the_same_each_time(hostile: Catalogue) -> None:
    assert story_pdf(hostile, "hostile") == story_pdf(hostile, "hostile")


# ---- what is refused


def test_a_picture_that_overclaims_or_has_a_size_is_refused_with_its_step(hostile: Catalogue) -> None:
    problems = problems_of(hostile, "bad-picture")[1]
    assert [(each.step, each.kind) for each in problems] == [
        (1, "picture parts that cannot be read"), (2, "words firmer than their source"),
    ]  # fmt: skip
    with pytest.raises(BuildError, match="step 2, picture, title"):
        story_html(hostile, "bad-picture")


def test_a_name_that_says_no_form_is_refused() -> None:
    with pytest.raises(ExportError, match=r"\.html or \.pdf"):
        form_of("story.doc")


def test_the_command_writes_the_file_or_says_what_is_wrong(
    hostile: Catalogue, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = ["--data", str(hostile.dataset().folder)]
    out = tmp_path / "out.html"
    assert main(["story", "hostile", str(out), *data]) == 0
    assert out.read_bytes() == story_html(hostile, "hostile")
    assert main(["story", "bad-picture", str(out), *data]) == 1
    assert "step 1, picture" in capsys.readouterr().err
    assert main(["story", "nobody", str(out), *data]) == 2
    assert "hostile" in capsys.readouterr().err
