"""One place lists the bounds, and it says what the program holds to."""

import re
from argparse import ArgumentTypeError
from pathlib import Path

import pytest

from dashboard.export.graphics import sizes
from dashboard.export.slides import template
from dashboard.quotas import limits
from dashboard.quotas.limits import megabytes
from dashboard.session import user_layers
from geodata.briefings import briefing_io
from geodata.models import briefing
from geodata.user_layers import limits as of_files
from layers.analysis import sensitivity
from layers.build import figure_store
from layers.user_layers import sketch

README = (Path(limits.__file__).parents[1] / "deploy" / "README.md").read_text("utf-8")
ROWS = {
    "one file": [of_files.MAX_BYTES // of_files.MEGABYTE],
    "files of one session": [of_files.SESSION_BYTES // of_files.MEGABYTE],
    "files of all sessions": [limits.ALL_UPLOADS_MB],
    "pause within an upload": [limits.UPLOAD_PAUSE_S],
    "what a session held whose browser is gone": [
        (limits.SESSION_HELD_S + limits.SWEEP_S + 10) // 60
    ],
    "features; vertices; with points on long edges": [
        of_files.MAX_FEATURES,
        of_files.MAX_VERTICES,
        of_files.MAX_DENSE_VERTICES,
    ],
    "files; drawings on one map": [user_layers.MOST, user_layers.MOST_DRAWN],
    "positions; edges together; radius of a drawing": [
        sketch.POINTS["line"][1],
        of_files.MAX_DRAWN_M // 1000,
        sketch.MAX_RADIUS_M // 1000,
    ],
    "a briefing's file, its steps; a link that holds one": [
        briefing_io.MAX_BYTES,
        briefing.MOST_STEPS,
        briefing_io.MAX_LINK,
    ],
    "a template; expanded; its layouts": [
        template.MAX_BYTES // template.MEGABYTE,
        template.MAX_EXPANDED // template.MEGABYTE,
        template.MAX_LAYOUTS,
    ],
    "pixels of a picture": list(sizes.MOST),
    "values of a figure over a parameter's range": [sensitivity.MOST_VALUES],
    "one frame of the websocket": [limits.FRAME_BYTES],
    "layers with chosen values and measures computed at once; open requests of one client": [
        limits.COMPUTED_AT_ONCE,
        limits.OPEN_REQUESTS,
    ],
    "pictures, slides and data made at once; waiting; of one session": [
        limits.EXPORTED_AT_ONCE,
        limits.WAITING_EXPORTS,
        limits.EXPORTS_OF_ONE,
    ],
    "entries of figures on disk; the file": [figure_store.MOST_ENTRIES, figure_store.MOST_BYTES],
}


@pytest.mark.parametrize("what", ROWS)
def test_a_bound_is_the_one_that_is_listed(what: str) -> None:
    row = re.search(rf"^\| {re.escape(what)} \| (.+?) \|", README, re.MULTILINE)
    assert row, what
    listed = [int(number.replace(",", "")) for number in re.findall(r"\d[\d,]*", row[1])]
    assert listed == ROWS[what]


def test_each_listed_bound_is_one_of_these() -> None:
    table = README.partition("## What is bounded")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \|", table, re.MULTILINE)
    assert [row for row in rows if row not in {"what", "---", *ROWS}] == []


def test_the_bound_of_all_uploads_is_a_number_of_megabytes() -> None:
    assert megabytes("1024") == 1024
    for text in ("0", "-5", "1.5", "many", "", "٥"):
        with pytest.raises(ArgumentTypeError, match="is not a number of megabytes"):
            megabytes(text)
