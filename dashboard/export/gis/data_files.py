"""Data files as bytes: GeoJSON, GeoPackage, KML and the table of measures."""

import json
from collections.abc import Callable
from typing import Literal, get_args

from dashboard.export.gis.attributes import layer_records
from dashboard.export.gis.geopackage import geopackage
from dashboard.export.gis.kml import kml
from dashboard.text.ui_text import words
from geodata.scenario import Scenario, to_query
from layers.accuracy.licences import strictest
from layers.build.builder import Builder
from layers.output.csv_table import table_text
from layers.output.figure_table import COLUMNS, rows
from layers.output.geojson import geometry_object

DataKind = Literal["geojson", "gpkg", "kml", "csv"]
DATA: tuple[DataKind, ...] = get_args(DataKind)
TERMS = ("attribution", "as_of", "parameters", "sources", "data")
"""Columns of the table in addition to those of the figures."""


def data_file(kind: DataKind, scenario: Scenario, builder: Builder) -> bytes:
    """Return a data file of a scenario: equal scenarios and data give equal bytes."""
    makers: dict[DataKind, Callable[[Scenario, Builder], bytes]] = {
        "geojson": geojson,
        "gpkg": lambda chosen, made: geopackage(layer_records(chosen, made), about(chosen, made)),
        "kml": lambda chosen, made: kml(layer_records(chosen, made)),
        "csv": table,
    }
    return makers[kind](scenario, builder)


def geojson(scenario: Scenario, builder: Builder) -> bytes:
    """Return all features that are on as one RFC 7946 collection, with their attributes."""
    collection = {
        "type": "FeatureCollection",
        **about(scenario, builder),
        "features": [
            {
                "type": "Feature",
                "id": f"{record.layer.name}.{feature.id}",
                "geometry": geometry_object(feature.geometry),
                "properties": properties,
            }
            for record in layer_records(scenario, builder)
            for feature, properties in record.features
        ],
    }
    return f"{json.dumps(collection, ensure_ascii=False)}\n".encode()


def about(scenario: Scenario, builder: Builder) -> dict[str, str]:
    """Return the metadata of a file."""
    layers = builder.layers(scenario)
    dates = [record.terms["as_of"] for record in layer_records(scenario, builder)]
    return {
        "scenario": to_query(scenario, builder.catalog),
        "data": builder.catalog.version,
        "as_of": max(dates, default=""),
        "licence": strictest({licence for layer in layers for licence in layer.licences}),
        "attribution": "; ".join(sorted({part for item in layers for part in item.attributions})),
        "note": words()["neutrality"],
    }


def table(scenario: Scenario, builder: Builder) -> bytes:
    """Return all measures of a scenario as CSV, with their sources and terms.

    `licence` is the strictest licence that applies to a figure.
    """
    at = COLUMNS.index("licence")
    cells = []
    for record in layer_records(scenario, builder):
        terms = tuple(record.terms[name] for name in TERMS)
        for row in rows(record.layer, builder, scenario.language):
            licence = strictest(str(row[at]).split("; "))
            cells.append((*row[:at], licence, *row[at + 1 :], *terms))
    return table_text((*COLUMNS, *TERMS), cells).encode()
