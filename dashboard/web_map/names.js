// Names on the map: of layers, areas and places. None collides with another, or hides beneath what
// stands over the map; what finds no room is left out.
"use strict";

window.talks = window.talks || {};

talks.names = (() => {
  const FAR = { 1: 6, 2: 7.5, 3: 8, 4: 9.5, 5: 10.5 }; // by rank: the least zoom
  const OVER_THE_MAP = ".corner > *, .credit, .leaflet-control";
  const LINE = 1.25;
  const PADDING = 6;
  // Size of the letters; space between them, and how far a name may move up or down, in their size.
  const AREAS = {
    state: { points: 12, spacing: 0.22, steps: [0, -1.5, 1.5, -3, 3] },
    region: { points: 14, spacing: 0.08, steps: [0, -0.5, 0.5, -1, 1, -2, 2, -3, 3, -4, 4] },
    lake: { points: 11.5, spacing: 0, steps: [0, 1, -1, 2] },
  };
  const LONGEST = 32; // of a layer's name, in the size of its letters: a longer one is cut
  const STATUS_SIZE = 0.78; // of the name that it stands below
  let map, features, scale, taken;
  let drawn = new Map(); // by all that it is made of: each mark on the map
  let wanted = new Map(); // likewise: what is to be there
  let language = "en";
  let layerNames = [];
  const watched = new Set();

  const start = (onMap, given) => {
    map = onMap;
    features = given;
    map.on("moveend", place);
    place();
  };

  const named = (texts) => texts[language] || texts.en || "";

  const pen = document.createElement("canvas").getContext("2d");
  const size = (text, pixels, weight, spacing = 0) => {
    pen.font = `${weight} ${pixels}px ${getComputedStyle(document.body).fontFamily}`;
    return [pen.measureText(text).width + text.length * spacing + PADDING, pixels * LINE];
  };

  const overlaps = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
  const holds = (a, b) => a[0] <= b[0] && a[1] <= b[1] && a[2] >= b[2] && a[3] >= b[3];
  const boxAt = ([x, y], [width, height]) => [x, y, x + width, y + height];
  const around = ({ x, y }, [width, height], dx = 0, dy = 0) => (
    boxAt([x - width / 2 + dx, y - height / 2 + dy], [width, height]));
  const view = () => {
    const { min, max } = map.getPixelBounds();
    return [min.x, min.y, max.x, max.y];
  };

  const free = (box) => {
    const seen = view();
    return (holds(seen, box) || !overlaps(seen, box)) && !taken.some((other) => overlaps(box, other));
  };

  // What stands over the map, in the pixels of the projected world; names follow when it changes.
  const furniture = () => {
    const home = map.getContainer().getBoundingClientRect();
    const { min } = map.getPixelBounds();
    const parts = [...map.getContainer().querySelectorAll(OVER_THE_MAP)];
    for (const part of parts.filter((item) => !watched.has(item))) {
      watched.add(part);
      watcher.observe(part);
    }
    return parts.map((part) => part.getBoundingClientRect()).filter((part) => part.width && part.height)
      .map((part) => boxAt([min.x + part.left - home.left, min.y + part.top - home.top], [part.width, part.height]));
  };

  // Moved by a plain shift: with Leaflet's own the browser would keep every name as a picture apart,
  // and put dozens of them together whenever anything changes.
  const Mark = L.Marker.extend({
    _setPos(point) {
      L.Marker.prototype._setPos.call(this, point);
      this._icon.style.transform = `translate(${point.x}px, ${point.y}px)`;
    },
  });

  // What is there already stays as it is.
  const mark = (key, at, html, className, options) => {
    wanted.set(key, drawn.get(key) || new Mark(at, {
      pane: "labels", interactive: false, keyboard: false, icon: L.divIcon({ html: html(), className, ...options }),
    }));
  };

  const written = (text, pixels, spacing, status) => {
    const element = document.createElement("span");
    element.dir = "auto";
    element.style.fontSize = `${pixels}px`;
    element.style.letterSpacing = `${spacing}px`;
    element.textContent = text;
    for (const line of status) {
      const small = document.createElement("small");
      small.dir = "auto";
      small.textContent = line;
      element.append(small);
    }
    return element;
  };

  const put = (box, className, pixels, text, { spacing = 0, status = [] } = {}) => {
    taken.push(box);
    const key = JSON.stringify([map.getZoom(), box, className, pixels, text, spacing, status]);
    const at = map.unproject(L.point(box[0], box[1]), map.getZoom());
    const html = () => written(text, pixels, spacing, status);
    mark(key, at, html, `name ${className}`, { iconSize: null, iconAnchor: [0, 0] });
  };

  const cut = (text, pixels) => {
    let [kept, most] = [1, [...text].length];
    while (kept < most) {
      const middle = Math.ceil((kept + most) / 2);
      if (size(talks.shortened(text, middle), pixels, 600)[0] <= LONGEST * pixels) kept = middle;
      else most = middle - 1;
    }
    return talks.shortened(text, kept);
  };

  const nameLayer = ({ text: whole, at }) => {
    const pixels = 13 * scale;
    const text = cut(whole, pixels);
    const [width, height] = size(text, pixels, 600);
    const point = map.project(at, map.getZoom());
    const [west, , east] = view();
    if (point.x > west && point.x < east) {
      point.x = Math.min(Math.max(point.x, west + width / 2 + 4), east - width / 2 - 4);
    }
    const options = [0, -1.2, 1.2, -2.4, 2.4].map((step) => around(point, [width, height], 0, step * height));
    const box = options.find(free);
    if (box) put(box, "of-layer", pixels, text);
  };

  // A lake's name stands in the lake, or to the west of it where the lake is too small.
  const lakeOptions = (area, box, pixels) => {
    const shore = features.find((item) => item.kind === "lake" && item.id === area.id);
    const bounds = L.geoJSON(shore.geometry).getBounds();
    const [a, b] = [bounds.getNorthWest(), bounds.getSouthEast()].map((corner) => map.project(corner, map.getZoom()));
    const fits = b.x - a.x > 1.3 * box[0] && b.y - a.y > box[1];
    const middle = fits ? a.add(b).divideBy(2) : L.point(a.x - box[0] / 2, (a.y + b.y) / 2);
    return AREAS.lake.steps.map((step) => around(middle, box, 0, step * pixels));
  };

  const areaOptions = (area, box, pixels, aside) => {
    if (area.area === "lake") return lakeOptions(area, box, pixels);
    const [longitude, latitude] = area.geometry.coordinates;
    const point = map.project([latitude, longitude], map.getZoom()).add([aside, 0]);
    const { steps } = AREAS[area.area];
    return steps.flatMap((dy) => [0, -1, 1, -2].map((dx) => around(point, box, dx * pixels, dy * pixels)));
  };

  // Tries, in turn: the status below the name, the status below and to the left. What has a status
  // is not named without it.
  const nameArea = (area) => {
    const look = AREAS[area.area];
    const pixels = look.points * scale;
    const spacing = language === "en" ? look.spacing * pixels : 0; // Arabic letters stay joined
    const text = area.area === "state" ? named(area.name).toUpperCase() : named(area.name);
    const lines = area.area === "lake" ? text.replace(" (", "\n(").split("\n") : [text];
    const said = area.status ? named(area.status).split(/[;؛] /) : [];
    const letters = lines.map((line) => size(line, pixels, 600, spacing));
    const small = said.map((line) => size(line, pixels * STATUS_SIZE, 600));
    const whole = (sizes) => [Math.max(...sizes.map(([width]) => width)), sizes.reduce((sum, [, height]) => sum + height, 0)];
    const full = whole([...letters, ...small]);
    const forms = [{ status: said, side: "", box: full, aside: 0 }];
    if (said.length) {
      forms.push({ status: said, side: "to-left", box: full, aside: (letters[0][0] - full[0]) / 2 });
    }
    for (const { status, side, box, aside } of forms) {
      const at = areaOptions(area, box, pixels, aside).find(free);
      if (!at) continue;
      put(at, `of-area ${area.area} ${side}`, pixels, lines.join("\n"), { spacing, status });
      return;
    }
  };

  // Where a place's name may stand: right, left, above, below.
  const beside = (point, [width, height]) => [
    [point.x + 6, point.y - height / 2], [point.x - 6 - width, point.y - height / 2],
    [point.x - width / 2, point.y - height - 5], [point.x - width / 2, point.y + 5],
  ].map((corner) => boxAt(corner, [width, height]));

  const namePlace = (place) => {
    const pixels = (place.rank <= 1 ? 15 : place.rank === 2 ? 13 : 11.5) * scale;
    const [longitude, latitude] = place.geometry.coordinates;
    const point = map.project([latitude, longitude], map.getZoom());
    const dot = around(point, [8, 8]);
    if (taken.some((other) => overlaps(dot, other))) return;
    const text = named(place.name);
    const box = beside(point, size(text, pixels, place.rank <= 2 ? 600 : 400)).find(free);
    if (!box) return;
    taken.push(dot);
    put(box, `rank-${place.rank}`, pixels, text);
    const shape = place.place === "peak" ? "peak" : "dot";
    mark(`${shape} ${place.id}`, [latitude, longitude], () => "", `place ${shape}`, { iconSize: [7, 7] });
  };

  // What has a status comes first, then names of layers, then areas and places by rank. A place is
  // not named where a layer has the same name.
  const place = () => {
    wanted = new Map();
    scale = talks.symbols.pixels(1) / (4 / 3);
    taken = furniture();
    const near = features.filter((item) => ["area-name", "place"].includes(item.kind) && map.getZoom() >= (FAR[item.rank] || 11));
    near.sort((a, b) => a.rank - b.rank || a.kind.localeCompare(b.kind));
    near.filter((item) => item.status).forEach(nameArea);
    layerNames.forEach(nameLayer);
    const said = new Set(layerNames.map(({ text }) => text));
    for (const feature of near.filter((item) => !item.status && !said.has(named(item.name)))) (feature.kind === "place" ? namePlace : nameArea)(feature);
    for (const [key, item] of drawn) if (!wanted.has(key)) item.remove();
    for (const [key, item] of wanted) if (!drawn.has(key)) item.addTo(map);
    drawn = wanted;
  };

  const watcher = new ResizeObserver(() => place());

  // Equal names of several proposals say whose they are: the party's, or the proposal's where a
  // party has two of them.
  const toldApart = (list) => {
    const owners = new Map(); // by name: the party of each proposal that has it
    for (const { text, proposal, party } of list) {
      if (!owners.has(text)) owners.set(text, new Map());
      owners.get(text).set(proposal, party);
    }
    return list.map(({ text, proposal, party, assumed, at }) => {
      const parties = [...owners.get(text).values()];
      const whose = new Set(parties).size === parties.length ? party : proposal;
      return { text: [text, parties.length > 1 && whose && `(${whose})`, assumed && "*"].filter(Boolean).join(" "), at };
    });
  };

  const nameLayers = (given) => {
    const list = toldApart(given);
    if (JSON.stringify(list) === JSON.stringify(layerNames)) return;
    layerNames = list;
    place();
  };

  const speak = (chosen) => {
    if (chosen === language) return;
    language = chosen;
    place();
  };

  return { start, place, nameLayers, speak };
})();
