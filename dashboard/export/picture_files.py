"""PNG, SVG and PDF as bytes, reproducible for the same scenario or overlay, options and data."""

from typing import Literal, get_args

from dashboard.export.content.comparison_content import (
    ComparisonContent,
    is_overlay,
    overlay_of,
    overlay_page,
    overlay_scene,
)
from dashboard.export.content.snapshot import Snapshot, scene_of
from dashboard.export.graphics.rasterize import pdf, png
from dashboard.export.graphics.scene import Scene
from dashboard.export.graphics.sizes import Format, format_of
from dashboard.export.graphics.svg import scene_to_svg
from dashboard.export.picture.layout import RenderOptions
from dashboard.export.picture.map_surround import SourceCredits, credits_of
from dashboard.export.picture.provenance_record import ProvenanceRecord, as_xml, in_png
from dashboard.presentation.layer_description import describe_layer
from geodata.briefings.step_scenario import scenario_of
from geodata.models.briefing import Briefing
from geodata.models.field_types import Language, in_language
from geodata.scenario import from_query, to_query
from layers.build.briefing_figures import caption
from layers.build.builder import Builder

PictureKind = Literal["png", "svg", "pdf"]
PICTURES: tuple[PictureKind, ...] = get_args(PictureKind)


class OtherDataError(Exception):
    """A picture cannot be reproduced from the present data. The message is one line."""


def picture(kind: PictureKind, snapshot: Snapshot, builder: Builder) -> bytes:
    """Return a picture of a scenario, with the record of how it was made."""
    scene = scene_of(snapshot, builder)
    return _encode(kind, scene, snapshot.options, record_for(kind, snapshot, builder))


def record_for(kind: PictureKind, snapshot: Snapshot, builder: Builder) -> ProvenanceRecord:
    """Return the record of a picture of a scenario."""
    layers = builder.layers(snapshot.scenario)
    told = [describe_layer(layer, builder, snapshot.scenario) for layer in layers]
    credit = credits_of(layers, told, builder.catalog)
    query = to_query(snapshot.scenario, builder.catalog)
    return _record(kind, query, snapshot.options, credit, len(snapshot.own))


def overlay_picture(
    kind: PictureKind, overlay: ComparisonContent, options: RenderOptions, builder: Builder
) -> bytes:
    """Return a picture of a comparison or an interpolation, with the record of how it was made.

    Raises
    ------
    WrongOverlayError
        If an end of an interpolation is not exactly one layer.
    """
    page = overlay_page(overlay, builder, options.theme)
    record = _record(kind, page.query, options, page.credit, len(overlay.own))
    return _encode(kind, overlay_scene(page, options, builder.catalog), options, record)


def again(record: ProvenanceRecord, builder: Builder) -> bytes:
    """Reproduce the picture of a record, byte for byte.

    Raises
    ------
    OtherDataError
        If it was made from other data, with user layers, or from a scenario that is no longer
        valid.
    WrongOverlayError
        The same, for a comparison or an interpolation.
    """
    present = builder.catalog.version
    if record.data != present:
        raise OtherDataError(
            f"was made from version {record.data} of the data, and this is {present}: it cannot "
            f"be made the same; --scenario '{record.scenario}' makes it from the present data"
        )
    if record.own:
        raise OtherDataError("has a person's own layers on it, which it holds no record of")
    if record.format not in PICTURES:
        raise OtherDataError(f"format '{record.format[:20]}' is no picture")
    kind = PICTURES[PICTURES.index(record.format)]
    form = format_of(record.size, record.paper)
    made = RenderOptions(form, record.theme, record.transparent, record.marking)
    if is_overlay(record.scenario):
        overlay = overlay_of(record.scenario, builder.catalog)
        return overlay_picture(kind, overlay, made, builder)
    found, told = from_query(record.scenario, builder.catalog)
    if told:
        raise OtherDataError(told[0])
    return picture(kind, Snapshot(found, made), builder)


def briefing_pdf(
    briefing: Briefing, language: Language, form: Format, marking: str, builder: Builder
) -> bytes:
    """Return a document with a page for each step of a briefing."""
    scenes, sources = [], list[str]()
    for step in briefing.step:
        shown = scenario_of(step, builder.catalog, language)
        said = "".join(
            piece if isinstance(piece, str) else piece.text_with_mark
            for piece in caption(step, builder, shown)
        )
        titles = in_language(step.title, shown.language), said
        snapshot = Snapshot(shown, RenderOptions(form, marking=marking), titles)
        scenes.append(scene_of(snapshot, builder))
        sources += record_for("pdf", snapshot, builder).sources
    used = ", ".join(dict.fromkeys(sources))
    title = in_language(briefing.title, language)
    about = f"{title}. Version of the data: {builder.catalog.version}. Sources: {used}."
    return pdf(scenes, form, about, "")


def _record(
    kind: PictureKind, query: str, options: RenderOptions, credit: SourceCredits, own: int
) -> ProvenanceRecord:
    return ProvenanceRecord(
        format=kind,
        scenario=query,
        size=str(options.format),
        paper=options.format.paper,
        theme=options.theme,
        transparent=options.transparent,
        marking=options.marking,
        data=credit.version,
        as_of=credit.as_of,
        sources=list(credit.sources),
        licences=list(credit.licences),
        attributions=list(credit.attributions),
        own=own,
    )


def _encode(
    kind: PictureKind, scene: Scene, options: RenderOptions, record: ProvenanceRecord
) -> bytes:
    form = options.format
    if kind == "png":
        return in_png(png(scene, form), scene.title, record)
    if kind == "pdf":
        return pdf([scene], form, record.description(), record.keyword())
    metadata = as_xml(scene.title, record)
    return scene_to_svg(scene, form.width, form.height, "inside", metadata).encode()
