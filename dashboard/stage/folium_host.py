"""The one folium map of the page. It never changes, so that it is never mounted again.

What is on reaches the controller in the frame through the one argument of the component that may
change without a new mount: a feature group that holds nothing but a message. The message is
written in base64, so that no text of a file is ever part of a script.
"""

import base64
import json
from typing import Any

import folium
from folium.template import Template
from streamlit_folium import st_folium

from dashboard.presentation.app_catalog import builder
from dashboard.presentation.assets import LOADED, STYLES
from dashboard.presentation.base_map import MOVES, START, START_ZOOM
from dashboard.presentation.map_protocol import MapMessage
from dashboard.session.map_report import MapReport, map_report
from dashboard.stage.published_files import FOLDER, published_files

FROM_FRAME = f"../../{FOLDER}/"
"""From the component's frame to the map's assets, also under another base path."""


class OfflineMap(folium.Map):
    """A folium map that loads nothing from elsewhere, and the controller with it."""

    _name = "Map"

    def __init__(self, version: str, **options: Any) -> None:
        self.default_js = _links(version, LOADED)
        self.default_css = _links(version, STYLES)
        super().__init__(**options)

    def render(self, **_: Any) -> str:
        """Make no page of folium's own, which would be made anew with every message.

        The component takes the script from the template, and the names of the assets from above;
        what else that page has, two rules of style, stands in map.css.
        """
        return ""


def _links(version: str, names: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(name, f"{FROM_FRAME}{version}/{name}") for name in names]


class Start(folium.MacroElement):
    """Hands the map to the controller."""

    _template = Template(
        "{% macro script(this, kwargs) %}talks.start({{ this._parent.get_name() }});{% endmacro %}"
    )


class Message(folium.FeatureGroup):
    """A message to the controller, in the place where folium would add features."""

    _template = Template(
        "{% macro script(this, kwargs) %}"
        "var {{ this.get_name() }} = L.featureGroup();"
        "window.feature_group = [];"
        "talks.receive('{{ this.written }}');"
        "{% endmacro %}"
    )

    def __init__(self, content: MapMessage) -> None:
        super().__init__()
        text = json.dumps(content, ensure_ascii=False)
        self.written = base64.b64encode(text.encode()).decode()

    def render(self, **_: Any) -> str:
        """Add nothing to folium's own page: the whole message would be compiled as a template."""
        return ""


def draw_map(content: MapMessage, key: str) -> MapReport:
    """Draw the map, tell it a message, and return where it was moved to and what was drawn."""
    base = OfflineMap(
        published_files(builder()).version,
        location=START,
        zoom_start=START_ZOOM,
        tiles=None,
        attribution_control=False,
        zoom_control=False,
        **MOVES,
    )
    base.add_child(Start())  # type: ignore[no-untyped-call]
    returned: dict[str, Any] | None = st_folium(
        base,
        key=key,
        render=False,  # the component does so in any case, and needs it once
        height=700,
        use_container_width=True,
        feature_group_to_add=Message(content),
        returned_objects=["center", "zoom", "last_active_drawing"],
    )
    return map_report(returned)
