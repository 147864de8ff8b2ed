"""What other sources give stands beside what is computed, and is computed by the same recipes."""

import json
import tomllib
from pathlib import Path

import pytest
import shapely
from shapely.affinity import translate

from geodata import load
from geodata.text.file_errors import FileError
from layers.build.builder import Builder
from layers.build.check_recipes import check
from layers.build.other_figures import (
    governorate_areas,
    has_default_values,
    other_figures,
    rests_on_governorates,
)
from layers.geometry.measure import geodesic_area
from layers.maintain.ocha_figures import (
    CODES,
    OutlinesError,
    figures,
    limit_distances,
    main,
    outlines,
    text,
    with_outlines,
)
from layers.output.figure_table import COLUMNS, rows
from tests.layers.project import BUILDER, CATALOG, copied, replace_once

OCHA = "figures-un-ocha.toml"
SOUTH, SEPARATION = "demilitarized-south.zone", "disengagement-1974.area-of-separation"


def written(folder: Path, *, without: str = "", kept: float = 1.0) -> Path:
    """Write outlines of our own: ours, with a part of the Golan to Quneitra as others have it.

    Suwayda may keep only what lies west of a meridian.
    """
    features = []
    for code, unit_id in CODES.items():
        area = BUILDER.reference.features[f"governorate/{unit_id}"].geometry
        if unit_id == "quneitra":
            area = area.union(shapely.box(35.65, 32.95, 35.78, 33.1))
        if unit_id == "suwayda" and kept < 1:
            west, south, east, north = area.bounds
            area = area.intersection(shapely.box(west, south, west + kept * (east - west), north))
        if code != without:
            features.append(
                {
                    "type": "Feature",
                    "properties": {"pcode": code},
                    "geometry": json.loads(shapely.to_geojson(area)),
                }
            )
    path = folder / "outlines.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}), "utf-8")
    return path


def test_our_own_outlines_give_our_own_figures(tmp_path: Path) -> None:
    other = with_outlines(BUILDER.reference, outlines(written(tmp_path)))
    found = dict(figures(BUILDER, other))
    area = BUILDER.figures(BUILDER.layer(SOUTH, "governorates"))["zone", "area"]
    assert found[f"{SOUTH}@governorates.zone.area"] == pytest.approx(area.value, abs=1)
    share = BUILDER.measures(BUILDER.layer(SEPARATION))["zone", "share-of-quneitra"].value
    name = f"{SEPARATION}@as-drawn.zone.share-of-quneitra"
    assert found[name] == pytest.approx(share, abs=0.06)


def test_a_smaller_governorate_takes_its_loss_from_every_zone_that_holds_it(tmp_path: Path) -> None:
    taken = outlines(written(tmp_path, kept=0.5))
    whole = BUILDER.reference.features["governorate/suwayda"].geometry
    loss = (geodesic_area(whole) - geodesic_area(taken["suwayda"])) / 1e6
    found = dict(figures(BUILDER, with_outlines(BUILDER.reference, taken)))
    for reading in ("governorates", "nearly-to-damascus"):
        area = BUILDER.figures(BUILDER.layer(SOUTH, reading))["zone", "area"].value
        assert found[f"{SOUTH}@{reading}.zone.area"] == pytest.approx(area - loss, abs=1)


def test_a_limit_lies_from_theirs_as_far_as_theirs_is_moved() -> None:
    """Theirs is ours 0.02 degrees farther north, 2,218 m: no point lies farther off than that, and
    where a limit runs east and west it lies so far."""
    theirs = {unit_id: translate(area, 0, 0.02) for unit_id, area in ours().items()}
    found = limit_distances(BUILDER.reference, theirs)
    assert len(found) == 7
    for median, most, greatest in found.values():
        assert median <= most <= greatest <= 2_219
        assert median > 300
    assert max(greatest for _, _, greatest in found.values()) > 2_100
    for distances in limit_distances(BUILDER.reference, ours()).values():
        assert distances == pytest.approx((0, 0, 0), abs=0.01)


def ours() -> dict[str, shapely.Geometry]:
    features = BUILDER.reference.features
    return {unit_id: features[f"governorate/{unit_id}"].geometry for unit_id in CODES.values()}


