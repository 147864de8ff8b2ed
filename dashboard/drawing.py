"""Drawing on the map: what the browser is told while it draws, and what it hands over."""

from collections.abc import Mapping
from typing import Any

from dashboard.own import Shelf
from dashboard.words import words
from geodata.own import OwnLayerError
from layers.accuracy import Quantity
from layers.build import Builder
from layers.coordinates import notations
from layers.drawing import Drawing, drawing_of

PATH = "map/measure"


def measured(asked: Mapping[str, str]) -> dict[str, Any]:
    """Return what a drawing measures so far, and where its last position lies, as text.

    Parameters
    ----------
    asked
        ``shape``, and ``at``: longitude and latitude with a comma, positions with a semicolon.

    Returns
    -------
    dict
        ``figures`` with title and one text a unit; ``position`` in three notations; ``refusal``,
        one line if it cannot be finished as it is; ``rim`` of a circle.
    """
    told: dict[str, Any] = {"figures": [], "position": [], "refusal": "", "rim": []}
    try:
        drawing = drawing_of(asked.get("shape", ""), _positions(asked.get("at", "")))
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
            "texts": [item.exact_text() for item in quantity.in_units()],
        }
        for name, quantity in figures.items()
    ]


def hand_over(returned: Mapping[str, Any] | None, own: Shelf, builder: Builder) -> bool:
    """Take a finished drawing that the map has returned; return whether there was a new one.

    What cannot be taken is told in one line, kept on the shelf until the next one.
    """
    feature = (returned or {}).get("last_active_drawing")
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        return False
    number = properties.get("number")
    if not isinstance(number, int):
        return False
    with own.taking:
        if number == own.taken:
            return False
        own.refused, own.told = "", []
        name = str(properties.get("name", ""))
        try:
            own.take_drawing(_drawing(feature, properties), name, builder)
        except OwnLayerError as error:
            own.refused = str(error)
        finally:
            own.taken = number
    return True


def _drawing(feature: Mapping[str, Any], properties: Mapping[str, Any]) -> Drawing:
    geometry = feature.get("geometry")
    positions = geometry.get("coordinates") if isinstance(geometry, dict) else None
    return drawing_of(str(properties.get("shape", "")), positions)
