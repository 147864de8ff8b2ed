// An online base map, if the user chose one. It lies over the ground that is always there, which
// stays where tiles do not come; a line then says so.
"use strict";

window.talks = window.talks || {};

talks.tiles = (() => {
  const PATIENCE_MS = 8000; // how long nothing may come before it is told
  const ABOUT = "tiles";
  let now = null;
  let waiting = null;

  const say = (text) => talks.furniture.warn(text, ABOUT);

  const use = (map, chosen, words) => {
    if ((chosen && chosen.url) === (now && now.url)) return;
    if (now) now.layer.remove();
    clearTimeout(waiting);
    say("");
    now = chosen && { url: chosen.url, layer: L.tileLayer(chosen.url, { pane: "relief", maxZoom: 13 }) };
    talks.furniture.creditTiles(chosen ? [chosen.attribution] : []);
    if (!now) return;
    const { layer } = now;
    let come = 0; // tiles since the last move
    const late = () => { if (now && now.layer === layer && !come) say(words.tilesMissing); };
    layer.on("loading", () => { come = 0; clearTimeout(waiting); waiting = setTimeout(late, PATIENCE_MS); });
    layer.on("load", () => { clearTimeout(waiting); late(); });
    layer.on("tileload", () => { come += 1; clearTimeout(waiting); say(""); });
    layer.addTo(map);
  };

  return { use, address: () => now && now.url };
})();
