import assert from "node:assert/strict";
import { test } from "node:test";

import { clips } from "../../dashboard/stage/browser/compare.js";

test("side A is seen to the left of the handle and side B to its right, wherever the map was moved", () => {
  const found = clips({ x: -30, y: 40 }, { x: 970, y: 540 }, 250);
  assert.equal(found["side-a"], "rect(40px, 220px, 540px, -30px)"); // 250 px wide
  assert.equal(found["side-b"], "rect(40px, 970px, 540px, 220px)"); // the other 750 px
});