def test_the_file_says_whose_it_is_and_how_it_shares_the_area_of_separation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.argv", ["ocha_figures", str(written(tmp_path))])
    assert main() == 0
    said = capsys.readouterr().out
    folder = copied(tmp_path)
    (folder / OCHA).write_text(said, "utf-8")
    builder = Builder(load.load_catalog(folder))
    check(builder)
    made = builder.catalog.other_figures[OCHA]
    assert made.source == "ocha-admin-boundaries-2020"
    (parts,) = made.divided.values()
    separation = BUILDER.figures(BUILDER.layer(SEPARATION))["zone", "area"].value
    assert parts == {"quneitra": round(separation)}  # our outlines count all of it to Quneitra


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("{}", "is no GeoJSON of outlines, each with a pcode"),
        ("no JSON", "is no GeoJSON of outlines, each with a pcode"),
        ('{"features": [{"properties": null}]}', "is no GeoJSON of outlines, each with a pcode"),
        ('{"features": []}', "has no outline with the pcode SY01, SY03, SY12, SY13, SY14"),
    ],
)
def test_other_files_are_refused_in_a_line(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "outlines.geojson"
    path.write_text(content, "utf-8")
    with pytest.raises(OutlinesError, match=told):
        outlines(path)


def test_a_missing_outline_is_told_by_its_code(tmp_path: Path) -> None:
    with pytest.raises(OutlinesError, match=r"has no outline with the pcode SY13$"):
        outlines(written(tmp_path, without="SY13"))


def test_the_committed_file_leaves_out_no_figure_of_a_reading_that_it_knows(
    tmp_path: Path,
) -> None:
    made = tomllib.loads(text(BUILDER, outlines(written(tmp_path))))["figure"]
    committed = CATALOG.other_figures[OCHA].figure
    known = {address.rsplit(".", 2)[0] for address in committed}
    missing = {item for item in made if item.rsplit(".", 2)[0] in known} - set(committed)
    assert missing == set()


def test_un_ocha_gives_the_areas_that_an_independent_check_found() -> None:
    """Computed apart from this program: 6,357, 3,834 and 563 km2, together 10,754."""
    given = CATALOG.other_figures[OCHA]
    areas = {name: area.km2 for name, area in given.governorate.items()}
    assert (areas["suwayda"], areas["daraa"], areas["quneitra"]) == (6357, 3834, 563)
    assert given.figure[f"{SOUTH}@governorates.zone.area"] == 6357 + 3834 + 563
    assert given.divided[f"{SEPARATION}@as-drawn.zone"] == {
        "quneitra": 231,
        "rif-dimashq": 19,
        "daraa": 7,
    }


@pytest.mark.parametrize(
    ("address", "reading_id"),
    [
        (SOUTH, "governorates"),
        (SOUTH, "nearly-to-damascus"),
        (SOUTH, "from-damascus"),
        (SOUTH, "think-tank-map"),
        ("no-fly-zone.zone", "all-of-the-south"),
        ("no-heavy-weapons.zone", "governorates"),
        ("no-heavy-weapons.zone", "practice-10-km"),
    ],
)
def test_every_area_that_rests_on_governorates_has_another_one_beside_it(
    address: str, reading_id: str
) -> None:
    layer = BUILDER.layer(address, reading_id)
    assert rests_on_governorates(layer)
    beside = {other.name for other in other_figures(layer, CATALOG) if other.by}
    assert {name for name in BUILDER.figures(layer) if name[1] == "area"} <= beside


def test_with_other_values_no_figure_of_another_data_set_is_told() -> None:
    """It was computed with the defaults, and would be wrong for any other value."""
    layer = BUILDER.layer(SOUTH, "nearly-to-damascus", {"standoff_km": 30.0})
    assert not has_default_values(layer)
    assert [other for other in other_figures(layer, CATALOG) if other.by] == []


def test_the_areas_of_governorates_stand_beside_official_ones() -> None:
    here = governorate_areas(BUILDER)
    official = CATALOG.other_figures["figures-official.toml"].governorate
    assert {name: official[name].km2 for name in ("suwayda", "daraa", "quneitra")} == {
        "suwayda": 5550,
        "daraa": 3730,
        "quneitra": 1861,
    }
    assert "Golan" in official["quneitra"].note
    whole = sum(here[name].value for name in ("suwayda", "daraa", "quneitra"))
    zone = BUILDER.figures(BUILDER.layer(SOUTH, "governorates"))["zone", "area"].value
    assert whole == pytest.approx(zone, abs=1)


def test_the_table_names_what_others_give_with_the_source() -> None:
    found = {
        (row[COLUMNS.index("feature")], row[COLUMNS.index("measure")]): row[-1]
        for row in rows(BUILDER.layer(SOUTH, "governorates"), BUILDER)
    }
    assert COLUMNS[-1] == "other_sources"
    assert found["zone", "area"] == "10754 (ocha-admin-boundaries-2020)"
    separation = {
        row[COLUMNS.index("measure")]: row[-1] for row in rows(BUILDER.layer(SEPARATION), BUILDER)
    }
    assert separation["area"] == "235 (area-of-separation-size-2025); 400 (ap-area-2024-12)"
    assert separation["width-median"] == ""


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        (f'"{SOUTH}@governorates.zone.area"', f'"{SOUTH}@provinces.zone.area"', f"figure.{SOUTH}@provinces.zone.area"),
        (f'"{SOUTH}@governorates.zone.area"', f'"{SOUTH}@governorates.zone.size"', f"figure.{SOUTH}@governorates.zone.size"),
        (f'"{SEPARATION}@as-drawn.zone"', f'"{SEPARATION}@as-drawn.strip"', f"divided.{SEPARATION}@as-drawn.strip"),
        ("[governorate.suwayda]", "[governorate.atlantis]", "governorate.atlantis"),
        ('source = "ocha', 'source = "osha', "source"),
    ],
)  # fmt: skip
def test_figures_of_what_does_not_exist_are_told_in_a_line(
    tmp_path: Path, old: str, new: str, field: str
) -> None:
    folder = copied(tmp_path)
    replace_once(folder / OCHA, old, new)
    with pytest.raises(FileError) as raised:
        check(Builder(load.load_catalog(folder)))
    assert str(raised.value).startswith(f"{folder / OCHA}: {field}: ")
    assert "\n" not in str(raised.value)
