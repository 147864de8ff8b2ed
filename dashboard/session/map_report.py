"""Reports of the map's component to Python: the current view, and the last drawing.

They come from the browser and are untrusted. This module is the only place where they are checked.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

Latitude = Annotated[FiniteFloat, Field(ge=-90, le=90)]
Longitude = Annotated[FiniteFloat, Field(ge=-180, le=180)]
LonLat = Annotated[list[Longitude], Field(min_length=2, max_length=2)]


class Part(BaseModel):
    """A part of a report: types are strict, unknown fields are ignored."""

    model_config = ConfigDict(strict=True, frozen=True)


class Centre(Part):
    """The centre of the view, in degrees."""

    lat: Latitude
    lng: Longitude


class DrawingProperties(Part):
    """The properties that the drawing tool gives a drawing.

    Attributes
    ----------
    number
        Distinguishes drawings: the browser's clock in milliseconds.
    """

    number: Annotated[int, Field(ge=0, le=2**53)]
    shape: Literal["line", "area", "circle", "distance"]
    name: str = ""


class DrawingGeometry(Part):
    """The positions of a drawing, longitude first."""

    coordinates: list[LonLat]


class MapDrawing(Part):
    """A finished drawing."""

    properties: DrawingProperties
    geometry: DrawingGeometry


class MapReport(Part):
    """A whole report; parts without content are missing."""

    center: Centre | None = None
    zoom: Annotated[FiniteFloat, Field(ge=0, le=30)] | None = None
    last_active_drawing: MapDrawing | None = None


def refusal_of_report(text: str) -> str:
    """Return in one line why a JSON text is not a valid report, or an empty text."""
    try:
        MapReport.model_validate_json(text)
    except ValidationError as error:
        return _first_line(error)
    return ""


def map_report(returned: dict[str, Any] | None) -> MapReport:
    """Return the component's value as a report; it was checked on arrival."""
    return MapReport.model_validate(returned or {})


def _first_line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
