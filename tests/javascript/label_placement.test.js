import assert from "node:assert/strict";
import { test } from "node:test";

import {
  areaOptions, around, isFree, lakeOptions, layerOptions, overlaps, placeOptions, toldApart,
} from "../../dashboard/stage/browser/label_placement.js";

/** @import { Box } from "../../dashboard/stage/browser/label_placement.js" */

/** @type {Box} */
const SEEN = [0, 0, 1000, 500];
/** @type {[number, number]} */
const SIZE = [100, 20];

test("boxes that only touch do not overlap", () => {
  assert.equal(overlaps([0, 0, 10, 10], [10, 0, 20, 10]), false);
  assert.equal(overlaps([0, 0, 10, 10], [9, 9, 20, 20]), true);
});

test("a name has room in sight and out of sight, and not where the edge cuts it or another stands", () => {
  assert.equal(isFree([400, 200, 500, 220], SEEN, []), true);
  assert.equal(isFree([1200, 200, 1300, 220], SEEN, []), true);
  assert.equal(isFree([950, 200, 1050, 220], SEEN, []), false);
  assert.equal(isFree([400, 200, 500, 220], SEEN, [[490, 210, 600, 300]]), false);
});

test("the name of a layer is centred on its point first, and then stands above and below", () => {
  const [first, above, below] = layerOptions({ x: 500, y: 250 }, SIZE, SEEN);
  assert.deepEqual(first, [450, 240, 550, 260]);
  assert.deepEqual(above, [450, 216, 550, 236]);
  assert.deepEqual(below, [450, 264, 550, 284]);
});

test("the name of a layer moves in from the side of the map, and stays out of sight with its point", () => {
  assert.deepEqual(layerOptions({ x: 10, y: 250 }, SIZE, SEEN)[0], [4, 240, 104, 260]);
  assert.deepEqual(layerOptions({ x: 990, y: 250 }, SIZE, SEEN)[0], [896, 240, 996, 260]);
  assert.deepEqual(layerOptions({ x: 1200, y: 250 }, SIZE, SEEN)[0], [1150, 240, 1250, 260]);
});

test("the name of a place stands to the right of its dot, else left, above, below, and never on it", () => {
  const point = { x: 500, y: 250 };
  const options = placeOptions(point, SIZE);
  assert.deepEqual(options, [[506, 240, 606, 260], [394, 240, 494, 260], [450, 225, 550, 245], [450, 255, 550, 275]]);
  assert.equal(options.some((box) => overlaps(box, around(point, [8, 8]))), false);
});

test("the name of an area tries its own height with all shifts before it moves up or down", () => {
  const options = areaOptions({ x: 500, y: 250 }, SIZE, 10, [0, -2]);
  assert.deepEqual(options.map(([west, north]) => [west, north]), [
    [450, 240], [440, 240], [460, 240], [430, 240], [450, 220], [440, 220], [460, 220], [430, 220],
  ]);
});

test("a lake's name stands in a lake that is large enough, else ends at its western shore", () => {
  assert.deepEqual(lakeOptions([300, 100, 500, 300], SIZE, 10, [0])[0], [350, 190, 450, 210]);
  assert.deepEqual(lakeOptions([300, 100, 400, 300], SIZE, 10, [0])[0], [200, 190, 300, 210]);
});

test("equal names say the party, or the proposal where one party has two, and one alone says nothing", () => {
  /** @type {[number, number]} */
  const at = [33, 36];
  /** @param {{ text: string, proposal?: string, party?: string, assumed?: boolean }[]} list */
  const texts = (list) => toldApart(list.map((name) => ({ ...name, at }))).map(({ text }) => text);
  const mine = { text: "Zone", proposal: "South", party: "Israel" };
  assert.deepEqual(texts([mine, { ...mine, proposal: "Strip", party: "Syria" }]), ["Zone (Israel)", "Zone (Syria)"]);
  assert.deepEqual(texts([mine, { ...mine, proposal: "Strip" }]), ["Zone (South)", "Zone (Strip)"]);
  assert.deepEqual(texts([mine, mine]), ["Zone", "Zone"]);
  assert.deepEqual(texts([{ ...mine, assumed: true }, { text: "Kudna" }]), ["Zone *", "Kudna"]);
});
