// Styles of layers: converts the server's symbology to Leaflet's path options.
// All text from files is set through `textContent`.

/** @import { LayerStyle, Symbology, Theme } from "./protocol.d.ts" */

const SVG = "http://www.w3.org/2000/svg";
const LOWEST = 410; // above the ground, and below what is compared

/** @type {Symbology} */
let symbology;
/** @type {() => Theme} */
let askTheme;
/** By role: what draws it. @type {Record<string, L.Renderer>} */
const renderers = {};

/**
 * @param {L.Map} map
 * @param {Symbology} given
 * @param {() => Theme} now
 */
const prepare = (map, given, now) => {
  symbology = given;
  askTheme = now;
  for (const [place, role] of symbology.order.roles.entries()) {
    map.createPane(role).style.zIndex = String(LOWEST + place);
    renderers[role] = L.svg({ pane: role, padding: 0.5 });
  }
};

/**
 * A part of the symbology by its name. Each name that the server sends of a layer stands in it.
 * @template Part
 * @param {Record<string, Part>} parts
 * @param {string} name
 */
const part = (parts, name) => {
  const found = parts[name];
  if (found === undefined) throw new Error(`the symbology has no "${name}"`);
  return found;
};

/**
 * Pixels of a point at 1280x720. They grow with the window, so that the back row sees them.
 * @param {number} width
 * @param {number} height
 */
const pixelsPerPoint = (width, height) => {
  const room = Math.min(width / 900, height / 720);
  return (4 / 3) * Math.min(Math.max(room, 0.9), 1.7);
};

/** @param {number} points */
const pixels = (points) => points * pixelsPerPoint(window.innerWidth, window.innerHeight);

/**
 * Dashes in pixels, of dashes in widths of the line.
 * @param {number[]} dash
 * @param {number} weight
 */
const dashes = (dash, weight) => (dash.length ? dash.map((step) => step * weight).join(" ") : undefined);

/**
 * Which of the spacings of a hatch an interpretation has: those on the map at once differ.
 * @param {number} turn
 * @param {number[]} spacing
 */
const spacingOf = (turn, spacing) => spacing[turn % spacing.length] ?? 0;

/**
 * @param {string} name
 * @param {Record<string, string | number>} attributes
 * @param {Element} [parent]
 */
const element = (name, attributes, parent) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  if (parent) parent.append(made);
  return made;
};

/**
 * A hatch over a fill, made once: lines of a colour at an angle in degrees from east.
 * @param {string} id
 * @param {number} step
 * @param {number} angle
 * @param {string} stroke
 * @param {string} fill
 * @param {number} opacity
 */
