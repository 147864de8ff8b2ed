"""A session's own layers: read from its files, private to it, and gone with it.

Their shapes are served under a token that nobody can guess and that is forgotten together with the
session: the registry holds the shelves of layers only as long as a session does.
"""

import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from weakref import WeakValueDictionary

import streamlit as st

from dashboard.switches import Switch
from dashboard.words import words
from geodata.own import OwnLayer, read
from layers.accuracy import Quantity
from layers.build import Builder
from layers.features import Feature
from layers.metrics import METRICS, Name
from layers.own import features_of, own_collection, own_figures

PATH = "map/own"
MOST = 10
"""How many own layers a session may have at once."""


@dataclass(frozen=True)
class OwnShown:
    """One own layer as it is shown and measured, with its shape ready to be sent."""

    id: str
    layer: OwnLayer
    features: tuple[Feature, ...]
    figures: dict[Name, Quantity]
    shape: bytes
    read_on: str


@dataclass
class Shelf:
    """The own layers of one session, which of them are on, and what the last file needed."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    layers: dict[str, OwnShown] = field(default_factory=dict)
    on: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)
    count: int = 0

    def take(self, content: bytes, filename: str, builder: Builder) -> OwnShown:
        """Read a file and put it on the map. An `OwnLayerError` says in one line why not."""
        layer = read(content, filename)
        features = features_of(layer)
        self.count += 1
        shown = OwnShown(
            f"own-{self.count}",
            layer,
            features,
            own_figures(features, builder.reference),
            own_collection(features).encode(),
            datetime.now(UTC).date().isoformat(),
        )
        self.layers[shown.id] = shown
        self.on.add(shown.id)
        return shown

    def remove(self, layer_id: str) -> None:
        """Forget a layer."""
        del self.layers[layer_id]
        self.on.discard(layer_id)

    def switches(self) -> list[Switch]:
        """Return the switch of each layer, for the browser's own answer."""
        return [Switch(f"own:{key}", key in self.on, (key,), (key,)) for key in self.layers]


_shelves: WeakValueDictionary[str, Shelf] = WeakValueDictionary()


def shelf() -> Shelf:
    """Return this session's shelf."""
    if "own" not in st.session_state:
        st.session_state["own"] = Shelf()
        _shelves[st.session_state["own"].token] = st.session_state["own"]
    found = st.session_state["own"]
    assert isinstance(found, Shelf)
    return found


def kept(token: str, layer_id: str) -> OwnShown | None:
    """Return a layer of the session that the token belongs to, or None."""
    found = _shelves.get(token)
    return found.layers.get(layer_id) if found else None


def described(own: Shelf) -> list[dict[str, Any]]:
    """Return what the browser has to know of each own layer."""
    return [
        {
            "name": item.id,
            "proposal": item.layer.name,
            "shape": f"{PATH}/{own.token}/{item.id}/shape",
            "details": f"{PATH}/{own.token}/{item.id}/details?own=1",
            "title": item.layer.name,
            "reading": "",
            "label": "",
            "group": "own",
            "status": "own",
            "standing": "",
            "low": False,
            "turn": 0,
            "asOf": item.read_on,
            "assumptions": [],
        }
        for item in own.layers.values()
    ]


def details_of(item: OwnShown) -> dict[str, Any]:
    """Return what a click on an own layer tells."""
    return {
        "proposal": words()["group"]["own"],
        "status": "own",
        "title": item.layer.name,
        "as_of": item.read_on,
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
