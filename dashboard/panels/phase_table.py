"""The rest after each value of a counting parameter, such as the phases of a withdrawal."""

from markupsafe import Markup

from dashboard.text.html import Cell, bar, block, figure_cell, join, table
from dashboard.text.ui_text import words
from geodata.models.field_types import in_language
from geodata.models.provision import Parameter
from geodata.scenario import Scenario
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer


def phase_table(builder: Builder, layer: Layer, scenario: Scenario) -> Markup:
    """Return a small chart as HTML, a line a step; nothing if nothing is counted."""
    counting = [item for item in layer.provision.parameter if item.unit == "count"]
    used = [item for item in counting if item.id in layer.reading.parameter_names()]
    if not used:
        return Markup("")
    parameter = used[0]
    values = range(int(parameter.min), int(parameter.max) + 1)
    found = [(value, _at(builder, layer, parameter, value)) for value in values]
    largest = max((area.value for _, (area, _) in found if area), default=1.0) or 1.0
    title = in_language(parameter.title, scenario.language)
    rows = [_row(value, area, count, largest) for value, (area, count) in found]
    current = values.index(int(layer.values[parameter.id]))
    return block(
        join(
            (
                block(title, "of"),
                block(words()["illustration"], "reading"),
                table(rows, current=current),
            )
        ),
        "figure-card steps",
    )


def _at(
    builder: Builder, layer: Layer, parameter: Parameter, value: int
) -> tuple[Quantity | None, Quantity | None]:
    values = {**layer.values, parameter.id: float(value)}
    figures = builder.figures(builder.layer(layer.address, layer.reading.id, values))
    return figures.get(("zone", "area")), figures.get(("all", "count"))


def _row(
    value: int, area: Quantity | None, count: Quantity | None, largest: float
) -> tuple[int, Cell, Cell]:
    share = 100 * area.value / largest if area else 0
    area_text = area.text() if area else "0 km²"
    count_text = count.text() if count else "0"
    area_cell = figure_cell(Markup("{}{}").format(area_text, bar(share)))
    return value, figure_cell(count_text), area_cell
