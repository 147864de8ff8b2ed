"""Names of what is on the map: in three languages, and spelled by the rule of rebuild/README.md."""

import re

import pytest

from tests.geodata.reference_files import FEATURES, GEOD, geometry

NAMED = {
    key: item["properties"]["name"]
    for key, item in FEATURES.items()
    if "name" in item["properties"]
}
UNNAMED = {key for key in FEATURES if key.startswith("edge/")} | {
    "coast/coast",
    "relief/relief",
    "sea/sea",
}
"""What bears no name on the map."""

LETTERS = {"خ": "ח׳", "غ": "ע׳", "ج": "ג׳", "ث": "ת׳"}
"""Hebrew with a geresh for each letter that Hebrew lacks."""

OTHER_NAMES = {
    f"place/{name}"
    for name in ("mount-hermon", "mitzpe-shelagim", "buqata", "sheikh-hussein-bridge")
} | {"position/hermon"}
"""Where Hebrew is another name or has a settled form, or Arabic follows the Hebrew."""


def languages(names: dict[str, str]) -> set[str]:
    return {language for language, text in names.items() if text}


@pytest.mark.parametrize("key", [key for key in FEATURES if key not in UNNAMED])
def test_every_name_and_status_is_there_in_three_languages(key: str) -> None:
    assert languages(NAMED[key]) == {"en", "ar", "he"}
    if status := FEATURES[key]["properties"].get("status"):
        assert languages(status) == {"en", "ar", "he"}


def test_names_are_written_in_the_letters_of_their_language() -> None:
    for key, names in NAMED.items():
        assert not re.search("[\u0590-\u06ff]", names["en"]), key
        assert re.search("[\u0600-\u06ff]", names["ar"]), key
        assert re.search("[\u0590-\u05ff]", names["he"]), key
        assert not re.search("[\u0590-\u05ff]", names["ar"]), key
        assert not re.search("[\u0600-\u06ff]", names["he"]), key


@pytest.mark.parametrize(("arabic", "hebrew"), LETTERS.items())
def test_a_letter_that_hebrew_lacks_is_written_in_one_way(arabic: str, hebrew: str) -> None:
    """Of places and positions that bear one name in both: one such letter for each in Arabic."""
    found = {
        key: names
        for key, names in NAMED.items()
        if key.partition("/")[0] in ("place", "position")
        and arabic in names["ar"]
        and key not in OTHER_NAMES
    }
    assert found
    for key, names in found.items():
        assert names["he"].count(hebrew) == names["ar"].count(arabic), key


@pytest.mark.parametrize("key", [key for key in FEATURES if key.endswith("-air-base")])
def test_an_air_base_is_a_military_airfield_in_arabic(key: str) -> None:
    assert re.fullmatch("مطار .+ العسكري", NAMED[key]["ar"])


def test_the_lake_has_both_names_in_each_language() -> None:
    for key in ("lake/lake-tiberias", "area-name/lake-tiberias"):
        assert all(re.fullmatch(r".+ \(.+\)", text) for text in NAMED[key].values())


# --- Where single places lie ---


@pytest.mark.parametrize(
    ("place", "latitude", "longitude"),
    [
        # Wikipedia: 33 06 46 N 35 48 57 E; 34 31 21 N 37 37 47 E; 36 31 19 N 37 02 28 E.
        ("quneitra-crossing", 33 + 6 / 60 + 46 / 3600, 35 + 48 / 60 + 57 / 3600),
        ("t4-tiyas-air-base", 34 + 31 / 60 + 21 / 3600, 37 + 37 / 60 + 47 / 3600),
        ("menagh-air-base", 36 + 31 / 60 + 19 / 3600, 37 + 2 / 60 + 28 / 3600),
    ],
)
def test_a_point_lies_where_a_public_list_has_it(
    place: str, latitude: float, longitude: float
) -> None:
    point = geometry(f"place/{place}")
    assert GEOD.inv(point.x, point.y, longitude, latitude)[2] < 20
    assert FEATURES[f"place/{place}"]["properties"]["source"] == "wikipedia-coordinates"
