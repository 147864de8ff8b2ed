"""A briefing's captions and key figures with their values: every figure by its address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from geodata.models.briefing import Briefing, Mention, Step, mention, parts
from geodata.text.file_errors import FileError
from geodata.models.field_types import Language, in_language
from geodata.models.provision import Parameter
from geodata.text.safe_text import quoted
from geodata.scenario import Scenario
from geodata.briefings.step_scenario import scenario_of
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder, Layer
from layers.build.figure_address import UnknownFigureError, exists, layer_named, resolve
from layers.accuracy.metrics import METRICS, WHOLE, is_area
from layers.build.other_end import measure_title

REPORTED = "reported"
PARAMETER_PARTS = 3


@dataclass(frozen=True)
class Figure:
    """A figure as it stands in a caption.

    Attributes
    ----------
    text
        Value and unit, as they are read.
    kind
        How it is known: computed, reported, or the value of a parameter.
    measure, of
        What is measured, and of what.
    assumed
        It would be another one if a value that no source gives were another.
    """

    address: str
    text: str
    kind: Literal["computed", "reported", "parameter"]
    measure: str
    of: str = ""
    assumed: bool = False

    @property
    def marked(self) -> str:
        """The text, with an asterisk if something is assumed."""
        return f"{self.text} *" if self.assumed else self.text


def caption(step: Step, builder: Builder, shown: Scenario) -> list[str | Figure]:
    """Return the caption of a step in its pieces: words, and figures with their values.

    Raises
    ------
    UnknownFigureError
        If a figure is mentioned that does not exist. One line that says what there is.
    """
    return _filled(in_language(step.caption, shown.language), builder, shown)


def notes(step: Step, builder: Builder, shown: Scenario) -> str:
    """Return the presenter's notes of a step, or raise an `UnknownFigureError`."""
    pieces = _filled(in_language(step.notes, shown.language), builder, shown)
    return "".join(piece if isinstance(piece, str) else piece.text for piece in pieces)


def _filled(text: str, builder: Builder, shown: Scenario) -> list[str | Figure]:
    return [
        figure(piece, builder, shown) if isinstance(piece, Mention) else piece
        for piece in parts(" ".join(text.split()))
    ]


def key_figures(step: Step, builder: Builder, shown: Scenario) -> list[Figure]:
    """Return the key figures of a step, or raise an `UnknownFigureError`."""
    return [figure(mention(address), builder, shown) for address in step.figures]


def figure(named: Mention, builder: Builder, shown: Scenario) -> Figure:
    """Return the figure that is mentioned: computed, reported, or a parameter's value."""
    if _is_computed(named):
        return _computed(named, builder, shown)
    if named.address.count(".") + 1 == PARAMETER_PARTS:
        return _parameter(named, builder, shown)
    return _reported(named, builder, shown.language)


def _is_computed(named: Mention) -> bool:
    names = named.address.split(".")
    return len(names) != PARAMETER_PARTS and names[2:3] != [REPORTED]


def _parameter(named: Mention, builder: Builder, shown: Scenario) -> Figure:
    parameter = builder.catalog.parameters.get(named.address)
    if parameter is None:
        layer = named.address.rpartition(".")[0]
        known = [name for name in builder.catalog.parameters if name.startswith(f"{layer}.")]
        there_are = ", ".join(known) or "none of this layer"
        raise UnknownFigureError(
            f"parameter {quoted(named.address)} is not known; there are: {there_are}"
        )
    value = shown.parameters.get(named.address, parameter.default)
    text = parameter.text(value)
    if parameter.unit == "km":
        text = _written(Quantity(value, 0.0, "km"), named.form)
    assumed = not parameter.sources or value != parameter.default
    title = in_language(parameter.title, shown.language)
    return Figure(named.address, text, "parameter", title, assumed=assumed)


def _reported(named: Mention, builder: Builder, language: Language) -> Figure:
    proposal, provision_id, _, figure_id = (named.address + "...").split(".")[:4]
    provision = builder.catalog.provisions.get(f"{proposal}.{provision_id}")
    known = {item.id: item for item in provision.reported} if provision else {}
    if provision is None or figure_id not in known:
        there_are = ", ".join(known) or "none"
        raise UnknownFigureError(
            f"reported figure {quoted(named.address)} is not known; there are: {there_are}"
        )
    said = known[figure_id]
    return Figure(
        named.address,
        _written(Quantity(said.value, 0.0, said.unit), named.form),
        "reported",
        METRICS[said.measure].title,
        in_language(provision.title, language),
    )


def _computed(named: Mention, builder: Builder, shown: Scenario) -> Figure:
    quantity = resolve(named.address, builder, shown)
    layer, feature_id, measure = layer_named(named.address, builder, shown)
    several = len(shown.offered(layer.address, builder.catalog)) > 1
    of = [layer.reading.label or layer.reading.title if several else layer.provision.title]
    if feature_id != WHOLE and sum(map(is_area, layer.features)) > 1:
        of.append(layer.feature(feature_id).title)
    return Figure(
        named.address,
        _written(quantity, named.form),
        "computed",
        measure_title(measure, quantity, shown.language),
        " · ".join(in_language(text, shown.language) for text in of),
        assumed=_assumed(layer, feature_id, builder),
    )


def _assumed(layer: Layer, feature_id: str, builder: Builder) -> bool:
    """Tell whether a feature would lie otherwise at another value of what is assumed."""

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


def _written(quantity: Quantity, form: str) -> str:
    return (quantity.in_miles() if form == "mi" else quantity).text(short=form == "short")


def check_captions(builder: Builder) -> None:
    """Find every figure that the briefings of the catalogue mention.

    Raises
    ------
    FileError
        For the first that does not exist: file, step, field, and what there is.
    """
    for briefing_id, briefing in builder.catalog.briefings.items():
        path = builder.catalog.folder / "briefings" / f"{briefing_id}.toml"
        for step_id, field, problem in problems(briefing, builder):
            raise FileError(path, f"step.{step_id}.{field}", problem)


def problems(briefing: Briefing, builder: Builder) -> Iterator[tuple[str, str, str]]:
    """Yield step, field and problem for every figure of a briefing that does not exist."""
    for step in briefing.step:
        shown = scenario_of(step, builder.catalog)
        for field, named in step.mentions():
            try:
                if not (_is_computed(named) and exists(named.address, builder, shown)):
                    figure(named, builder, shown)
            except UnknownFigureError as error:
                yield step.id, field, str(error)
