"""Scenarios of the project's data as scenes and pictures."""

import io

import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

from dashboard.export.content.snapshot import Snapshot, scene_of
from dashboard.export.graphics.scene import Scene
from dashboard.export.graphics.sizes import format_of
from dashboard.export.picture.layout import RenderOptions
from dashboard.presentation.base_map import OPENING_BOUNDS
from dashboard.presentation.symbology import Theme
from geodata.scenario import from_query
from layers.output.map_frame import Box, MapFrame
from tests.layers.project import BUILDER, CATALOG

EVERYTHING = "on=" + ",".join(CATALOG.proposals)
SMALL = "1280x720"


def snapshot(
    query: str,
    size: str | None = None,
    paper: str | None = None,
    theme: Theme = "light",
    *,
    transparent: bool = False,
    marking: str = "",
) -> Snapshot:
    found, told = from_query(query, CATALOG)
    assert told == []
    return Snapshot(found, RenderOptions(format_of(size, paper), theme, transparent, marking))


def scene(query: str, size: str | None = None, paper: str | None = None) -> Scene:
    return scene_of(snapshot(query, size, paper), BUILDER)


def sheet_of(snap: Snapshot) -> MapFrame:
    box = scene_of(snap, BUILDER).map_box
    view = snap.scenario.view
    if view is None:
        return MapFrame.holding(*OPENING_BOUNDS, box)
    return MapFrame(view.latitude, view.longitude, view.zoom, box)


def pixels_of_png(content: bytes) -> NDArray[np.float64]:
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGBA"), float)


def pixels_of_pdf(content: bytes, width: int) -> NDArray[np.float64]:
    page = pypdfium2.PdfDocument(content)[0]
    bitmap = page.render(scale=width / page.get_width())
    return np.asarray(bitmap.to_pil().convert("RGBA"), float)


def text_of_pdf(content: bytes) -> str:
    return pypdfium2.PdfDocument(content)[0].get_textpage().get_text_bounded()


def overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
