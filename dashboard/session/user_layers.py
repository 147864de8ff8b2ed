"""User layers of a session, from uploads and drawings: private to it and deleted with it.

Their shapes are served under a token that cannot be guessed. The registry keeps the layers, and
their token, only as long as the session exists.
"""

import secrets
import threading
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from dashboard.quotas.session_objects import SessionObjects
from dashboard.session.switches import Switch
from dashboard.text.choice_labels import distinct_name, distinct_names
from dashboard.text.ui_text import words
from geodata.text.safe_text import clean_text
from geodata.user_layers import OwnFeature, OwnLayer, OwnLayerError, read_layer
from geodata.user_layers.limits import MAX_TITLE, MEGABYTE, SESSION_BYTES
from layers.accuracy.metrics import FigureKey
from layers.accuracy.quantity import Quantity
from layers.build.builder import Builder
from layers.features.feature import Feature
from layers.user_layers.features import UserLayerFeatures, features_of, own_collection, own_figures
from layers.user_layers.sketch import Sketch

PATH = "map/own"
MOST = 10
"""How many uploaded layers a session may have at a time."""
MOST_DRAWN = 50
"""How many drawings a session may have at a time."""


@dataclass(frozen=True)
class UserLayer:
    """A user layer as shown and measured, with its shape encoded for the browser.

    Attributes
    ----------
    layer_features
        The layer in the form for comparisons with other layers.
    drawing
        Its positions, if it is a drawing.
    upload
        The id of its upload, if it comes from a file.
    features_before_swap
        Its features before an exchange of axes, if there was one.
    """

    id: str
    layer: OwnLayer
    layer_features: UserLayerFeatures
    figures: dict[FigureKey, Quantity]
    shape: bytes
    read_on: str
    drawing: Sketch | None = None
    upload: str = ""
    features_before_swap: tuple[OwnFeature, ...] = ()

    @property
    def features(self) -> tuple[Feature, ...]:
        """The features that are drawn and measured."""
        return self.layer_features.features

    @property
    def part_titles(self) -> dict[str, str]:
        """The distinct titles of its features by id."""
        return distinct_names({feature.id: str(feature.title) for feature in self.features})


