"""From a scenario to layers: provenance, hashes, and the bounded cache."""

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from geodata.scenario import make_scenario
from layers.build.builder import Builder
from layers.build.cache import Cache
from tests.layers.project import BUILDER, CATALOG

PASSAGE, SOUTH = "druze-corridor.passage", "demilitarized-south.zone"
WIDTHS = [1.0, 2.0, 3.0, 4.0, 6.0, 7.0]


@pytest.mark.parametrize(
    ("address", "reading", "rests_on"),
    [
        ("disengagement-1974.line-a", "as-drawn", {"line/line-a"}),
        ("disengagement-1974.area-of-separation", "as-drawn", {"line/line-a", "line/line-b", "border/border-lebanon-syria"}),
        ("disengagement-1974.limitation-east", "as-written", {"line/line-b", "country/syria"}),
        (PASSAGE, "straight-from-majdal-shams", {"place/majdal-shams", "place/suwayda", "country/syria"}),
        (PASSAGE, "shortest-from-line-a", {"line/line-a", "place/suwayda", "country/syria"}),
        (SOUTH, "governorates", {"governorate/quneitra", "governorate/daraa", "governorate/suwayda"}),
    ],
)  # fmt: skip
def test_a_layer_rests_on_what_its_recipe_took(
    address: str, reading: str, rests_on: set[str]
) -> None:
    assert set(BUILDER.layer(address, reading).rests_on) == rests_on


def test_the_licence_follows_from_what_was_taken() -> None:
    """Line A comes from OpenStreetMap, whose licence is the ODbL; Natural Earth's is none."""
    assert BUILDER.layer("disengagement-1974.line-a").licences == ("ODbL-1.0",)
    assert BUILDER.layer("disengagement-1974.line-b").licences == ("public domain",)
    both = BUILDER.layer("disengagement-1974.area-of-separation")
    assert both.licences == ("ODbL-1.0", "public domain")
    assert any("OpenStreetMap" in credit for credit in both.attributions)


@pytest.mark.parametrize("address", CATALOG.layers)
def test_terms_and_date_of_every_layer_are_those_of_its_features(address: str) -> None:
    layer = BUILDER.layer(address)
    taken = [CATALOG.features[key] for key in layer.rests_on]
    assert set(layer.licences) == {item.licence for item in taken}
    assert all(
        any(item.attribution.startswith(credit) or credit in item.attribution for item in taken)
        for credit in layer.attributions
    )
    assert layer.as_of == max(item.as_of for item in taken)
    assert not any(item.background for item in taken)


@pytest.mark.parametrize("address", CATALOG.layers)
def test_a_figure_rests_on_all_that_the_layer_does_and_on_what_it_measures_to(address: str) -> None:
    layer = BUILDER.layer(address)
    for (_, measure), quantity in BUILDER.figures(layer).items():
        expected = set(layer.rests_on)
        expected |= {"place/damascus"} if measure == "distance-to-damascus" else set()
        assert set(quantity.rests_on) == expected
        assert set(layer.licences) <= set(quantity.licences)


def test_what_no_source_gives_is_an_assumption() -> None:
    def assumed(address: str, reading: str, **values: float) -> dict[str, float]:
        layer = BUILDER.layer(address, reading, values)
        return {parameter.id: value for parameter, value in layer.assumptions}

    # The width was never reported; 2 km of widening were, and other values were not.
    assert assumed(PASSAGE, "via-izra") == {"width_km": 5.0}
    assert assumed(SOUTH, "governorates") == {}
    depths = {"near_depth_km": 8.0, "middle_depth_km": 8.0, "far_depth_km": 8.0}
    assert assumed(SOUTH, "three-bands") == depths
    assert assumed(SOUTH, "three-bands", widening_km=3.0) == {"widening_km": 3.0, **depths}


def test_the_hash_differs_where_the_geometry_does() -> None:
    hashes = [BUILDER.layer(PASSAGE, "via-izra", {"width_km": width}).hash for width in WIDTHS]
    hashes += [BUILDER.layer(PASSAGE, item.id).hash for item in CATALOG.layers[PASSAGE].reading]
    assert len(set(hashes)) == len(hashes)
    # A parameter that this reading does not use changes nothing.
    assert BUILDER.layer(SOUTH, "governorates").hash == (
        BUILDER.layer(SOUTH, "governorates", {"standoff_km": 30.0}).hash
    )


def test_another_process_gives_the_same_hash() -> None:
    for address in CATALOG.layers:
        assert Builder(CATALOG).layer(address).hash == BUILDER.layer(address).hash


