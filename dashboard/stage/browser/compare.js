// Shows a comparison on the map: three fills, or two sides with a swipe handle.

import { compared, renderer, style, theme } from "./symbols.js";

/** @import { Comparison, Fill, LayerLook, Shape, Words } from "./protocol.d.ts" */

const PARTS = ["common", "only-a", "only-b"];
const SIDES = /** @type {const} */ (["side-a", "side-b"]);
const NOTHING = { attributions: [], asOf: "" };

/** @type {L.Map} */
let map;
/** @type {(layer: LayerLook) => Promise<Shape>} */
let fetchShape;
/** @type {{ input: HTMLInputElement, line: HTMLElement } | null} */
let handle = null;
/** @type {L.Layer[]} */
let drawn = [];
let said = "";
let turn = 0; // counts what was asked for: an answer to an earlier one is not drawn any more

/**
 * @param {L.Map} onMap
 * @param {(layer: LayerLook) => Promise<Shape>} fetcher
 */
const start = (onMap, fetcher) => {
  map = onMap;
  fetchShape = fetcher;
  map.createPane("compare").style.zIndex = "480";
  for (const side of SIDES) map.createPane(side).style.zIndex = "475";
  map.on("move zoom resize viewreset", clip);
};

/**
 * Show what Python says is compared, or nothing. Answers whether all of it could be had.
 * @param {Comparison | null} given
 * @param {Words} words
 */
const show = async (given, words) => {
  const text = JSON.stringify(given ? [given, theme()] : null);
  if (text === said) return true;
  said = text;
  turn += 1;
  const own = turn;
  for (const item of drawn) item.remove();
  drawn = [];
  removeHandle();
  if (!given) return true;
  for (const fill of given.fills) drawn.push(fillOf(fill));
  if (!given.swipe) return true;
  try {
    const [a, b] = given.swipe;
    const shapes = await Promise.all([...a, ...b].map(fetchShape));
    if (own !== turn) return true;
    [...a, ...b].forEach((layer, at) => drawSide(layer, shapes[at], SIDES[at < a.length ? 0 : 1]));
    addHandle(words);
    return true;
  } catch {
    if (own === turn) said = "";
    return false;
  }
};

/** @param {Pick<Fill, "part" | "outline">} fill */
const lookOf = ({ part, outline }) => ({ ...compared(part), fill: !outline });

/** @param {Fill} fill */
const fillOf = (fill) => L.geoJSON(fill.geometry, { ...under("compare"), style: lookOf(fill) }).addTo(map);

/**
 * The options of what is drawn in a pane, which Leaflet hands on to each path.
 * @param {string} pane
 */
const under = (pane) => ({ pane, interactive: false, renderer: L.svg({ pane, padding: 0.5 }) });

/**
 * @param {LayerLook} layer
 * @param {Shape | undefined} collection
 * @param {string} side
 */
const drawSide = (layer, collection, side) => {
  const options = under(side);
  for (const feature of collection?.features ?? []) {
    const { role } = feature.properties;
    if (!renderer(role)) continue; // nothing that is drawn
    drawn.push(L.geoJSON(feature, { ...options, style: style(layer, role) }).addTo(map));
  }
};

/** @param {Words} words */
const addHandle = (words) => {
  const home = map.getContainer();
  const line = home.appendChild(document.createElement("div"));
  line.className = "swipe-line";
  const input = home.appendChild(document.createElement("input"));
  input.className = "swipe";
  input.type = "range";
  Object.assign(input, { min: 0, max: 1000, step: 5, value: 500 });
  input.setAttribute("aria-label", words.compare_swipe);
  input.addEventListener("input", clip);
  L.DomEvent.disableClickPropagation(input);
  input.addEventListener("keydown", (event) => event.stopPropagation());
  handle = { input, line };
  clip();
};

const removeHandle = () => {
  handle?.input.remove();
  handle?.line.remove();
  handle = null;
};

/**
 * Where each side is seen: A to the left of the handle, B to its right. As CSS has it: top, right,
 * bottom, left.
 * @param {{ x: number, y: number }} from  upper left corner of the map
 * @param {{ x: number, y: number }} to  lower right corner
 * @param {number} at  how far the handle is from the left, in pixels
 */
const clips = (from, to, at) => ({
  "side-a": `rect(${from.y}px, ${from.x + at}px, ${to.y}px, ${from.x}px)`,
  "side-b": `rect(${from.y}px, ${to.x}px, ${to.y}px, ${from.x + at}px)`,
});

const clip = () => {
  if (!handle) return;
  const size = map.getSize();
  const at = (size.x * Number(handle.input.value)) / 1000;
  handle.line.style.left = `${at}px`;
  const seen = clips(map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(size), at);
  for (const side of SIDES) {
    const pane = map.getPane(side);
    if (pane) pane.style.clip = seen[side];
  }
};

// What the legend explains while something is compared.
const key = () => {
  const fills = drawn.length && !handle ? shown()?.fills ?? [] : [];
  return PARTS.flatMap((part) => {
    const fill = fills.find((item) => item.part === part);
    return fill ? [{ part, look: lookOf(fill) }] : [];
  });
};

/** @returns {Comparison | undefined} */
const shown = () => ((said && JSON.parse(said)) || [])[0];

const credits = () => shown() ?? NOTHING;

export { start, show, key, credits, clips };
