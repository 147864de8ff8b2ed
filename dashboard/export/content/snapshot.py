"""Snapshots: the input of a picture, and the scene made from it."""

from dataclasses import dataclass
from functools import partial

from dashboard.export.graphics.scene import Item, Scene
from dashboard.export.picture.draw_order import Featured, in_order, layer_names
from dashboard.export.picture.layout import Plate, RenderOptions, compose, map_frame_in
from dashboard.export.picture.legend import legend_rows, proposal_entries
from dashboard.export.picture.map_surround import credits_of, title_of
from dashboard.export.picture.styles import shape, style
from dashboard.presentation.layer_description import describe_layer
from dashboard.presentation.map_protocol import LayerDescription
from geodata.scenario import Scenario
from layers.build.builder import Builder
from layers.output.map_frame import MapFrame
from layers.user_layers.features import UserLayerFeatures


@dataclass(frozen=True)
class UserLayerPicture:
    """A user layer, with its description on the map."""

    description: LayerDescription
    layer_features: UserLayerFeatures


@dataclass(frozen=True)
class Snapshot:
    """The input of a picture of a scenario: equal snapshots give equal bytes.

    Attributes
    ----------
    titles
        Title and subtitle; if empty, they follow from the layers that are on.
    own
        User layers, which are not in the picture's record.
    """

    scenario: Scenario
    options: RenderOptions
    titles: tuple[str, str] | None = None
    own: tuple[UserLayerPicture, ...] = ()


def scene_of(snapshot: Snapshot, builder: Builder) -> Scene:
    """Return the scene of a scenario."""
    shown, theme = snapshot.scenario, snapshot.options.theme
    layers = builder.layers(shown)
    of_layers = [describe_layer(layer, builder, shown) for layer in layers]
    drawn: list[Featured] = [*layers, *(item.layer_features for item in snapshot.own)]
    told = [*of_layers, *(item.description for item in snapshot.own)]
    rows = legend_rows(drawn, told)

    def shapes(on: MapFrame) -> list[Item]:
        return [
            shape(
                on.outlines(item.feature.geometry),
                style(item.description, item.feature.role, theme),
            )
            for item in in_order(drawn, told, on)
        ]

    plate = Plate(
        titles=snapshot.titles or title_of(of_layers),
        legend=proposal_entries(rows, theme),
        names=layer_names(drawn, told, shown.language),
        language=shown.language,
        credit=credits_of(layers, of_layers, builder.catalog),
        sheet=partial(map_frame_in, view=shown.view),
        shapes=shapes,
    )
    return compose(plate, snapshot.options, builder.catalog)
