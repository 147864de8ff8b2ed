"""ES modules reach the browser as plain scripts, in an order in which each finds what it imports."""

import re

import pytest

from dashboard.presentation.assets import BUNDLE, FOLDER, SCRIPTS, assets
from dashboard.presentation.plain_script import imported_files, plain_script

OURS = SCRIPTS[1:]


def test_a_module_becomes_a_function_that_runs_at_once() -> None:
    text = 'import { make } from "./dom.js";\n\nconst open = () => make("a");\n\nexport { open };\n'
    assert plain_script("share_link.js", text) == (
        "window.talks ??= {};\n"
        'talks.shareLink = (() => {\n"use strict";\n'
        'const { make } = talks.dom;\n\nconst open = () => make("a");\n\nreturn { open };\n'
        "})();\n"
    )


def test_a_script_that_is_no_module_stays_as_it_is() -> None:
    text = '"use strict";\n// import and export are words here\ntalks.own = {};\n'
    assert plain_script("own.js", text) == text


@pytest.mark.parametrize(
    "line",
    [
        'import * as dom from "./dom.js";',
        'import "./dom.js";',
        'import { make } from "leaflet";',
        "export const open = 1;",
        "export default open;",
        "export { open };\nconst late = 1;",
    ],
)
def test_another_way_to_import_or_export_is_refused_with_the_file_and_the_line(line: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f'link.js: "{line.splitlines()[0]}"')):
        plain_script("link.js", f"{line}\n")


@pytest.mark.parametrize("name", OURS)
def test_what_a_module_imports_comes_before_it(name: str) -> None:
    text = (FOLDER / name).read_text("utf-8")
    missing = set(imported_files(text)) - set(OURS[: OURS.index(name)])
    assert missing == set()


def test_the_bundle_has_no_module_left() -> None:
    bundle = assets()[BUNDLE].content.decode()
    assert not re.search(r"^(?:import|export)\b", bundle, re.MULTILINE)
    assert "talks.labels = " in bundle