@dataclass
class UserLayers:
    """The user layers of one session, which of them are on, and the outcome of the last upload.

    Attributes
    ----------
    seen
        The uploads that were accepted or refused.
    told
        Notes on repairs of the last file.
    unread, refused
        Why the last file, or the last drawing, was refused.
    taken
        The number of the last drawing that the browser reported.
    on_map
        The count when layers were last sent to the map.
    taking
        Lock for reading a layer: a stopped run continues until it next draws something.
    """

    token: str = field(default_factory=lambda: secrets.token_urlsafe(18))
    layers: dict[str, UserLayer] = field(default_factory=dict)
    on: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)
    notices: list[str] = field(default_factory=list)
    unread: str = ""
    refused: str = ""
    count: int = 0
    counts: dict[str, int] = field(default_factory=dict)
    taken: int = 0
    on_map: int = 0
    taking: threading.Lock = field(default_factory=threading.Lock)

    def take(self, content: bytes, filename: str, builder: Builder, upload: str = "") -> UserLayer:
        """Read a file and show it on the map, or raise an `OwnLayerError` of one line."""
        layer = read_layer(content, filename)
        self._refuse_same(layer)
        return self._place(layer, builder, upload=upload)

    def swap_axes(
        self, content: bytes, filename: str, builder: Builder, upload: str
    ) -> UserLayer | None:
        """Read an upload again with latitude before longitude, and replace its layer.

        Nothing happens if the layer is gone or not likely to be swapped. If the new one is refused
        with an `OwnLayerError`, the old one stays.
        """
        if not (before := self.likely_swapped(upload)):
            return None
        layer = replace(read_layer(content, filename, swapped=True), name=before.layer.name)
        self._refuse_same(layer, but=before.id)
        return self._place(layer, builder, upload=upload, before=before)

    def likely_swapped(self, upload: str) -> UserLayer | None:
        """Return the layer of an upload if its axes seem to be swapped."""
        for item in self.layers.values():
            if item.upload == upload and item.layer.likely_swapped:
                return item
        return None

    def _refuse_same(self, layer: OwnLayer, but: str = "") -> None:
        for item in self._items(but):
            if not item.drawing and layer.features in (
                item.layer.features,
                item.features_before_swap,
            ):
                raise OwnLayerError(
                    words()["own_same"].format(name=layer.name, same=item.layer.name)
                )

    def take_drawing(self, drawing: Sketch, name: str, builder: Builder) -> UserLayer:
        """Show a drawing on the map, or raise an `OwnLayerError` of one line."""
        if len(self.drawn) >= MOST_DRAWN:
            raise OwnLayerError(words()["own_most_drawn"].format(most=MOST_DRAWN))
        number = self.counts.get(drawing.shape, 0) + 1
        kind = words()["drawing"]["shape"][drawing.shape]
        layer = drawing.layer(clean_text(name, MAX_TITLE) or f"{kind} {number}")
        self.counts[drawing.shape] = number
        return self._place(layer, builder, drawing=drawing)

    @property
    def drawn(self) -> list[UserLayer]:
        """The drawings."""
        return [item for item in self.layers.values() if item.drawing]

    @property
    def shown(self) -> list[UserLayer]:
        """The layers that are on."""
        return [item for key, item in self.layers.items() if key in self.on]

    def _place(
        self,
        layer: OwnLayer,
        builder: Builder,
        *,
        drawing: Sketch | None = None,
        upload: str = "",
        before: UserLayer | None = None,
    ) -> UserLayer:
        """Show a layer, in place of its version before an exchange of axes if there is one."""
        but = before.id if before else ""
        layer = _rename(layer, distinct_name(layer.name, self._names(but)), drawing=bool(drawing))
        features = features_of(layer)
        shape = own_collection(features).encode()
        if sum(len(item.shape) for item in self._items(but)) + len(shape) > SESSION_BYTES:
            raise OwnLayerError(words()["own_most_bytes"].format(most=SESSION_BYTES // MEGABYTE))
        shown = UserLayer(
            f"own-{self.count + 1}",
            layer,
            UserLayerFeatures(layer.name, features),
            own_figures(features, builder.reference),
            shape,
            datetime.now(UTC).date().isoformat(),
            drawing,
            upload,
            before.layer.features if before else (),
        )
        # Single assignments, the count last: another run may read these in between.
        self.layers = {**{item.id: item for item in self._items(but)}, shown.id: shown}
        self.on = {*self.on, shown.id} - {but}
        self.count += 1
        return shown

    def rename(self, layer_id: str, name: str) -> None:
        """Rename a layer, and a drawing's feature with it; an empty name changes nothing.

        A name that another layer has gets a number.
        """
        item, title = self.layers.get(layer_id), clean_text(name, MAX_TITLE)
        if not item or not title:
            return
        title = distinct_name(title, self._names(layer_id))
        layer = _rename(item.layer, title, drawing=bool(item.drawing))
        features = features_of(layer)
        self.layers[layer_id] = replace(
            item,
            layer=layer,
            layer_features=replace(item.layer_features, name=title, features=features),
            shape=own_collection(features).encode(),
        )

    def _items(self, but: str) -> list[UserLayer]:
        return [item for key, item in self.layers.items() if key != but]

    def _names(self, but: str) -> list[str]:
        return [item.layer.name for item in self._items(but)]

    def remove(self, layer_id: str) -> None:
        """Remove a layer, if it still exists."""
        self.layers.pop(layer_id, None)
        self.on.discard(layer_id)

    def switches(self) -> list[Switch]:
        """Return the layers' switches, for the browser's immediate response."""
        return [Switch(f"own:{key}", key in self.on, (key,), (key,)) for key in self.layers]


def _rename(layer: OwnLayer, name: str, *, drawing: bool) -> OwnLayer:
    """Return a layer with another name, also for the feature of a drawing."""
    features = layer.features
    if drawing:
        features = tuple(replace(feature, title=name) for feature in features)
    return replace(layer, name=name, features=features)


_user_layers = SessionObjects("own", UserLayers)


def user_layers() -> UserLayers:
    """Return the user layers of this session."""
    return _user_layers.of_session()


def layer_of_token(token: str, layer_id: str) -> UserLayer | None:
    """Return a layer of the session that a token belongs to, or None."""
    found = _user_layers.of_token(token)
    return found.layers.get(layer_id) if found else None
