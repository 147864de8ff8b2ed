"""What is superseded is retired, not deleted: old links open and say so, new ones do not offer it."""

import sys
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.presentation.layer_details import details
from dashboard.presentation.layer_urls import layer_of_query, layer_query
from dashboard.session.scenario_state import ViewRequest
from dashboard.session.switches import apply_switch, switches
from dashboard.stage.message import message
from geodata import load
from geodata.catalog import Catalog
from geodata.scenario import from_query, make_scenario, retirement_notices, to_query
from geodata.text.file_errors import FileError
from layers import __main__ as command
from layers.analysis.reading_spread import spread
from layers.build.builder import Builder
from layers.build.check_recipes import check
from tests.dashboard.told import whole
from tests.layers.project import BUILDER, CATALOG, copied, replace_once

pytestmark = pytest.mark.slow

PASSAGE = "druze-corridor.passage"
OLD = f"{PASSAGE}@southern"
LINE = (
    f"{PASSAGE}: reading 'southern' is retired since 2026-02: no report names it any more; "
    "'via-izra' takes its place"
)
FOLLOWED = (
    'retired = { on = "2026-02", why = "no report names it any more.", instead = "via-izra" }'
)
ALONE = 'retired = { on = "2026-02", why = "withdrawn" }'


def retire(folder: Path, reading: str, how: str = FOLLOWED) -> None:
    path = folder / "proposals/druze-corridor.toml"
    replace_once(
        path,
        f'[[provision.reading]]\nid = "{reading}"',
        f'[[provision.reading]]\nid = "{reading}"\n{how}',
    )


