"""What Python sends to the map's frame, as types. `protocol.d.ts` has those for the other side."""

from typing import Any, NotRequired, TypedDict

from dashboard.text.ui_text_tables import BriefText
from geodata.models.field_types import Language


class LayerStyle(TypedDict):
    """What decides how a layer looks.

    Attributes
    ----------
    turn
        Which of the provision's interpretations it is of those that are chosen: hatches differ.
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
    """A layer as the map tells of it, in the language of the names."""

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
"""The class of a checkbox, and the names of layers that it shows and hides."""

SliderRule = TypedDict("SliderRule", {"class": str, "value": float, "layer": str, "path": str})
"""The class of a slider, its value, its layer, and where the shape of another value is."""


class FlightRequest(TypedDict):
    """Where the map was last asked to go: latitude, longitude, zoom; and a mark to set there."""

    number: int
    to: list[float] | None
    mark: str


class Credits(TypedDict):
    """Who is credited for what is compared, and the latest date of the proposals."""

    attributions: list[str]
    asOf: str


class Fill(TypedDict):
    """A part of a comparison: its shape, or the outline of it alone."""

    part: str
    geometry: dict[str, Any]
    outline: NotRequired[bool]


class ComparisonDrawing(Credits):
    """What stands on the map in place of what is on: fills, or two sides and a handle."""

    fills: list[Fill]
    swipe: list[list[LayerLook]] | None
    titles: NotRequired[dict[str, str]]


class StepFigure(TypedDict):
    """A key figure of a step."""

    text: str
    measure: str
    of: str


class StepText(TypedDict):
    """What is said of a step: marked pieces of the caption are figures."""

    caption: list[str | dict[str, str]]
    figures: list[StepFigure]
    notes: str
    sources: list[str]


class StepState(StepText):
    """What a step shows, in which view, and what is said of it."""

    id: str
    title: str
    on: list[str]
    to: list[float]


class StepMessage(StepState):
    """A step with its layers: by name, where the browser knows them."""

    layers: list[LayerDescription | str]


class BriefingMessage(TypedDict):
    """The briefing that is given, and the step that it has come to."""

    id: str
    title: str
    at: int
    steps: list[StepMessage]
    words: BriefText


class MapState(TypedDict):
    """What is on, and what the map has to know to show it."""

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
    """All of a message.

    Attributes
    ----------
    brought
        How many own layers the session has brought.
    shapes
        By path: what is sent along, because a request would wait.
    drawn, refused
        The number of the last drawing that was taken or refused, and why it was.
    leftOut
        Names of what no link can hold.
    """

    brought: int
    briefing: BriefingMessage | None
    shapes: dict[str, Any]
    drawn: int
    refused: str
    leftOut: list[str]
