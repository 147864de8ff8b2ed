"""PNG, SVG and PDF of a scenario, as bytes: the same ones for the same snapshot and data."""

from typing import Literal, get_args

from dashboard.export.furniture import credits_of
from dashboard.export.metadata import Record, as_xml, in_png
from dashboard.export.paper import Format, format_of
from dashboard.export.scene import Scene
from dashboard.export.snapshot import Snapshot, scene_of
from dashboard.export.svg import written
from dashboard.export.typeset import pdf, png
from dashboard.web_map.described import described
from geodata.briefing import Briefing
from geodata.models import Language, in_language
from geodata.scenario import from_query, to_query
from geodata.steps import scenario_of
from layers.build import Builder
from layers.captions import caption

PictureKind = Literal["png", "svg", "pdf"]
PICTURES: tuple[PictureKind, ...] = get_args(PictureKind)


class OtherDataError(Exception):
    """A picture was made from other data than the present. The message is one line."""


def picture(kind: PictureKind, snapshot: Snapshot, builder: Builder) -> bytes:
    """Return a picture of a scenario, with the record of how it was made."""
    scene = scene_of(snapshot, builder)
    return _encoded(kind, scene, snapshot, record_for(kind, snapshot, builder))


def record_for(kind: PictureKind, snapshot: Snapshot, builder: Builder) -> Record:
    """Return what a picture says of itself."""
    layers = builder.layers(snapshot.scenario)
    told = [described(layer, builder, snapshot.scenario) for layer in layers]
    credit = credits_of(layers, told, builder.catalog)
    return Record(
        format=kind,
        scenario=to_query(snapshot.scenario, builder.catalog),
        size=str(snapshot.format),
        paper=snapshot.format.paper,
        theme=snapshot.theme,
        transparent=snapshot.transparent,
        marking=snapshot.marking,
        data=credit.version,
        as_of=credit.as_of,
        sources=list(credit.sources),
        licences=list(credit.licences),
        attributions=list(credit.attributions),
        own=len(snapshot.own),
    )


def again(record: Record, builder: Builder) -> bytes:
    """Return the picture that a record tells of, byte for byte.

    Raises
    ------
    OtherDataError
        If it was made from other data, with layers of a person's own, or from a scenario that is
        none any more.
    """
    present = builder.catalog.version
    if record.data != present:
        raise OtherDataError(
            f"was made from version {record.data} of the data, and this is {present}: it cannot "
            f"be made the same; --scenario '{record.scenario}' makes it from the present data"
        )
    if record.own:
        raise OtherDataError("has a person's own layers on it, which it holds no record of")
    found, told = from_query(record.scenario, builder.catalog)
    if told or record.format not in PICTURES:
        raise OtherDataError(told[0] if told else f"format '{record.format[:20]}' is no picture")
    snapshot = Snapshot(
        found,
        format_of(record.size, record.paper),
        record.theme,
        record.transparent,
        record.marking,
    )
    return picture(PICTURES[PICTURES.index(record.format)], snapshot, builder)


def briefing_pdf(
    briefing: Briefing, language: Language, form: Format, marking: str, builder: Builder
) -> bytes:
    """Return a document with a page for each step of a briefing."""
    scenes, sources = [], list[str]()
    for step in briefing.step:
        shown = scenario_of(step, builder.catalog, language)
        said = "".join(
            piece if isinstance(piece, str) else piece.marked
            for piece in caption(step, builder, shown)
        )
        titles = in_language(step.title, shown.language), said
        snapshot = Snapshot(shown, form, marking=marking, titles=titles)
        scenes.append(scene_of(snapshot, builder))
        sources += record_for("pdf", snapshot, builder).sources
    used = ", ".join(dict.fromkeys(sources))
    title = in_language(briefing.title, language)
    about = f"{title}. Version of the data: {builder.catalog.version}. Sources: {used}."
    return pdf(scenes, form, about, "")


def _encoded(kind: PictureKind, scene: Scene, snapshot: Snapshot, record: Record) -> bytes:
    form = snapshot.format
    if kind == "png":
        return in_png(png(scene, form), scene.title, record)
    if kind == "pdf":
        return pdf([scene], form, record.description(), record.keyword())
    metadata = as_xml(scene.title, record)
    return written(scene, form.width, form.height, "inside", metadata).encode()
