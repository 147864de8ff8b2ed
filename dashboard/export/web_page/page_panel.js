// The list beside the map: what is on, and the steps of a briefing. It says to the map what Python
// says to it on the screen.
"use strict";

window.talks = window.talks || {};

talks.panel = (() => {
  const { layers, proposals, steps, briefing, language } = talks.held;
  let at = 0; // the step that is shown
  let flown = 0; // counts the flights
  let on; // addresses of the layers that are on
  let chosen; // by address: the ids of the readings that are

  const boxes = (kind) => document.querySelectorAll(`.side input[data-${kind}]`);
  const every = proposals.flatMap((proposal) => proposal.layers);
  const layersOf = (id) => proposals.find((proposal) => proposal.id === id).layers.map(({ address }) => address);
  const parted = (name) => name.split("@");

  const begin = (index) => {
    at = index;
    on = new Set(steps[at].on);
    chosen = new Map(Object.entries(steps[at].chosen));
  };

  const names = () => every.filter(({ address }) => on.has(address))
    .flatMap(({ address }) => chosen.get(address).map((reading) => `${address}@${reading}`));

  const message = () => ({
    on: names(),
    layers: Object.values({ ...layers, ...steps[at].layers })
      .map((layer) => ({ ...layer, turn: Math.max(0, chosen.get(layer.address).indexOf(layer.readingId)) })),
    flight: { number: flown, to: steps[at].to, mark: "" },
    briefing: briefing && { ...briefing, at },
    switches: [], sliders: [], tiles: null, comparison: null, language,
  });

  // What is on must show in the switches; those below one that is off are not offered.
  const mark = () => {
    for (const box of boxes("proposal")) box.checked = layersOf(box.dataset.proposal).some((layer) => on.has(layer));
    for (const box of boxes("layer")) {
      box.checked = on.has(box.dataset.layer);
      box.parentElement.hidden = !layersOf(box.dataset.layer.split(".")[0]).some((layer) => on.has(layer));
    }
    for (const box of boxes("reading")) {
      const [address, reading] = parted(box.dataset.reading);
      box.checked = chosen.get(address).includes(reading);
      box.parentElement.hidden = !on.has(address);
    }
    const note = document.querySelector(".side-changed");
    if (note) note.hidden = names().join() === briefing.steps[at].on.join();
  };

  const say = () => {
    mark();
    return talks.hear(message());
  };

  const switchLayers = (addresses, checked) => {
    for (const address of addresses) on[checked ? "add" : "delete"](address);
  };

  // Unchecking the last reading of a layer turns it off and keeps the reading for the next time.
  const switchReading = (name, checked) => {
    const [address, reading] = parted(name);
    const wanted = every.find((layer) => layer.address === address).readings
      .filter((item) => (item === reading ? checked : chosen.get(address).includes(item)));
    if (wanted.length) chosen.set(address, wanted);
    else on.delete(address);
  };

  const changed = ({ target }) => {
    const { proposal, layer, reading } = target.dataset;
    if (target.name === "step") {
      flown += 1;
      begin(Number(target.value));
    } else if (proposal) switchLayers(layersOf(proposal), target.checked);
    else if (layer) switchLayers([layer], target.checked);
    else switchReading(reading, target.checked);
    say();
  };

  const restore = () => {
    flown += 1;
    begin(at);
    say();
  };

  const start = () => {
    const map = L.map("map_div", {
      ...talks.held.map, attributionControl: false, zoomControl: false,
    });
    const side = document.querySelector(".side");
    side.open = window.innerWidth > 760;
    side.addEventListener("change", changed);
    const button = document.querySelector(".side-restore");
    if (button) button.onclick = restore;
    // A browser that loads the page again would keep what was chosen before.
    for (const radio of document.querySelectorAll("input[name=step]")) radio.checked = radio.value === "0";
    talks.start(map);
    talks.host.dark.addEventListener("change", say);
    begin(0);
    say();
    window.map_div = map; // its name on the screen
  };

  return { start };
})();

talks.panel.start();
