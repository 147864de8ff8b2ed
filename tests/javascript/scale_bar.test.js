import assert from "node:assert/strict";
import { test } from "node:test";

import { metresPerPixel, roundLength, scaleBars } from "../../dashboard/stage/browser/scale_bar.js";

const PIXELS_OF_A_DEGREE = (256 * 2 ** 8) / 360; // at zoom 8

// Lengths of a degree of longitude on WGS 84, from tables.
for (const [latitude, metres] of /** @type {const} */ ([[0, 111319.5], [45, 78846.8], [60, 55800.0]])) {
  test(`a degree of longitude at ${latitude} degrees north is ${metres} m`, () => {
    assert.ok(Math.abs(metresPerPixel(latitude, 8) * PIXELS_OF_A_DEGREE - metres) < 0.1);
  });
}

test("a zoom level halves what a pixel covers", () => {
  assert.equal(metresPerPixel(33, 9), metresPerPixel(33, 8) / 2);
});

for (const [limit, length] of /** @type {const} */ ([[1, 1], [1.99, 1], [2, 2], [4.9, 2], [5, 5], [99, 50], [0.07, 0.05]])) {
  test(`the longest round length within ${limit} is ${length}`, () => {
    assert.ok(Math.abs(roundLength(limit) - length) < 1e-12);
  });
}

test("both bars fit, are more than a third of what is allowed, and are as long as they say", () => {
  const bars = scaleBars(33, 9, 110);
  assert.deepEqual(bars.map(({ text }) => text), ["20 km", "10 mi"]);
  for (const { metres, pixels } of bars) {
    assert.ok(pixels <= 110 && pixels > 110 / 3);
    assert.ok(Math.abs(pixels * metresPerPixel(33, 9) - metres) < 1e-6);
  }
});
