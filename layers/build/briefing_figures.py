"""Captions and key figures of briefings, with the values of the figures by address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geodata.briefings.step_scenario import scenario_of
from geodata.models.briefing import Briefing, Mention, Step, mention, parts
from geodata.models.field_types import Language, in_language
from geodata.models.provision import Parameter
from geodata.scenario import Scenario
from geodata.text.file_errors import FileError
from geodata.text.safe_text import quote
from layers.accuracy.metrics import METRICS, WHOLE, is_area
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.figure_address import UnknownFigureError, exists, layer_named, resolve
from layers.build.layer import Layer
from layers.build.other_end import measure_title

REPORTED = "reported"
PARAMETER_PARTS = 3


@dataclass(frozen=True)
class Figure:
    """A figure in a caption.

    Attributes
    ----------
    text
        Value and unit.
    kind
        Its origin: computed, reported, or the value of a parameter.
    measure, of
        The measure, and the object measured.
    assumed
        Whether it depends on a value that no source gives.

    Examples
    --------
    >>> address = "druze-corridor.passage.width_km"
    >>> Figure(address, "5 km", "parameter", "Width", assumed=True).text_with_mark
    '5 km *'
    """

    address: str
    text: str
    kind: Literal["computed", "reported", "parameter"]
    measure: str
    of: str = ""
    assumed: bool = False

    @property
    def text_with_mark(self) -> str:
        """The text, with an asterisk if the figure rests on an assumption."""
        return f"{self.text} *" if self.assumed else self.text


def caption(step: Step, builder: Builder, scenario: Scenario) -> list[str | Figure]:
    """Return the caption of a step in pieces: texts, and figures with their values.

    Raises
    ------
    UnknownFigureError
        If the caption mentions an unknown figure. The message is one line with the known ones.
    """
    return _fill_caption(in_language(step.caption, scenario.language), builder, scenario)


def notes(step: Step, builder: Builder, scenario: Scenario) -> str:
    """Return the presenter's notes of a step, or raise an `UnknownFigureError`."""
    pieces = _fill_caption(in_language(step.notes, scenario.language), builder, scenario)
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def _fill_caption(text: str, builder: Builder, scenario: Scenario) -> list[str | Figure]:
    return [
        figure(piece, builder, scenario) if isinstance(piece, Mention) else piece
        for piece in parts(" ".join(text.split()))
    ]


def key_figures(step: Step, builder: Builder, scenario: Scenario) -> list[Figure]:
    """Return the key figures of a step, or raise an `UnknownFigureError`."""
    return [figure(mention(address), builder, scenario) for address in step.figures]


def figure(mention: Mention, builder: Builder, scenario: Scenario) -> Figure:
    """Return a mentioned figure: computed, reported, or the value of a parameter.

    Examples
    --------
    >>> from geodata.load import load_catalog
    >>> builder = Builder(load_catalog())
    >>> found = figure(mention("druze-corridor.passage.width_km"), builder, Scenario())
    >>> found.text, found.kind, found.assumed
    ('5 km', 'parameter', True)
    """
    if _is_computed(mention):
        return _computed_figure(mention, builder, scenario)
    if mention.address.count(".") + 1 == PARAMETER_PARTS:
        return _parameter(mention, builder, scenario)
    return _reported_figure(mention, builder, scenario.language)


def _is_computed(mention: Mention) -> bool:
    names = mention.address.split(".")
    return len(names) != PARAMETER_PARTS and names[2:3] != [REPORTED]


def _parameter(mention: Mention, builder: Builder, scenario: Scenario) -> Figure:
    parameter = builder.catalog.parameters.get(mention.address)
    if parameter is None:
        layer = mention.address.rpartition(".")[0]
        known = [name for name in builder.catalog.parameters if name.startswith(f"{layer}.")]
        there_are = ", ".join(known) or "none of this layer"
        raise UnknownFigureError(
            f"parameter {quote(mention.address)} is not known; there are: {there_are}"
        )
    value = scenario.parameters.get(mention.address, parameter.default)
    text = parameter.text(value)
    if parameter.unit == "km":
        text = _figure_text(Quantity(value, 0.0, "km"), mention.form)
    assumed = not parameter.sources or value != parameter.default
    title = in_language(parameter.title, scenario.language)
    return Figure(mention.address, text, "parameter", title, assumed=assumed)


