import assert from "node:assert/strict";
import { test } from "node:test";

import { notice } from "../../dashboard/stage/browser/share_link.js";

const WORDS = { copy: "Copy", copied: "Copied.", failed: "Not copied.", left_out: "Left out: {names}" };

test("a copied link says what it leaves out, by the names as they are", () => {
  assert.equal(notice(true, [], WORDS), "Copied.");
  assert.equal(notice(true, ["My zone", "$& {names}"], WORDS), "Copied. Left out: My zone, $& {names}");
});

test("a link that was not copied says only that", () => {
  assert.equal(notice(false, ["My zone"], WORDS), "Not copied.");
});
