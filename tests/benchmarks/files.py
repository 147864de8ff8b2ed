"""Files that are taken away: a picture, beside one of folium's map in a browser, and a deck."""

import time
from collections.abc import Callable, Iterator

import folium

from dashboard.export.content.named_briefing import NamedBriefing
from dashboard.export.content.snapshot import Snapshot
from dashboard.export.graphics.sizes import format_of
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture_files import picture
from dashboard.export.slides.deck_files import briefing_deck
from geodata.scenario import from_query
from layers.build.layer import Layer
from layers.output.geojson import feature_collection
from tests.benchmarks.briefing import BRIEFING
from tests.benchmarks.measures import Sample
from tests.benchmarks.place import Place
from tests.benchmarks.work import work

ON = "on=disengagement-1974,demilitarized-south,druze-corridor"
WIDTH, HEIGHT = 1920, 1080


def pictures(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what makes a picture of a map of three proposals, in both ways."""
    builder = place.builder
    shown, _ = from_query(ON, builder.catalog)
    snapshot = Snapshot(shown, RenderOptions(format_of(f"{WIDTH}x{HEIGHT}", None)))
    layers = builder.layers(shown)
    picture("png", snapshot, builder)
    _screenshot(place, layers)

    def run(_: int) -> Iterator[Sample]:
        product = _milliseconds(lambda: picture("png", snapshot, builder))
        stock = _milliseconds(lambda: _screenshot(place, layers))
        yield Sample("png", [product], [stock])

    return run


def decks(place: Place) -> Callable[[int], Iterator[Sample]]:
    """Return what makes the slides of a briefing."""
    builder = place.builder
    named = NamedBriefing(BRIEFING, builder.catalog.briefings[BRIEFING])

    def deck() -> bytes:
        return briefing_deck(named, "en", builder, format_of(None, None).paper, "")

    deck()

    def run(_: int) -> Iterator[Sample]:
        yield Sample("deck", [_milliseconds(deck)], [work()])

    return run


def _screenshot(place: Place, layers: list[Layer]) -> bytes:
    """Make a picture as folium's users do: the map as a file, and a browser's screenshot of it."""
    static = (place.stock_script.parent / "static").as_uri()
    folium.Map.default_js = [("leaflet", f"{static}/leaflet.js")]
    folium.Map.default_css = [("leaflet_css", f"{static}/leaflet.css")]
    drawn = folium.Map(location=(33.0, 36.15), zoom_start=9, tiles=None)
    for layer in layers:
        folium.GeoJson(feature_collection(layer)).add_to(drawn)
    path = place.folder / "map.html"
    drawn.save(path)
    page = place.browser.new_page(viewport={"width": WIDTH, "height": HEIGHT})
    page.goto(path.as_uri())
    page.locator("path.leaflet-interactive").first.wait_for(state="attached")
    found = page.screenshot(path=place.folder / "map.png")
    page.close()
    return found


def _milliseconds(make: Callable[[], bytes]) -> float:
    began = time.perf_counter()
    make()
    return 1000 * (time.perf_counter() - began)
