"""A session's own layers: from its files and drawings, private to it, and gone with it.

Their shapes are served under a token that nobody can guess and that is forgotten together with the
session: the registry holds the shelves of layers only as long as a session does.
"""

import secrets
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any
from weakref import WeakValueDictionary

import streamlit as st

from dashboard.labels import distinct_name, distinct_names
from dashboard.switches import Switch
from dashboard.words import words
from geodata.one_line import cleaned
from geodata.own import OwnLayer, OwnLayerError, read
from geodata.own.limits import MAX_TITLE, MEGABYTE, SESSION_BYTES
from layers.accuracy import Quantity
from layers.build import Builder
from layers.drawing import Drawing
from layers.features import Feature
from layers.metrics import METRICS, Name
from layers.own import OwnLaid, features_of, own_collection, own_figures

PATH = "map/own"
MOST = 10
"""How many files a session may have on its shelf at once."""
MOST_DRAWN = 50
"""How many drawings."""


@dataclass(frozen=True)
class OwnShown:
    """One own layer as it is shown and measured, with its shape ready to be sent.

    Attributes
    ----------
    laid
        The same, to be laid over other layers.
    drawing
        The positions that were set, if it was drawn.
    """

    id: str
    layer: OwnLayer
    laid: OwnLaid
    figures: dict[Name, Quantity]
    shape: bytes
    read_on: str
    drawing: Drawing | None = None

    @property
    def features(self) -> tuple[Feature, ...]:
        """What is drawn and measured."""
        return self.laid.features

    @property
    def part_titles(self) -> dict[str, str]:
        """The titles of its features by their ids, no two alike."""
        return distinct_names({feature.id: str(feature.title) for feature in self.features})


@dataclass
class Shelf:
    """The own layers of one session, which of them are on, and what the last one needed.

    Attributes
    ----------
    seen
        The uploads that were taken or refused.
    told
        What was repaired of the last file.
    last
        The id of the layer that it gave.
    unread, refused
        Why the last file, or the last drawing, was not taken.
    taken
        The number of the last drawing that the browser told of.
    on_map
        The count when the map was last told of layers.
    taking
        Held while a layer is taken: a run that is stopped goes on until it draws something.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    layers: dict[str, OwnShown] = field(default_factory=dict)
    on: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    last: str = ""
    unread: str = ""
    refused: str = ""
    count: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    taken: int = 0
    on_map: int = 0
    taking: threading.Lock = field(default_factory=threading.Lock)

    def take(self, content: bytes, filename: str, builder: Builder) -> OwnShown:
        """Read a file and put it on the map. An `OwnLayerError` says in one line why not."""
        layer = read(content, filename)
        for item in self.layers.values():
            if not item.drawing and item.layer.features == layer.features:
                raise OwnLayerError(
                    words()["own_same"].format(name=layer.name, same=item.layer.name)
                )
        shown = self._put(layer, None, builder)
        self.last = shown.id
        return shown

    def swap_axes(self, content: bytes, filename: str, builder: Builder) -> OwnShown | None:
        """Read the last file again, latitude before longitude, in place of the layer it gave.

        Nothing is done where that layer is gone or needs no such thing.
        """
        if not (before := self.likely_swapped):
            return None
        layer = replace(read(content, filename, swapped=True), name=before.layer.name)
        self.remove(before.id)
        shown = self._put(layer, None, builder)
        self.last = shown.id
        return shown

    @property
    def likely_swapped(self) -> OwnShown | None:
        """The layer of the last file if its latitude seems to be given before its longitude."""
        item = self.layers.get(self.last)
        return item if item and item.layer.likely_swapped else None

    def take_drawing(self, drawing: Drawing, name: str, builder: Builder) -> OwnShown:
        """Put a drawing on the map. An `OwnLayerError` says in one line why not."""
        if len(self.drawn) >= MOST_DRAWN:
            raise OwnLayerError(words()["own_most_drawn"].format(most=MOST_DRAWN))
        number = self.counts.get(drawing.shape, 0) + 1
        kind = words()["drawing"]["shape"][drawing.shape]
        layer = drawing.layer(cleaned(name, MAX_TITLE) or f"{kind} {number}")
        self.counts[drawing.shape] = number
        return self._put(layer, drawing, builder)

    @property
    def drawn(self) -> list[OwnShown]:
        """The drawings."""
        return [item for item in self.layers.values() if item.drawing]

    @property
    def shown(self) -> list[OwnShown]:
        """The layers that are on."""
        return [item for key, item in self.layers.items() if key in self.on]

    def _put(self, layer: OwnLayer, drawing: Drawing | None, builder: Builder) -> OwnShown:
        layer = _named(layer, distinct_name(layer.name, self._names()), drawing=bool(drawing))
        features = features_of(layer)
        shape = own_collection(features).encode()
        if sum(len(item.shape) for item in self.layers.values()) + len(shape) > SESSION_BYTES:
            raise OwnLayerError(words()["own_most_bytes"].format(most=SESSION_BYTES // MEGABYTE))
        shown = OwnShown(
            f"own-{self.count + 1}",
            layer,
            OwnLaid(layer.name, features),
            own_figures(features, builder.reference),
            shape,
            datetime.now(UTC).date().isoformat(),
            drawing,
        )
        # Each at once, and the count last: another run may look at them now.
        self.layers = {**self.layers, shown.id: shown}
        self.on = {*self.on, shown.id}
        self.count += 1
        return shown

    def rename(self, layer_id: str, name: str) -> None:
        """Give a layer another name; an empty one changes nothing. A drawing is named by it too.

        One that another layer has gets a number behind it.
        """
        item, title = self.layers.get(layer_id), cleaned(name, MAX_TITLE)
        if not item or not title:
            return
        title = distinct_name(title, self._names(but=layer_id))
        layer = _named(item.layer, title, drawing=bool(item.drawing))
        features = features_of(layer)
        self.layers[layer_id] = replace(
            item,
            layer=layer,
            laid=replace(item.laid, name=title, features=features),
            shape=own_collection(features).encode(),
        )

    def _names(self, but: str = "") -> list[str]:
        return [item.layer.name for key, item in self.layers.items() if key != but]

    def remove(self, layer_id: str) -> None:
        """Forget a layer; one that is gone already stays so."""
        self.layers.pop(layer_id, None)
        self.on.discard(layer_id)

    def switches(self) -> list[Switch]:
        """Return the switch of each layer, for the browser's own answer."""
        return [Switch(f"own:{key}", key in self.on, (key,), (key,)) for key in self.layers]


