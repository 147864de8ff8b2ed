// Drawing and measuring: positions are set with the mouse or at the cross in the map's centre. The
// server measures on the ellipsoid while a shape is drawn; no figure is computed here. A finished
// drawing goes to Python through streamlit-folium, and stays visible until Python's layer arrives.

import { begun, build, close, ended, nameOfDrawing, say, show } from "./drawing_card.js";
import { own } from "./symbols.js";

/** @import { Get, Measurement, Message, ShapeName, Words } from "./protocol.d.ts" */

/**
 * What the map does beside drawing.
 * @typedef {object} Surroundings
 * @property {Get} get  asks the server
 * @property {() => string} notAnswered  the line where it does not answer
 * @property {() => void} opened  makes room for the card
 * @property {() => void} copyLink
 */

const SAME_PX = 4; // nearer to the last position than this, a click is its own second one
const DECIMALS = 6; // a tenth of a metre: what is shown is what is measured

/** By number: the sketch that waits for Python's layer. @type {Map<number, { drawn: L.LayerGroup, layer: L.Polyline, told: boolean }>} */
const handed = new Map();
let lastNumber = 0; // of a drawing: the time, but later than any before it if the clock is put back
/** @type {L.Map} */
let map;
/** @type {L.LayerGroup} */
let sketch;
/** @type {HTMLElement} */
let cross;
/** @type {Surroundings} */
let around;
/** By shape: how many positions it needs at least, and takes at most. @type {Record<ShapeName, [number, number]>} */
let takes;
/** @type {Words["drawing"] | null} */
let words = null;
/** What is being drawn, if anything. @type {ShapeName | null} */
let shape = null;
/** @type {L.LatLng[]} */
let points = [];
/** Where the next position would be. @type {L.LatLng | null} */
let tip = null;
let byKeys = false; // whether that is the cross in the middle
/** @type {[number, number][]} */
let rim = [];
let asked = "";
let asking = false;

/**
 * @param {L.Map} onMap
 * @param {Record<ShapeName, [number, number]>} positions
 * @param {Surroundings} surroundings
 */
const start = (onMap, positions, surroundings) => {
  map = onMap;
  takes = positions;
  around = surroundings;
  map.createPane("drawing").style.zIndex = "640";
  sketch = L.layerGroup().addTo(map);
  cross = map.getContainer().appendChild(document.createElement("div"));
  cross.className = "cross";
  cross.hidden = true;
  map.on("click", (event) => { if (shape) set(event.latlng); });
  map.on("dblclick", () => { if (shape) finish(); });
  map.on("mousemove", (event) => { if (shape) point(event.latlng, false); });
  map.on("mouseout", away);
  map.on("move", () => { if (shape && byKeys) point(map.getCenter(), true); });
  // Before Leaflet's own keys, which move the map.
  map.getContainer().addEventListener("keydown", onKey, true);
};

/**
 * A coordinate with as many decimals as are measured.
 * @param {number} degrees
 */
const rounded = (degrees) => Number(degrees.toFixed(DECIMALS));

/**
 * Where the server measures a shape: longitude before latitude.
 * @param {ShapeName} what
 * @param {{ lat: number, lng: number }[]} where
 */
const measureAddress = (what, where) => {
  const at = where.map(({ lat, lng }) => `${lng},${lat}`).join(";");
  return `map/measure?${new URLSearchParams({ shape: what, at })}`;
};

/**
 * The number of a drawing: the time in milliseconds, but later than any before it.
 * @param {number} now
 * @param {number} last
 */
const laterNumber = (now, last) => Math.max(now, last + 1);

/** @param {ShapeName} wanted */
const choose = (wanted) => {
  clear();
  shape = wanted;
  around.opened();
  map.doubleClickZoom.disable();
  map.getContainer().classList.add("drawing");
  begun(shape);
  map.getContainer().focus();
  point(map.getCenter(), true);
};

const clear = () => {
  shape = null;
  points = [];
  tip = null;
  rim = [];
  asked = "";
  sketch.clearLayers();
  cross.hidden = true;
  map.doubleClickZoom.enable();
  map.getContainer().classList.remove("drawing");
};

const cancel = () => {
  clear();
  ended("");
};

/** @param {L.LatLng} latlng */
const placeOf = ({ lat, lng }) => L.latLng(rounded(lat), rounded(lng));

/**
 * @param {L.LatLng} latlng
 * @param {boolean} keys
 */
const point = (latlng, keys) => {
  byKeys = keys;
  cross.hidden = !keys;
  tip = placeOf(latlng);
  redraw();
  ask();
};

// The pointer has left the map: what counts is what was set.
const away = () => {
  if (!shape || byKeys) return;
  tip = null;
  redraw();
  ask();
};

/** @param {ShapeName} what */
const endsItself = (what) => takes[what][0] === takes[what][1];

