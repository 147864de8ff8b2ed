import assert from "node:assert/strict";
import { test } from "node:test";

import { changes, measured } from "../../dashboard/stage/browser/live_region.js";

/** @import { Layer } from "../../dashboard/stage/browser/protocol.d.ts" */

/**
 * @param {string} name
 * @param {string} details
 */
const layer = (name, details = "") => /** @type {Layer} */ ({ name, details, title: `Title of ${name}`, reading: "" });

/** @param {Layer[]} layers */
const state = (...layers) => new Map(layers.map((item) => [item.name, item]));

/** @param {ReturnType<typeof changes>} found */
const names = ({ added, changed, removed }) => [added, changed, removed].map((list) => list.map(({ name }) => name));

test("what came, changed and left is told apart", () => {
  const before = state(layer("line"), layer("zone", "20 km"), layer("strip"));
  const now = state(layer("line"), layer("zone", "25 km"), layer("corridor"));
  assert.deepEqual(names(changes(before, now, false)), [["corridor"], ["zone"], ["strip"]]);
});

test("nothing has changed before anything was said", () => {
  assert.deepEqual(names(changes(null, state(layer("line")), false)), [[], [], []]);
});

test("layers that a comparison hides have not left", () => {
  assert.deepEqual(names(changes(state(layer("line")), state(), true)), [[], [], []]);
});

test("a layer is read out with the figures of the whole, and else with those of its parts", () => {
  const area = { title: "area", text: "260 km²" };
  const parts = { a: { title: "North", figures: [area] }, b: { title: "South", figures: [area] } };
  assert.equal(measured(layer("zone"), { whole: [area], features: parts }), "Title of zone: area 260 km²");
  assert.equal(
    measured(layer("zone"), { whole: [], features: parts }),
    "Title of zone: North, area 260 km²; South, area 260 km²",
  );
  assert.equal(measured(layer("zone"), { whole: [], features: { a: parts.a } }), "Title of zone: area 260 km²");
  assert.equal(measured(layer("zone")), "Title of zone");
});
