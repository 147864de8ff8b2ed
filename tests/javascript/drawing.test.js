import assert from "node:assert/strict";
import { test } from "node:test";

import { laterNumber, measureAddress, rounded } from "../../dashboard/stage/browser/drawing.js";
import { hintFor } from "../../dashboard/stage/browser/drawing_card.js";

/** @import { Words } from "../../dashboard/stage/browser/protocol.d.ts" */

test("positions have six decimals, a tenth of a metre", () => {
  assert.equal(rounded(33.12345678), 33.123457);
  assert.equal(rounded(-0.0000004), -0);
});

test("the server is asked for longitude before latitude", () => {
  const address = measureAddress("line", [{ lat: 33.1, lng: 35.8 }, { lat: 33.2, lng: 35.9 }]);
  const { pathname, searchParams } = new URL(address, "http://map.example/");
  assert.equal(pathname, "/map/measure");
  assert.deepEqual([...searchParams], [["shape", "line"], ["at", "35.8,33.1;35.9,33.2"]]);
});

test("a drawing's number is later than the last one, also after the clock was put back", () => {
  assert.equal(laterNumber(2000, 1000), 2000);
  assert.equal(laterNumber(500, 1000), 1001);
});

test("each shape is told how it ends, and a circle what its positions are", () => {
  const texts = /** @type {Words["drawing"]} */ ({ start: "Click.", end_line: "F ends.", end_two: "Two end.", centre: "Centre first." });
  assert.equal(hintFor("area", texts), "Click. F ends.");
  assert.equal(hintFor("distance", texts), "Click. Two end.");
  assert.equal(hintFor("circle", texts), "Centre first. Click. Two end.");
});