/** @param {L.LatLng} latlng */
const set = (latlng) => {
  if (!shape || !words) return;
  const last = points.at(-1);
  const place = placeOf(latlng);
  if (last && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(place)) < SAME_PX) return;
  const most = takes[shape][1];
  if (points.length >= most) return;
  points.push(place);
  tip = place;
  say(words.added.replace("{number}", String(points.length)));
  redraw();
  ask();
  if (endsItself(shape) && points.length === most) finish();
};

const undo = () => {
  points.pop();
  if (words) say(words.taken_back.replace("{number}", String(points.length)));
  redraw();
  ask();
};

const finish = async () => {
  const [done, positions] = [shape, points];
  if (!done || positions.length < takes[done][0]) return;
  const answer = await measure(done, positions);
  if (done !== shape || positions !== points) return;
  show(answer);
  if (answer.refusal) {
    if (endsItself(done)) points.pop();
    return;
  }
  lastNumber = laterNumber(Date.now(), lastNumber);
  const number = lastNumber;
  tip = null;
  redraw();
  const drawn = L.layerGroup(sketch.getLayers()).addTo(map);
  const layer = L.polyline(positions);
  // streamlit-folium sends what Leaflet makes of the layer, with these properties.
  Object.assign(layer, { feature: { type: "Feature", properties: { shape: done, number, name: nameOfDrawing() } } });
  handed.set(number, { drawn, layer, told: false });
  clear();
  ended(words?.waiting ?? "");
  handOver();
};

// One at a time: a later one would take the place of one that Python has not seen yet.
const handOver = () => {
  const [first] = handed.values();
  if (!first || first.told) return;
  first.told = true;
  map.fire("draw:created", { layer: first.layer, layerType: "polyline" });
};

/**
 * @param {ShapeName} what
 * @param {L.LatLng[]} where
 * @returns {Promise<Measurement>}
 */
const measure = async (what, where) => {
  const answer = await around.get(measureAddress(what, where)).catch(() => null);
  if (answer && answer.ok) return answer.json();
  return { figures: [], position: [], rim: [], refusal: around.notAnswered() };
};

// One question at a time; places that the pointer has left meanwhile are passed over.
const ask = async () => {
  if (asking) return;
  asking = true;
  while (shape) {
    const all = wanted();
    const question = `${shape} ${all.join(" ")}`;
    if (question === asked) break;
    asked = question;
    const answer = await measure(shape, all);
    if (!shape) break;
    rim = answer.rim;
    show({ ...answer, refusal: points.length >= takes[shape][0] || answer.rim.length ? answer.refusal : "" });
    redraw();
  }
  asking = false;
};

const wanted = () => {
  const last = points.at(-1);
  return tip && !(last && last.equals(tip, 0)) ? [...points, tip] : points;
};

const redraw = () => {
  sketch.clearLayers();
  if (!shape) return;
  const look = { ...own(), pane: "drawing", interactive: false, bubblingMouseEvents: true };
  const all = wanted();
  if (shape === "area" && all.length > 2) sketch.addLayer(L.polygon(all, { ...look, fillOpacity: 0.12 }));
  else if (all.length > 1) sketch.addLayer(L.polyline(all, { ...look, fill: false }));
  if (shape === "circle" && rim.length && all.length > 1) {
    sketch.addLayer(L.polygon(rim.map(([x, y]) => L.latLng(y, x)), { ...look, fillOpacity: 0.12 }));
  }
  for (const place of points) {
    sketch.addLayer(L.circleMarker(place, { ...look, radius: 4, fillOpacity: 1 }));
  }
};

/** @param {KeyboardEvent} event */
const onKey = (event) => {
  if (event.target !== map.getContainer() || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (shape) cancel();
    else if (words) close();
    return;
  }
  if (!shape) return;
  const does = new Map([["Enter", setHere], ["Backspace", undo], ["Delete", undo], ["f", finish], ["F", finish]]).get(event.key);
  if (does) {
    event.preventDefault();
    event.stopPropagation();
    does();
  } else if (event.key.startsWith("Arrow") || "+-".includes(event.key)) {
    point(map.getCenter(), true);
  }
};

/**
 * Take what Python says: the words, and the number of the last drawing that it has taken or refused.
 * @param {Message} message
 */
const hear = (message) => {
  const { opened, copyLink } = around;
  if (!words) build(map, message.words, { choose, active, away, setHere, undo, finish, cancel, opened, copyLink });
  words = message.words.drawing;
  lastNumber = Math.max(lastNumber, message.drawn);
  for (const [number, { drawn }] of handed) {
    if (number > message.drawn) continue;
    drawn.remove();
    handed.delete(number);
    if (!shape) say(message.refused || words.done);
  }
  handOver();
};

const active = () => shape !== null;

const setHere = () => {
  point(map.getCenter(), true);
  set(map.getCenter());
};

export { start, hear, choose, active, rounded, measureAddress, laterNumber };
