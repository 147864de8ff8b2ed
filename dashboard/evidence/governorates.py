"""Areas of the governorates from several sources; many figures depend on their limits."""

from markupsafe import Markup

from dashboard.text.html import block, heading, join, paragraph, table
from dashboard.text.ui_text import words
from geodata.models.other_figures import OtherFigures
from layers.accuracy.metrics import GOVERNORATES
from layers.build.builder import Builder
from layers.build.other_figures import governorate_areas


def governorate_table(builder: Builder) -> Markup:
    """Return a row for each governorate and a column for each source, as HTML."""
    sources = [item for item in builder.catalog.other_figures.values() if item.governorate]
    if not sources:
        return Markup("")
    said = words()
    head = (said["governorates_name"], said["governorates_here"], *(item.by for item in sources))
    rows = [
        (GOVERNORATES[unit_id], area.text(), *(_area_text(item, unit_id) for item in sources))
        for unit_id, area in governorate_areas(builder).items()
    ]
    return join(
        (
            heading(said["governorates_title"]),
            paragraph(said["governorates_lead"], "lead"),
            block(table(rows, head), "as-table"),
            *(paragraph(f"{item.by}: {item.why}") for item in sources),
        )
    )


def _area_text(source: OtherFigures, unit_id: str) -> str:
    area = source.governorate.get(unit_id)
    if area is None:
        return "–"
    return f"{area.km2:,g} km² ({area.note})" if area.note else f"{area.km2:,g} km²"
