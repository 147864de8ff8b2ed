// The quiet ground: relief, water, borders, roads, and place names that do not collide.
"use strict";

window.talks = window.talks || {};

talks.base = (() => {
  const COLOURS = {
    light: { land: "#f3f0e8", water: "#bcd3e0", river: "#a9c6d6", border: "#8c8577", road: "#d8cfbd", line: "#a49b88", governorate: "#cfc7b6" },
    dark: { land: "#1d2126", water: "#2b3c48", river: "#2f4553", border: "#777f88", road: "#3a3f46", line: "#6b6f75", governorate: "#3b4148" },
  };
  const PANES = { relief: 200, ground: 210, labels: 600 };
  const FAR = { 1: 6, 2: 7.5, 3: 8, 4: 9.5, 5: 10.5 };
  let map, features, drawn, names, renderer;
  let language = "en";
  let layerNames = [];

  const styleOf = (kind) => {
    const colour = COLOURS[talks.symbols.theme()];
    const flat = { interactive: false, pane: "ground", renderer };
    return {
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
    renderer = L.svg({ pane: "ground", padding: 0.5 });
    if (base.relief) {
      L.imageOverlay("../../map/relief.png", base.relief, { pane: "relief", opacity: 0.55 }).addTo(map);
    }
    map.on("moveend", placeNames);
    redraw();
  };

  const redraw = () => {
    map.getContainer().style.background = COLOURS[talks.symbols.theme()].land;
    if (drawn) drawn.remove();
    drawn = L.layerGroup();
    for (const kind of ["governorate", "road", "lake", "river", "coast", "line", "border"]) {
      for (const feature of features.filter((item) => item.kind === kind)) {
        drawn.addLayer(L.geoJSON(feature.geometry, { ...styleOf(kind), style: styleOf(kind) }));
      }
    }
    drawn.addTo(map);
    placeNames();
  };

  const named = (feature) => feature.name[language] || feature.name.en || "";

  const pen = document.createElement("canvas").getContext("2d");
  const size = (text, pixels, weight) => {
    pen.font = `${weight} ${pixels}px ${getComputedStyle(document.body).fontFamily}`;
    return [pen.measureText(text).width + 6, pixels * 1.25];
  };

  const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

  // Where a name may stand beside its point: right, left, above, below.
  const boxes = (point, [width, height]) => [
    [point.x + 6, point.y - height / 2], [point.x - 6 - width, point.y - height / 2],
    [point.x - width / 2, point.y - height - 5], [point.x - width / 2, point.y + 5],
  ].map(([x, y]) => [x, y, x + width, y + height]);

  const label = (text, box, className, pixels) => {
    const element = document.createElement("span");
    element.textContent = text;
    element.dir = "auto";
    element.style.fontSize = `${pixels}px`;
    const at = map.unproject(L.point(box[0], box[1]), map.getZoom());
    return L.marker(at, {
      pane: "labels", interactive: false, keyboard: false,
      icon: L.divIcon({ html: element, className: `name ${className}`, iconSize: null, iconAnchor: [0, 0] }),
    });
  };

  // Names of layers come first, then places by rank; what would collide is left out.
  const placeNames = () => {
    if (names) names.remove();
    names = L.layerGroup();
    const zoom = map.getZoom();
    const scale = talks.symbols.pixels(1) / (4 / 3);
    const taken = [];
    const put = (text, box, className, pixels) => {
      taken.push(box);
      names.addLayer(label(text, box, className, pixels));
    };
    for (const { text, at } of layerNames) {
      const pixels = 13 * scale;
      const [width, height] = size(text, pixels, 600);
      const point = map.project(at, zoom);
      const west = map.getPixelBounds().min.x;
      const room = map.getSize();
      if (point.x > west && point.x < west + room.x) {
        point.x = Math.min(Math.max(point.x, west + width / 2 + 4), west + room.x - width / 2 - 4);
      }
      const moves = [0, -1.2, 1.2, -2.4, 2.4].map((step) => step * height);
      const options = moves.map((dy) => [point.x - width / 2, point.y - height / 2 + dy, point.x + width / 2, point.y + height / 2 + dy]);
      const box = options.find((option) => !taken.some((other) => overlaps(option, other)));
      if (box) put(text, box, "of-layer", pixels);
    }
    const places = features.filter((item) => item.kind === "place" && zoom >= (FAR[item.rank] || 11));
    places.sort((a, b) => a.rank - b.rank);
    for (const place of places) {
      const text = named(place);
      const pixels = (place.rank <= 1 ? 15 : place.rank === 2 ? 13 : 11.5) * scale;
      const [longitude, latitude] = place.geometry.coordinates;
      const point = map.project([latitude, longitude], zoom);
      const dot = [point.x - 4, point.y - 4, point.x + 4, point.y + 4];
      if (taken.some((other) => overlaps(dot, other))) continue;
      const box = boxes(point, size(text, pixels, place.rank <= 2 ? 600 : 400))
        .find((option) => !taken.some((other) => overlaps(option, other)));
      if (!box) continue;
      taken.push(dot);
      put(text, box, `rank-${place.rank}`, pixels);
      const shape = place.place === "peak" ? "peak" : "dot";
      names.addLayer(L.marker([latitude, longitude], {
        pane: "labels", interactive: false, keyboard: false,
        icon: L.divIcon({ html: "", className: `place ${shape}`, iconSize: [7, 7] }),
      }));
    }
    names.addTo(map);
  };

  const nameLayers = (list) => {
    if (JSON.stringify(list) === JSON.stringify(layerNames)) return;
    layerNames = list;
    placeNames();
  };

  const speak = (chosen) => {
    if (chosen === language) return;
    language = chosen;
    placeNames();
  };

  return { start, redraw, nameLayers, speak };
})();
