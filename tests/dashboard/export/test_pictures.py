"""PNG, SVG and PDF: colours where they are known, text as text, the same bytes, their record."""

import re
import unicodedata
import xml.etree.ElementTree as ET
from pathlib import Path

import numpy as np
import pytest
import shapely
from PIL import Image

from dashboard.export.content.snapshot import scene_of
from dashboard.export.picture.provenance_record import NoRecordError, record_of
from dashboard.export.picture_files import PICTURES, OtherDataError, again, picture
from dashboard.presentation.symbology import symbology
from tests.dashboard.export.drawn import (
    EVERYTHING,
    SMALL,
    pixels_of_pdf,
    pixels_of_png,
    sheet_of,
    snapshot,
    text_of_pdf,
)
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

BAND, OTHER = "disengagement-1974.limitation-east", "disengagement-1974.limitation-west"
"""Two layers of one proposal: pictures of them have the same legend and notes but for a word."""
OFF = 3
"""How far a channel may be off, of 255: rounding of two blendings."""


def places_to_look_at(inside: bool) -> list[tuple[int, int]]:
    """Return pixels well inside or outside of the band, where nothing else is drawn."""
    with_band, without = snapshot(f"on={BAND}", SMALL), snapshot(f"on={OTHER}", SMALL)
    sheet = sheet_of(without)
    band, other = (
        shapely.union_all([item.geometry for item in BUILDER.layer(address).features])
        for address in (BAND, OTHER)
    )
    edges = shapely.union_all(
        [
            item.geometry.boundary
            for address in (BAND, OTHER)
            for item in BUILDER.layer(address).features
        ]
    )
    scenes = [scene_of(snap, BUILDER) for snap in (with_band, without)]
    assert scenes[0].map_box == scenes[1].map_box
    names = [box for made in scenes for box in made.name_boxes]
    dots = [
        sheet.point(item.geometry.x, item.geometry.y)
        for item in CATALOG.features.values()
        if item.kind == "place"
    ]
    left, top, right, bottom = sheet.box
    found = []
    for x in np.arange(left + 9.5, right - 150, 14):
        for y in np.arange(top + 9.5, bottom - 60, 14):
            at = shapely.Point(sheet.degrees(x, y))
            free = not any(a - 5 < x < c + 5 and b - 5 < y < d + 5 for a, b, c, d in names)
            clear = at.distance(edges) > 0.012 and all(np.hypot(x - a, y - b) > 7 for a, b in dots)
            if free and clear and band.contains(at) == inside and not other.contains(at):
                found.append((int(x), int(y)))
    assert len(found) > 20
    return found


@pytest.mark.parametrize("kind", ["png", "pdf"])
def test_a_zone_has_its_colour_inside_and_leaves_the_ground_outside(kind: str) -> None:
    def pixels(query: str) -> np.ndarray:
        content = picture(kind, snapshot(query, SMALL), BUILDER)
        return pixels_of_png(content) if kind == "png" else pixels_of_pdf(content, 1280)

    bare, drawn = pixels(f"on={OTHER}"), pixels(f"on={BAND}")
    assert bare.shape == drawn.shape == (720, 1280, 4)
    fill = np.array([0x80] * 3)
    opacity = symbology().fill.opacity
    for x, y in places_to_look_at(inside=True):
        expected = (1 - opacity) * bare[y, x, :3] + opacity * fill
        assert np.abs(drawn[y, x, :3] - expected).max() <= OFF
    for x, y in places_to_look_at(inside=False):
        assert np.abs(drawn[y, x, :3] - bare[y, x, :3]).max() <= OFF


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_sea_has_the_colour_of_the_symbology(theme: str) -> None:
    snap = snapshot("on=none&view=33.0,35.0,10", SMALL, theme=theme)
    x, y = map(int, sheet_of(snap).point(34.75, 33.0))
    expected = [int(symbology().ground["sea"].fill[theme][at : at + 2], 16) for at in (1, 3, 5)]
    for seen in (
        pixels_of_png(picture("png", snap, BUILDER)),
        pixels_of_pdf(picture("pdf", snap, BUILDER), 1280),
    ):
        assert np.abs(seen[y, x, :3] - expected).max() <= OFF


def test_without_a_ground_the_land_and_the_margin_are_clear() -> None:
    snap = snapshot("on=none&view=32.9,37.3,10", SMALL, transparent=True)
    seen = pixels_of_png(picture("png", snap, BUILDER))
    assert seen[710, 5, 3] == 0
    x, y = map(int, sheet_of(snap).middle)
    assert np.median(seen[y - 30 : y + 30, x - 30 : x + 30, 3]) < 40
    solid = pixels_of_png(picture("png", snapshot("on=none", SMALL), BUILDER))
    assert solid[..., 3].min() == 255


