// The quiet ground: sea, relief, water, borders and roads, with the names upon it.
"use strict";

window.talks = window.talks || {};

talks.base = (() => {
  const PANES = { sea: 190, relief: 200, ground: 210, labels: 600 };
  let map, features, drawn, renderers, symbology;

  const styleOf = (kind) => {
    const theme = talks.symbols.theme();
    const look = symbology.ground[kind];
    const pane = kind === "sea" ? "sea" : "ground";
    return {
      interactive: false, pane, renderer: renderers[pane],
      stroke: Boolean(look.width), color: look.stroke[theme], weight: look.width,
      dashArray: look.dash.length ? look.dash.join(" ") : null,
      fill: Boolean(look.fill[theme]), fillColor: look.fill[theme], fillOpacity: 1,
    };
  };

  const start = (onMap, base) => {
    map = onMap;
    features = base.features;
    symbology = base.symbology;
    for (const [name, level] of Object.entries(PANES)) map.createPane(name).style.zIndex = level;
    map.getPane("labels").style.pointerEvents = "none";
    renderers = Object.fromEntries(["sea", "ground"].map((pane) => [pane, L.svg({ pane, padding: 0.5 })]));
    if (base.relief) {
      L.imageOverlay(talks.host.relief, base.relief, { pane: "relief", opacity: symbology.relief.opacity }).addTo(map);
    }
    draw();
    talks.labels.start(map, features);
  };

  const draw = () => {
    for (const [kind, colour] of Object.entries(symbology.name)) {
      map.getContainer().style.setProperty(`--${kind}-name`, colour[talks.symbols.theme()]);
    }
    map.getContainer().style.background = symbology.sheet[talks.symbols.theme()].land;
    if (drawn) drawn.remove();
    drawn = L.layerGroup();
    for (const kind of Object.keys(symbology.ground)) {
      for (const feature of features.filter((item) => item.kind === kind)) {
        drawn.addLayer(L.geoJSON(feature.geometry, { ...styleOf(kind), style: styleOf(kind) }));
      }
    }
    drawn.addTo(map);
  };

  const redraw = () => {
    draw();
    talks.labels.place();
  };

  // What the legend explains of the ground.
  const key = () => talks.symbols.order().ground.map((kind) => ({ kind, look: styleOf(kind) }));

  const { nameLayers, speak } = talks.labels;

  return { start, redraw, key, nameLayers, speak };
})();
