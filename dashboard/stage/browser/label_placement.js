// Candidate positions of labels: boxes in pixels of the projected world. Independent of the page.

/** @import { LayerName } from "./protocol.d.ts" */
/** West, north, east, south. @typedef {[number, number, number, number]} Box */
/** Width and height. @typedef {[number, number]} Size */
/** @typedef {{ x: number, y: number }} Point */

const LAYER_STEPS = [0, -1.2, 1.2, -2.4, 2.4]; // up and down, in heights of the name
const EDGE = 4; // pixels between the name of a layer and the side of the map
const GAP = { beside: 6, above: 5 }; // pixels between a place's dot and its name

/**
 * @param {Box} a
 * @param {Box} b
 */
const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

/**
 * @param {Box} a
 * @param {Box} b
 */
const holds = (a, b) => a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];

/**
 * @param {number} x
 * @param {number} y
 * @param {Size} size
 * @returns {Box}
 */
const boxAt = (x, y, [width, height]) => [x, y, x + width, y + height];

/**
 * @param {Point} point
 * @param {Size} size
 * @returns {Box}
 */
const around = ({ x, y }, [width, height], dx = 0, dy = 0) => (
  boxAt(x - width / 2 + dx, y - height / 2 + dy, [width, height]));

/**
 * Whether a box has room: it covers nothing that is taken, and the edge of what is seen does not cut
 * it. What lies out of sight has room.
 * @param {Box} box
 * @param {Box} seen
 * @param {Box[]} taken
 */
const isFree = (box, seen, taken) => (
  (holds(seen, box) || !overlaps(seen, box)) && !taken.some((other) => overlaps(box, other)));

/**
 * The places for a name of a layer, best first: at its point, above and below. A point in sight
 * moves in from the side of the map until the name has room beside it.
 * @param {Point} point
 * @param {Size} size
 * @param {Box} seen
 */
const layerOptions = ({ x, y }, size, [west, , east]) => {
  const [width, height] = size;
  const inside = Math.min(Math.max(x, west + width / 2 + EDGE), east - width / 2 - EDGE);
  const at = { x: x > west && x < east ? inside : x, y };
  return LAYER_STEPS.map((step) => around(at, size, 0, step * height));
};

/**
 * The places for the name of an area, best first.
 * @param {Point} point
 * @param {Size} size
 * @param {number} pixels  size of the letters
 * @param {number[]} steps  up and down, in sizes of the letters
 */
const areaOptions = (point, size, pixels, steps) => (
  steps.flatMap((dy) => [0, -1, 1, -2].map((dx) => around(point, size, dx * pixels, dy * pixels))));

/**
 * The places for the name of a lake: in the lake, or to the west of it where the lake is too small.
 * @param {Box} lake
 * @param {Size} size
 * @param {number} pixels
 * @param {number[]} steps
 */
const lakeOptions = ([west, north, east, south], size, pixels, steps) => {
  const fits = east - west > 1.3 * size[0] && south - north > size[1];
  const middle = { x: fits ? (west + east) / 2 : west - size[0] / 2, y: (north + south) / 2 };
  return steps.map((step) => around(middle, size, 0, step * pixels));
};

/**
 * The places for the name of a place: right, left, above, below.
 * @param {Point} point
 * @param {Size} size
 */
const placeOptions = ({ x, y }, size) => {
  const [width, height] = size;
  return [
    boxAt(x + GAP.beside, y - height / 2, size), boxAt(x - GAP.beside - width, y - height / 2, size),
    boxAt(x - width / 2, y - height - GAP.above, size), boxAt(x - width / 2, y + GAP.above, size),
  ];
};

/**
 * Names of which equal ones of several proposals say whose they are: the party's, or the proposal's
 * where a party has two of them.
 * @param {LayerName[]} list
 */
const toldApart = (list) => {
  /** By name: the party of each proposal that has it. @type {Map<string, Map<string | undefined, string | undefined>>} */
  const owners = new Map();
  for (const { text, proposal, party } of list) {
    owners.set(text, (owners.get(text) || new Map()).set(proposal, party));
  }
  return list.map(({ text, proposal, party, assumed, at }) => {
    const parties = [...(owners.get(text) || new Map()).values()];
    const whose = new Set(parties).size === parties.length ? party : proposal;
    return { text: [text, parties.length > 1 && whose && `(${whose})`, assumed && "*"].filter(Boolean).join(" "), at };
  });
};

export { around, overlaps, boxAt, isFree, layerOptions, areaOptions, lakeOptions, placeOptions, toldApart };
