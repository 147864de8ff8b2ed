// Drawing and measuring: positions are set with the mouse or at the cross in the map's middle. The
// server measures on the ellipsoid while a shape is drawn; no figure is made here. What is finished
// goes to Python as a drawing of streamlit-folium, and stays in sight until Python's layer is there.
"use strict";

window.talks = window.talks || {};

talks.drawing = (() => {
  const SAME_PX = 4; // nearer to the last position than this, a click is its own second one
  const DECIMALS = 6; // a tenth of a metre: what is shown is what is measured

  const handed = new Map(); // by number: { drawn, layer, told } the sketch that waits for Python's layer
  let lastNumber = 0; // of a drawing: the time, but later than any before it if the clock is put back
  let map, sketch, cross;
  let takes = {}; // by shape: how many positions it needs at least, and takes at most
  let words = null;
  let shape = null; // what is being drawn, if anything
  let points = [];
  let tip = null; // where the next position would be
  let byKeys = false; // whether that is the cross in the middle
  let rim = [];
  let asked = "";
  let asking = false;

  const start = (onMap, positions) => {
    map = onMap;
    takes = positions;
    map.createPane("drawing").style.zIndex = 640;
    sketch = L.layerGroup().addTo(map);
    cross = map.getContainer().appendChild(document.createElement("div"));
    cross.className = "cross";
    cross.hidden = true;
    map.on("click", (event) => { if (shape) set(event.latlng); });
    map.on("dblclick", () => { if (shape) finish(); });
    map.on("mousemove", (event) => { if (shape) point(event.latlng, false); });
    map.on("mouseout", away);
    map.on("move", () => { if (shape && byKeys) point(map.getCenter(), true); });
    // Before Leaflet's own keys, which move the map.
    map.getContainer().addEventListener("keydown", onKey, true);
  };

  const rounded = ({ lat, lng }) => L.latLng(Number(lat.toFixed(DECIMALS)), Number(lng.toFixed(DECIMALS)));

  const choose = (wanted) => {
    clear();
    shape = wanted;
    talks.clickPanel.close();
    map.doubleClickZoom.disable();
    map.getContainer().classList.add("drawing");
    talks.drawingCard.begun(shape);
    map.getContainer().focus();
    point(map.getCenter(), true);
  };

  const clear = () => {
    shape = null;
    points = [];
    tip = null;
    rim = [];
    asked = "";
    sketch.clearLayers();
    cross.hidden = true;
    map.doubleClickZoom.enable();
    map.getContainer().classList.remove("drawing");
  };

  const cancel = () => {
    clear();
    talks.drawingCard.ended("");
  };

  const point = (latlng, keys) => {
    byKeys = keys;
    cross.hidden = !keys;
    tip = rounded(latlng);
    redraw();
    ask();
  };

  // The pointer has left the map: what counts is what was set.
  const away = () => {
    if (!shape || byKeys) return;
    tip = null;
    redraw();
    ask();
  };

  const most = () => takes[shape][1];
  const endsItself = (what) => takes[what][0] === takes[what][1];

  const set = (latlng) => {
    const last = points.at(-1);
    const place = rounded(latlng);
    if (last && map.latLngToContainerPoint(last).distanceTo(map.latLngToContainerPoint(place)) < SAME_PX) return;
    if (points.length >= most()) return;
    points.push(place);
    tip = place;
    talks.drawingCard.say(words.added.replace("{number}", points.length));
    redraw();
    ask();
    if (endsItself(shape) && points.length === most()) finish();
  };

  const undo = () => {
    points.pop();
    talks.drawingCard.say(words.taken_back.replace("{number}", points.length));
    redraw();
    ask();
  };

  const finish = async () => {
    const [done, set] = [shape, points];
    if (!done || set.length < takes[done][0]) return;
    const answer = await measure(done, set);
    if (done !== shape || set !== points) return;
    talks.drawingCard.show(answer);
    if (answer.refusal) {
      if (endsItself(done)) points.pop();
      return;
    }
    lastNumber = Math.max(Date.now(), lastNumber + 1);
    const number = lastNumber;
    tip = null;
    redraw();
    const drawn = L.layerGroup(sketch.getLayers()).addTo(map);
    const layer = L.polyline(set);
    layer.feature = { type: "Feature", properties: { shape: done, number, name: talks.drawingCard.name() } };
    handed.set(number, { drawn, layer, told: false });
    clear();
    talks.drawingCard.ended(words.waiting);
    handOver();
  };

  // One at a time: a later one would take the place of one that Python has not seen yet.
  const handOver = () => {
    const [first] = handed.values();
    if (!first || first.told) return;
    first.told = true;
    map.fire("draw:created", { layer: first.layer, layerType: "polyline" });
  };

  const measure = async (what, where) => {
    const at = where.map(({ lat, lng }) => `${lng},${lat}`).join(";");
    const answer = await talks.host.get(`map/measure?${new URLSearchParams({ shape: what, at })}`).catch(() => null);
    if (answer && answer.ok) return answer.json();
    return { figures: [], position: [], rim: [], refusal: talks.notAnswered() };
  };

  // One question at a time; places that the pointer has left meanwhile are passed over.
  const ask = async () => {
    if (asking) return;
    asking = true;
    while (shape) {
      const all = wanted();
      const question = `${shape} ${all.join(" ")}`;
      if (question === asked) break;
      asked = question;
      const answer = await measure(shape, all);
      if (!shape) break;
      rim = answer.rim;
      talks.drawingCard.show({ ...answer, refusal: points.length >= takes[shape][0] || answer.rim.length ? answer.refusal : "" });
      redraw();
    }
    asking = false;
  };

  const wanted = () => {
    const last = points.at(-1);
    return tip && !(last && last.equals(tip, 0)) ? [...points, tip] : points;
  };

  const redraw = () => {
    sketch.clearLayers();
    if (!shape) return;
    const look = { ...talks.symbols.own(), pane: "drawing", interactive: false, bubblingMouseEvents: true };
    const all = wanted();
    if (shape === "area" && all.length > 2) sketch.addLayer(L.polygon(all, { ...look, fillOpacity: 0.12 }));
    else if (all.length > 1) sketch.addLayer(L.polyline(all, { ...look, fill: false }));
    if (shape === "circle" && rim.length && all.length > 1) {
      sketch.addLayer(L.polygon(rim.map(([x, y]) => [y, x]), { ...look, fillOpacity: 0.12 }));
    }
    for (const place of points) {
      sketch.addLayer(L.circleMarker(place, { ...look, radius: 4, fillOpacity: 1 }));
    }
  };

  const onKey = (event) => {
    if (event.target !== map.getContainer() || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (shape) cancel();
      else talks.drawingCard.close();
      return;
    }
    if (!shape) return;
    const does = { Enter: () => set(map.getCenter()), Backspace: undo, Delete: undo, f: finish, F: finish }[event.key];
    if (does) {
      event.preventDefault();
      event.stopPropagation();
      if (event.key === "Enter") point(map.getCenter(), true);
      does();
    } else if (event.key.startsWith("Arrow") || "+-".includes(event.key)) {
      point(map.getCenter(), true);
    }
  };

  // What Python says: the words, and the number of the last drawing that it has taken or refused.
  const hear = (message) => {
    if (!words) talks.drawingCard.start(map, message.words);
    words = message.words.drawing;
    lastNumber = Math.max(lastNumber, message.drawn);
    for (const [number, { drawn }] of handed) {
      if (number > message.drawn) continue;
      drawn.remove();
      handed.delete(number);
      if (!shape) talks.drawingCard.say(message.refused || words.done);
    }
    handOver();
  };

  return {
    start, hear, choose, undo, finish, cancel, away,
    active: () => shape !== null,
    setHere: () => { point(map.getCenter(), true); set(map.getCenter()); },
  };
})();
