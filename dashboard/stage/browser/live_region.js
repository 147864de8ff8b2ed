// Announces to screen readers which layers appear and disappear, with their figures.

/** @import { Details, Get, Language, Layer, Words } from "./protocol.d.ts" */

const SETTLED_MS = 600; // changes in quick succession are told as one

/** By address: a layer's details, or nothing where they could not be had. @type {Map<string, Promise<Details | undefined>>} */
const facts = new Map();
/** @type {HTMLElement} */
let region;
/** @type {Words["spoken"]} */
let words;
/** @type {Get} */
let get;
/** @type {() => Language} */
let language;
/** @type {Map<string, Layer>} */
let layers;
let instead = "";
/** By name: the layers of what was said last. @type {Map<string, Layer> | null} */
let said = null;
let telling = 0;
let turn = 0;

/**
 * @param {Get} ask
 * @param {() => Language} speaks
 */
const start = (ask, speaks) => {
  get = ask;
  language = speaks;
  region = document.createElement("div");
  region.className = "spoken";
  region.setAttribute("role", "status");
  region.setAttribute("aria-live", "polite");
  document.body.append(region);
};

/**
 * Take what the map shows now; a comparison, told in one line, stands in place of layers.
 * @param {Layer[]} shown
 * @param {Words} given
 * @param {string} comparison
 */
const hear = (shown, given, comparison) => {
  words = given.spoken;
  layers = new Map(shown.map((layer) => [layer.name, layer]));
  instead = comparison;
  window.clearTimeout(telling);
  telling = window.setTimeout(say, SETTLED_MS);
};

/** @param {Layer} layer */
const detailsOf = (layer) => {
  const address = `${layer.details}&lang=${language()}`;
  const known = facts.get(address);
  if (known) return known;
  const asked = get(address)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(address))))
    .catch(() => { facts.delete(address); });
  facts.set(address, asked);
  return asked;
};

/** @param {Layer} layer */
const named = (layer) => [layer.title, layer.reading].filter(Boolean).join(", ");

/**
 * A layer with its figures: those of the whole, or else of each part.
 * @param {Layer} layer
 * @param {Details} [details]
 */
const measured = (layer, details) => {
  if (!details) return named(layer);
  const parts = Object.values(details.features).filter((feature) => feature.figures.length);
  const ofParts = parts.flatMap((part) => part.figures.map(({ title, text }) => (
    { title: parts.length > 1 ? `${part.title}, ${title}` : title, text })));
  const figures = details.whole.length ? details.whole : ofParts;
  const told = figures.map(({ title, text }) => `${title} ${text}`).join("; ");
  return told ? `${named(layer)}: ${told}` : named(layer);
};

/**
 * @param {string} template
 * @param {string[]} items
 */
const line = (template, items) => (items.length ? template.replace("{layers}", () => items.join(". ")) : "");

/**
 * What came, changed and left between two states of the map. Before the first one nothing was there
 * to change; a comparison hides all layers, and none of them has left.
 * @param {Map<string, Layer> | null} before
 * @param {Map<string, Layer>} now
 * @param {boolean} compared
 */
const changes = (before, now, compared) => {
  if (!before) return { added: [], changed: [], removed: [] };
  const all = [...now.values()];
  return {
    added: all.filter((layer) => !before.has(layer.name)),
    changed: all.filter((layer) => {
      const earlier = before.get(layer.name);
      return earlier !== undefined && earlier.details !== layer.details;
    }),
    removed: compared ? [] : [...before.values()].filter((layer) => !now.has(layer.name)),
  };
};

const say = async () => {
  turn += 1;
  const [mine, now, before, comparison] = [turn, layers, said, instead];
  const { added, changed, removed } = changes(before, now, Boolean(comparison));
  const all = [...now.values()];
  const there = comparison || (all.length ? line(words.on_the_map, all.map(named)) : words.nothing);
  /** @param {Layer[]} list */
  const figures = (list) => Promise.all(list.map(async (layer) => measured(layer, await detailsOf(layer))));
  const lines = [
    line(words.added, await figures(added)), line(words.changed, await figures(changed)),
    line(words.removed, removed.map(named)), there,
  ].filter(Boolean);
  if (mine !== turn) return;
  said = now;
  const text = lines.length > 1 || !before || comparison ? lines.join(" ") : "";
  if (text && text !== region.textContent) region.textContent = text;
};

export { start, hear, measured, changes };
