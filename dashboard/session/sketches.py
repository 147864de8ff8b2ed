"""Drawing on the map: measurements during drawing, and finished drawings."""

from collections.abc import Mapping
from typing import Any

from dashboard.session.map_report import MapDrawing
from dashboard.session.user_layers import UserLayers
from dashboard.text.ui_text import words
from geodata.user_layers import OwnLayerError
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.output.position_formats import notations
from layers.user_layers.sketch import drawing_of

PATH = "map/measure"


def measure_sketch(query: Mapping[str, str]) -> dict[str, Any]:
    """Return measurements of an unfinished drawing, and its last position, as text.

    Parameters
    ----------
    query
        ``shape``, and ``at``: longitude and latitude with a comma, positions with a semicolon.

    Returns
    -------
    dict
        ``figures`` with title and a text per unit; ``position`` in three notations; ``refusal``,
        one line if it cannot be finished like this; ``rim`` of a circle.
    """
    told: dict[str, Any] = {"figures": [], "position": [], "refusal": "", "rim": []}
    try:
        drawing = drawing_of(query.get("shape", ""), _positions(query.get("at", "")))
        if not drawing.points:
            return told
        told["position"] = notations(*drawing.points[-1])
        told["figures"] = figure_texts(drawing.figures)
        told["refusal"] = drawing.refusal()
        if drawing.shape == "circle" and told["figures"]:
            told["rim"] = drawing.rim()
    except OwnLayerError as error:
        told["refusal"] = str(error)
    return told


def _positions(text: str) -> list[list[float]] | None:
    try:
        pairs = [item.split(",") for item in text.split(";") if item]
        return [[float(part) for part in pair] for pair in pairs]
    except ValueError:
        return None


def figure_texts(figures: Mapping[str, Quantity]) -> list[dict[str, Any]]:
    """Return figures of a drawing in every unit."""
    return [
        {
            "title": words()["drawing"]["figure"][name],
            "texts": [item.text() for item in quantity.in_units()],
        }
        for name, quantity in figures.items()
    ]


def take_sketch(drawn: MapDrawing | None, own: UserLayers, builder: Builder) -> bool:
    """Read a finished drawing from the map's report; return whether it was a new one.

    If it is refused, the reason is kept in one line until the next drawing.
    """
    if drawn is None:
        return False
    properties = drawn.properties
    with own.taking:
        if properties.number == own.taken:
            return False
        own.refused, own.notices = "", []
        try:
            drawing = drawing_of(properties.shape, drawn.geometry.coordinates)
            own.take_drawing(drawing, properties.name, builder)
        except OwnLayerError as error:
            own.refused = str(error)
        finally:
            own.taken = properties.number
    return True
