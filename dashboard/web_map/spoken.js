// Says to a screen reader what has come onto the map and left it, with its figures.
"use strict";

window.talks = window.talks || {};

talks.spoken = (() => {
  const SETTLED_MS = 600; // changes in quick succession are told as one
  const facts = new Map(); // by address: promise of a layer's details
  let region, words, layers, instead;
  let said = null; // by name: the layers of what was said last
  let telling = null;
  let turn = 0;

  const start = () => {
    region = document.createElement("div");
    region.className = "spoken";
    region.setAttribute("role", "status");
    region.setAttribute("aria-live", "polite");
    document.body.append(region);
  };

  // Takes what the map shows now; a comparison, told in one line, stands in place of layers.
  const hear = (shown, given, comparison) => {
    words = given.spoken;
    layers = new Map(shown.map((layer) => [layer.name, layer]));
    instead = comparison;
    clearTimeout(telling);
    telling = setTimeout(say, SETTLED_MS);
  };

  const detailsOf = (layer) => {
    const address = `${layer.details}&lang=${talks.language()}`;
    if (!facts.has(address)) {
      facts.set(address, talks.host.get(address)
        .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(address))))
        .catch(() => { facts.delete(address); }));
    }
    return facts.get(address);
  };

  const named = (layer) => [layer.title, layer.reading].filter(Boolean).join(", ");

  const measured = async (layer) => {
    const known = await detailsOf(layer);
    if (!known) return named(layer);
    const parts = Object.values(known.features).filter((feature) => feature.figures.length);
    const ofParts = parts.flatMap((part) => part.figures.map(({ title, text }) => (
      { title: parts.length > 1 ? `${part.title}, ${title}` : title, text })));
    const figures = known.whole.length ? known.whole : ofParts;
    const said = figures.map(({ title, text }) => `${title} ${text}`).join("; ");
    return said ? `${named(layer)}: ${said}` : named(layer);
  };

  const line = (template, items) => (items.length ? template.replace("{layers}", () => items.join(". ")) : "");

  const say = async () => {
    turn += 1;
    const [mine, now, before] = [turn, layers, said];
    const all = [...now.values()];
    const there = instead || (all.length ? line(words.on_the_map, all.map(named)) : words.nothing);
    const added = before ? all.filter((layer) => !before.has(layer.name)) : [];
    const changed = before ? all.filter((layer) => before.has(layer.name) && before.get(layer.name).details !== layer.details) : [];
    const removed = before && !instead ? [...before.values()].filter((layer) => !now.has(layer.name)) : [];
    const figures = (list) => Promise.all(list.map(measured));
    const lines = [
      line(words.added, await figures(added)), line(words.changed, await figures(changed)),
      line(words.removed, removed.map(named)), there,
    ].filter(Boolean);
    if (mine !== turn) return;
    said = now;
    const text = lines.length > 1 || !before || instead ? lines.join(" ") : "";
    if (text && text !== region.textContent) region.textContent = text;
  };

  return { start, hear };
})();
