"""Areas of the governorates from several sources; many figures depend on their limits."""

from html import escape

from dashboard.text.ui_text import words
from geodata.models.other_figures import OtherFigures
from layers.accuracy.metrics import GOVERNORATES
from layers.build.builder import Builder
from layers.build.other_figures import governorate_areas


def governorate_table(builder: Builder) -> str:
    """Return an HTML table with a row per governorate and a column per source."""
    sources = [item for item in builder.catalog.other_figures.values() if item.governorate]
    if not sources:
        return ""
    said = words()
    heads = (said["governorates_name"], said["governorates_here"], *(item.by for item in sources))
    head = "".join(f"<th scope='col'>{escape(text)}</th>" for text in heads)
    rows = "".join(
        f"<tr><th scope='row'>{escape(GOVERNORATES[unit_id])}</th>"
        f"<td>{escape(area.text())}</td>"
        + "".join(f"<td>{escape(_as_given(item, unit_id))}</td>" for item in sources)
        + "</tr>"
        for unit_id, area in governorate_areas(builder).items()
    )
    notes = "".join(f"<p>{escape(item.by)}: {escape(item.why)}</p>" for item in sources)
    return (
        f"<h2>{escape(said['governorates_title'])}</h2>"
        f"<p class='lead'>{escape(said['governorates_lead'])}</p>"
        f"<div class='as-table'><table><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></div>{notes}"
    )


def _as_given(source: OtherFigures, unit_id: str) -> str:
    area = source.governorate.get(unit_id)
    if area is None:
        return "–"
    return f"{area.km2:,g} km² ({area.note})" if area.note else f"{area.km2:,g} km²"
