"""A deck in another program: LibreOffice opens it, and its pages show what the slides say.

Needs LibreOffice's `soffice`, which is no Python package: where it is missing these tests are left
out, and the summary of the run says so and how to get it. All other tests of decks run without it.
"""

import shutil
import subprocess
from pathlib import Path

import numpy as np
import pypdfium2
import pytest

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.slides.deck_files import briefing_deck
from dashboard.presentation.symbology import symbology
from tests.layers.project import BUILDER, CATALOG

pytestmark = [pytest.mark.office, pytest.mark.slow]
GET_IT = "soffice is missing: apt-get install --no-install-recommends libreoffice-impress"
NAME = "the-talks-in-eight-steps"


@pytest.fixture(scope="module", params=["16:9", "4:3"])
def pages(request, tmp_path_factory) -> pypdfium2.PdfDocument:
    folder: Path = tmp_path_factory.mktemp("deck")
    if shutil.which("soffice") is None:
        pytest.skip(GET_IT)
    named = NamedBriefing(NAME, CATALOG.briefings[NAME])
    (folder / "deck.pptx").write_bytes(briefing_deck(named, "en", BUILDER, request.param, ""))
    profile = f"-env:UserInstallation=file://{folder}/profile"
    asked = ["--headless", profile, "--convert-to", "pdf", "--outdir", folder, folder / "deck.pptx"]
    subprocess.run(["soffice", *asked], check=True, capture_output=True)
    return pypdfium2.PdfDocument(folder / "deck.pdf")


def test_each_page_shows_title_caption_and_figures(pages: pypdfium2.PdfDocument) -> None:
    steps = CATALOG.briefings[NAME].step
    assert len(pages) > len(steps)
    for page, step in zip(pages, steps, strict=False):
        told = " ".join(page.get_textpage().get_text_bounded().split())
        assert step.title in told
        assert "do not imply endorsement" in told
        assert step.caption.split()[0] in told


def test_the_zone_is_seen_on_the_ground_in_its_partys_colour(
    pages: pypdfium2.PdfDocument,
) -> None:
    bare, asked = (
        np.asarray(pages[at].render(scale=1).to_pil().convert("RGB"), float) for at in (0, 3)
    )
    fill = symbology().party["israel"].stroke["light"]
    colour = np.array([int(fill[at : at + 2], 16) for at in (1, 3, 5)])
    paper = np.array([int(symbology().sheet["light"].land[at : at + 2], 16) for at in (1, 3, 5)])

    def toward(pixels: np.ndarray) -> float:
        """Return how many of the pixels have gone from the ground toward the party's colour."""
        way = colour - paper
        gone = (pixels - paper) @ way / (way @ way)
        off = np.abs(pixels - paper - gone[..., None] * way).max(axis=2)
        return float(((gone > 0.15) & (off < 30)).mean())

    # Three governorates are more than a twentieth of either slide, and the hatch half of that.
    assert toward(asked) > toward(bare) + 0.03
