"""GeoPackage: a table for each layer, with styles that QGIS loads by itself."""

import errno
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir

import geopandas
import pandas as pd
import pyogrio
from pyogrio.errors import DataLayerError, DataSourceError

from dashboard.export.gis.attributes import LayerRecord
from dashboard.export.gis.layer_styles import qml, sld
from dashboard.text.ui_text import words
from layers.features.feature import Feature
from layers.output.geojson import dimension_name

A_DATE = "2000-01-01T00:00:00.000Z"
"""A constant creation date for reproducible files; the data's own dates are in the columns."""

STYLES = """CREATE TABLE layer_styles (
    id INTEGER PRIMARY KEY AUTOINCREMENT, f_table_catalog TEXT(256), f_table_schema TEXT(256),
    f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
    styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30),
    update_time DATETIME DEFAULT '2000-01-01T00:00:00.000Z')"""


def geopackage(records: list[LayerRecord], about: dict[str, str]) -> bytes:
    """Return a GeoPackage of layers; one with areas and lines has a table for each of them.

    Parameters
    ----------
    about
        Metadata of the whole file, written to a table of that name.

    Raises
    ------
    OSError
        If the folder for temporary files has not enough space.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "layers.gpkg"
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": A_DATE})
        try:
            head = pd.DataFrame(list(about.items()), columns=["name", "value"])
            pyogrio.write_dataframe(head, path, layer="about", driver="GPKG")
            for name, record, features in _tables(records):
                _write(path, name, record, features)
            _add_styles(path, records)
        except (DataSourceError, DataLayerError, sqlite3.Error) as error:
            told = f"could not be made in {gettempdir()}, where a GeoPackage begins: is it full?"
            raise OSError(errno.EIO, told) from error
        finally:
            pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        return path.read_bytes()


def _tables(
    records: list[LayerRecord],
) -> Iterator[tuple[str, LayerRecord, list[tuple[Feature, dict[str, str]]]]]:
    for record in records:
        kinds: dict[str, list[tuple[Feature, dict[str, str]]]] = {}
        for feature, properties in record.features:
            kinds.setdefault(dimension_name(feature.geometry), []).append((feature, properties))
        for kind, features in kinds.items():
            name = record.layer.name
            yield name if len(kinds) == 1 else f"{name} {kind}", record, features


def _write(
    path: Path, name: str, record: LayerRecord, features: list[tuple[Feature, dict[str, str]]]
) -> None:
    frame = geopandas.GeoDataFrame(
        [properties for _, properties in features],
        geometry=[feature.geometry for feature, _ in features],
        crs="EPSG:4326",
    )
    pyogrio.write_dataframe(
        frame,
        path,
        layer=name,
        driver="GPKG",
        append=True,
        promote_to_multi=True,
        layer_options={
            "IDENTIFIER": f"{record.proposal}: {record.heading} ({name})",
            "DESCRIPTION": f"{words()['asOfFirst']} {record.terms['as_of']}. "
            f"{record.terms['attribution']}. {record.terms['licence']}",
        },
    )


def _add_styles(path: Path, records: list[LayerRecord]) -> None:
    with sqlite3.connect(path) as file:
        file.execute(STYLES)
        file.execute(
            "INSERT INTO gpkg_contents (table_name, data_type, identifier, last_change) "
            "VALUES ('layer_styles', 'attributes', 'layer_styles', ?)",
            (A_DATE,),
        )
        for name, record, features in _tables(records):
            roles: dict[str, str] = {
                feature.role: dimension_name(feature.geometry) for feature, _ in features
            }
            file.execute(
                "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, "
                "f_geometry_column, styleName, styleQML, styleSLD, useAsDefault, description, "
                "owner) VALUES ('', '', ?, 'geom', 'map', ?, ?, 1, '', '')",
                (name, qml(record, roles), sld(record, roles)),
            )
    file.close()
