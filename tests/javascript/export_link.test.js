import assert from "node:assert/strict";
import { test } from "node:test";

// As much of a page as a link to a file needs.
/** @type {string[]} */
const asked = [];
/** @type {string[]} */
const downloads = [];
/** @type {Response[]} */
const answers = [];
const line = { textContent: "" };

class Element {
  nextElementSibling = line;

  closest() { return this; }

  /** @param {string} name */
  getAttribute(name) { return { href: "file/token/key", "data-lost": "No answer." }[name]; }
}

const link = new Element();
/** @type {(event: object) => void} */
let click = () => {};

Object.assign(globalThis, {
  Element,
  document: {
    /** @param {string} _ @param {(event: object) => void} does */
    addEventListener: (_, does) => { click = does; },
    querySelectorAll: () => [link],
    createElement: () => ({ href: "", click() { downloads.push(this.href); } }),
  },
  /** @param {string} address */
  fetch: async (address) => {
    asked.push(address);
    const answer = answers.shift();
    if (!answer) throw new TypeError("no network");
    return answer;
  },
});
await import("../../dashboard/stage/browser/export_link.js");

/** @param {Response[]} coming */
const press = async (...coming) => {
  asked.length = 0;
  downloads.length = 0;
  answers.push(...coming);
  click({ target: link, defaultPrevented: false, preventDefault: () => {} });
  while (answers.length) await new Promise((done) => { setTimeout(done, 10); });
  await new Promise((done) => { setTimeout(done, 10); });
};

/** @param {string} state @param {string} text */
const progress = (state, text) => new Response(JSON.stringify({ state, line: text }));

test("a refusal is a line beside the link, and no file is asked for", async () => {
  await press(new Response("Too many files at once.", { status: 429, headers: { "Content-Type": "text/plain" } }));
  assert.equal(line.textContent, "Too many files at once.");
  assert.deepEqual(downloads, []);
});

test("an answer of somebody else's and no answer say that there was none", async () => {
  await press(new Response("<h1>Bad gateway</h1>", { status: 502, headers: { "Content-Type": "text/html" } }));
  assert.equal(line.textContent, "No answer.");
  await press();
  assert.equal(line.textContent, "No answer.");
  assert.deepEqual(downloads, []);
});

test("a request that is taken is downloaded once, and followed until the file is there", async () => {
  await press(progress("queued", "Two before yours."), progress("there", "Ready."));
  const request = new URL(asked[0] ?? "", "http://map.example/").searchParams.get("request");
  assert.deepEqual(downloads, [`file/token/key?request=${request}`]);
  assert.equal(asked.length, 2);
  assert.equal(line.textContent, "Ready.");
});
