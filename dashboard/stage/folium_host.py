"""The folium map of the page. It never changes, so that it is mounted only once.

Messages reach the controller in the frame as a feature group, the only argument of the component
that can change without a new mount. They are encoded in base64, so that no text of a file becomes
part of a script.
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
    """A folium map with the controller, which loads nothing from other servers."""

    _name = "Map"

    def __init__(self, version: str, **options: Any) -> None:
        self.default_js = _links(version, LOADED)
        self.default_css = _links(version, STYLES)
        super().__init__(**options)

    def render(self, **_: Any) -> str:
        """Skip folium's own page, which would be rendered again for every message.

        The component uses only the template's script and the names of the assets above; the page's
        two style rules are in map.css.
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
    """A message to the controller, in place of features."""

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
        """Skip folium's own page, which would compile the whole message as a template."""
        return ""


def draw_map(content: MapMessage, key: str) -> MapReport:
    """Draw the map with a message, and return its report: the view and the last drawing."""
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
        render=False,  # the component renders in any case, and once is enough
        height=700,
        use_container_width=True,
        feature_group_to_add=Message(content),
        returned_objects=["center", "zoom", "last_active_drawing"],
    )
    return map_report(returned)