def _named(layer: OwnLayer, name: str, *, drawing: bool) -> OwnLayer:
    """Return a layer under another name; a drawing's one feature is called by it too."""
    features = layer.features
    if drawing:
        features = tuple(replace(feature, title=name) for feature in features)
    return replace(layer, name=name, features=features)


_shelves: WeakValueDictionary[str, Shelf] = WeakValueDictionary()


def shelf() -> Shelf:
    """Return this session's shelf."""
    if "own" not in st.session_state:
        made = Shelf()
        _shelves[made.token] = made
        st.session_state["own"] = made
    found = st.session_state["own"]
    assert isinstance(found, Shelf)
    return found


def kept(token: str, layer_id: str) -> OwnShown | None:
    """Return a layer of the session that the token belongs to, or None."""
    found = _shelves.get(token)
    return found.layers.get(layer_id) if found else None


def described(own: Shelf) -> list[dict[str, Any]]:
    """Return what the browser has to know of each own layer."""
    return [described_one(own, item) for item in own.layers.values()]


def described_one(own: Shelf, item: OwnShown) -> dict[str, Any]:
    """Return what the browser has to know of an own layer."""
    return {
        "name": item.id,
        "proposal": item.layer.name,
        "shape": f"{PATH}/{own.token}/{item.id}/shape",
        "details": f"{PATH}/{own.token}/{item.id}/details?own=1",
        "title": item.layer.name,
        "reading": "",
        "label": _label(item),
        "group": "own",
        "status": "own",
        "standing": "",
        "low": False,
        "turn": 0,
        "asOf": "",  # its owner knows; when it was brought says nothing of the map
        "assumptions": [],
    }


def _label(item: OwnShown) -> str:
    """Return what stands at a drawing on the map: its name and its first figure."""
    if not item.drawing:
        return ""
    figure = next(iter(item.drawing.figures.values()))
    return f"{item.layer.name}: {figure.exact_text()}"


def details_of(item: OwnShown) -> dict[str, Any]:
    """Return what a click on an own layer tells."""
    return {
        "proposal": words()["group"]["own"],
        "status": "own",
        "title": item.layer.name,
        "read_on": item.read_on,
        "clause": words()["own_private"],
        "standing_sources": [],
        "features": {
            feature.id: {
                "title": feature.title,
                "text": "",
                "figures": [
                    {"title": METRICS[name].title, "text": quantity.text()}
                    for (feature_id, name), quantity in item.figures.items()
                    if feature_id == feature.id
                ],
            }
            for feature in item.features
        },
        "whole": [],
        "reported": [],
    }
