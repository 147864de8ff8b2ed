"""Descriptions of user layers for the browser, and their details on a click."""

from typing import Any

from dashboard.presentation.map_protocol import LayerDescription
from dashboard.session.user_layers import PATH, UserLayer, UserLayers
from dashboard.text.ui_text import words
from layers.build.other_end import measure_title


def describe_user_layers(own: UserLayers) -> list[LayerDescription]:
    """Return the descriptions of all user layers for the browser."""
    return [describe_user_layer(own, item) for item in own.layers.values()]


def describe_user_layer(own: UserLayers, item: UserLayer) -> LayerDescription:
    """Return the description of a user layer for the browser."""
    return {
        "name": item.id,
        "proposal": item.layer.name,
        "shape": f"{PATH}/{own.token}/{item.id}/shape",
        "details": f"{PATH}/{own.token}/{item.id}/details?own=1",
        "title": item.layer.name,
        "reading": "",
        "label": _label(item),
        "group": "own",
        "status": "own",
        "standing": "",
        "low": False,
        "turn": 0,
        "asOf": "",  # unknown: the date of the upload is not the date of the data
        "assumptions": [],
    }


def _label(item: UserLayer) -> str:
    """Return the label of a drawing on the map: its name and first figure."""
    if not item.drawing:
        return ""
    figure = next(iter(item.drawing.figures.values()))
    return f"{item.layer.name}: {figure.text()}"


def details_of(item: UserLayer) -> dict[str, Any]:
    """Return the details shown on a click on a user layer."""
    return {
        "proposal": words()["group"]["own"],
        "status": "own",
        "title": item.layer.name,
        "read_on": item.read_on,
        "clause": words()["own_private"],
        "standing_sources": [],
        "features": {
            feature.id: {
                "title": feature.title,
                "text": "",
                "figures": [
                    {"title": measure_title(name, quantity), "text": quantity.text()}
                    for (feature_id, name), quantity in item.figures.items()
                    if feature_id == feature.id
                ],
            }
            for feature in item.features
        },
        "whole": [],
        "reported": [],
    }
