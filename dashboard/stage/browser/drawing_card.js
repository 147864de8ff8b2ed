// The card of the drawing tool: shapes, the server's measurements, and a button for every action.
// All text is set through `textContent`.

import { button, make } from "./dom.js";

/** @import { Measurement, ShapeName, Words } from "./protocol.d.ts" */

/**
 * What the card's buttons do.
 * @typedef {object} Tool
 * @property {(shape: ShapeName) => void} choose
 * @property {() => boolean} active
 * @property {() => void} away
 * @property {() => void} setHere
 * @property {() => void} undo
 * @property {() => void} finish
 * @property {() => void} cancel
 * @property {() => void} opened
 * @property {() => void} copyLink
 */

/** @type {readonly ShapeName[]} */
const SHAPES = ["line", "area", "circle", "distance"];
/** @type {Measurement} */
const NOTHING = { figures: [], position: [], rim: [], refusal: "" };
const LONGEST = 120; // letters of a name

/** @type {Words["drawing"]} */
let words;
/** @type {Tool} */
let tool;
/** @type {HTMLButtonElement} */
let opener;
/** @type {HTMLInputElement} */
let nameField;
/** @type {Record<"card" | "hint" | "figures" | "position" | "refusal" | "said" | "steps", HTMLElement>} */
let parts;
/** By shape: its button. @type {Map<ShapeName, HTMLButtonElement>} */
const choices = new Map();

/**
 * @param {L.Map} map
 * @param {Words} allWords
 * @param {Tool} does
 */
const build = (map, allWords, does) => {
  words = allWords.drawing;
  tool = does;
  const bar = new L.Control({ position: "topright" });
  bar.onAdd = () => tools(allWords);
  bar.addTo(map);
  fill(map.getContainer(), allWords);
  rest();
};

/**
 * @param {HTMLElement} home
 * @param {Words} allWords
 */
const fill = (home, allWords) => {
  const card = make("section", "draw-card", "", home);
  card.hidden = true;
  card.setAttribute("aria-label", words.title);
  L.DomEvent.disableClickPropagation(card);
  L.DomEvent.disableScrollPropagation(card);
  for (const name of ["mousemove", "mouseover"]) L.DomEvent.on(card, name, L.DomEvent.stopPropagation);
  card.addEventListener("mouseenter", tool.away);
  button("close", "×", card, close).setAttribute("aria-label", allWords.close);
  make("h2", "", words.title, card);
  const row = make("div", "draw-shapes", "", card);
  row.setAttribute("role", "group");
  row.setAttribute("aria-label", words.title);
  for (const shape of SHAPES) {
    choices.set(shape, button("draw-shape", words.shape[shape], row, () => tool.choose(shape)));
  }
  const figures = make("dl", "draw-figures", "", card);
  const position = make("div", "draw-position", "", card);
  const refusal = make("p", "draw-refusal", "", card);
  refusal.setAttribute("role", "alert");
  const said = make("p", "draw-said", "", card);
  said.setAttribute("role", "status");
  const label = make("label", "draw-name", words.name, card);
  nameField = make("input", "", "", label);
  nameField.maxLength = LONGEST;
  nameField.addEventListener("keydown", (event) => event.stopPropagation());
  const steps = make("div", "draw-steps", "", card);
  button("", words.here, steps, tool.setHere);
  button("", words.undo, steps, tool.undo);
  button("", words.finish, steps, tool.finish);
  button("", words.cancel, steps, tool.cancel);
  const hint = make("p", "draw-hint", "", card);
  card.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } });
  parts = { card, hint, figures, position, refusal, said, steps };
};

/** @param {Words} allWords */
const tools = (allWords) => {
  const bar = make("div", "leaflet-bar tools");
  opener = button("tool tool-draw", "", bar, () => (parts.card.hidden ? open() : close()));
  opener.title = words.title;
  opener.setAttribute("aria-label", words.title);
  opener.setAttribute("aria-expanded", "false");
  const copier = button("tool tool-link", "", bar, tool.copyLink);
  copier.title = allWords.link.copy;
  copier.setAttribute("aria-label", allWords.link.copy);
  L.DomEvent.disableClickPropagation(bar);
  return bar;
};

const open = () => {
  tool.opened();
  parts.card.hidden = false;
  opener.setAttribute("aria-expanded", "true");
  choices.get("line")?.focus();
};

const close = () => {
  if (parts.card.hidden) return;
  if (tool.active()) tool.cancel();
  say("");
  show(NOTHING);
  parts.card.hidden = true;
  opener.setAttribute("aria-expanded", "false");
  opener.focus();
};

const rest = () => {
  for (const made of choices.values()) made.setAttribute("aria-pressed", "false");
  parts.steps.hidden = true;
  parts.hint.textContent = words.choose;
};

/** @param {ShapeName} shape */
const begun = (shape) => {
  say("");
  show(NOTHING);
  for (const [name, made] of choices) made.setAttribute("aria-pressed", String(name === shape));
  parts.steps.hidden = false;
  parts.hint.textContent = hintFor(shape, words);
};

/**
 * How a shape is drawn, in words.
 * @param {ShapeName} shape
 * @param {Words["drawing"]} texts
 */
const hintFor = (shape, texts) => {
  const ends = shape === "line" || shape === "area" ? texts.end_line : texts.end_two;
  return [shape === "circle" ? texts.centre : "", texts.start, ends].filter(Boolean).join(" ");
};

/** @param {string} text */
const ended = (text) => {
  rest();
  if (text) nameField.value = "";
  say(text);
};

/** @param {string} text */
const say = (text) => { parts.said.textContent = text; };

/** @param {Measurement} answer */
const show = (answer) => {
  const { figures, position, refusal } = parts;
  figures.replaceChildren();
  for (const { title, texts } of answer.figures) {
    make("dt", "", title, figures);
    const cell = make("dd", "", "", figures);
    for (const text of texts) make("div", "", text, cell);
  }
  position.replaceChildren();
  for (const text of answer.position) make("div", "", text, position);
  if (answer.figures.length) make("div", "draw-exact", words.exact, position);
  refusal.textContent = answer.refusal;
};

const nameOfDrawing = () => nameField.value;

export { build, begun, ended, say, show, close, nameOfDrawing, hintFor };