def retire_source(folder: Path, source: str, how: str) -> None:
    replace_once(folder / "sources.toml", f"[{source}]", f"[{source}]\n{how}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = copied(tmp_path)
    retire(made, "southern")
    return made


@pytest.fixture
def builder(folder: Path) -> Builder:
    return Builder(load.load_catalog(folder))


def sent(builder: Builder, query: str) -> set[str]:
    """Return the readings of the passage that the browser is told of."""
    now, _ = from_query(query, builder.catalog)
    made = message(
        builder,
        now,
        switches=switches(builder.catalog, now),
        flight=ViewRequest(0, None),
        tiles=None,
    )
    told = whole(made, builder)
    offered = {rule["class"] for rule in told["switches"]}
    names = {layer["name"] for layer in told["layers"] if layer["name"].startswith(f"{PASSAGE}@")}
    assert names == {
        name
        for name in names
        if f"st-key-reading-{name}".replace(".", "-").replace("@", "-") in offered
    }
    return names


def every_reading(data: Catalog) -> set[str]:
    return {f"{PASSAGE}@{reading.id}" for reading in data.layers[PASSAGE].reading}


def test_a_retired_reading_is_offered_to_no_one_who_has_not_chosen_it(builder: Builder) -> None:
    everything = every_reading(CATALOG)
    assert every_reading(builder.catalog) == everything
    assert sent(builder, "on=druze-corridor") == everything - {OLD}
    assert sent(builder, f"on=druze-corridor&{PASSAGE}=southern") == everything


def test_an_old_link_opens_as_it_was_and_says_so(builder: Builder) -> None:
    query = f"on=druze-corridor&{PASSAGE}=via-izra,southern"
    found, told = from_query(query, builder.catalog)
    assert (told, retirement_notices(found, builder.catalog)) == ([], [LINE])
    assert to_query(found, builder.catalog) == query
    layers = builder.layers(found)
    assert [layer.name for layer in layers] == [f"{PASSAGE}@via-izra", OLD]
    before = BUILDER.layer(PASSAGE, "southern")
    assert layers[1].features == before.features
    assert details(layers[1], builder)["retired"] == LINE.partition(" is ")[2]
    assert details(layers[0], builder)["retired"] == ""
    assert layer_of_query(layer_query(layers[1]), builder) == layers[1]
    assert retirement_notices(found, CATALOG) == []


def test_a_retired_reading_that_is_unchecked_is_gone(builder: Builder) -> None:
    data = builder.catalog
    now = make_scenario(data, [PASSAGE], {PASSAGE: ("via-izra", "southern")})
    after = apply_switch(data, now, f"reading:{OLD}", checked=False)
    assert after == make_scenario(data, [PASSAGE])
    assert f"reading:{OLD}" not in {item.key for item in switches(data, after)}


@pytest.mark.parametrize(
    "query",
    [
        "on=druze-corridor",
        f"on=druze-corridor&{PASSAGE}=southern",
        f"on=druze-corridor&{PASSAGE}=via-izra,southern",
        f"on=none&{PASSAGE}=southern",
    ],
)
def test_browser_and_python_agree_after_any_click(builder: Builder, query: str) -> None:
    """The browser turns on what a switch shows, and off what it hides."""
    data = builder.catalog
    now, _ = from_query(query, data)
    shown = {layer.name for layer in builder.layers(now)}
    for item in switches(data, now):
        after = apply_switch(data, now, item.key, checked=not item.checked)
        answered = shown - set(item.hides) if item.checked else shown | set(item.shows)
        assert answered == {layer.name for layer in builder.layers(after)}, item.key


def test_the_spread_leaves_it_out_unless_it_is_on_the_map(builder: Builder) -> None:
    found = spread(builder, PASSAGE)
    chosen = spread(builder, PASSAGE, chosen_ids=("southern",))
    assert found is not None
    assert chosen is not None
    assert {row.reading.id for row in chosen.rows} - {row.reading.id for row in found.rows} == {
        "southern"
    }


def test_a_wrong_reading_is_told_what_is_offered_now(builder: Builder) -> None:
    _, told = from_query(f"{PASSAGE}=winding", builder.catalog)
    assert told == [
        f"{PASSAGE}: reading 'winding' is not one of via-izra, straight-from-majdal-shams, shortest-from-line-a"
    ]


def opened(folder: str) -> None:
    """What a session does first; it is run as a script of its own."""
    from pathlib import Path  # noqa: PLC0415

    import streamlit  # noqa: PLC0415

    from dashboard.session import scenario_state  # noqa: PLC0415
    from geodata import load  # noqa: PLC0415

    now = scenario_state.current_scenario(load.load_catalog(Path(folder)))
    streamlit.text(
        "\n".join(
            [*now.readings.get("druze-corridor.passage", ()), *scenario_state.link_warnings()]
        )
    )


def test_a_session_that_an_old_link_opens_is_told(folder: Path) -> None:
    page = AppTest.from_function(opened, args=(str(folder),), default_timeout=30)
    page.query_params.update({"on": "druze-corridor,atlantis", PASSAGE: "southern"})
    page.run()
    assert not page.exception
    chosen, dropped, line = page.text[0].value.split("\n")
    assert chosen == "southern"
    assert dropped.startswith("'atlantis' is not a layer here")
    assert line == LINE


@pytest.mark.parametrize(
    ("arguments", "files", "err"),
    [
        (("--scenario", f"on=druze-corridor&{PASSAGE}=southern"), {OLD}, f"python -m layers: {LINE}\n"),
        (("--proposal", "druze-corridor", "--reading", f"{PASSAGE}=southern"), {OLD}, f"python -m layers: {LINE}\n"),
        (("--proposal", "druze-corridor"), {PASSAGE}, ""),
    ],
)  # fmt: skip
def test_the_command_writes_it_and_says_so(
    builder: Builder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    arguments: tuple[str, ...], files: set[str], err: str,
) -> None:  # fmt: skip
    monkeypatch.setattr(command.load, "load_catalog", lambda: builder.catalog)
    monkeypatch.setattr(sys, "argv", ["layers", "--out", str(tmp_path / "out"), *arguments])
    assert command.main() == 0
    assert {path.stem for path in (tmp_path / "out").glob("*.geojson")} == files
    assert capsys.readouterr() == ("", err)


CORRIDOR = "proposals/druze-corridor.toml: provision.passage"


@pytest.mark.parametrize(
    ("reading", "how", "told"),
    [
        ("southern", FOLLOWED.replace("via-izra", "winding"), f"{CORRIDOR}: reading 'southern' is retired, and instead = 'winding' is not one of via-izra, straight-from-majdal-shams, shortest-from-line-a"),
        ("southern", FOLLOWED.replace("via-izra", "southern"), f"{CORRIDOR}: reading 'southern' is retired, and instead = 'southern' is not one of via-izra, "),
        ("via-izra", ALONE, f"{CORRIDOR}: default_reading 'via-izra' is retired: name one of straight-from-majdal-shams, "),
        ("southern", 'retired = { on = "2026-02" }', f"{CORRIDOR}.reading.southern.retired.why: is missing"),
        ("southern", 'retired = { on = "soon", why = "x" }', f"{CORRIDOR}.reading.southern.retired.on: 'soon' does not have the form"),
        ("southern", 'retired = { on = "2026", why = "x", instead = "Via Izra" }', f"{CORRIDOR}.reading.southern.retired.instead: 'Via Izra' does not have the form"),
    ],
)  # fmt: skip
def test_a_reading_that_is_retired_wrongly_is_told_in_one_line(
    tmp_path: Path, reading: str, how: str, told: str
) -> None:
    folder = copied(tmp_path)
    retire(folder, reading, how)
    assert_told(folder, told)


def assert_told(folder: Path, told: str) -> None:
    with pytest.raises(FileError) as raised:
        load.load_catalog(folder)
    line = str(raised.value)
    assert line.startswith(f"{folder}/{told}")
    assert "\n" not in line


def test_a_provision_keeps_one_reading(tmp_path: Path) -> None:
    folder = copied(tmp_path)
    for reading in CATALOG.layers[PASSAGE].reading:
        retire(folder, reading.id, ALONE)
    assert_told(folder, f"{CORRIDOR}: every reading is retired: a provision needs one that is not")


SOURCE = 'retired = { on = "2026-02-01", why = "corrected", instead = "INSTEAD" }'


@pytest.mark.parametrize(
    ("source", "how", "told"),
    [
        ("axios-2025-08-12", SOURCE.replace("INSTEAD", "axios-2026-01-05"), f"{CORRIDOR}: source 'axios-2025-08-12' is retired since 2026-02-01: cite 'axios-2026-01-05' instead"),
        ("axios-2025-08-12", ALONE, f"{CORRIDOR}: source 'axios-2025-08-12' is retired since 2026-02: cite another source instead"),
        ("wam-2025-12-12", SOURCE.replace("INSTEAD", "unscr-2811"), "proposals/disengagement-1974.toml: in_force: source 'wam-2025-12-12' is retired since 2026-02-01: cite 'unscr-2811' instead"),
        ("axios-2025-08-12", SOURCE.replace("INSTEAD", "axios-1925"), "sources.toml: axios-2025-08-12.retired.instead: 'axios-1925' is not a current source"),
        ("axios-2025-08-12", SOURCE.replace("INSTEAD", "axios-2025-08-12"), "sources.toml: axios-2025-08-12.retired.instead: 'axios-2025-08-12' is not a current source"),
    ],
)  # fmt: skip
def test_a_retired_source_is_cited_by_nothing_that_stands(
    tmp_path: Path, source: str, how: str, told: str
) -> None:
    folder = copied(tmp_path)
    retire_source(folder, source, how)
    assert_told(folder, told)


def test_a_retired_reading_may_cite_a_retired_source_and_the_citation_says_so(
    folder: Path,
) -> None:
    added = '[old-report]\nretired = { on = "2026-02", why = "corrected" }\nkind = "press"\ntitle = "x"\npublisher = "x"\ndate = "2025"\naddress = ""\nread = "in full"\n'
    path = folder / "sources.toml"
    path.write_text(f"{path.read_text('utf-8')}\n{added}", "utf-8")
    retire(folder, "southern", 'sources = ["old-report"]')
    builder = Builder(load.load_catalog(folder))
    check(builder)
    (cited,) = details(builder.layer(PASSAGE, "southern"), builder)["reading_sources"]
    assert cited == "x, x, 2025, read in full, retired since 2026-02: corrected"
