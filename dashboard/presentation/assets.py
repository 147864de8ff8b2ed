"""The scripts and styles of the map: ours from this folder, Leaflet's from its pinned package.

Leaflet comes from PyPI's XStatic-Leaflet, so that no third-party file is committed and nothing
is loaded from elsewhere.
"""

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from xstatic.pkg import leaflet

from dashboard.presentation.plain_script import plain_script

FOLDER = Path(__file__).parents[1] / "stage" / "browser"
LEAFLET = Path(leaflet.BASE_DIR)

TYPES = {".js": "text/javascript", ".css": "text/css", ".png": "image/png", ".html": "text/html"}

SCRIPTS = (
    "leaflet.js",
    "host_page.js",
    "message.js",
    "dom.js",
    "symbols.js",
    "label_placement.js",
    "labels.js",
    "scale_bar.js",
    "base_map.js",
    "furniture.js",
    "click_panel.js",
    "flight.js",
    "tiles.js",
    "own_layers.js",
    "again.js",
    "layers.js",
    "sliders.js",
    "compare.js",
    "drawing_card.js",
    "drawing.js",
    "share_link.js",
    "presenter.js",
    "live_region.js",
    "briefing.js",
    "controller.js",
)
BUNDLE = "talks.js"
"""All of our scripts in one file, since the frame would load them one after the other."""
LOADED = (SCRIPTS[0], BUNDLE)
STYLES = ("leaflet.css", "map.css")


@dataclass(frozen=True)
class Asset:
    """The content of a file and its media type."""

    content: bytes
    media_type: str


@cache
def assets() -> dict[str, Asset]:
    """Return every file that the map's frame loads, by name."""
    ours = [path for path in FOLDER.iterdir() if path.suffix in TYPES]
    theirs = [LEAFLET / "leaflet.js", LEAFLET / "leaflet.css", *(LEAFLET / "images").iterdir()]
    found = {
        (f"images/{path.name}" if path.parent.name == "images" else path.name): Asset(
            path.read_bytes(), TYPES[path.suffix]
        )
        for path in (*theirs, *ours)
        if path.suffix in TYPES
    }
    plain = {
        name: plain_script(name, found[name].content.decode()).encode() for name in SCRIPTS[1:]
    }
    scripts = {**plain, BUNDLE: b"\n".join(plain.values())}
    return {**found, **{name: Asset(text, TYPES[".js"]) for name, text in scripts.items()}}


def inline_hash(text: str) -> str:
    """Return the hash of an inline script or style for a content security policy."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
