"""KML: colours as on the map, folders by group and proposal, and the status in the names.

The names give the status because KML has neither dashes nor hatches.
"""

from html import escape
from xml.etree import ElementTree as ET

from dashboard.export.gis.attributes import LayerRecord
from dashboard.presentation.symbology import symbology
from dashboard.text.ui_text import without_links, words
from geodata.catalog import GROUPS
from layers.features.feature import Feature
from layers.output.geojson import geometry_object

SPACE = "http://www.opengis.net/kml/2.2"
LINES = ("LineString", "MultiLineString")


def kml(records: list[LayerRecord]) -> bytes:
    """Return a KML document of layers."""
    root = ET.Element("kml", xmlns=SPACE)
    document = ET.SubElement(root, "Document")
    _add_name(document, words()["title"])
    ET.SubElement(document, "description").text = words()["neutrality"]
    for record in _unlike(records):
        _style(document, record)
    for group in GROUPS:
        members = [record for record in records if record.group == group]
        if not members:
            continue
        folder = ET.SubElement(document, "Folder")
        _add_name(folder, words()["group"][group])
        for proposal in dict.fromkeys(record.proposal for record in members):
            inner = ET.SubElement(folder, "Folder")
            own = [record for record in members if record.proposal == proposal]
            _add_name(inner, f"{proposal} ({words()['status'][own[0].terms['status']]})")
            for record in own:
                _layer(inner, record)
    ET.indent(root, " ")
    text: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _layer(parent: ET.Element, record: LayerRecord) -> None:
    folder = ET.SubElement(parent, "Folder")
    _add_name(folder, record.heading)
    for feature, properties in record.features:
        mark = ET.SubElement(folder, "Placemark")
        status = words()["status"][record.terms["status"]]
        _add_name(mark, f"{properties['title']} ({status})")
        told = (
            properties["text"],
            properties["cited"],
            f"{words()['asOf']} {properties['as_of']}",
            properties["attribution"],
        )
        # KML readers interpret a description as HTML, and turn addresses in it into links.
        plain = escape(without_links("\n".join(filter(None, told))), quote=False)
        ET.SubElement(mark, "description").text = plain
        ET.SubElement(mark, "styleUrl").text = f"#{_style_id(record)}"
        extended = ET.SubElement(mark, "ExtendedData")
        for name, value in properties.items():
            ET.SubElement(ET.SubElement(extended, "Data", name=name), "value").text = value
        _geometry(mark, feature)


def _add_name(element: ET.Element, name: str) -> None:
    ET.SubElement(element, "name").text = name


def _unlike(records: list[LayerRecord]) -> list[LayerRecord]:
    """Return one record per distinct style."""
    return list({_style_id(record): record for record in records}.values())


def _style_id(record: LayerRecord) -> str:
    low = "-low" if record.terms["confidence_meant"] == "low" else ""
    return f"{record.group}-{record.terms['status']}{low}"


def _style(document: ET.Element, record: LayerRecord) -> None:
    look = symbology().party[record.group]
    low = record.terms["confidence_meant"] == "low"
    opacity = symbology().fill.opacity_low_confidence if low else symbology().fill.opacity
    style = ET.SubElement(document, "Style", id=_style_id(record))
    line = ET.SubElement(style, "LineStyle")
    ET.SubElement(line, "color").text = _colour(look.stroke["light"], 1.0)
    ET.SubElement(line, "width").text = f"{symbology().status[record.terms['status']].width:g}"
    ET.SubElement(ET.SubElement(style, "PolyStyle"), "color").text = _colour(look.fill, opacity)


def _colour(hexadecimal: str, opacity: float) -> str:
    """Return a colour in KML's order: opacity, blue, green, red."""
    red, green, blue = (hexadecimal[start : start + 2] for start in (1, 3, 5))
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _geometry(mark: ET.Element, feature: Feature) -> None:
    shape = geometry_object(feature.geometry)
    kind, coordinates = shape["type"], shape["coordinates"]
    if not kind.startswith("Multi"):
        _single(mark, kind, coordinates)
        return
    many = ET.SubElement(mark, "MultiGeometry")
    for part in coordinates:
        _single(many, kind.removeprefix("Multi"), part)


def _single(parent: ET.Element, kind: str, coordinates: tuple[object, ...]) -> None:
    element = ET.SubElement(parent, kind)
    if kind in LINES:
        ET.SubElement(element, "tessellate").text = "1"
    if kind != "Polygon":
        line = coordinates if kind in LINES else (coordinates,)
        ET.SubElement(element, "coordinates").text = _coordinates_text(line)
        return
    for number, ring in enumerate(coordinates):
        boundary = ET.SubElement(element, "innerBoundaryIs" if number else "outerBoundaryIs")
        linear = ET.SubElement(boundary, "LinearRing")
        ET.SubElement(linear, "coordinates").text = _coordinates_text(ring)


def _coordinates_text(points: object) -> str:
    assert isinstance(points, tuple | list)
    return " ".join(f"{longitude},{latitude}" for longitude, latitude in points)
