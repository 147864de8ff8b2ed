"""Compares two scenarios, and all zones that are on with each other."""

import streamlit as st
from markupsafe import Markup

from dashboard.presentation.symbology import share_fill
from dashboard.session import comparison_selection
from dashboard.session.comparison_selection import (
    ON_NOW,
    SIDES,
    Sides,
    layers_left_out,
    matrix_of,
    own_sides,
    select_side,
    selected_side,
)
from dashboard.session.control_keys import control, key_of
from dashboard.text.choice_labels import choices
from dashboard.text.html import Cell, block, definitions, figure_cell, heading, paragraph, table
from dashboard.text.ui_text import escape_markdown, full_title, words
from geodata.catalog import Catalog
from geodata.scenario import Scenario, to_query
from layers.analysis.settlements_changed import places_that_change
from layers.build.builder import Builder
from layers.build.layer import Layer


def draw_comparison(builder: Builder, scenario: Scenario, both: Sides) -> None:
    """Draw the choice of the sides, their overlap, places that change side, and the matrix."""
    st.html(heading(words()["compare_title"]) + paragraph(words()["compare_lead"], "lead"))
    for side in SIDES:
        _side(builder.catalog, scenario, side)
    if names := layers_left_out(builder.catalog, scenario, comparing=True):
        st.caption(escape_markdown(words()["own_not_linked"].format(names=", ".join(names))))
    found = both.comparison(builder)
    for name in found.without_area:
        st.warning(words()["compare_no_area"].format(side=name))
    rows = [
        (words()["comparison"][name], figure_cell(quantity.text()))
        for name, quantity in found.quantities.items()
    ]
    st.html(block(table(rows), "spread"))
    st.toggle(words()["compare_swipe"], key="swipe")
    places = places_that_change(builder, found)
    features = builder.catalog.features
    groups = {
        words()["comparison"]["only-a"]: places.only_a,
        words()["comparison"]["only-b"]: places.only_b,
        words()["places"]["too_close"]: places.too_close,
    }
    lines = [
        (
            f"{title} ({len(ids)})",
            ", ".join(features[f"place/{item}"].name_in(scenario.language) for item in ids) or "–",
        )
        for title, ids in groups.items()
    ]
    st.html(heading(words()["compare_places"], 3) + definitions(lines, "entry"))
    _matrix(builder, scenario)


def _side(catalog: Catalog, scenario: Scenario, side: str) -> None:
    options = {ON_NOW: words()["compare_now"]}
    options |= {key: words()["compare_own"].format(name=name) for key, name in own_sides().items()}
    for address, query in comparison_selection.comparable_readings(catalog).items():
        layer, _, reading_id = address.partition("=")
        provision = catalog.layers[layer]
        reading = next(item for item in provision.reading if item.id == reading_id)
        options[query] = full_title(provision, reading, scenario.language)
    kept = selected_side(catalog, side)
    options.setdefault(kept, words()["compare_kept"].format(query=kept))
    name = f"choice-{side}"
    key = control(name, kept)

    def take_side() -> None:
        if key == key_of(name):
            select_side(side, st.session_state[key])

    st.selectbox(
        side.upper(),
        **choices(options),
        key=key,
        on_change=take_side,
    )
    st.button(
        words()["compare_keep"].format(side=side.upper()),
        key=f"keep-{side}",
        on_click=select_side,
        args=(side, to_query(scenario, catalog)),
    )


def _matrix(builder: Builder, scenario: Scenario) -> None:
    found = matrix_of(builder, scenario)
    if len(found.layers) < 2:  # noqa: PLR2004 (one zone overlaps with none)
        return
    rows = []
    for i, layer in enumerate(found.layers):
        title = (
            full_title(layer.provision, layer.reading, scenario.language)
            if isinstance(layer, Layer)
            else layer.name
        )
        cells = [
            Cell(
                Markup("{}<br><small>{:.0f} %</small>").format(found.text(i, j), share),
                background=share_fill(share),
            )
            for j, share in enumerate(found.percent[i])
        ]
        rows.append((f"{i + 1}. {title}", *cells))
    head = ["", *(str(number + 1) for number in range(len(found.layers)))]
    st.html(
        heading(words()["compare_matrix"], 3)
        + paragraph(words()["compare_matrix_lead"])
        + table(rows, head, "matrix")
    )
