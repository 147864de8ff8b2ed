"""Where the parties stand: each issue once, all three parties, as the fact sheet has it."""

from pathlib import Path
from typing import get_args

import pytest

from geodata import load
from geodata.models.field_types import Issue, Party
from geodata.text.file_errors import FileError
from tests.layers.project import CATALOG, copied

# The project's fact sheet on the talks, early January 2026, as corrected (13 issues by 3 parties):
# issue, the provision that carries it, Israel, Syria, United States.
TABLE = [
    ("withdrawal", "full-withdrawal.line", "rejects", "asks", "mixed"),
    ("hermon", "phased-withdrawal.hermon", "asks", "rejects", "silent"),
    # Not on that sheet: strikes, strategic weapons, the Druze, Russian patrols.
    ("strikes", "end-of-strikes.strikes", "rejects", "asks", "asks"),
    ("demilitarization", "demilitarized-south.zone", "asks", "rejects", "mixed"),
    ("heavy-weapons", "no-heavy-weapons.zone", "asks", "informal-only", "asks"),
    ("strategic-weapons", "no-strategic-weapons.weapons", "asks", "silent", "silent"),
    ("druze", "safety-of-the-druze.no-harm", "asks", "mixed", "mixed"),
    ("russian-patrols", "russian-patrols.patrols", "rejects", "informal-only", "silent"),
    ("corridor", "druze-corridor.passage", "asks", "rejects", "mixed"),
    ("turkish-presence", "no-turkish-forces.country", "asks", "silent", "mixed"),
    ("air-space", "no-fly-zone.zone", "asks", "rejects", "silent"),
    ("1974-framework", "full-withdrawal.framework", "rejects", "asks", "mixed"),
    ("monitoring", "us-bridging.monitoring", "mixed", "asks", "asks"),
    ("normalization", "us-bridging.normalization", "mixed", "rejects", "asks"),
    ("golan", "golan-status.status", "asks", "rejects", "accepts"),
    ("economic-zone", "economic-zone.zone", "informal-only", "silent", "asks"),
    ("deconfliction", "fusion-mechanism.cell", "accepts", "accepts", "asks"),
]  # fmt: skip


def test_the_table_has_every_issue() -> None:
    assert {row[0] for row in TABLE} == set(get_args(Issue)) == set(CATALOG.stances)


@pytest.mark.parametrize(("issue", "address", "israel", "syria", "united_states"), TABLE)
def test_an_issue_has_three_stances_in_one_provision(
    issue: Issue, address: str, israel: str, syria: str, united_states: str
) -> None:
    stances = CATALOG.stances[issue]
    assert {where for where, _ in stances.values()} == {address}
    assert {party: stance.position for party, (_, stance) in stances.items()} == {
        "israel": israel,
        "syria": syria,
        "united-states": united_states,
    }


@pytest.mark.parametrize("issue", get_args(Issue))
@pytest.mark.parametrize("party", get_args(Party))
def test_a_stance_is_one_line_with_a_source(issue: Issue, party: Party) -> None:
    _, stance = CATALOG.stances[issue][party]
    assert isinstance(stance.text, str)
    assert 20 < len(stance.text) <= 140
    assert "\n" not in stance.text
    assert stance.sources or stance.position == "silent"


def test_two_provisions_that_speak_for_a_party_on_an_issue_are_told(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    path = folder / "proposals/phased-withdrawal.toml"
    text = path.read_text("utf-8")
    second = (
        '[[provision]]\nid = "again"\ntitle = "x"\nissue = "hermon"\ntext = "x"\n'
        'sources = ["axios-2025-09-16"]\nconfidence = "low"\n'
        '[[provision.stance]]\nparty = "syria"\nposition = "silent"\nas_of = "2026-01"\n'
    )
    path.write_text(f"{text}\n{second}", "utf-8")
    with pytest.raises(FileError) as raised:
        load.load_catalog(folder)
    assert str(raised.value) == (
        f"{path}: provision.again.stance.syria: phased-withdrawal.hermon already has the stance of "
        "syria on hermon: put all stances on an issue into one provision"
    )
