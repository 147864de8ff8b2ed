"""Interpolation between two positions by a slider, with the concession of each end."""

from html import escape

import streamlit as st

from dashboard.session.interpolation_ends import ENDS, default_ends, interpolation_point, titles
from dashboard.text.choice_labels import choices
from dashboard.text.ui_text import escape_markdown, words
from geodata.scenario import Scenario
from layers.analysis.interpolation import Concession, InterpolatedArea
from layers.build.builder import Builder


def draw_interpolation(builder: Builder, scenario: Scenario) -> None:
    """Draw the choice of ends, the slider, and the figures at its value."""
    st.html(
        f"<h2>{escape(words()['bridge_title'])}</h2>"
        f"<p class='lead'>{escape(words()['bridge_lead'])}</p>"
    )
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
    if point.given_up:
        st.html("".join(map(_concession_line, ENDS, point.given_up)))
    if point.point:
        places = builder.catalog.features
        inside = ", ".join(
            places[f"place/{item}"].named(scenario.language) for item in point.point.inside
        )
        st.html(f"<p><b>{escape(words()['places']['inside'])}:</b> {escape(inside or '–')}</p>")


def _table(columns: dict[str, InterpolatedArea]) -> str:
    head = "".join(f"<th scope='col'>{escape(name)}</th>" for name in columns)
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
    body = "".join(
        f"<tr><th scope='row'>{escape(title)}</th>"
        + "".join(f"<td class='figure'>{escape(cell)}</td>" for cell in cells)
        + "</tr>"
        for title, cells in rows.items()
    )
    return f"<section class='spread'><table><tr><td></td>{head}</tr>{body}</table></section>"


def _concession_line(name: str, concession: Concession) -> str:
    text = words()["bridge_given_up"].format(
        end=name, left=concession.left.text(), added=concession.added.text()
    )
    return f"<p>{escape(text)}</p>"
