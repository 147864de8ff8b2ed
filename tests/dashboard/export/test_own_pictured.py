"""A person's own layers on a picture: seen, in the legend, and in no record of it."""

import io
import json

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.export.content.snapshot import Snapshot, UserLayerPicture, scene_of
from dashboard.export.graphics.sizes import format_of
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture.legend import legend_rows, proposal_entries
from dashboard.export.picture.provenance_record import record_of
from dashboard.export.picture_files import OtherDataError, again, picture
from dashboard.export.slides.deck_files import scenario_deck
from dashboard.presentation.layer_description import describe_layer
from dashboard.session.user_layer_description import describe_user_layer
from dashboard.session.user_layers import UserLayers
from dashboard.text.ui_text import words
from geodata.scenario import View, make_scenario
from tests.layers.project import BUILDER, CATALOG

pytestmark = pytest.mark.slow

RING = [[36.0, 32.8], [36.6, 32.8], [36.6, 33.2], [36.0, 33.2], [36.0, 32.8]]
FILE = {"type": "Feature", "properties": {"name": "Mine"}, "geometry": {"type": "Polygon", "coordinates": [RING]}}  # fmt: skip
SHOWN = make_scenario(CATALOG, view=View(33.0, 36.3, 9.0))


def own() -> tuple[UserLayerPicture, ...]:
    shelf = UserLayers()
    taken = shelf.take(json.dumps(FILE).encode(), "mine.geojson", BUILDER)
    return (UserLayerPicture(describe_user_layer(shelf, taken), taken.layer_features),)


def snapshot(of: tuple[UserLayerPicture, ...]) -> Snapshot:
    return Snapshot(SHOWN, RenderOptions(format_of("1280x720", None)), own=of)


def test_it_is_seen_and_named_in_the_legend() -> None:
    """The view's middle lies inside the ring; there the picture without it is another colour."""
    left, top, right, bottom = scene_of(snapshot(()), BUILDER).map_box
    middle = round((left + right) / 2) + 40, round((top + bottom) / 2) + 30
    with_it, without = (
        Image.open(io.BytesIO(picture("png", snapshot(of), BUILDER))).convert("RGB")
        for of in (own(), ())
    )
    assert with_it.getpixel(middle) != without.getpixel(middle)
    texts = [item.text for item in scene_of(snapshot(own()), BUILDER).writings()]
    assert "mine.geojson" in texts
    assert any("private" in text for text in texts)


def test_its_record_holds_nothing_of_it_and_says_so(tmp_path) -> None:
    path = tmp_path / "own.png"
    path.write_bytes(picture("png", snapshot(own()), BUILDER))
    record = record_of(path)
    assert record.own == 1
    assert "mine" not in record.text().lower()
    with pytest.raises(OtherDataError, match="own layers on it, which it holds no record of"):
        again(record, BUILDER)


def test_it_is_a_native_shape_of_a_slide_and_in_its_legend() -> None:
    deck = scenario_deck(SHOWN, BUILDER, "16:9", "", own=own())
    slide = Presentation(io.BytesIO(deck)).slides[0]
    shape = next(item for item in slide.shapes if item.shape_type == MSO_SHAPE_TYPE.FREEFORM)
    assert shape.name.startswith("mine.geojson")
    told = " ".join(item.text_frame.text for item in slide.shapes if item.has_text_frame)
    assert words()["status"]["own"] in told


def test_it_gives_pictures_and_slides_no_date() -> None:
    texts = [item.text for item in scene_of(snapshot(own()), BUILDER).writings()]
    told = [
        item.text_frame.text
        for item in Presentation(io.BytesIO(scenario_deck(SHOWN, BUILDER, "16:9", "", own=own())))
        .slides[0]
        .shapes
        if item.has_text_frame
    ]
    said = " ".join([*texts, *told]).replace("\u00a0", " ")
    assert words()["status"]["own"] in said
    assert words()["asOf"] not in said.lower()


def test_one_that_is_called_as_a_proposal_has_its_own_place_in_the_legend() -> None:
    """And with the proposal's date on the map, it is still without one."""
    shelf = UserLayers()
    taken = shelf.take(json.dumps(FILE).encode(), "a.geojson", BUILDER)
    name = str(CATALOG.proposals["no-fly-zone"].title)
    shelf.rename(taken.id, name)
    renamed = shelf.layers[taken.id]
    own_layer = UserLayerPicture(describe_user_layer(shelf, renamed), renamed.layer_features)
    shown = make_scenario(CATALOG, ["no-fly-zone"])
    drawn = [*BUILDER.layers(shown), renamed.layer_features]
    described_too = [
        *(describe_layer(item, BUILDER, shown) for item in BUILDER.layers(shown)),
        own_layer.description,
    ]
    entries = proposal_entries(legend_rows(drawn, described_too), "light")
    assert len(entries) == 2
    ((of_own,),) = entries[1:]
    assert [text for text, _ in of_own.lines] == [
        name,
        f"{words()['group']['own']} · {words()['status']['own']}",
    ]
