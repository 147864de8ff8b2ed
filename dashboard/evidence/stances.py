"""The parties' stances: a matrix of issues by parties, from the provisions."""

from typing import get_args

import streamlit as st
from markupsafe import Markup

from dashboard.presentation.layer_details import format_publishers
from dashboard.session import scenario_state
from dashboard.text.html import block, heading, join, paragraph
from dashboard.text.ui_text import escape_markdown, words
from geodata.catalog import Catalog
from geodata.models.field_types import Issue, Party, in_language
from geodata.models.provision import Stance
from geodata.scenario import Scenario, make_scenario

BOLD, SMALL = Markup("<b>{}</b>"), Markup("<small>{}</small>")


def draw_stances(catalog: Catalog, scenario: Scenario) -> None:
    """Draw the matrix; an issue's button shows its layers and nothing else."""
    st.html(heading(words()["positions_title"]) + paragraph(words()["positions_lead"], "lead"))
    for issue in get_args(Issue):
        stances = catalog.stances.get(issue, {})
        layers = layers_of(catalog, issue)
        with st.container(key=f"issue-{issue}"):
            if layers:
                st.button(
                    escape_markdown(words()["issue"][issue]),
                    key=f"issue:{issue}",
                    type="primary" if set(layers) == set(scenario.on) else "secondary",
                    on_click=_show(catalog, layers),
                )
            else:
                nothing = SMALL.format(words()["positions_nothing_drawn"])
                st.html(heading(words()["issue"][issue], 3) + nothing)
            cells = join(_cell(catalog, party, stances, scenario) for party in get_args(Party))
            st.html(block(cells, "stances"))


def layers_of(catalog: Catalog, issue: Issue) -> list[str]:
    """Return the addresses of the layers that belong to an issue."""
    return [address for address, item in catalog.layers.items() if item.issue == issue]


def _cell(
    catalog: Catalog, party: Party, stances: dict[Party, tuple[str, Stance]], scenario: Scenario
) -> Markup:
    name = words()["party"][party]
    if party not in stances:
        return block(BOLD.format(name), "stance")
    _, stance = stances[party]
    cited = format_publishers(catalog, stance.sources)
    dated = f"{words()['asOfFirst']} {stance.as_of}"
    parts = (
        BOLD.format(f"{name}: {words()['position'][stance.position]}"),
        paragraph(in_language(stance.text, scenario.language)),
        SMALL.format(f"{dated}. {cited}" if cited else dated),
    )
    return block(join(parts), f"stance {stance.position}")


def _show(catalog: Catalog, layers: list[str]) -> scenario_state.Change:
    def change() -> None:
        scenario = scenario_state.current_scenario(catalog)
        scenario_state.set_scenario(
            make_scenario(
                catalog,
                layers,
                scenario.readings,
                scenario.parameters,
                scenario.view,
                scenario.language,
            )
        )

    return change