const pattern = (id, step, angle, stroke, fill, opacity) => {
  if (!document.getElementById(id)) {
    const svg = element("svg", { width: 0, height: 0, "aria-hidden": "true" }, document.body);
    svg.style.position = "absolute";
    const made = element("pattern", {
      id, width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${-angle})`,
    }, element("defs", {}, svg));
    if (opacity) element("rect", { width: step, height: step, fill, "fill-opacity": opacity }, made);
    element("path", {
      d: `M0 ${step / 2}H${step}`, stroke, "stroke-width": pixels(symbology.hatch.width), "stroke-opacity": symbology.hatch.opacity,
    }, made);
  }
  return `url(#${id})`;
};

/** @param {LayerStyle} layer */
const hatchFill = (layer) => {
  const look = part(symbology.party, layer.group);
  const step = pixels(spacingOf(layer.turn, symbology.hatch.spacing));
  const id = `hatch-${layer.group}-${layer.low ? "low" : "full"}-${theme()}-${Math.round(step * 10)}`;
  const opacity = layer.low ? symbology.fill.opacity_low_confidence : symbology.fill.opacity;
  return pattern(id, step, look.hatch_angle, look.stroke[theme()], look.fill, opacity);
};

/**
 * How a part of a comparison looks: in both, only in A, only in B.
 * @param {string} name
 * @returns {L.PathOptions}
 */
const compared = (name) => {
  const look = part(symbology.comparison, name);
  const stroke = look.stroke[theme()];
  const step = pixels(spacingOf(0, symbology.hatch.spacing));
  const fill = pattern(`compared-${name}-${theme()}-${Math.round(step * 10)}`, step, look.hatch_angle, stroke, look.fill, symbology.overlay.opacity);
  return { color: stroke, weight: pixels(symbology.overlay.width), fill: true, fillOpacity: 1, fillColor: fill };
};

/**
 * @param {LayerStyle} layer
 * @param {string} role
 * @returns {L.PathOptions}
 */
const outline = (layer, role) => {
  const status = part(symbology.status, layer.status);
  const weight = pixels(status.width * (symbology.role[role] || 1));
  return {
    color: part(symbology.party, layer.group).stroke[theme()], weight, lineCap: "round", dashArray: dashes(status.dash, weight),
  };
};

/**
 * @param {LayerStyle} layer
 * @returns {L.PathOptions}
 */
const fillOf = (layer) => {
  if (part(symbology.status, layer.status).hatch || layer.low) {
    return { fill: true, fillColor: hatchFill(layer), fillOpacity: 1 };
  }
  return { fill: true, fillColor: part(symbology.party, layer.group).fill, fillOpacity: symbology.fill.opacity };
};

/**
 * @param {LayerStyle} layer
 * @param {string} role
 * @returns {L.PathOptions}
 */
const style = (layer, role) => {
  if (role === "accuracy") {
    const fill = part(symbology.party, layer.group).stroke[theme()];
    return { stroke: false, fill: true, fillColor: fill, fillOpacity: symbology.accuracy.opacity, interactive: false };
  }
  if (role === "line" || role === "way") return { ...outline(layer, role), fill: false };
  if (role === "reach") return { ...outline(layer, role), dashArray: symbology.reach.dash.join(" "), fill: false };
  if (role === "group") return { ...outline(layer, role), dashArray: undefined, fill: false };
  return { ...outline(layer, role), ...fillOf(layer) };
};

/**
 * What a person draws, before it is a layer.
 * @returns {L.PathOptions}
 */
const own = () => {
  const { stroke, fill } = part(symbology.party, "own");
  return { color: stroke[theme()], weight: pixels(part(symbology.status, "own").width), fillColor: fill, lineCap: "round" };
};

/**
 * A swatch for the legend, drawn with the very options of the map.
 * @param {L.PathOptions} look
 * @param {string} role
 */
const drawn = (look, role) => {
  const svg = element("svg", { width: 34, height: 20, viewBox: "0 0 34 20", class: "swatch", "aria-hidden": "true" });
  const shape = role === "line"
    ? element("path", { d: "M3 10H31" }, svg)
    : element("rect", { x: 3, y: 3, width: 28, height: 14, rx: 2 }, svg);
  shape.setAttribute("fill", (look.fill && look.fillColor) || "none");
  shape.setAttribute("fill-opacity", String(look.fillOpacity || 0));
  if (look.stroke !== false) {
    shape.setAttribute("stroke", look.color || "none");
    shape.setAttribute("stroke-width", String(Math.min(look.weight || 0, 3)));
    shape.setAttribute("stroke-linecap", "round");
    if (look.dashArray) shape.setAttribute("stroke-dasharray", String(look.dashArray));
  }
  return svg;
};

/**
 * @param {LayerStyle} layer
 * @param {string} role
 */
const swatch = (layer, role) => drawn(style(layer, role), role);

const order = () => symbology.order;

/** @param {string} role */
const renderer = (role) => renderers[role];

const theme = () => askTheme();

export { prepare, order, theme, pixels, pixelsPerPoint, dashes, spacingOf, style, swatch, drawn, compared, own, renderer };
