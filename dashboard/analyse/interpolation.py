"""Interpolation between two positions by a slider, with the concession of each end."""

import streamlit as st
from markupsafe import Markup

from dashboard.session.interpolation_ends import ENDS, default_ends, interpolation_point, titles
from dashboard.text.choice_labels import choices
from dashboard.text.html import block, figure_cell, heading, paragraph, table
from dashboard.text.ui_text import escape_markdown, words
from geodata.scenario import Scenario
from layers.analysis.interpolation import Concession, InterpolatedArea
from layers.build.builder import Builder


def draw_interpolation(builder: Builder, scenario: Scenario) -> None:
    """Draw the choice of the ends, the slider between them, and the figures at its value."""
    st.html(heading(words()["bridge_title"]) + paragraph(words()["bridge_lead"], "lead"))
    offered = titles(builder.catalog, scenario)
    for number, name in enumerate(ENDS):
        st.selectbox(
            name,
            **choices(offered),
            index=list(offered).index(default_ends(builder.catalog)[number]),
            key=f"bridge-{name}",
        )
    st.slider(words()["bridge_at"], 0, 100, 50, 5, format="%d %%", key="bridge-at")
    point = interpolation_point(builder, scenario)
    if point.differs:
        st.info(escape_markdown(f"{point.differs} {words()['bridge_ends_only']}"))
    columns = {
        "A": point.ends[0],
        words()["bridge_parts"]["common"]: point.point,
        "B": point.ends[1],
    }
    st.html(_table({name: ground for name, ground in columns.items() if ground}))
    if point.concessions:
        st.html("".join(map(_concession_line, ENDS, point.concessions)))
    if point.point:
        places = builder.catalog.features
        inside = ", ".join(
            places[f"place/{item}"].name_in(scenario.language) for item in point.point.inside
        )
        bold = Markup("<b>{}:</b> {}").format(words()["places"]["inside"], inside or "–")
        st.html(paragraph(bold))


def _table(columns: dict[str, InterpolatedArea]) -> str:
    rows = {
        words()["measure"]["area"]: [ground.area.text() for ground in columns.values()],
        words()["measure"]["distance-to-damascus"]: [
            ground.distance.text() if ground.distance else "–" for ground in columns.values()
        ],
        words()["places"]["inside"]: [
            f"{len(ground.inside)} (+ {len(ground.too_close)} {words()['bridge_unsure']})"
            for ground in columns.values()
        ],
    }
    cells = [(title, *map(figure_cell, texts)) for title, texts in rows.items()]
    return block(table(cells, ("", *columns)), "spread")


def _concession_line(name: str, concession: Concession) -> str:
    text = words()["bridge_given_up"].format(
        end=name, left=concession.left.text(), added=concession.added.text()
    )
    return paragraph(text)
