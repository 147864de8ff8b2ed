// Labels on the map: layers, areas and places. None overlaps another or a control above the map;
// those without room are left out.

import { shortened } from "./dom.js";
import {
  areaOptions, around, boxAt, isFree, lakeOptions, layerOptions, overlaps, placeOptions, toldApart,
} from "./label_placement.js";
import { pixels } from "./symbols.js";

/** @import { GroundFeature, Language, LayerName, Texts } from "./protocol.d.ts" */
/** @import { Box, Size } from "./label_placement.js" */
/** @typedef {Omit<GroundFeature, "area"> & { area: "state" | "region" | "lake" }} Area */

/** By rank: the least zoom. @type {Record<number, number>} */
const FAR = { 1: 6, 2: 7.5, 3: 8, 4: 9.5, 5: 10.5 };
const NEAREST = 11;
const OVER_THE_MAP = ".corner > *, .credit, .leaflet-control";
const LINE = 1.25;
const PADDING = 6;
// Size of the letters; space between them, and how far a name may move up or down, in their size.
const AREAS = {
  state: { points: 12, spacing: 0.22, steps: [0, -1.5, 1.5, -3, 3] },
  region: { points: 14, spacing: 0.08, steps: [0, -0.5, 0.5, -1, 1, -2, 2, -3, 3, -4, 4] },
  lake: { points: 11.5, spacing: 0, steps: [0, 1, -1, 2] },
};
const LAYER_PX = 13;
const LONGEST = 32; // of a layer's name, in the size of its letters: a longer one is cut
const STATUS_SIZE = 0.78; // of the name that it stands below

/** @type {L.Map} */
let map;
/** @type {GroundFeature[]} */
let features;
let scale = 1;
/** @type {Box[]} */
let taken = [];
/** By all that it is made of: each mark on the map. @type {Map<string, L.Marker>} */
let drawn = new Map();
/** Likewise: what is to be there. @type {Map<string, L.Marker>} */
let wanted = new Map();
/** @type {Language} */
let language = "en";
/** @type {Pick<LayerName, "text" | "at">[]} */
let layerNames = [];
/** @type {Set<Element>} */
const watched = new Set();
const watcher = new ResizeObserver(() => place());
const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement("canvas").getContext("2d"));

/**
 * @param {L.Map} onMap
 * @param {GroundFeature[]} given
 */
const start = (onMap, given) => {
  map = onMap;
  features = given;
  map.on("moveend", place);
  place();
};

// Moved by a plain shift: with Leaflet's own the browser would keep every name as a picture apart,
// and put dozens of them together whenever anything changes.
/** @type {new (at: L.LatLngExpression, options: L.MarkerOptions) => L.Marker} */
const Mark = /** @type {any} */ (L.Marker.extend({
  /**
   * @this {{ _icon: HTMLElement }}
   * @param {L.Point} point
   */
  _setPos(point) {
    /** @type {any} */ (L.Marker.prototype)._setPos.call(this, point);
    this._icon.style.transform = `translate(${point.x}px, ${point.y}px)`;
  },
}));

/** @param {Texts} texts */
const named = (texts) => texts[language] || texts.en || "";

/**
 * @param {string} text
 * @param {number} px
 * @param {number} weight
 * @returns {Size}
 */
const size = (text, px, weight, spacing = 0) => {
  pen.font = `${weight} ${px}px ${getComputedStyle(document.body).fontFamily}`;
  return [pen.measureText(text).width + text.length * spacing + PADDING, px * LINE];
};

/** @returns {Box} */
const view = () => {
  const { min, max } = map.getPixelBounds();
  if (!min || !max) throw new Error("the map has no size");
  return [min.x, min.y, max.x, max.y];
};

/** @param {Box[]} options */
const firstFree = (options) => {
  const seen = view();
  return options.find((box) => isFree(box, seen, taken));
};

/** @param {GeoJSON.Geometry} geometry */
const latLngOf = (geometry) => {
  const [longitude = 0, latitude = 0] = geometry.type === "Point" ? geometry.coordinates : [];
  return L.latLng(latitude, longitude);
};

/** @param {L.LatLngExpression} at */
const project = (at) => map.project(at, map.getZoom());

// What stands over the map, in the pixels of the projected world; names follow when it changes.
const furniture = () => {
  const home = map.getContainer().getBoundingClientRect();
  const [west, north] = view();
  const parts = [...map.getContainer().querySelectorAll(OVER_THE_MAP)];
  for (const part of parts.filter((item) => !watched.has(item))) {
    watched.add(part);
    watcher.observe(part);
  }
  return parts.map((part) => part.getBoundingClientRect()).filter((part) => part.width && part.height)
    .map((part) => boxAt(west + part.left - home.left, north + part.top - home.top, [part.width, part.height]));
};

/**
 * Put a mark on the map; one that is there already stays as it is.
 * @param {string} key
 * @param {L.LatLngExpression} at
 * @param {() => HTMLElement | ""} html
 * @param {L.DivIconOptions} icon
 */
const mark = (key, at, html, icon) => {
  wanted.set(key, drawn.get(key) || new Mark(at, {
    pane: "labels", interactive: false, keyboard: false, icon: L.divIcon({ html: html(), ...icon }),
  }));
};

/**
 * @param {string} text
 * @param {number} px
 * @param {number} spacing
 * @param {string[]} status
 */
const written = (text, px, spacing, status) => {
  const element = document.createElement("span");
  element.dir = "auto";
  element.style.fontSize = `${px}px`;
  element.style.letterSpacing = `${spacing}px`;
  element.textContent = text;
  for (const line of status) {
    const small = document.createElement("small");
    small.dir = "auto";
    small.textContent = line;
    element.append(small);
  }
  return element;
};

