"""'In force' says who holds it so, with the date."""

from pathlib import Path

import pytest

from dashboard.presentation.layer_details import details
from dashboard.session.scenario_state import ViewRequest
from dashboard.stage.message import message
from dashboard.text.ui_text import in_force_statement
from geodata import load
from geodata.scenario import make_scenario
from geodata.text.file_errors import FileError
from tests.dashboard.told import whole
from tests.layers.project import BUILDER, CATALOG, copied, replace_once

FRAMEWORK, CORRIDOR = "disengagement-1974", "druze-corridor"
STANDING = '[in_force]\nheld_by = "x"\nas_of = "2025"\ncontested = "x"\nsources = ["unscr-2811"]\n'


def test_the_1974_agreement_says_who_holds_it_in_force_and_who_disputes_it() -> None:
    held = CATALOG.proposals[FRAMEWORK].in_force
    assert held is not None
    # The fact sheet, 1d and its first page: the Secretary-General in December 2025; resolution
    # 2811 of 29 December 2025; 'collapsed' on 8 December 2024.
    assert "Secretary-General" in str(held.held_by)
    assert held.as_of == CATALOG.sources["wam-2025-12-12"].date == "2025-12-12"
    assert "8 December 2024" in str(held.contested)
    assert set(held.sources) == {"wam-2025-12-12", "unscr-2811", "collapse-2024-12-08"}


def test_only_what_is_in_force_says_so() -> None:
    for proposal in CATALOG.proposals.values():
        assert (proposal.in_force is not None) == (proposal.status == "in-force")
        assert bool(in_force_statement(proposal, "en")) == (proposal.status == "in-force")


def test_the_screen_is_told_who_holds_it_so() -> None:
    shown = details(BUILDER.layer(f"{FRAMEWORK}.line-a"), BUILDER)
    assert shown["standing"].startswith(
        "In force, according to the UN Secretary-General (2025-12-12); contested: Israel said "
    )
    assert len(shown["standing_sources"]) == 3
    sent = message(
        BUILDER, make_scenario(CATALOG), switches=[], flight=ViewRequest(0, None), tiles=None
    )
    content = whole(sent, BUILDER)
    said = {layer["name"].partition(".")[0]: layer["standing"] for layer in content["layers"]}
    assert said[FRAMEWORK] == "according to the UN Secretary-General, 2025-12-12"
    assert said[CORRIDOR] == ""
    assert details(BUILDER.layer(f"{CORRIDOR}.passage"), BUILDER)["standing_sources"] == []


@pytest.mark.parametrize(
    ("proposal", "old", "new", "told"),
    [
        (FRAMEWORK, "[in_force]", "[in_farce]", "in_farce: is an unknown field"),
        (FRAMEWORK, 'status = "in-force"', 'status = "reported"', "in_force is only for status 'in-force', not 'reported'"),
        (FRAMEWORK, '"wam-2025-12-12"', '"wam-1925"', "in_force: source 'wam-1925' is not in geodata/sources.toml"),
        (FRAMEWORK, '["wam-2025-12-12", "unscr-2811", "collapse-2024-12-08"]', "[]", "in_force.sources: has 0 items: at least 1 must be given"),
        (FRAMEWORK, "held_by", "held", "in_force.held_by: is missing"),
        (CORRIDOR, 'status = "asked"', 'status = "in-force"', "in_force is missing: status 'in-force' needs held_by, as_of, contested and sources"),
        (CORRIDOR, "[[provision]]", f"{STANDING}[[provision]]", "in_force is only for status 'in-force', not 'asked': remove it"),
    ],
)  # fmt: skip
def test_a_standing_that_is_missing_or_wrong_is_told_in_one_line(
    tmp_path: Path, proposal: str, old: str, new: str, told: str
) -> None:
    folder = copied(tmp_path)
    path = folder / "proposals" / f"{proposal}.toml"
    replace_once(path, old, new)
    with pytest.raises(FileError) as raised:
        load.load_catalog(folder)
    assert told in str(raised.value)
    assert "\n" not in str(raised.value)
