"""Attributes of features in data files: names, status, sources, licence, parameters."""

from dataclasses import dataclass

from dashboard.text.ui_text import words
from geodata.catalog import group_of
from geodata.models.field_types import in_language
from geodata.scenario import Scenario
from layers.accuracy.licences import strictest
from layers.build.builder import Builder
from layers.build.layer import Layer
from layers.features.feature import Feature

NOT_DRAWN = "total"
"""The role of rows with figures but without a shape."""


@dataclass(frozen=True)
class LayerRecord:
    """A layer with the attributes for data files.

    Attributes
    ----------
    terms
        Attributes common to all of its features, by column.
    """

    layer: Layer
    group: str
    proposal: str
    title: str
    reading: str
    terms: dict[str, str]
    features: tuple[tuple[Feature, dict[str, str]], ...]

    @property
    def heading(self) -> str:
        """The title of the layer, with its status and reading."""
        parts = (self.title, words()["status"][self.terms["status"]], self.reading)
        return " · ".join(dict.fromkeys(part for part in parts if part))


def layer_records(scenario: Scenario, builder: Builder) -> list[LayerRecord]:
    """Return all layers that are on, with their attributes."""
    return [_record(layer, scenario, builder) for layer in builder.layers(scenario)]


def _record(layer: Layer, scenario: Scenario, builder: Builder) -> LayerRecord:
    language, catalog = scenario.language, builder.catalog
    proposal = catalog.proposal_of(layer.address)
    used = layer.reading.parameter_names()
    assumed = {parameter.id for parameter, _ in layer.assumptions}
    parameters = [
        f"{parameter.id} = {parameter.text(layer.values[parameter.id])}"
        + (" (assumed)" if parameter.id in assumed else "")
        for parameter in layer.provision.parameter
        if parameter.id in used
    ]
    sources = dict.fromkeys([*layer.provision.sources, *layer.reading.sources])
    terms = {
        "layer": layer.address,
        "reading": layer.reading.id,
        "party": proposal.party,
        "status": proposal.status,
        "confidence_said": layer.provision.confidence,
        "confidence_meant": layer.reading.confidence,
        "as_of": layer.reading.said_on or proposal.as_of,
        "reference_as_of": layer.as_of,
        "parameters": "; ".join(parameters),
        "sources": "; ".join(sources),
        "cited": "; ".join(
            f"{catalog.sources[name].title}, {catalog.sources[name].publisher}, "
            f"{catalog.sources[name].date}"
            for name in sources
        ),
        "licence": strictest(layer.licences),
        "attribution": "; ".join(layer.attributions),
        "data": catalog.version,
        "note": words()["neutrality"],
    }
    features = tuple(
        (
            feature,
            {
                "feature": feature.id,
                "title": in_language(feature.title, language),
                "role": feature.role,
                "text": in_language(feature.text, language),
                **terms,
            },
        )
        for feature in layer.features
        if feature.role != NOT_DRAWN and not feature.geometry.is_empty
    )
    return LayerRecord(
        layer,
        group_of(proposal),
        in_language(proposal.title, language),
        in_language(layer.provision.title, language),
        in_language(layer.reading.title, language),
        terms,
        features,
    )
