// Has a file made by a click on its link, and says beside the link how far it has come.
//
// The server is asked first whether it takes the request, so that a refusal is a line in the page.
// Then the browser itself waits for the file: it keeps doing so whatever becomes of the link.

/**
 * How far a request has come.
 * @typedef {{ state: "asked" | "queued" | "there" | "failed", line: string }} Progress
 */

const FIRST_MS = 250;
const LONGEST_MS = 1500;
const SLOWER = 1.4;
const UNSEEN = 20; // so often a request is looked for that the browser may never have made

/** The last request of each link, by its address. @type {Map<string, string>} */
const last = new Map();
let count = 0;

/** @param {number} ms */
const pause = (ms) => new Promise((done) => { setTimeout(done, ms); });

/**
 * Say something beside a link, which may have been drawn anew.
 * @param {string} address
 * @param {string} line
 */
const say = (address, line) => {
  for (const link of document.querySelectorAll("a.export-link")) {
    const told = link.nextElementSibling;
    if (link.getAttribute("href") === address && told && told.textContent !== line) told.textContent = line;
  }
};

/**
 * Ask how far a request has come; a refusal is a line of text, and what is none is an answer of
 * nobody that the map knows.
 * @param {string} address
 * @param {string} lost
 * @returns {Promise<Progress>}
 */
const ask = async (address, lost) => {
  try {
    const answer = await fetch(address);
    if (answer.ok) return await answer.json();
    const plain = answer.headers.get("Content-Type")?.startsWith("text/plain");
    return { state: "failed", line: plain ? await answer.text() : lost };
  } catch {
    return { state: "failed", line: lost };
  }
};

/**
 * Leave a file to the browser, under the name that the server gives it.
 * @param {string} address
 */
const download = (address) => {
  const link = document.createElement("a");
  link.href = address;
  link.download = "";
  link.click();
};

/**
 * @param {string} address
 * @param {string} lost
 */
const take = async (address, lost) => {
  count += 1;
  const request = `${Date.now().toString(36)}-${count}`;
  last.set(address, request);
  const look = async () => {
    const found = await ask(`${address}/progress?request=${request}`, lost);
    if (last.get(address) === request) say(address, found.line);
    return found.state;
  };
  let state = await look();
  if (state === "failed") return;
  download(`${address}?request=${request}`);
  let wait = FIRST_MS;
  for (let unseen = 0; unseen < UNSEEN && (state === "asked" || state === "queued");) {
    await pause(wait);
    wait = Math.min(LONGEST_MS, SLOWER * wait);
    state = await look();
    if (state === "asked") unseen += 1;
  }
  if (state === "asked") say(address, lost);
};

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("a.export-link") : null;
  if (!link || event.defaultPrevented) return; // of two versions of this script one is enough
  event.preventDefault();
  void take(link.getAttribute("href") || "", link.getAttribute("data-lost") || "");
});
