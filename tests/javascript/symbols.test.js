import assert from "node:assert/strict";
import { test } from "node:test";

import { dashes, pixelsPerPoint, spacingOf } from "../../dashboard/stage/browser/symbols.js";

/**
 * @param {number} found
 * @param {number} expected
 */
const near = (found, expected) => assert.ok(Math.abs(found - expected) < 1e-9, `${found} is not ${expected}`);

test("a point is 4/3 of a pixel at 1280x720, and half as much again at 1920x1080", () => {
  near(pixelsPerPoint(1280, 720), 4 / 3);
  near(pixelsPerPoint(1920, 1080), 2);
});

test("lines stay visible on a phone and do not grow without end on a wall", () => {
  near(pixelsPerPoint(390, 844), 1.2);
  near(pixelsPerPoint(7680, 4320), 1.7 * (4 / 3));
});

test("dashes grow with the width of the line, and a solid line has none", () => {
  assert.equal(dashes([4, 2], 3), "12 6");
  assert.equal(dashes([], 3), undefined);
});

test("as many interpretations at once as there are spacings have hatches that differ", () => {
  assert.deepEqual([0, 1, 2, 3, 4].map((turn) => spacingOf(turn, [8, 5, 12, 6])), [8, 5, 12, 6, 8]);
});
