"""What the map's component may say to Python: where the map is, and what was drawn on it last.

It comes from the browser, so it can be anything. Here alone it is checked.
"""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, FiniteFloat, ValidationError

Latitude = Annotated[FiniteFloat, Field(ge=-90, le=90)]
Longitude = Annotated[FiniteFloat, Field(ge=-180, le=180)]
LonLat = Annotated[list[Longitude], Field(min_length=2, max_length=2)]


class Part(BaseModel):
    """A part of a report: its types are exact, and what else it holds is of no interest."""

    model_config = ConfigDict(strict=True, frozen=True)


class Centre(Part):
    """The middle of what is seen, in degrees."""

    lat: Latitude
    lng: Longitude


class DrawingProperties(Part):
    """What the drawing tool has written down about a drawing.

    Attributes
    ----------
    number
        Tells drawings apart: the browser's clock in milliseconds.
    """

    number: Annotated[int, Field(ge=0, le=2**53)]
    shape: Literal["line", "area", "circle", "distance"]
    name: str = ""


class DrawingGeometry(Part):
    """The positions that were set, longitude first."""

    coordinates: list[LonLat]


class MapDrawing(Part):
    """A finished drawing."""

    properties: DrawingProperties
    geometry: DrawingGeometry


class MapReport(Part):
    """All of it; each part is missing until there is something to say."""

    center: Centre | None = None
    zoom: Annotated[FiniteFloat, Field(ge=0, le=30)] | None = None
    last_active_drawing: MapDrawing | None = None


def refusal_of_report(text: str) -> str:
    """Return in one line why a text in JSON is no report of the map, or nothing."""
    try:
        MapReport.model_validate_json(text)
    except ValidationError as error:
        return _first_line(error)
    return ""


def map_report(returned: dict[str, Any] | None) -> MapReport:
    """Return the report that the component has returned, which was checked when it came."""
    return MapReport.model_validate(returned or {})


def _first_line(error: ValidationError) -> str:
    first = error.errors(include_url=False, include_context=False, include_input=False)[0]
    place = ".".join(str(part) for part in first["loc"])
    return f"{place}: {first['msg']}" if place else first["msg"]