def _reported_figure(mention: Mention, builder: Builder, language: Language) -> Figure:
    proposal, provision_id, _, figure_id = (mention.address + "...").split(".")[:4]
    provision = builder.catalog.provisions.get(f"{proposal}.{provision_id}")
    known = {item.id: item for item in provision.reported} if provision else {}
    if provision is None or figure_id not in known:
        there_are = ", ".join(known) or "none"
        raise UnknownFigureError(
            f"reported figure {quote(mention.address)} is not known; there are: {there_are}"
        )
    said = known[figure_id]
    return Figure(
        mention.address,
        _figure_text(Quantity(said.value, 0.0, said.unit), mention.form),
        "reported",
        METRICS[said.measure].title,
        in_language(provision.title, language),
    )


def _computed_figure(mention: Mention, builder: Builder, scenario: Scenario) -> Figure:
    quantity = resolve(mention.address, builder, scenario)
    layer, feature_id, measure = layer_named(mention.address, builder, scenario)
    several = len(scenario.available_readings(layer.address, builder.catalog)) > 1
    of = [layer.reading.label or layer.reading.title if several else layer.provision.title]
    if feature_id != WHOLE and sum(map(is_area, layer.features)) > 1:
        of.append(layer.feature(feature_id).title)
    return Figure(
        mention.address,
        _figure_text(quantity, mention.form),
        "computed",
        measure_title(measure, quantity, scenario.language),
        " · ".join(in_language(text, scenario.language) for text in of),
        assumed=_rests_on_assumption(layer, feature_id, builder),
    )


def _rests_on_assumption(layer: Layer, feature_id: str, builder: Builder) -> bool:
    """Tell whether a feature would change with another value of an assumed parameter."""

    def other(parameter: Parameter, value: float) -> Layer:
        beside = value + parameter.step if value < parameter.max else value - parameter.step
        values = {**layer.values, parameter.id: parameter.nearest(beside)}
        return builder.layer(layer.address, layer.reading.id, values)

    return any(
        _lies(layer, feature_id) != _lies(other(parameter, value), feature_id)
        for parameter, value in layer.assumptions
    )


def _lies(layer: Layer, feature_id: str) -> list[tuple[str, bytes, int | None]]:
    return [
        (feature.id, feature.geometry.wkb, feature.count)
        for feature in layer.features
        if feature_id in (WHOLE, feature.id)
    ]


def _figure_text(quantity: Quantity, form: str) -> str:
    return (quantity.in_miles() if form == "mi" else quantity).text(short=form == "short")


def check_captions(builder: Builder) -> None:
    """Check that every figure mentioned in the briefings of the catalogue exists.

    Raises
    ------
    FileError
        For the first unknown figure, with file, step, field and the known figures.
    """
    for briefing_id, briefing in builder.catalog.briefings.items():
        path = builder.catalog.folder / "briefings" / f"{briefing_id}.toml"
        for step_id, field, problem in problems(briefing, builder):
            raise FileError(path, f"step.{step_id}.{field}", problem)


def problems(briefing: Briefing, builder: Builder) -> Iterator[tuple[str, str, str]]:
    """Yield step, field and problem for every unknown figure in a briefing."""
    for step in briefing.step:
        shown = scenario_of(step, builder.catalog)
        for field, named in step.mentions():
            try:
                if not (_is_computed(named) and exists(named.address, builder, shown)):
                    figure(named, builder, shown)
            except UnknownFigureError as error:
                yield step.id, field, str(error)
