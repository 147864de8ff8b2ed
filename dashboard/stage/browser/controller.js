// The controller in the map's frame. It keeps every layer that was fetched, answers a switch
// before Python does, and takes Python's next message as the truth that corrects it.
"use strict";

window.talks = window.talks || {};

(() => {
  const DOUBT_MS = 1500; // how long an answer of the browser may stand against Python's
  const LOST_MS = 3000; // how much later a click of which Python says nothing is held to be lost
  const MOST_KEPT = 200;

  const kept = new Map(); // by shape address: promise of the GeoJSON, which is its `done` once there
  const tries = new Map(); // by layer name: { shape, since } what a slider shows before Python knows
  const doubts = new Map(); // by layer name: { on, since } what the browser answered by itself
  let map;
  let told = null; // the last message
  let heard = 0; // how many messages have come
  let started = null;
  let theme = null;
  let telling = false; // whether names and legend are about to follow
  let lastSaid = ""; // what the legend was last made of
  let retry = null;
  let patience = 1000;

  talks.notAnswered = () => talks.message.words().notAnswered;
  // The selector of a control of the page: its class, also once Python has given it another key.
  talks.ofControl = (name) => `.${CSS.escape(name)}, [class*="${name}--"]`;

  talks.language = () => (told ? told.language : "en");
  talks.shown = () => talks.layers.names().sort();
  talks.confirmed = () => (told ? [...told.on].sort() : []);
  talks.truthNumber = 0;

  talks.start = (onMap) => {
    map = onMap;
    map.getContainer().style.setProperty("height", "calc(100vh - var(--brief, 0px))", "important");
    talks.flight.start(map);
    talks.layers.start(map);
    new ResizeObserver(() => {
      map.invalidateSize({ animate: false });
      if (told) arrange();
    }).observe(map.getContainer());
    started = talks.message.learn().then((base) => {
      talks.symbols.prepare(map, base.symbology, talks.host.theme);
      map.invalidateSize({ pan: false });
      map.fitBounds(base.opening, { animate: false, ...talks.furniture.room() });
      talks.base.start(map, base);
      talks.furniture.start(map, base.attributions);
      talks.clickPanel.start(map);
      talks.compare.start(map, fetchShape);
      talks.liveRegion.start(talks.host.get, talks.language);
      talks.drawing.start(map, base.drawing, {
        get: talks.host.get, notAnswered: talks.notAnswered, opened: talks.clickPanel.close,
        copyLink: () => talks.shareLink.copy(talks.furniture.warn),
      });
      talks.briefing.start(map, talks.host.page(), present);
      map.on("click", (event) => { if (!talks.drawing.active()) talks.clickPanel.tell(talks.layers.under(event)); });
      const page = talks.host.page();
      page.addEventListener("click", answerFirst, true);
      window.addEventListener("pagehide", () => page.removeEventListener("click", answerFirst, true));
      talks.again.start(page);
      talks.sliders.start(page, () => (told ? told.sliders : []), tryShape);
    });
  };

  talks.receive = (text) => talks.hear(talks.message.decode(text));

  talks.hear = async (content) => {
    heard += 1;
    const number = heard;
    await started;
    const message = await talks.message.whole(content);
    if (number !== heard) return; // it had to wait, and a later one has come
    told = message;
    const { words } = message;
    talks.furniture.warn("", "offline");
    for (const [address, shape] of Object.entries(message.shapes || {})) keepShape(address, shape);
    talks.base.speak(message.language);
    const staged = talks.briefing.staged();
    talks.briefing.show(message.briefing);
    if (staged && !talks.briefing.staged()) talks.flight.followed(message.flight); // the browser went there first
    if (!talks.briefing.staged()) talks.flight.follow(message.flight);
    talks.tiles.use(map, message.tiles, words);
    const now = talks.symbols.theme();
    if (theme && theme !== now) {
      talks.base.redraw();
      talks.layers.restyle();
    }
    theme = now;
    for (const [name, doubt] of doubts) {
      // Beside a comparison Python does not say what is on, only that it has heard.
      if (message.comparison || message.on.includes(name) === doubt.on) doubts.delete(name);
    }
    for (const [name, { shape }] of tries) {
      const layer = message.layers.find((item) => item.name === name);
      if (!layer || layer.shape === shape) tries.delete(name);
    }
    if (!await talks.compare.show(message.comparison, words)) tryAgain();
    await settle();
    talks.drawing.hear(message);
    talks.shareLink.hear(message);
    talks.own.hear(message);
    talks.truthNumber += 1;
    const ahead = talks.briefing.steps().flatMap((step) => step.layers);
    for (const layer of [...ahead, ...message.layers]) fetchShape(layer).catch(() => {});
  };

  // A step of the briefing, shown before Python knows of it.
  const present = (step) => {
    doubts.clear();
    tries.clear();
    settle();
    talks.flight.go(step.to);
  };

  // What is on by the step that was asked for last, or else by Python.
  const current = () => talks.briefing.staged() || told;

  // A comparison stands in place of what is on.
  const wanted = () => {
    if (told.comparison) return [];
    const { on, layers } = current();
    const names = new Set(on);
    for (const [name, doubt] of doubts) {
      if (doubt.on) names.add(name);
      else names.delete(name);
    }
    return layers.filter((layer) => names.has(layer.name))
      .map((layer) => (tries.has(layer.name) ? { ...layer, shape: tries.get(layer.name).shape } : layer));
  };

  const keep = (address, promise) => {
    kept.set(address, promise);
    if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value);
  };

  const keepShape = (address, shape) => {
    if (!kept.has(address)) keep(address, Object.assign(Promise.resolve(shape), { done: shape }));
  };

  // Draws the shape of a slider's value until Python says what it is, or says nothing in time.
  const tryShape = (name, { address, shape }) => {
    const since = performance.now();
    keepShape(address, shape);
    tries.set(name, { shape: address, since });
    settle();
    const forget = () => {
      const left = tries.get(name);
      if (!left || left.since !== since) return;
      if (talks.sliders.held()) {
        setTimeout(forget, DOUBT_MS);
        return;
      }
      tries.delete(name);
      settle();
    };
    setTimeout(forget, DOUBT_MS);
  };

  // Makes what is shown agree with what is wanted. A layer that is to look otherwise stays until
  // its new shape is there, so that nothing blinks.
  const settle = async () => {
    const layers = wanted();
    const names = new Set(layers.map((layer) => layer.name));
    for (const name of talks.layers.names()) {
      if (names.has(name)) continue;
      talks.clickPanel.close();
      talks.layers.hide(name);
    }
    const missing = [];
    for (const layer of layers) {
      if (talks.layers.holds(layer)) continue;
      const ready = fetchShape(layer);
      if (ready.done) talks.layers.show(layer, ready.done);
      else missing.push(ready.then(() => settle(), () => tryAgain()));
    }
    arrange();
    await Promise.all(missing);
  };

  // A shape that did not come is asked for again, a little later each time.
  const tryAgain = () => {
    clearTimeout(retry);
    retry = setTimeout(async () => {
      if (!await talks.compare.show(told.comparison, told.words)) tryAgain();
      settle();
    }, patience);
    patience = Math.min(2 * patience, 15000);
    talks.furniture.warn(talks.notAnswered());
  };

  const fetchShape = (layer) => {
    const known = kept.get(layer.shape);
    if (known) return known;
    const promise = talks.host.get(layer.shape)
      .then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`no shape for ${layer.name}`))))
      .then((collection) => {
        promise.done = collection;
        return collection;
      });
    promise.then(() => { patience = 1000; talks.furniture.warn(""); }, () => kept.delete(layer.shape));
    keep(layer.shape, promise);
    return promise;
  };

  // Names and legend follow once the shapes are on the screen.
  const arrange = () => {
    talks.layers.order();
    if (telling) return;
    telling = true;
    requestAnimationFrame(() => setTimeout(() => {
      telling = false;
      tell();
    }));
  };

  const tell = () => {
    const { words } = told;
    const inOrder = current().layers.filter((layer) => talks.layers.has(layer.name));
    const names = inOrder.flatMap((layer) => talks.layers.featuresOf(layer.name)
      .filter((feature) => feature.properties.label_at)
      .map((feature) => ({ ...nameOf(layer, feature), at: [...feature.properties.label_at].reverse() })));
    talks.base.nameLayers(names);
    const rows = inOrder.map((layer) => ({
      ...layer, role: talks.layers.roleOf(layer.name), attributions: talks.layers.creditsOf(layer.name),
    }));
    const said = JSON.stringify([rows, talks.compare.credits(), theme, talks.tiles.address(), window.innerWidth, window.innerHeight]);
    if (said === lastSaid) return;
    talks.furniture.show(rows, words, zoomTo);
    talks.liveRegion.hear(inOrder, words, told.comparison ? words.compare_instead : "");
    lastSaid = said;
  };

  // What a feature is called, and whose it is; the name of a place is nobody's.
  const nameOf = (layer, { properties: { role, title } }) => {
    if (["position", "group"].includes(role)) return { text: title };
    const whose = { proposal: layer.proposal, party: told.words.group[layer.group] };
    if (role === "band") return { text: title, ...whose };
    return { text: layer.label || layer.reading || layer.title, ...whose, assumed: layer.assumptions.length > 0 };
  };

  const zoomTo = (name) => {
    if (talks.layers.has(name)) talks.flight.show(talks.layers.boundsOf(name));
  };

  // Whether the server cannot be had; the browser's own word is of another network than this one's.
  const unreached = () => talks.host.get("_stcore/health").then(() => false, () => true);

  // A click on the label has not changed the box yet when it is heard here; one on the box itself
  // (the keyboard's) has. The page's own framework swallows the box's `change` after the former.
  const answerFirst = (event) => {
    const label = event.target.closest("label");
    const box = label && label.querySelector("input[type=checkbox]");
    if (!told || !box || event.target.closest("button")) return;
    const rule = told.switches.find((item) => box.closest(talks.ofControl(item.class)));
    if (!rule) return;
    const on = event.target === box ? box.checked : !box.checked;
    const since = performance.now();
    for (const name of on ? rule.shows : rule.hides) doubts.set(name, { on, since });
    settle();
    const giveUp = async () => {
      const mine = () => [...doubts].filter(([, doubt]) => doubt.since === since);
      if (mine().length && await unreached()) { // Python hears of it once the network is back
        talks.furniture.warn(told.words.offline, "offline");
        setTimeout(giveUp, DOUBT_MS);
        return;
      }
      const left = mine();
      for (const [name] of left) doubts.delete(name);
      if (!left.length) return;
      settle();
      const number = talks.truthNumber;
      setTimeout(() => { if (talks.truthNumber === number && talks.again.idle()) talks.again.ask(); }, LOST_MS);
    };
    setTimeout(giveUp, DOUBT_MS);
  };

})();
