"""Compares two scenarios, and all zones that are on with each other."""

from html import escape

import streamlit as st

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
from dashboard.text.ui_text import escape_markdown, full_title, words
from geodata.catalog import Catalog
from geodata.scenario import Scenario, to_query
from layers.analysis.settlements_changed import places_that_change
from layers.build.builder import Builder
from layers.build.layer import Layer


def draw_comparison(builder: Builder, scenario: Scenario, both: Sides) -> None:
    """Draw the choice of sides, their overlap, the places that change side, and the matrix."""
    st.html(
        f"<h2>{escape(words()['compare_title'])}</h2>"
        f"<p class='lead'>{escape(words()['compare_lead'])}</p>"
    )
    for side in SIDES:
        _side(builder.catalog, scenario, side)
    if names := layers_left_out(builder.catalog, scenario, comparing=True):
        st.caption(escape_markdown(words()["own_not_linked"].format(names=", ".join(names))))
    found = both.comparison(builder)
    for name in found.without_area:
        st.warning(words()["compare_no_area"].format(side=name))
    rows = "".join(
        f"<tr><th scope='row'>{escape(words()['comparison'][name])}</th>"
        f"<td class='figure'>{escape(quantity.text())}</td></tr>"
        for name, quantity in found.quantities.items()
    )
    st.html(f"<section class='spread'><table>{rows}</table></section>")
    st.toggle(words()["compare_swipe"], key="swipe")
    places = places_that_change(builder, found)
    features = builder.catalog.features
    groups = {
        words()["comparison"]["only-a"]: places.only_a,
        words()["comparison"]["only-b"]: places.only_b,
        words()["places"]["too_close"]: places.too_close,
    }
    told = "".join(
        f"<dt>{escape(title)} ({len(ids)})</dt><dd dir='auto'>"
        + escape(
            ", ".join(features[f"place/{item}"].named(scenario.language) for item in ids) or "–"
        )
        + "</dd>"
        for title, ids in groups.items()
    )
    st.html(f"<h3>{escape(words()['compare_places'])}</h3><dl class='entry'>{told}</dl>")
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
    head = "".join(f"<th scope='col'>{number}</th>" for number in range(1, len(found.layers) + 1))
    rows = ""
    for i, layer in enumerate(found.layers):
        title = (
            full_title(layer.provision, layer.reading, scenario.language)
            if isinstance(layer, Layer)
            else layer.name
        )
        cells = ""
        for j in range(len(found.layers)):
            share = found.percent[i][j]
            cells += (
                f"<td style='background: {share_fill(share)}'>"
                f"{found.text(i, j)}<br><small>{share:.0f} %</small></td>"
            )
        rows += f"<tr><th scope='row' dir='auto'>{i + 1}. {escape(title)}</th>{cells}</tr>"
    st.html(
        f"<h3>{escape(words()['compare_matrix'])}</h3><p>{escape(words()['compare_matrix_lead'])}</p>"
        f"<table class='matrix'><tr><td></td>{head}</tr>{rows}</table>"
    )
