"""A comparison as text, and as the files comparison.geojson and comparison.csv."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from geodata.comparison_query import to_comparison_query
from geodata.scenario import Scenario, to_query
from layers.analysis.comparison import Comparison, compare
from layers.analysis.settlements_changed import places_that_change
from layers.build.builder import Builder
from layers.output.atomic_files import check_file, write_text
from layers.output.csv_table import Cell, write_table
from layers.output.figure_table import QUANTITY_COLUMNS, quantity_cells
from layers.output.geojson import geometry_object, provenance

TITLES = {
    "common": "In both",
    "only-a": "Only in A",
    "only-b": "Only in B",
    "total": "In either",
    "area-a": "All of A",
    "area-b": "All of B",
    "overlap-ratio": "Overlap (common / total)",
}
COLUMNS = ("a", "b", "measure", *QUANTITY_COLUMNS)
AREA_PROPERTIES = ("area_km2", "plus_minus_km2")


def lines(builder: Builder, a: Scenario, b: Scenario) -> Iterator[str]:
    """Yield the lines of a report: the quantities, and the names of places that change side."""
    found = compare(builder, a, b)
    for name, side in (("A", a), ("B", b)):
        yield f"{name}: {to_query(side, builder.catalog)}"
    for name in found.without_area:
        yield f"{name} has no area: no zone, band or corridor is on"
    for name, quantity in found.quantities.items():
        yield f"{TITLES[name]:<26}{quantity.text()}"
    places = places_that_change(builder, found)
    yield f"Places only in A: {_titles(builder, places.only_a)}"
    yield f"Places only in B: {_titles(builder, places.only_b)}"
    yield f"Places too close to tell: {_titles(builder, places.too_close)}"


def _titles(builder: Builder, ids: tuple[str, ...]) -> str:
    features = builder.catalog.features
    return ", ".join(features[f"place/{place}"].name_in("en") for place in ids) or "none"


def write(builder: Builder, a: Scenario, b: Scenario, folder: Path) -> None:
    """Write the areas as GeoJSON and the quantities as CSV, creating the folder if needed."""
    areas, quantities = (folder / f"comparison.{kind}" for kind in ("geojson", "csv"))
    for path in (areas, quantities):
        check_file(path)
    found = compare(builder, a, b)
    folder.mkdir(parents=True, exist_ok=True)
    link = to_comparison_query(a, b, builder.catalog)
    text = json.dumps(feature_collection(found, link), ensure_ascii=False)
    write_text(areas, text + "\n")
    rows: list[tuple[Cell, ...]] = [
        (
            to_query(a, builder.catalog),
            to_query(b, builder.catalog),
            name,
            *quantity_cells(quantity),
        )
        for name, quantity in found.quantities.items()
    ]
    write_table(quantities, COLUMNS, rows)


def feature_collection(comparison: Comparison, link: str) -> dict[str, Any]:
    """Return the areas of a comparison as GeoJSON, with figures and provenance."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": feature.id,
                "geometry": geometry_object(feature.geometry),
                "properties": {
                    "comparison": link,
                    "title": feature.title,
                    "role": feature.role,
                    **dict(zip(AREA_PROPERTIES, quantity.rounded_numbers(), strict=True)),
                    **provenance(quantity),
                },
            }
            for feature in comparison.features
            for quantity in (comparison.quantities[feature.id],)
        ],
    }
