"""The parties' stances: a matrix of issues by parties, from the provisions."""

from html import escape
from typing import get_args

import streamlit as st

from dashboard.presentation.layer_details import format_publishers
from dashboard.session import scenario_state
from dashboard.text.ui_text import escape_markdown, words
from geodata.catalog import Catalog
from geodata.models.field_types import Issue, Party, in_language
from geodata.models.provision import Stance
from geodata.scenario import Scenario, make_scenario


def draw_stances(catalog: Catalog, scenario: Scenario) -> None:
    """Draw the matrix; an issue's button shows its layers only."""
    st.html(
        f"<h2>{escape(words()['positions_title'])}</h2>"
        f"<p class='lead'>{escape(words()['positions_lead'])}</p>"
    )
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
                st.html(
                    f"<h3>{escape(words()['issue'][issue])}</h3>"
                    f"<small>{escape(words()['positions_nothing_drawn'])}</small>"
                )
            cells = "".join(_cell(catalog, party, stances, scenario) for party in get_args(Party))
            st.html(f"<div class='stances'>{cells}</div>")


def layers_of(catalog: Catalog, issue: Issue) -> list[str]:
    """Return the addresses of the layers that belong to an issue."""
    return [address for address, item in catalog.layers.items() if item.issue == issue]


def _cell(
    catalog: Catalog, party: Party, stances: dict[Party, tuple[str, Stance]], scenario: Scenario
) -> str:
    name = escape(words()["party"][party])
    if party not in stances:
        return f"<div class='stance'><b>{name}</b></div>"
    _, stance = stances[party]
    cited = format_publishers(catalog, stance.sources)
    dated = f"{words()['asOfFirst']} {stance.as_of}"
    return (
        f"<div class='stance {stance.position}'><b>{name}: "
        f"{escape(words()['position'][stance.position])}</b>"
        f"<p dir='auto'>{escape(in_language(stance.text, scenario.language))}</p>"
        f"<small>{escape(dated)}{escape(f'. {cited}' if cited else '')}</small></div>"
    )


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
