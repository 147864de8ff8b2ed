"""Between two positions: the ends are the ends, and what is given up adds up."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from layers.analysis.interpolation import End, interpolate
from layers.analysis.settlements_in_zone import places_of
from tests.layers.project import BUILDER

pytestmark = pytest.mark.slow

EAST_1974: End = ("disengagement-1974.limitation-east", None, None)
DRAFT: End = ("demilitarized-south.zone", "three-bands", None)
NEAR: End = ("demilitarized-south.zone", "nearly-to-damascus", {"standoff_km": 5.0})
FAR: End = ("demilitarized-south.zone", "nearly-to-damascus", {"standoff_km": 40.0})


@pytest.mark.parametrize(("a", "b"), [(EAST_1974, DRAFT), (NEAR, FAR)])
def test_at_its_ends_it_is_exactly_the_ends(a: End, b: End) -> None:
    for at, end in ((0, a), (1, b)):
        found = interpolate(BUILDER, a, b, at)
        assert found.point is not None
        assert found.concessions is not None
        assert found.point.area == found.ends[at].area
        assert found.point.distance == found.ends[at].distance
        assert found.point.inside == found.ends[at].inside
        assert found.concessions[at].left.value == found.concessions[at].added.value == 0
        figures = BUILDER.figures(BUILDER.layer(*end))
        layer = figures.get(("whole", "area")) or figures["zone", "area"]
        assert found.point.area.value == pytest.approx(layer.value, rel=1e-9)
        assert found.point.area.plus_minus == pytest.approx(layer.plus_minus, rel=1e-5)


@settings(max_examples=4, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1))
def test_bands_that_only_grow_cover_ever_more(one: float, other: float) -> None:
    # From 10, 20 and 25 km to 2, 10, 18 and 26 km: the outermost edge moves out by 1 km.
    low, high = (interpolate(BUILDER, EAST_1974, DRAFT, at) for at in sorted((one, other)))
    assert low.point is not None
    assert high.point is not None
    assert low.point.area.value <= high.point.area.value * (1 + 1e-12)
    assert set(low.point.inside) <= {*high.point.inside, *high.point.too_close}


@settings(max_examples=4, deadline=None)
@given(st.floats(0, 1))
def test_what_is_given_up_adds_up(at: float) -> None:
    found = interpolate(BUILDER, NEAR, FAR, at)
    assert found.point is not None
    assert found.concessions is not None
    for end, given_up in zip(found.ends, found.concessions, strict=True):
        change = given_up.added.value - given_up.left.value
        assert end.area.value + change == pytest.approx(found.point.area.value, rel=1e-9)
    # The one keeps more than it may and the other less: a circle of 5 + 35 at km is kept free.
    assert found.concessions[0].added.value == found.concessions[1].left.value == 0
    assert found.point.distance is not None
    assert found.point.distance.value == pytest.approx(5 + 35 * at, rel=1e-4)


def test_halfway_every_depth_is_halfway() -> None:
    a: End = ("demilitarized-south.zone", "three-bands", {"near_depth_km": 4.0})
    b: End = ("demilitarized-south.zone", "three-bands", {"near_depth_km": 12.0})
    found = interpolate(BUILDER, a, b, 0.5)
    assert found.point is not None
    layer = BUILDER.layer(*DRAFT)  # 8 km
    assert [item.id for item in found.point.features] == [item.id for item in layer.features]
    for own, other in zip(found.point.features, layer.features, strict=True):
        assert own.geometry.equals(other.geometry)


@pytest.mark.parametrize(
    ("b", "told"),
    [
        (NEAR, "One end is drawn by 'bands' and the other by 'south_of_damascus'."),
        (
            ("disengagement-1974.limitation-west", None, None),
            "The ends differ in 'from': line-b in one, line-a in the other.",
        ),
    ],
)
def test_where_the_recipes_differ_it_says_so_and_shows_the_ends(b: End, told: str) -> None:
    found = interpolate(BUILDER, EAST_1974, b, 0.5)
    assert found.differs == told
    assert found.point is None
    assert found.concessions is None
    assert all(end.area.value > 0 and end.inside for end in found.ends)


def test_places_near_the_edge_are_too_close_to_tell() -> None:
    found = interpolate(BUILDER, EAST_1974, DRAFT, 0)
    assert found.point is not None
    # Khan Arnabah is known to 1 km or so and lies by Line B; Nawa lies in the middle of the bands.
    assert "khan-arnabah" in found.point.too_close
    assert "nawa" in found.point.inside
    assert not {"damascus", "suwayda"} & {*found.point.inside, *found.point.too_close}


@pytest.mark.parametrize("end", [EAST_1974, NEAR])
def test_an_end_has_the_places_that_its_layer_has(end: End) -> None:
    found = interpolate(BUILDER, end, end, 0).ends[0]
    listed = places_of(BUILDER.layer(*end), BUILDER)
    assert (set(found.inside), set(found.too_close)) == (set(listed.inside), set(listed.too_close))
    # A hill in the middle of both grounds, where nobody lives.
    assert "tell-al-harrah" not in {*found.inside, *found.too_close}


def test_a_point_beyond_the_ends_is_refused() -> None:
    with pytest.raises(ValueError, match="between 0 and 1"):
        interpolate(BUILDER, NEAR, FAR, 1.5)
