"""A rehearsal finds nothing in a good briefing, and in a bad one each thing that is wrong."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from dashboard.rehearse import __main__ as command
from dashboard.rehearse.rehearsal import rehearse
from geodata.briefings.briefing_io import read_briefing, to_link
from tests.browser.conftest import ROOT
from tests.layers.project import CATALOG

GOOD = "corridor-what-100-km-means"
HEAD = 'title = "T"\nas_of = "2026-01"\n'
STEP = """
[[step]]
id = "{id}"
title = "A step"
caption = "{caption}"
figures = {figures}
[step.scenario]
on = ["{on}"]
[step.view]
centre = [{centre}]
zoom = 9
"""
LONG = "A caption that goes on and on. " * 40
LENGTH = '["druze-corridor.passage.axis.length"]'


def step(
    name: str, caption: str = "Short.", figures: str = "[]", centre: str = "33.0, 36.0"
) -> str:
    return STEP.format(
        id=name, caption=caption, figures=figures, on="druze-corridor", centre=centre
    )


def test_a_good_briefing_of_the_project_is_clean(server: str, browser: Browser) -> None:
    assert list(rehearse(browser, server, GOOD, CATALOG.briefings[GOOD])) == []


def test_a_bad_file_is_told_step_by_step(tmp_path: Path) -> None:
    file = tmp_path / "bad.toml"
    file.write_text(HEAD + step("fine", figures=LENGTH) + step("long", LONG), "utf-8")
    given = [sys.executable, "-m", "dashboard.rehearse", str(file)]
    done = subprocess.run(given, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()) == (
        1,
        ["long: title and caption do not fit into their place: shorten them"],
    )


def test_a_figure_that_is_not_there_is_told_first(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    file = tmp_path / "missing.toml"
    file.write_text(HEAD + step("one", "{druze-corridor.passage.axis.weight}"), "utf-8")
    assert command.main([str(file)]) == 1
    assert capsys.readouterr().out.startswith("one: caption: ")


def test_what_cannot_be_opened_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    assert command.main([str(tmp_path / "none.toml")]) == 2
    said = capsys.readouterr().err
    assert "is neither a file nor a briefing; there are: corridor-what-100-km-means" in said
    assert len(said.splitlines()) == 1


def test_a_file_that_no_memory_holds_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture
) -> None:
    path = tmp_path / "huge.toml"
    with path.open("wb") as file:
        file.truncate(10**12)
    assert command.main([str(path)]) == 2
    said = capsys.readouterr().err
    assert "huge.toml: is larger than 200 kB" in said
    assert len(said.splitlines()) == 1


def test_without_playwright_it_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture
) -> None:
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    assert command.main([GOOD]) == 2
    assert "make setup-dev" in capsys.readouterr().err


def test_names_that_collide_or_are_cut_and_foreign_hosts_are_told(
    server: str, browser: Browser
) -> None:
    """The page is made to do what the map itself never does: the rehearsal has to see it."""
    briefing = read_briefing((HEAD + step("only", figures=LENGTH)).encode(), "b.toml", CATALOG)
    spoilt = """() => {
      const wait = setInterval(() => {
        const pane = document.querySelector('.leaflet-labels-pane');
        if (!pane || !document.querySelector('.brief-count')) return;
        clearInterval(wait);
        for (const [text, left] of [['One', 9], ['Two', 12], ['Three', -9]]) {
          const name = document.createElement('div');
          name.className = 'name of-layer';
          name.style.cssText = `position: fixed; top: 9px; left: ${left}px`;
          name.append(Object.assign(document.createElement('span'), { textContent: text }));
          document.querySelector('#map_div').append(name);
        }
        fetch('https://example.org/').catch(() => {});
      }, 20);
    }"""
    found = list(rehearse(_Spoiling(browser, spoilt), server, f"~{to_link(briefing)}", briefing))
    assert any("'One' and 'Two' collide" in line for line in found)
    assert any("'Three' is cut" in line for line in found)
    assert "only: asks example.org, which is not this machine" in found


class _Spoiling:
    """A browser whose every page and frame runs a script first."""

    def __init__(self, browser: Browser, script: str) -> None:
        self.browser, self.script = browser, script

    def new_context(self, **options: object) -> object:
        # Without the policy, which would stop the request before it is one.
        context = self.browser.new_context(**options, bypass_csp=True)
        context.add_init_script(f"({self.script})()")
        return context
