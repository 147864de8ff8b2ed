// A comparison on the map: three fills, or two sides with a handle between them.
"use strict";

window.talks = window.talks || {};

talks.compare = (() => {
  const PARTS = ["common", "only-a", "only-b"];
  const SIDES = ["side-a", "side-b"];
  let map, fetchShape, handle, line;
  let drawn = [];
  let said = "";
  let turn = 0; // counts what was asked for: an answer to an earlier one is not drawn any more

  const start = (onMap, fetcher) => {
    map = onMap;
    fetchShape = fetcher;
    map.createPane("compare").style.zIndex = 480;
    for (const side of SIDES) map.createPane(side).style.zIndex = 475;
    map.on("move zoom resize viewreset", clip);
  };

  // What Python says is compared, or nothing. Answers whether all of it could be had.
  const show = async (given, words) => {
    const text = JSON.stringify(given ? [given, talks.symbols.theme()] : null);
    if (text === said) return true;
    said = text;
    turn += 1;
    const own = turn;
    for (const item of drawn) item.remove();
    drawn = [];
    if (handle) { handle.remove(); line.remove(); handle = null; }
    if (!given) return true;
    for (const fill of given.fills) drawn.push(fillOf(fill));
    if (!given.swipe) return true;
    try {
      const sides = await Promise.all(given.swipe.map((layers) => Promise.all(layers.map(fetchShape))));
      if (own !== turn) return true;
      sides.forEach((collections, index) => collections.forEach((collection, number) => (
        drawSide(given.swipe[index][number], collection, SIDES[index]))));
      addHandle(words);
      return true;
    } catch {
      if (own === turn) said = "";
      return false;
    }
  };

  const lookOf = ({ part, outline }) => ({ ...talks.symbols.compared(part), fill: !outline });

  const fillOf = ({ part, geometry, outline }) => L.geoJSON(geometry, {
    pane: "compare", interactive: false, renderer: L.svg({ pane: "compare", padding: 0.5 }),
    style: lookOf({ part, outline }),
  }).addTo(map);

  const drawSide = (layer, collection, side) => {
    const renderer = L.svg({ pane: side, padding: 0.5 });
    for (const feature of collection.features) {
      const role = feature.properties.role;
      if (!talks.symbols.renderer(role)) continue; // nothing that is drawn
      drawn.push(L.geoJSON(feature, { pane: side, renderer, interactive: false, style: talks.symbols.style(layer, role) }).addTo(map));
    }
  };

  const addHandle = (words) => {
    const home = map.getContainer();
    line = home.appendChild(document.createElement("div"));
    line.className = "swipe-line";
    handle = home.appendChild(document.createElement("input"));
    handle.className = "swipe";
    handle.type = "range";
    Object.assign(handle, { min: 0, max: 1000, step: 5, value: 500 });
    handle.setAttribute("aria-label", words.compare_swipe);
    handle.addEventListener("input", clip);
    L.DomEvent.disableClickPropagation(handle);
    handle.addEventListener("keydown", (event) => event.stopPropagation());
    clip();
  };

  const clip = () => {
    if (!handle) return;
    const size = map.getSize();
    const [top, bottom] = [map.containerPointToLayerPoint([0, 0]), map.containerPointToLayerPoint(size)];
    const at = (size.x * handle.value) / 1000;
    const middle = top.x + at;
    line.style.left = `${at}px`;
    map.getPane("side-a").style.clip = `rect(${top.y}px, ${middle}px, ${bottom.y}px, ${top.x}px)`;
    map.getPane("side-b").style.clip = `rect(${top.y}px, ${bottom.x}px, ${bottom.y}px, ${middle}px)`;
  };

  // What the legend explains while something is compared.
  const key = () => {
    const fills = drawn.length && !handle ? credits().fills : [];
    return PARTS.flatMap((part) => {
      const fill = fills.find((item) => item.part === part);
      return fill ? [{ part, look: lookOf(fill) }] : [];
    });
  };

  const credits = () => ((said && JSON.parse(said)) || [{ attributions: [], asOf: "" }])[0];

  return { start, show, key, credits };
})();
