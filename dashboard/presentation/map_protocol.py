"""Types of the messages from Python to the map's frame; `protocol.d.ts` mirrors them."""

from typing import Any, NotRequired, TypedDict

from dashboard.text.ui_text_tables import BriefText
from geodata.models.field_types import Language


class LayerStyle(TypedDict):
    """The properties that determine how a layer looks.

    Attributes
    ----------
    turn
        Position among the provision's chosen readings, which have different hatches.
    """

    group: str
    status: str
    low: bool
    turn: int


class LayerLook(LayerStyle):
    """A layer as the map draws it, with the path of its GeoJSON."""

    name: str
    shape: str


class LayerDescription(LayerLook):
    """A layer as the map describes it, in the language of the names."""

    proposal: str
    details: str
    title: str
    reading: str
    label: str
    asOf: str
    standing: str
    assumptions: list[str]


SwitchRule = TypedDict(
    "SwitchRule", {"class": str, "shows": tuple[str, ...], "hides": tuple[str, ...]}
)
"""The CSS class of a checkbox, and the names of the layers that it shows and hides."""

SliderRule = TypedDict("SliderRule", {"class": str, "value": float, "layer": str, "path": str})
"""The CSS class of a slider, its value, its layer, and the path of shapes for other values."""


class FlightRequest(TypedDict):
    """The last requested view: latitude, longitude, zoom, and a mark to place there."""

    number: int
    to: list[float] | None
    mark: str


class Credits(TypedDict):
    """The credits of a comparison, and the latest date of its proposals."""

    attributions: list[str]
    asOf: str


class Fill(TypedDict):
    """A part of a comparison, filled or as an outline only."""

    part: str
    geometry: dict[str, Any]
    outline: NotRequired[bool]


class ComparisonDrawing(Credits):
    """A comparison shown in place of the layers: three fills, or two sides with a swipe handle."""

    fills: list[Fill]
    swipe: list[list[LayerLook]] | None
    titles: NotRequired[dict[str, str]]


class StepFigure(TypedDict):
    """A key figure of a step."""

    text: str
    measure: str
    of: str


class StepText(TypedDict):
    """The texts of a step; marked pieces of the caption are figures."""

    caption: list[str | dict[str, str]]
    figures: list[StepFigure]
    notes: str
    sources: list[str]


class StepState(StepText):
    """The layers, view and texts of a step."""

    id: str
    title: str
    on: list[str]
    to: list[float]


class StepMessage(StepState):
    """A step with its layers, by name if the browser knows them."""

    layers: list[LayerDescription | str]


class BriefingMessage(TypedDict):
    """The current briefing and step."""

    id: str
    title: str
    at: int
    steps: list[StepMessage]
    words: BriefText


class MapState(TypedDict):
    """The state of the map: the layers that are on, and all that is needed to show them."""

    version: str
    on: list[str]
    layers: list[LayerDescription | str]
    sliders: list[SliderRule]
    switches: list[SwitchRule]
    flight: FlightRequest
    language: Language
    tiles: dict[str, str] | None
    comparison: ComparisonDrawing | None


class MapMessage(MapState):
    """A whole message.

    Attributes
    ----------
    brought
        Counts the user layers that the session has added.
    shapes
        Shapes by path, sent with the message to save requests.
    drawn, refused
        The number of the last drawing that was accepted or refused, and the reason.
    leftOut
        Names of the user layers that a link cannot contain.
    """

    brought: int
    briefing: BriefingMessage | None
    shapes: dict[str, Any]
    drawn: int
    refused: str
    leftOut: list[str]