@pytest.mark.parametrize(
    ("size", "paper"),
    [("1280x720", None), ("3840x2160", None), (None, "4:3"), (None, "square"), (None, "a4")],
)
def test_a_png_has_as_many_pixels_as_were_asked_for(size: str | None, paper: str | None) -> None:
    snap = snapshot("on=none", size, paper)
    seen = pixels_of_png(picture("png", snap, BUILDER))
    assert seen.shape[:2] == (snap.options.format.height, snap.options.format.width)


@pytest.mark.parametrize("kind", PICTURES)
@pytest.mark.parametrize("query", [EVERYTHING, "on=druze-corridor&lang=ar"])
def test_the_same_snapshot_is_the_same_bytes(kind: str, query: str) -> None:
    snap = snapshot(query, SMALL)
    assert picture(kind, snap, BUILDER) == picture(kind, snap, BUILDER)


@pytest.mark.parametrize("kind", PICTURES)
def test_a_picture_is_made_again_from_what_it_says_of_itself(kind: str, tmp_path: Path) -> None:
    query = "on=druze-corridor&druze-corridor.passage=southern&view=33.05,36.15,9&lang=he"
    snap = snapshot(
        query, "1600x1200", "4:3", "dark", transparent=True, marking='A "line" & <more>'
    )
    first = picture(kind, snap, BUILDER)
    path = tmp_path / "picture"
    path.write_bytes(first)
    record = record_of(path)
    assert record.scenario == query.replace("33.05,36.15", "33.0500,36.1500")
    assert record.data == CATALOG.version
    assert record.as_of == "2026-01"
    assert "talks-resume-2026-01" in record.sources
    assert again(record, BUILDER) == first
    with pytest.raises(OtherDataError, match="version 0123"):
        again(record.model_copy(update={"data": "0123"}), BUILDER)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x89PNG\r\n\x1a\n\0\0",
        b"%PDF israel-syria-talks-map:AAAA",
        b'<record xmlns="urn:israel-syria-talks-map">{}</record>',
    ],
)
def test_a_file_without_a_record_is_told_in_a_line(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "other.png"
    path.write_bytes(content)
    with pytest.raises(NoRecordError, match=r"other\.png: .*record"):
        record_of(path)


def test_other_programs_find_title_and_credits_in_a_png(tmp_path: Path) -> None:
    path = tmp_path / "map.png"
    path.write_bytes(picture("png", snapshot("on=druze-corridor", SMALL), BUILDER))
    with Image.open(path) as image:
        image.load()
        assert image.text["Title"] == "Secure passage to Jabal al-Druze / Jabal al-Arab"
        assert "OpenStreetMap" in image.text["Copyright"]


def test_text_of_a_pdf_is_text_in_three_scripts() -> None:
    # Readers may give lam and alef as the one sign that they are written as: NFKC says they are two.
    def said(query: str) -> str:
        content = picture("pdf", snapshot(query, SMALL), BUILDER)
        return unicodedata.normalize("NFKC", text_of_pdf(content)).replace("\u200d", "")

    arabic = said("on=disengagement-1974&lang=ar")
    for name in ("دمشق", "السويداء", "الجولان", "الأردن", "منطقة الفصل"):
        assert name in arabic
    hebrew = said("on=none&lang=he")
    for name in ("דמשק", "הגולן", "ירדן"):
        assert name in hebrew
    assert "Area of separation" in said("on=disengagement-1974")


def test_an_svg_is_well_formed_and_its_texts_are_whole() -> None:
    content = picture("svg", snapshot("on=disengagement-1974&lang=ar", SMALL), BUILDER)
    root = ET.fromstring(content)
    space = "{http://www.w3.org/2000/svg}"
    said = ["".join(item.itertext()) for item in root.iter(f"{space}text")]
    assert {"دمشق", "الجولان"} <= set(said)
    assert len(list(root.iter(f"{space}path"))) > 20
    assert len(list(root.iter(f"{space}image"))) == 1  # the relief alone is made of pixels
    assert not re.search(rb'(href|src)="(?!data:)', content)


def test_a_hostile_marking_stays_text() -> None:
    snap = snapshot("on=none", SMALL, marking='</text><script>alert(1)</script>"#image("/x")')
    root = ET.fromstring(picture("svg", snap, BUILDER))
    assert not list(root.iter("{http://www.w3.org/2000/svg}script"))
    assert "<script>" in text_of_pdf(picture("pdf", snap, BUILDER))
