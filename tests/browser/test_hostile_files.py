"""Files with hostile texts that a browser opens from the disk: KML as XML, and the page as it is."""

from pathlib import Path

import pytest
from lxml import etree
from playwright.sync_api import Browser, Page

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.gis.data_files import data_file
from dashboard.export.web_page.page import page as page_file
from geodata.briefings.briefing_io import read_briefing
from geodata.scenario import make_scenario
from layers.build.builder import Builder
from tests.hostile.corpus.briefings import briefing
from tests.hostile.corpus.texts import FORMULAS, GDAL, SCRIPTS
from tests.hostile.project import CORRIDOR, builder_of

TEXT = " ".join([*SCRIPTS.values(), *GDAL.values(), FORMULAS["equals"]])
CAPTION = TEXT.replace("{", "(").replace("}", ")")
NOTES = "For the presenter alone."
AS_HTML = """() => [...document.querySelectorAll("description")].map(({ textContent }) => {
  const found = new DOMParser().parseFromString(textContent, "text/html");
  return [found.querySelectorAll("head > *, body *").length, found.body.textContent];
})"""
"""What a reader of KML makes of each description: its elements, and what it says."""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Builder:
    return builder_of(tmp_path_factory.mktemp("hostile"), TEXT)


class Watched:
    """A page of a file, and what it did beside being shown."""

    def __init__(self, page: Page, file: Path) -> None:
        self.page, self.address, self.did = page, file.as_uri(), list[str]()
        page.context.on("request", lambda sent: self._note(sent.url))
        page.context.on("weberror", lambda error: self.did.append(str(error.error)))
        page.context.on("dialog", lambda dialog: self.did.append(f"dialog: {dialog.message}"))
        page.goto(self.address)

    def _note(self, url: str) -> None:
        if url != self.address and not url.startswith("data:"):
            self.did.append(url)

    def is_inert(self) -> None:
        """Assert that nothing of the texts ran, was asked for or is there to be clicked."""
        self.page.wait_for_timeout(300)
        assert self.page.evaluate("window.ran || null") is None
        assert self.page.locator("img[src=x], svg[onload], a[href*=evil]").count() == 0
        assert self.page.locator("a[href^='javascript'], [onmouseover]").count() == 0
        assert self.did == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no-script"])
def test_a_kml_is_xml_whose_descriptions_are_text(
    hostile: Builder, browser: Browser, tmp_path: Path, script: bool
) -> None:
    content = data_file("kml", make_scenario(hostile.catalog, [CORRIDOR]), hostile)
    strict = etree.XMLParser(resolve_entities=False, no_network=True, recover=False)
    root = etree.fromstring(content, strict)
    assert root.getroottree().docinfo.doctype == ""
    assert b"CDATA" in content, "the text that would end a section is there, as text"
    assert b"<![CDATA[" not in content
    file = tmp_path / "a.xml"
    file.write_bytes(content)
    context = browser.new_context(java_script_enabled=script)
    opened = Watched(context.new_page(), file)
    opened.is_inert()
    assert opened.page.locator("parsererror").count() == 0
    described = opened.page.evaluate(AS_HTML)
    assert len(described) > 1
    assert any("onerror" in said for _, said in described)
    assert {elements for elements, _ in described} == {0}
    context.close()


def test_a_page_of_hostile_data_and_briefing_shows_texts(
    hostile: Builder, browser: Browser, tmp_path: Path
) -> None:
    found = read_briefing(briefing(TEXT, CAPTION), "a.toml", hostile.catalog)
    step = found.step[0].model_copy(update={"notes": NOTES + CAPTION})
    named = NamedBriefing(TEXT, found.model_copy(update={"step": [step], "summary": TEXT}))
    file = tmp_path / "page.html"
    file.write_bytes(page_file(make_scenario(hostile.catalog), hostile, TEXT, named))
    assert NOTES.encode() not in file.read_bytes()
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    opened = Watched(context.new_page(), file)
    page = opened.page
    page.locator(".brief-said").wait_for()
    assert page.title() == TEXT
    assert page.locator(".brief-said h2").inner_text() == TEXT
    assert page.locator(".brief-said p").inner_text() == CAPTION
    assert page.locator(".page-marking").inner_text() == TEXT
    for part in (".side h1", ".side-proposal", ".side fieldset", ".legend"):
        assert "onerror" in page.locator(part).first.inner_text(), part
    page.locator("path.layer").first.dispatch_event("click")
    page.locator(".legend button").first.click()
    page.keyboard.press("PageDown")
    page.locator(".side-about summary").click()
    assert "onerror" in page.locator(".side-about").inner_text()
    opened.is_inert()
    context.close()