/**
 * @param {Box} box
 * @param {string} className
 * @param {number} px
 * @param {string} text
 * @param {number} spacing
 * @param {string[]} status
 */
const put = (box, className, px, text, spacing = 0, status = []) => {
  taken.push(box);
  const key = JSON.stringify([map.getZoom(), box, className, px, text, spacing, status]);
  const at = map.unproject(L.point(box[0], box[1]), map.getZoom());
  mark(key, at, () => written(text, px, spacing, status), {
    className: `name ${className}`, iconSize: undefined, iconAnchor: [0, 0],
  });
};

/**
 * @param {string} text
 * @param {number} px
 */
const cut = (text, px) => {
  let [kept, most] = [1, [...text].length];
  while (kept < most) {
    const middle = Math.ceil((kept + most) / 2);
    if (size(shortened(text, middle), px, 600)[0] <= LONGEST * px) kept = middle;
    else most = middle - 1;
  }
  return shortened(text, kept);
};

/** @param {Pick<LayerName, "text" | "at">} name */
const nameLayer = ({ text: whole, at }) => {
  const px = LAYER_PX * scale;
  const text = cut(whole, px);
  const box = firstFree(layerOptions(project(at), size(text, px, 600), view()));
  if (box) put(box, "of-layer", px, text);
};

/**
 * @param {Area} area
 * @returns {Box}
 */
const shoreOf = (area) => {
  const shore = features.find((item) => item.kind === "lake" && item.id === area.id);
  const bounds = L.geoJSON(shore?.geometry).getBounds();
  const [a, b] = [project(bounds.getNorthWest()), project(bounds.getSouthEast())];
  return [a.x, a.y, b.x, b.y];
};

/**
 * @param {Area} area
 * @param {Size} box
 * @param {number} px
 * @param {number} aside
 */
const optionsOf = (area, box, px, aside) => {
  const { steps } = AREAS[area.area];
  if (area.area === "lake") return lakeOptions(shoreOf(area), box, px, steps);
  return areaOptions(project(latLngOf(area.geometry)).add([aside, 0]), box, px, steps);
};

// Tries, in turn: the status below the name, the status below and to the left. What has a status
// is not named without it.
/** @param {Area} area */
const nameArea = (area) => {
  const look = AREAS[area.area];
  const px = look.points * scale;
  const spacing = language === "en" ? look.spacing * px : 0; // Arabic letters stay joined
  const text = area.area === "state" ? named(area.name).toUpperCase() : named(area.name);
  const lines = area.area === "lake" ? text.replace(" (", "\n(").split("\n") : [text];
  const status = area.status ? named(area.status).split(/[;؛] /) : [];
  const letters = lines.map((line) => size(line, px, 600, spacing));
  const sizes = [...letters, ...status.map((line) => size(line, px * STATUS_SIZE, 600))];
  /** @type {Size} */
  const full = [Math.max(...sizes.map(([width]) => width)), sizes.reduce((sum, [, height]) => sum + height, 0)];
  const forms = [{ side: "", aside: 0 }];
  if (status.length && letters[0]) forms.push({ side: "to-left", aside: (letters[0][0] - full[0]) / 2 });
  for (const { side, aside } of forms) {
    const at = firstFree(optionsOf(area, full, px, aside));
    if (!at) continue;
    put(at, `of-area ${area.area} ${side}`, px, lines.join("\n"), spacing, status);
    return;
  }
};

/** @param {GroundFeature} feature */
const namePlace = (feature) => {
  const px = (feature.rank <= 1 ? 15 : feature.rank === 2 ? 13 : 11.5) * scale;
  const latLng = latLngOf(feature.geometry);
  const point = project(latLng);
  const dot = around(point, [8, 8]);
  if (taken.some((other) => overlaps(dot, other))) return;
  const text = named(feature.name);
  const box = firstFree(placeOptions(point, size(text, px, feature.rank <= 2 ? 600 : 400)));
  if (!box) return;
  taken.push(dot);
  put(box, `rank-${feature.rank}`, px, text);
  const shape = feature.place === "peak" ? "peak" : "dot";
  mark(`${shape} ${feature.id}`, latLng, () => "", { className: `place ${shape}`, iconSize: [7, 7] });
};

/** @param {GroundFeature} feature */
const nameGround = (feature) => {
  if (feature.kind === "place") namePlace(feature);
  else nameArea(/** @type {Area} */ (feature));
};

// What has a status comes first, then names of layers, then areas and places by rank. A place is
// not named where a layer has the same name.
const place = () => {
  wanted = new Map();
  scale = pixels(1) / (4 / 3);
  taken = furniture();
  const near = features.filter((item) => ["area-name", "place"].includes(item.kind) && map.getZoom() >= (FAR[item.rank] || NEAREST));
  near.sort((a, b) => a.rank - b.rank || a.kind.localeCompare(b.kind));
  near.filter((item) => item.status).forEach(nameGround);
  layerNames.forEach(nameLayer);
  const said = new Set(layerNames.map(({ text }) => text));
  near.filter((item) => !item.status && !said.has(named(item.name))).forEach(nameGround);
  for (const [key, item] of drawn) if (!wanted.has(key)) item.remove();
  for (const [key, item] of wanted) if (!drawn.has(key)) item.addTo(map);
  drawn = wanted;
};

/** @param {LayerName[]} given */
const nameLayers = (given) => {
  const list = toldApart(given);
  if (JSON.stringify(list) === JSON.stringify(layerNames)) return;
  layerNames = list;
  place();
};

/** @param {Language} chosen */
const speak = (chosen) => {
  if (chosen === language) return;
  language = chosen;
  place();
};

export { start, place, nameLayers, speak };
