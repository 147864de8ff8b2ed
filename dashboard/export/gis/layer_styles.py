"""Layer styles for geographic information systems: QML for QGIS, SLD for others.

They have one rule per role, from the same symbology as the map; widths are in points.
"""

from xml.etree import ElementTree as ET

from dashboard.export.gis.attributes import LayerRecord
from dashboard.export.graphics.scene import Fill, Hatch, Pen
from dashboard.export.picture.styles import PIXELS, Style, style
from dashboard.presentation.map_protocol import LayerStyle

SLD = "http://www.opengis.net/sld"
OGC = "http://www.opengis.net/ogc"
DOCTYPE = "<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n"


def qml(record: LayerRecord, roles: dict[str, str]) -> str:
    """Return a QGIS style for the roles of a layer, each with its type of geometry."""
    root = ET.Element("qgis", version="3.34.0", styleCategories="Symbology")
    renderer = ET.SubElement(root, "renderer-v2", type="categorizedSymbol", attr="role")
    categories = ET.SubElement(renderer, "categories")
    symbols = ET.SubElement(renderer, "symbols")
    for number, (role, dimension) in enumerate(roles.items()):
        name = str(number)
        ET.SubElement(
            categories,
            "category",
            value=role,
            label=role,
            symbol=name,
            render="true",
            type="string",
        )
        kind = "line" if dimension == "lines" else "fill"
        symbol = ET.SubElement(symbols, "symbol", type=kind, name=name, alpha="1")
        _qml_layers(symbol, name, _style(record, role))
    return DOCTYPE + ET.tostring(root, encoding="unicode")


def _qml_layers(symbol: ET.Element, name: str, style: Style) -> None:
    ground = style.fill.ground if isinstance(style.fill, Hatch) else style.fill
    if ground and ground.opacity:
        _options(symbol, "SimpleFill", color=_rgba(ground), outline_style="no", style="solid")
    if isinstance(style.fill, Hatch):
        hatch = _options(
            symbol,
            "LinePatternFill",
            angle=f"{style.fill.angle:g}",
            distance=f"{style.fill.step / PIXELS:g}",
            distance_unit="Point",
        )
        inner = ET.SubElement(hatch, "symbol", type="line", name=f"@{name}@1", alpha="1")
        _qml_line(inner, style.fill.pen)
    if style.pen:
        _qml_line(symbol, style.pen)


def _qml_line(symbol: ET.Element, pen: Pen) -> None:
    _options(
        symbol,
        "SimpleLine",
        line_color=_rgba(Fill(pen.colour)),
        line_width=f"{pen.width / PIXELS:.3f}",
        line_width_unit="Point",
        capstyle="round",
        joinstyle="round",
        use_custom_dash="1" if pen.dash else "0",
        customdash=";".join(f"{step / PIXELS:.3f}" for step in pen.dash) or "5;2",
        customdash_unit="Point",
    )


def _options(symbol: ET.Element, kind: str, **values: str) -> ET.Element:
    layer = ET.SubElement(symbol, "layer", {"class": kind, "enabled": "1", "pass": "0"})
    options = ET.SubElement(layer, "Option", type="Map")
    for name, value in values.items():
        ET.SubElement(options, "Option", type="QString", name=name, value=value)
    return layer


def sld(record: LayerRecord, roles: dict[str, str]) -> str:
    """Return the style as a Styled Layer Descriptor 1.0."""
    root = ET.Element("StyledLayerDescriptor", {"version": "1.0.0", "xmlns": SLD, "xmlns:ogc": OGC})
    named = ET.SubElement(root, "NamedLayer")
    ET.SubElement(named, "Name").text = record.layer.name
    kind = ET.SubElement(ET.SubElement(named, "UserStyle"), "FeatureTypeStyle")
    for role, dimension in roles.items():
        rule = ET.SubElement(kind, "Rule")
        ET.SubElement(rule, "Name").text = role
        equal = ET.SubElement(ET.SubElement(rule, "ogc:Filter"), "ogc:PropertyIsEqualTo")
        ET.SubElement(equal, "ogc:PropertyName").text = "role"
        ET.SubElement(equal, "ogc:Literal").text = role
        _sld_symbols(rule, _style(record, role), dimension)
    return ET.tostring(root, encoding="unicode")


def _sld_symbols(rule: ET.Element, style: Style, dimension: str) -> None:
    if dimension == "lines":
        if style.pen:
            _sld_stroke(ET.SubElement(rule, "LineSymbolizer"), style.pen)
        return
    if isinstance(style.fill, Hatch):
        fill = ET.SubElement(ET.SubElement(rule, "PolygonSymbolizer"), "Fill")
        graphic = ET.SubElement(ET.SubElement(fill, "GraphicFill"), "Graphic")
        mark = ET.SubElement(graphic, "Mark")
        ET.SubElement(mark, "WellKnownName").text = "horline"
        _sld_stroke(mark, style.fill.pen)
        ET.SubElement(graphic, "Size").text = f"{style.fill.step:.1f}"
        ET.SubElement(graphic, "Rotation").text = f"{-style.fill.angle:g}"
    plain = ET.SubElement(rule, "PolygonSymbolizer")
    ground = style.fill.ground if isinstance(style.fill, Hatch) else style.fill
    if ground and ground.opacity:
        fill = ET.SubElement(plain, "Fill")
        _parameter(fill, "fill", ground.colour)
        _parameter(fill, "fill-opacity", f"{ground.opacity:g}")
    if style.pen:
        _sld_stroke(plain, style.pen)


def _sld_stroke(parent: ET.Element, pen: Pen) -> None:
    stroke = ET.SubElement(parent, "Stroke")
    _parameter(stroke, "stroke", pen.colour)
    _parameter(stroke, "stroke-width", f"{pen.width:.2f}")
    _parameter(stroke, "stroke-linecap", "round")
    if pen.dash:
        _parameter(stroke, "stroke-dasharray", " ".join(f"{step:.2f}" for step in pen.dash))


def _parameter(parent: ET.Element, name: str, value: str) -> None:
    ET.SubElement(parent, "CssParameter", name=name).text = value


def _style(record: LayerRecord, role: str) -> Style:
    look: LayerStyle = {
        "group": record.group,
        "status": record.terms["status"],
        "low": record.terms["confidence_meant"] == "low",
        "turn": 0,
    }
    return style(look, role, "light")


def _rgba(fill: Fill) -> str:
    red, green, blue = (int(fill.colour[start : start + 2], 16) for start in (1, 3, 5))
    return f"{red},{green},{blue},{round(fill.opacity * 255)}"
