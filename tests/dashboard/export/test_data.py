"""Files of data, read back with GDAL, and the table."""

import csv
import io
import json
import sqlite3
import xml.etree.ElementTree as ET
from pathlib import Path

import geopandas
import pyogrio
import pytest

from dashboard.export.formats import KINDS, file_name
from dashboard.export.gis.data_files import DATA, TERMS, data_file
from geodata.scenario import from_query
from layers.geometry.measure import geodesic_area
from layers.output.csv_table import FORMULA_STARTS
from layers.output.figure_table import COLUMNS
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

QUERY = "on=disengagement-1974,druze-corridor&druze-corridor.passage.width_km=6"
BAND = "disengagement-1974.limitation-east@as-written"
STATED = (
    "layer",
    "reading",
    "status",
    "as_of",
    "parameters",
    "sources",
    "licence",
    "attribution",
    "data",
)


def content(kind: str, query: str = QUERY) -> bytes:
    found, told = from_query(query, CATALOG)
    assert told == []
    return data_file(kind, found, BUILDER)


@pytest.fixture
def written(tmp_path: Path):
    def write(kind: str, query: str = QUERY) -> Path:
        path = tmp_path / f"layers.{kind}"
        path.write_bytes(content(kind, query))
        return path

    return write


@pytest.mark.parametrize("kind", DATA)
def test_the_same_scenario_is_the_same_bytes(kind: str) -> None:
    assert content(kind) == content(kind)


def test_gdal_reads_the_geojson(written) -> None:
    frame = geopandas.read_file(written("geojson"))
    assert frame.crs.to_epsg() == 4326
    assert set(STATED) <= set(frame.columns)
    corridor = frame[frame["role"] == "corridor"].iloc[0]
    assert corridor["parameters"] == "width_km = 6 km (assumed)"
    assert corridor["licence"] == "ODbL-1.0"
    assert corridor["data"] == CATALOG.version
    assert "talks-resume-2026-01" in corridor["sources"]
    separation = frame[frame["layer"] == "disengagement-1974.area-of-separation"]
    assert geodesic_area(separation.geometry.iloc[0]) / 1e6 == pytest.approx(260, abs=5)


def test_a_geojson_file_says_its_terms_once_more_at_its_head() -> None:
    collection = json.loads(content("geojson"))
    assert collection["licence"] == "ODbL-1.0"
    assert "OpenStreetMap" in collection["attribution"]
    assert collection["scenario"] == QUERY


def test_gdal_reads_every_table_of_the_geopackage(written) -> None:
    path = written("gpkg")
    tables = dict(pyogrio.list_layers(path))
    passage = "druze-corridor.passage@via-izra"
    assert tables.pop("layer_styles") is None
    assert tables.pop("about") is None
    assert tables == {
        "disengagement-1974.line-a@as-drawn": "MultiLineString",
        "disengagement-1974.line-b@as-drawn areas": "MultiPolygon",
        "disengagement-1974.line-b@as-drawn lines": "MultiLineString",
        "disengagement-1974.area-of-separation@as-drawn": "MultiPolygon",
        "disengagement-1974.limitation-west@as-written": "MultiPolygon",
        BAND: "MultiPolygon",
        f"{passage} areas": "MultiPolygon",
        f"{passage} lines": "MultiLineString",
    }
    frame = geopandas.read_file(path, layer=BAND)
    assert frame.crs.to_epsg() == 4326
    assert set(STATED) <= set(frame.columns)
    about = dict(pyogrio.read_dataframe(path, layer="about").itertuples(index=False))
    assert about["scenario"] == QUERY
    assert about["licence"] == "ODbL-1.0"
    whole = sum(map(geodesic_area, frame.geometry)) / 1e6
    assert whole == pytest.approx(2510, abs=20)  # the README's figure


def test_every_table_of_the_geopackage_has_styles_for_its_roles(written) -> None:
    path = written("gpkg")
    tables = [name for name, kind in pyogrio.list_layers(path) if kind]
    with sqlite3.connect(path) as file:
        styles = {
            name: (qml, sld)
            for name, qml, sld in file.execute(
                "SELECT f_table_name, styleQML, styleSLD FROM layer_styles WHERE useAsDefault"
            )
        }
        dates = {date for (date,) in file.execute("SELECT last_change FROM gpkg_contents")}
    file.close()
    assert set(styles) == set(tables)
    assert dates == {"2000-01-01T00:00:00.000Z"}
    for name, (qml, sld) in styles.items():
        roles = set(geopandas.read_file(path, layer=name)["role"])
        renderer = ET.fromstring(qml).find("renderer-v2")
        assert {item.get("value") for item in renderer.iter("category")} == roles
        rules = ET.fromstring(sld).iter("{http://www.opengis.net/sld}Rule")
        assert {rule.find("{http://www.opengis.net/sld}Name").text for rule in rules} == roles
    assert "0,112,178" not in styles[BAND][0]
    assert 'value="128,128,128,46"' in styles[BAND][0]  # 18 % of the fill of what is in force


def test_gdal_reads_the_kml_with_its_folders(written) -> None:
    path = written("kml")
    names = [name for name, _ in pyogrio.list_layers(path)]
    assert any("not agreed" in name for name in names)
    assert any("in force" in name for name in names)
    frames = [geopandas.read_file(path, layer=name) for name in names]
    marks = [mark for frame in frames for mark in frame["Name"]]
    assert "20 to 25 km (in force)" in marks
    assert all(frame.crs.to_epsg() == 4326 for frame in frames if len(frame))


def test_a_kml_is_coloured_and_says_its_sources() -> None:
    root = ET.fromstring(content("kml"))
    space = "{http://www.opengis.net/kml/2.2}"
    styles = {item.get("id"): item for item in root.iter(f"{space}Style")}
    line = styles["israel-asked-low"].find(f"{space}LineStyle/{space}color").text
    assert line == "ff8f5a00"  # #005A8F, backwards
    for mark in root.iter(f"{space}Placemark"):
        stated = {
            item.get("name"): item.findtext(f"{space}value") for item in mark.iter(f"{space}Data")
        }
        assert set(STATED) <= set(stated)
        assert mark.findtext(f"{space}styleUrl")[1:] in styles


def test_the_table_states_its_terms_and_no_cell_is_a_formula() -> None:
    rows = list(csv.DictReader(io.StringIO(content("csv").decode("utf-8-sig"), newline="")))
    assert list(rows[0]) == [*COLUMNS, *TERMS]
    length = next(
        row
        for row in rows
        if row["layer"] == "disengagement-1974.line-a" and row["measure"] == "length"
    )
    assert float(length["value"]) == pytest.approx(79.6, abs=0.05)  # the README's figure
    assert length["licence"] == "ODbL-1.0"
    for row in rows:
        assert row["sources"]
        assert not any(cell.startswith(FORMULA_STARTS) for cell in row.values())


@pytest.mark.parametrize("kind", DATA)
def test_nothing_on_is_a_file_all_the_same(kind: str) -> None:
    assert content(kind, "on=none")


def test_file_names_are_safe_everywhere() -> None:
    for query in ("on=none", QUERY, "on=" + ",".join(CATALOG.proposals)):
        found, _ = from_query(query, CATALOG)
        for kind in KINDS:
            name = file_name(kind, found, CATALOG)
            assert name.isascii()
            assert len(name) < 100
            assert not set(name) & set('<>:"/\\|?* ')
            assert name.endswith(f".{kind}")