def test_nobody_is_given_a_value_that_another_has_asked_for() -> None:
    """The governorates as a whole need no width of a strip: it is one layer, whoever asks for it."""
    builder, address = Builder(CATALOG), "demilitarized-south.zone"
    unused = {"near_depth_km": 7.0, "widening_km": 3.0}
    of_another = builder.layer(address, "governorates", unused)
    own = builder.layer(address, "governorates")
    defaults = {item.id: item.default for item in CATALOG.layers[address].parameter}
    assert (own.hash, own.values) == (of_another.hash, defaults)
    used = builder.layer(address, "three-bands", unused)
    assert (used.values["near_depth_km"], used.values["widening_km"]) == (7, 3)


def test_the_same_layer_and_figures_are_made_once() -> None:
    builder = Builder(CATALOG)
    layer = builder.layer(PASSAGE)
    assert builder.layer(PASSAGE, "via-izra", {"width_km": 5.0}) is layer
    assert builder.figures(layer) is builder.figures(layer)


def test_the_cache_is_bounded_and_keeps_what_was_used_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("layers.build.builder.CACHED_LAYERS", 3)
    builder = Builder(CATALOG)
    first = builder.layer("disengagement-1974.line-a")
    for width in WIDTHS:
        builder.layer(PASSAGE, "straight-from-majdal-shams", {"width_km": width})
        assert builder.layer("disengagement-1974.line-a") is first
        assert len(builder._layers._items) <= 3
    last = builder.layer(PASSAGE, "straight-from-majdal-shams", {"width_km": WIDTHS[-1]})
    assert builder.layer(PASSAGE, "straight-from-majdal-shams", {"width_km": WIDTHS[-1]}) is last
    forgotten = builder.layer(PASSAGE, "straight-from-majdal-shams", {"width_km": WIDTHS[0]})
    again = BUILDER.layer(PASSAGE, "straight-from-majdal-shams", {"width_km": WIDTHS[0]})
    assert forgotten.hash == again.hash
    assert forgotten.features == again.features


def test_threads_that_ask_at_once_get_equal_layers() -> None:
    builder = Builder(CATALOG)
    with ThreadPoolExecutor(8) as pool:
        made = list(
            pool.map(lambda width: builder.layer(PASSAGE, None, {"width_km": width}), WIDTHS * 4)
        )
    for layer, width in zip(made, WIDTHS * 4, strict=True):
        assert layer.values["width_km"] == width
        assert layer.features == BUILDER.layer(PASSAGE, None, {"width_km": width}).features


def test_a_scenario_gives_one_layer_for_each_reading_that_is_on() -> None:
    chosen = make_scenario(
        CATALOG,
        ["disengagement-1974.line-a", PASSAGE],
        {PASSAGE: ("southern", "via-izra"), SOUTH: ("three-bands",)},
        {f"{PASSAGE}.width_km": 10.0},
    )
    layers = BUILDER.layers(chosen)
    assert [layer.name for layer in layers] == [
        "disengagement-1974.line-a@as-drawn",
        f"{PASSAGE}@via-izra",
        f"{PASSAGE}@southern",
    ]
    assert [layer.values for layer in layers] == [{}, {"width_km": 10.0}, {"width_km": 10.0}]
    assert BUILDER.layers(make_scenario(CATALOG)) == []


@pytest.mark.parametrize(("address", "reading"), [("atlantis.zone", None), (PASSAGE, "winding")])
def test_an_unknown_layer_or_reading_is_a_key_error(address: str, reading: str | None) -> None:
    with pytest.raises(KeyError):
        BUILDER.layer(address, reading)


def test_a_feature_is_found_by_its_id() -> None:
    layer = BUILDER.layer(PASSAGE)
    assert layer.feature("axis").id == "axis"
    with pytest.raises(KeyError):
        layer.feature("middle")


@pytest.mark.parametrize("address", CATALOG.layers)
def test_ids_of_features_are_unique_in_every_reading(address: str) -> None:
    for reading in CATALOG.layers[address].reading:
        ids = [feature.id for feature in BUILDER.layer(address, reading.id).features]
        assert len(set(ids)) == len(ids)


def test_of_threads_that_ask_at_once_one_makes_it_for_all() -> None:
    made = []
    together = Barrier(8)

    def make() -> object:
        time.sleep(0.05)  # long enough for the others to ask
        made.append(object())
        return made[-1]

    def ask(_: int) -> object:
        together.wait()
        return kept.get("one", make)

    kept = Cache(2)
    with ThreadPoolExecutor(8) as pool:
        given = list(pool.map(ask, range(8)))
    assert len(made) == 1
    assert set(map(id, given)) == {id(made[0])}


def test_what_could_not_be_made_is_made_by_who_asks_next() -> None:
    kept = Cache(2)
    with pytest.raises(ZeroDivisionError):
        kept.get("one", lambda: 1 // 0)
    assert kept.get("one", lambda: 1) == 1
