"""The rest after each value of a counting parameter, such as the phases of a withdrawal."""

from html import escape

from dashboard.text.ui_text import words
from geodata.models.field_types import in_language
from geodata.models.provision import Parameter
from geodata.scenario import Scenario
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.build.layer import Layer


def phase_table(builder: Builder, layer: Layer, scenario: Scenario) -> str:
    """Return a small HTML chart with a line per phase, or an empty text if none is counted."""
    counting = [item for item in layer.provision.parameter if item.unit == "count"]
    used = [item for item in counting if item.id in layer.reading.parameter_names()]
    if not used:
        return ""
    parameter = used[0]
    values = range(int(parameter.min), int(parameter.max) + 1)
    found = [(value, _at(builder, layer, parameter, value)) for value in values]
    largest = max((area.value for _, (area, _) in found if area), default=1.0) or 1.0
    title = in_language(parameter.title, scenario.language)
    rows = "".join(
        _row(value, area, count, largest, current=value == layer.values[parameter.id])
        for value, (area, count) in found
    )
    return (
        f"<div class='figure-card steps'><div class='of' dir='auto'>{escape(title)}</div>"
        f"<div class='reading'>{escape(words()['illustration'])}</div>"
        f"<table>{rows}</table></div>"
    )


def _at(
    builder: Builder, layer: Layer, parameter: Parameter, value: int
) -> tuple[Quantity | None, Quantity | None]:
    values = {**layer.values, parameter.id: float(value)}
    figures = builder.figures(builder.layer(layer.address, layer.reading.id, values))
    return figures.get(("zone", "area")), figures.get(("all", "count"))


def _row(
    value: int, area: Quantity | None, count: Quantity | None, largest: float, *, current: bool
) -> str:
    share = 100 * area.value / largest if area else 0
    area_text = area.text() if area else "0 km²"
    count_text = count.text() if count else "0"
    mark = " class='current'" if current else ""
    return (
        f"<tr{mark}><th scope='row'>{value}</th>"
        f"<td class='figure'>{escape(count_text)}</td>"
        f"<td class='figure'>{escape(area_text)}<div class='bar' style='width:{share:.0f}%'></div>"
        f"</td></tr>"
    )
