import assert from "node:assert/strict";
import { test } from "node:test";

import { shortened } from "../../dashboard/stage/browser/dom.js";

test("a short text stays as it is", () => {
  assert.equal(shortened("Line A", 6), "Line A");
});

test("a long text is cut in its middle and keeps its end", () => {
  assert.equal(shortened("abcdefghijklmno 12 km", 11), "abcdef…2 km");
});

test("letters outside the basic plane are not torn apart", () => {
  assert.equal(shortened("🗺🗺🗺🗺🗺", 3), "🗺🗺…");
});
