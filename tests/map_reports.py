"""What the map's component says of a drawing, as a browser sends it."""

import json
from typing import Any

from dashboard.session.map_report import MapDrawing, MapReport, refusal_of_report


def drawing_report(shape: str, positions: Any, name: str = "", number: int = 1) -> str:
    """Return the text of a report with a finished drawing."""
    feature = {
        "type": "Feature",
        "properties": {"shape": shape, "number": number, "name": name},
        "geometry": {"type": "LineString", "coordinates": positions},
    }
    return json.dumps({"center": None, "zoom": None, "last_active_drawing": feature})


def drawing_told(text: str) -> MapDrawing | str:
    """Return the drawing of a report, or the line that says why the report is refused."""
    refusal = refusal_of_report(text)
    if refusal:
        return refusal
    drawing = MapReport.model_validate_json(text).last_active_drawing
    assert drawing
    return drawing
