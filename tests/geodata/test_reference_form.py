"""The form of the committed reference files, and the relief."""

import json
import re
import tomllib

import numpy as np
import pytest
import shapely
from PIL import Image

from tests.geodata.reference_files import FEATURES, FILES, REFERENCE, SOURCES, geometry


def test_the_expected_files_are_there() -> None:
    expected = (
        "area-names borders borders-other coast countries edges governorates lakes line-1923 line-a line-b places "
        "positions relief rivers roads sea"
    )
    assert sorted(FILES) == expected.split()
    assert (REFERENCE / "relief.png").is_file()
    assert len(FEATURES) == sum(len(content["features"]) for content in FILES.values())


def test_the_folder_is_small() -> None:
    """Under 2 MB for all, as the project wants; the relief under 400 kB."""
    sizes = {path.name: path.stat().st_size for path in REFERENCE.iterdir()}
    assert sum(sizes.values()) < 1_200_000
    assert sizes["relief.png"] < 400_000


@pytest.mark.parametrize("name", FILES)
def test_file_is_one_feature_a_line_with_six_decimals_at_most(name: str) -> None:
    text = (REFERENCE / f"{name}.geojson").read_text("utf-8")
    assert text.endswith("]}\n")
    assert len(text.splitlines()) == len(FILES[name]["features"]) + 2
    assert not re.search(r"\d\.\d{7}", text)
    assert "e-" not in "".join(
        json.dumps(feature["geometry"]["coordinates"]) for feature in FILES[name]["features"]
    )


@pytest.mark.parametrize("name", FILES)
def test_head_states_title_making_role_and_the_licences_of_its_sources(name: str) -> None:
    head = FILES[name]
    used = {SOURCES[item["properties"]["source"]]["licence"] for item in head["features"]}
    assert head["licence"] == "; ".join(sorted(used))
    assert head["role"] == ("background" if name in BACKGROUND else "reference")
    assert head["title"]
    assert head["made"].endswith(".")


BACKGROUND = {"area-names", "borders-other", "coast", "lakes", "line-1923", "relief", "rivers"}


def test_what_is_lgpl_feeds_no_recipe() -> None:
    lgpl = {name for name, head in FILES.items() if "LGPL" in head["licence"]}
    assert lgpl == {"borders-other", "lakes", "line-1923", "rivers"}
    assert lgpl <= BACKGROUND


@pytest.mark.parametrize("key", FEATURES)
def test_feature_states_what_it_has_to(key: str) -> None:
    properties = FEATURES[key]["properties"]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", FEATURES[key]["id"])
    assert SOURCES[properties["source"]]["kind"] == "data"
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", properties["as_of"])
    assert properties["confidence"] in {"high", "medium", "low"}
    limit = properties["kind"] in {"edge", "governorate"}
    assert 100 <= properties["accuracy_m"] <= (50_000 if limit else 5000)
    assert set(properties.get("name", {})) <= {"en", "ar", "he"}
    assert "en" in properties.get("name", {"en": ""})


@pytest.mark.parametrize("key", FEATURES)
def test_geometry_is_valid_and_wound_as_rfc_7946_says(key: str) -> None:
    item = geometry(key)
    assert item.is_valid
    assert not item.is_empty
    for part in shapely.get_parts(item):
        if part.geom_type == "Polygon":
            assert part.exterior.is_ccw
            assert not any(ring.is_ccw for ring in part.interiors)
        elif part.geom_type == "LineString":
            assert part.is_simple


@pytest.mark.parametrize("source", [key for key, s in SOURCES.items() if s["kind"] == "data"])
def test_data_source_states_licence_and_credit_and_is_used(source: str) -> None:
    assert SOURCES[source]["licence"]
    assert SOURCES[source]["attribution"]
    of_figures = {
        tomllib.loads(path.read_text("utf-8"))["source"]
        for path in REFERENCE.parent.glob("figures-*.toml")
    }
    assert source in of_figures or any(
        item["properties"]["source"] == source for item in FEATURES.values()
    )


def test_relief_fits_its_bounds_in_web_mercator_and_leaves_the_sea_clear() -> None:
    west, south, east, north = geometry("relief/relief").bounds
    assert FEATURES["relief/relief"]["properties"]["image"] == "relief.png"
    picture = Image.open(REFERENCE / "relief.png")
    tall = np.diff(np.arcsinh(np.tan(np.radians([south, north]))))[0]
    assert picture.mode == "LA"
    assert picture.height / picture.width == pytest.approx(
        tall / np.radians(east - west), abs=1 / picture.width
    )
    alpha = np.asarray(picture)[..., 1]
    off_lebanon = alpha[picture.height // 10 : picture.height // 3, : picture.width // 8]
    assert off_lebanon.max() == 0  # 34.0-34.6 E, 33.9-34.6 N
    assert 0.05 < (alpha > 0).mean() < 0.7
