"""Two scenarios against each other: figures that can be checked by hand, and shared errors."""

import csv
import json
import math
import sys
from pathlib import Path

import pytest
import shapely

import layers.analysis.comparison
from geodata.comparison_query import to_comparison_query
from geodata.scenario import Scenario, from_query, make_scenario
from layers.__main__ import main
from layers.analysis.comparison import compare
from layers.analysis.comparison_report import TITLES
from layers.analysis.overlap_matrix import matrix
from layers.analysis.settlements_changed import places_that_change
from layers.analysis.settlements_in_zone import places_of
from layers.build.builder import Builder
from layers.build.overlay import overlay_area
from layers.geometry.measure import geodesic_area, geodesic_distance, geodesic_length
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

SOUTH = "demilitarized-south.zone"
GOVERNORATES = make_scenario(CATALOG, [SOUTH])
BANDS = make_scenario(CATALOG, [SOUTH], {SOUTH: ("three-bands",)})
NEARLY = make_scenario(CATALOG, [SOUTH], {SOUTH: ("nearly-to-damascus",)})
LINE = make_scenario(CATALOG, ["disengagement-1974.line-a"])


def figure(a: Scenario, b: Scenario, name: str) -> float:
    return compare(BUILDER, a, b).quantities[name].value


def test_what_is_drawn_does_not_wait_for_how_far_it_may_be_off(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(
        layers.analysis.comparison, "plus_minus", lambda *_: pytest.fail("it was measured")
    )
    drawn = compare(Builder(CATALOG), GOVERNORATES, BANDS).features
    assert [part.id for part in drawn] == ["common", "only-a", "only-b"]


def test_three_bands_against_three_governorates() -> None:
    """What of the bands is not in the three governorates lies in Rif Dimashq, the fourth."""
    found = compare(BUILDER, BANDS, GOVERNORATES)
    values = {name: quantity.value for name, quantity in found.quantities.items()}
    bands = shapely.union_all(
        [item.geometry for item in BUILDER.layer(SOUTH, "three-bands").features]
    )
    rif_dimashq = BUILDER.reference.take("governorate", "rif-dimashq")
    in_rif_dimashq = geodesic_area(bands.intersection(rif_dimashq)) / 1e6
    assert values["only-a"] == pytest.approx(in_rif_dimashq, rel=0.01)
    assert values["area-a"] == pytest.approx(values["common"] + values["only-a"], rel=1e-9)
    assert values["area-b"] == pytest.approx(values["common"] + values["only-b"], rel=1e-9)
    assert values["total"] == pytest.approx(
        values["common"] + values["only-a"] + values["only-b"], rel=1e-9
    )
    assert values["overlap-ratio"] == pytest.approx(100 * values["common"] / values["total"])
    for side, reading in (("area-a", "three-bands"), ("area-b", "governorates")):
        figures = BUILDER.figures(BUILDER.layer(SOUTH, reading))
        own = figures.get(("whole", "area")) or figures["zone", "area"]
        assert values[side] == pytest.approx(own.value, rel=2e-7)
        assert found.quantities[side].plus_minus == pytest.approx(own.plus_minus, rel=0.05)
    for feature in found.features:
        assert overlay_area(feature.geometry) / 1e6 == pytest.approx(values[feature.id], rel=1e-5)
    assert {quantity.unit for quantity in found.quantities.values()} == {"km2", "percent"}
    assert "line/line-b" in found.quantities["common"].rests_on
    assert "governorate/daraa" in found.quantities["common"].rests_on
    assert found.quantities["common"].licences


def test_swapping_the_sides_swaps_what_is_only_in_one_of_them() -> None:
    there, back = compare(BUILDER, BANDS, GOVERNORATES), compare(BUILDER, GOVERNORATES, BANDS)
    swapped = {"only-a": "only-b", "only-b": "only-a", "area-a": "area-b", "area-b": "area-a"}
    for name, quantity in there.quantities.items():
        other = back.quantities[swapped.get(name, name)]
        assert quantity.value == pytest.approx(other.value, rel=1e-9)
        assert quantity.plus_minus == pytest.approx(other.plus_minus, rel=1e-6)
    assert there.only_a.geometry.equals(back.only_b.geometry)
    places, places_back = places_that_change(BUILDER, there), places_that_change(BUILDER, back)
    assert (places.only_a, places.only_b) == (places_back.only_b, places_back.only_a)
    assert places.too_close == places_back.too_close


@pytest.mark.parametrize("side", [GOVERNORATES, BANDS, NEARLY])
def test_a_scenario_is_all_in_common_with_itself(side: Scenario) -> None:
    found = compare(BUILDER, side, side)
    for name in ("only-a", "only-b"):
        assert (found.quantities[name].value, found.quantities[name].plus_minus) == (0, 0)
    assert found.quantities["overlap-ratio"].text() == "100 %"
    assert [feature.id for feature in found.features] == ["common"]
    assert places_that_change(BUILDER, found).too_close == ()


@pytest.mark.parametrize(
    ("a", "b"),
    [
        # Daraa and Suwayda, and all of their outline, are in both.
        (GOVERNORATES, NEARLY),
        # The same bands, the last one a kilometre deeper: all rest on Line B.
        (BANDS, make_scenario(CATALOG, [SOUTH], BANDS.readings, {f"{SOUTH}.far_depth_km": 9.0})),
    ],
)
def test_errors_that_both_share_cancel(a: Scenario, b: Scenario) -> None:
    """The naive way takes the two areas for independent and adds their ± in quadrature."""
    found = compare(BUILDER, a, b).quantities
    naive = math.hypot(found["area-a"].plus_minus, found["area-b"].plus_minus)
    assert found["only-b"].value > 0
    assert found["only-b"].plus_minus < 0.75 * naive
    assert found["only-a"].plus_minus < 0.01 * naive


def test_the_deeper_band_is_as_large_as_its_strip() -> None:
    """A strip of 1 km at 26.5 km from Line B: at least as long as the line is from end to end,
    at most as the line with a half circle of 26.5 km about its ends."""
    line = BUILDER.reference.line("line", "line-b")
    ends = shapely.LineString([line.coords[0], line.coords[-1]])
    deeper = make_scenario(CATALOG, [SOUTH], BANDS.readings, {f"{SOUTH}.far_depth_km": 9.0})
    strip = figure(BANDS, deeper, "only-b")
    assert geodesic_length(ends) / 1000 < strip < geodesic_length(line) / 1000 + math.pi * 26.5
    assert figure(BANDS, deeper, "only-a") == 0


def test_lines_have_no_area_and_it_is_said() -> None:
    found = compare(BUILDER, LINE, GOVERNORATES)
    assert found.without_area == ("A",)
    assert found.quantities["area-a"].value == found.quantities["common"].value == 0
    assert found.quantities["only-b"].value == pytest.approx(11_212, abs=1)
    nothing = compare(BUILDER, LINE, make_scenario(CATALOG))
    assert nothing.without_area == ("A", "B")
    assert {(item.value, item.plus_minus) for item in nothing.quantities.values()} == {(0.0, 0.0)}
    assert nothing.features == ()
    assert places_that_change(BUILDER, nothing).only_a == ()


def test_bands_and_several_readings_count_once() -> None:
    """A scenario of two readings of one provision is their union."""
    both = make_scenario(CATALOG, [SOUTH], {SOUTH: ("governorates", "three-bands")})
    assert figure(both, BANDS, "area-a") == pytest.approx(
        figure(GOVERNORATES, BANDS, "total"), rel=1e-9
    )
    assert figure(both, BANDS, "only-b") == 0


def test_what_is_alike_is_compared_once() -> None:
    elsewhere = from_query("on=demilitarized-south&view=33,36,9&lang=he", CATALOG)[0]
    assert compare(BUILDER, elsewhere, BANDS) is compare(BUILDER, GOVERNORATES, BANDS)


def test_places_change_side_as_the_map_says() -> None:
    """Qatana is in Rif Dimashq, 15 km from Line B; Daraa and Suwayda are far from the bands."""
    places = places_that_change(BUILDER, compare(BUILDER, BANDS, GOVERNORATES))
    assert "qatana" in places.only_a
    assert {"daraa", "suwayda"} <= set(places.only_b)
    assert "damascus" not in (*places.only_a, *places.only_b, *places.too_close)
    # A ruined town counts as a town; its point is nearer to Line A than it is accurate.
    assert "quneitra-ruins" in places.too_close


def test_a_place_by_the_edge_is_too_close_to_tell() -> None:
    """Closer than the place itself is accurate, or than it and the edge are together."""
    found = compare(BUILDER, BANDS, GOVERNORATES)
    places = places_that_change(BUILDER, found)
    assert places.too_close
    edges = [area.geometry.boundary for area in (found.only_a, found.only_b)]
    every = BUILDER.reference.features
    edge_m = max(
        every[key].accuracy_m for side in found.sides for layer in side for key in layer.rests_on
    )
    for side in ("only_a", "only_b", "too_close"):
        for name in getattr(places, side):
            place = every[f"place/{name}"]
            nearest = min(geodesic_distance(place.geometry, edge) for edge in edges)
            if side == "too_close":  # the accuracy of all that an edge rests on adds in quadrature
                assert nearest < place.accuracy_m + 3 * edge_m, name
            else:
                assert nearest >= place.accuracy_m, name


@pytest.mark.parametrize("reading", ["governorates", "three-bands", "nearly-to-damascus"])
def test_beside_nothing_the_places_are_those_of_the_measures(reading: str) -> None:
    nothing = make_scenario(CATALOG)
    only = make_scenario(CATALOG, [SOUTH], {SOUTH: (reading,)})
    places = places_that_change(BUILDER, compare(BUILDER, only, nothing))
    measured = places_of(BUILDER.layer(SOUTH, reading), BUILDER)
    assert set(places.only_a) == set(measured.inside)
    assert set(places.too_close) == set(measured.too_close)
    assert places.only_b == ()


def test_a_place_by_an_edge_that_both_share_is_not_too_close() -> None:
    """Both begin at Line B, and one reaches 4 km farther: Line B says nothing of who is between."""
    address = f"{SOUTH}.far_depth_km"
    farther = CATALOG.parameters[address].default + 4
    deeper = make_scenario(CATALOG, [SOUTH], {SOUTH: ("three-bands",)}, {address: farther})
    between = places_that_change(BUILDER, compare(BUILDER, BANDS, deeper))
    alone = places_of(BUILDER.layer(SOUTH, "three-bands"), BUILDER)
    by_line_b = {"khan-arnabah", "hader", "bir-ajam"}
    assert by_line_b <= set(alone.too_close)
    assert not by_line_b & {*between.only_a, *between.only_b, *between.too_close}
    assert between.only_a == ()
    assert between.only_b


def test_the_matrix_has_all_layers_with_an_area_against_each_other() -> None:
    layers = [
        "disengagement-1974.line-a",
        "disengagement-1974.area-of-separation",
        SOUTH,
        "economic-zone.zone",
    ]
    found = matrix(BUILDER, make_scenario(CATALOG, layers))
    assert found.names == (
        "disengagement-1974.area-of-separation@as-drawn",
        f"{SOUTH}@governorates",
        "economic-zone.zone@both-sides",
    )
    for at, row in enumerate(found.km2):
        assert row == tuple(other[at] for other in found.km2)
        assert found.percent[at][at] == 100
        assert row[at] == pytest.approx(
            geodesic_area(shapely.union_all([
                item.geometry for item in found.layers[at].features if item.role in ("zone", "band")
            ])) / 1e6, rel=1e-9,
        )  # fmt: skip
    zone, south = (make_scenario(CATALOG, [name]) for name in layers[1:3])
    assert found.km2[0][1] == pytest.approx(figure(zone, south, "common"), rel=2e-7)
    assert found.percent[0][1] == pytest.approx(100 * found.km2[0][1] / found.km2[0][0])


def test_the_matrix_is_empty_without_areas() -> None:
    assert matrix(BUILDER, LINE).km2 == ()


def test_an_overlap_is_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    builder = Builder(CATALOG)
    chosen = make_scenario(CATALOG, [SOUTH, "druze-corridor"])
    first = matrix(builder, chosen)
    monkeypatch.setattr(
        "layers.analysis.overlap_matrix.geodesic_area", lambda _: pytest.fail("measured again")
    )
    assert matrix(builder, chosen) == first


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    """Run the command in this process; return its status, and what it told on either stream."""

    def run_with(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["layers", *arguments])
        status = main()
        return status, *capsys.readouterr()

    return run_with


def test_the_command_tells_what_the_functions_return(run, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    status, told, _ = run("--compare", f"{SOUTH}=three-bands", SOUTH, "--out", str(folder))
    assert status == 0
    found = compare(BUILDER, BANDS, GOVERNORATES)
    for name, quantity in found.quantities.items():
        assert f"{TITLES[name]:<26}{quantity.text()}\n" in told
    assert "Places only in A: Qatana, " in told
    assert {path.name for path in folder.iterdir()} == {"comparison.geojson", "comparison.csv"}
    with (folder / "comparison.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [row["measure"] for row in rows] == list(found.quantities)
    for row, quantity in zip(rows, found.quantities.values(), strict=True):
        assert (float(row["value"]), float(row["plus_minus"])) == quantity.rounded_numbers()
        assert (float(row["value_raw"]), float(row["plus_minus_raw"])) == (
            quantity.value,
            quantity.plus_minus,
        )
    content = json.loads((folder / "comparison.geojson").read_text("utf-8"))
    assert [item["id"] for item in content["features"]] == ["common", "only-a", "only-b"]
    for item in content["features"]:
        quantity = found.quantities[item["id"]]
        shown = (item["properties"]["area_km2"], item["properties"]["plus_minus_km2"])
        assert shown == quantity.rounded_numbers()
        assert item["properties"]["comparison"] == to_comparison_query(BANDS, GOVERNORATES, CATALOG)
        area = shapely.geometry.shape(item["geometry"])
        assert area.is_valid
        assert geodesic_area(area) / 1e6 == pytest.approx(quantity.value, rel=1e-4)


def test_without_a_folder_the_command_only_tells(run) -> None:
    query = f"on={SOUTH}&{SOUTH}=three-bands&{SOUTH}.far_depth_km=9"
    status, told, _ = run("--compare", query, "on=disengagement-1974.line-a")
    assert status == 0
    assert "B has no area" in told
    assert "Places only in B: none" in told


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("atlantis", SOUTH), "A: 'atlantis' is not known here"),
        ((SOUTH, "on=atlantis"), "B: 'atlantis' is not a layer here"),
        ((SOUTH, f"{SOUTH}=four-bands"), f"B: {SOUTH}: reading 'four-bands' is not one of governorates"),
        ((f"on={SOUTH}&{SOUTH}.far_depth_km=99", SOUTH), "A: demilitarized-south.zone.far_depth_km: 99 is outside"),
        ((SOUTH, SOUTH, "--proposal", "druze-corridor"), "--compare says it all"),
        ((SOUTH, SOUTH, "--scenario", "on=none"), "--compare says it all"),
    ],
)  # fmt: skip
def test_a_wrong_side_ends_with_one_line(
    run, tmp_path: Path, arguments: tuple[str, ...], told: str
) -> None:
    status, out, error = run("--compare", *arguments, "--out", str(tmp_path / "out"))
    assert (status, out, error.count("\n")) == (2, "", 1)
    assert told in error
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("arguments", [(), ("--compare", SOUTH)])
def test_without_what_is_needed_the_command_ends_with_2(run, arguments: tuple[str, ...]) -> None:
    with pytest.raises(SystemExit, match="2"):
        run(*arguments)


def test_areas_that_share_an_edge_do_not_overlap() -> None:
    """The area of separation lies between the lines from which the areas of limitation begin."""
    shown = make_scenario(
        CATALOG,
        [
            f"disengagement-1974.{name}"
            for name in ("area-of-separation", "limitation-west", "limitation-east")
        ],
    )
    found = matrix(BUILDER, shown)
    apart = [(i, j) for i in range(3) for j in range(3) if i != j]
    assert [found.km2[i][j] for i, j in apart] == [0.0] * 6
    assert {found.text(i, j) for i, j in apart} == {"0"}
