// The quiet ground: sea, relief, water, borders and roads, with the names upon it.
"use strict";

window.talks = window.talks || {};

talks.base = (() => {
  const COLOURS = {
    light: { land: "#f3f0e8", water: "#bcd3e0", river: "#a9c6d6", border: "#8c8577", road: "#d8cfbd", line: "#a49b88", governorate: "#cfc7b6" },
    dark: { land: "#1d2126", water: "#2b3c48", river: "#2f4553", border: "#777f88", road: "#3a3f46", line: "#6b6f75", governorate: "#3b4148" },
  };
  const PANES = { sea: 190, relief: 200, ground: 210, labels: 600 };
  const KINDS = ["sea", "governorate", "road", "lake", "river", "coast", "line", "border"];
  let map, features, drawn, renderers;

  const styleOf = (kind) => {
    const colour = COLOURS[talks.symbols.theme()];
    const flat = { interactive: false, pane: "ground", renderer: renderers.ground };
    return {
      sea: { ...flat, pane: "sea", renderer: renderers.sea, stroke: false, fillColor: colour.water, fillOpacity: 1, fill: true },
      coast: { ...flat, color: colour.river, weight: 1.2, fill: false },
      lake: { ...flat, color: colour.river, weight: 0.8, fillColor: colour.water, fillOpacity: 1, fill: true },
      river: { ...flat, color: colour.river, weight: 1.3, fill: false },
      governorate: { ...flat, color: colour.governorate, weight: 1, dashArray: "1 4", fill: false },
      border: { ...flat, color: colour.border, weight: 1.4, dashArray: "8 3 2 3", fill: false },
      road: { ...flat, color: colour.road, weight: 2.2, fill: false },
      line: { ...flat, color: colour.line, weight: 1, dashArray: "2 4", fill: false },
    }[kind];
  };

  const start = (onMap, base) => {
    map = onMap;
    features = base.features;
    for (const [name, level] of Object.entries(PANES)) map.createPane(name).style.zIndex = level;
    map.getPane("labels").style.pointerEvents = "none";
    renderers = Object.fromEntries(["sea", "ground"].map((pane) => [pane, L.svg({ pane, padding: 0.5 })]));
    if (base.relief) {
      L.imageOverlay("../../map/relief.png", base.relief, { pane: "relief", opacity: 0.55 }).addTo(map);
    }
    draw();
    talks.names.start(map, features);
  };

  const draw = () => {
    map.getContainer().style.background = COLOURS[talks.symbols.theme()].land;
    if (drawn) drawn.remove();
    drawn = L.layerGroup();
    for (const kind of KINDS) {
      for (const feature of features.filter((item) => item.kind === kind)) {
        drawn.addLayer(L.geoJSON(feature.geometry, { ...styleOf(kind), style: styleOf(kind) }));
      }
    }
    drawn.addTo(map);
  };

  const redraw = () => {
    draw();
    talks.names.place();
  };

  // What the legend explains of the ground.
  const key = () => ["border", "line", "governorate", "road"].map((kind) => ({ kind, look: styleOf(kind) }));

  const { place, nameLayers, speak } = talks.names;

  return { start, redraw, key, placeAgain: place, nameLayers, speak };
})();
