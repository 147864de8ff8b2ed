// What stands around a map: legend, scale bar, north, attribution, neutrality note, notices.
"use strict";

window.talks = window.talks || {};

talks.furniture = (() => {
  const BAR_PX = 110; // the longest that a scale bar may be
  const NARROW = 560; // on a map less wide than this a long legend waits until it is asked for
  const LONGEST = 80; // letters of a name in the legend; its hint has all of it
  const SHORT = 3; // as many layers as never make a legend long
  let map, corner, legend, bar, credit, notice;
  let unfolded = null; // what the user chose, if anything
  let words = {};
  let zoom = () => {};
  let baseCredits = [];
  let tileCredits = [];

  const { make } = talks.dom;

  const start = (onMap, credits) => {
    map = onMap;
    baseCredits = credits;
    const home = map.getContainer();
    home.setAttribute("role", "region");
    corner = make("div", "corner", "", home);
    new ResizeObserver(() => { corner.style.bottom = `${credit.offsetHeight + 8}px`; }).observe(home);
    legend = make("section", "legend", "", corner);
    bar = make("div", "scale", "", corner);
    notice = make("div", "notice", "", corner);
    notice.setAttribute("role", "status");
    credit = make("div", "credit", "", home);
    for (const part of [corner, credit]) {
      L.DomEvent.disableClickPropagation(part);
      L.DomEvent.disableScrollPropagation(part);
    }
    L.control.zoom({ position: "topright" }).addTo(map);
    map.on("move zoom resize", drawScale);
    drawScale();
  };

  const drawScale = () => {
    bar.replaceChildren();
    for (const { text, metres, pixels } of talks.scaleBar.scaleBars(map.getCenter().lat, map.getZoom(), BAR_PX)) {
      const line = make("div", "scale-line", text, bar);
      line.style.width = `${pixels}px`;
      line.dataset.metres = metres;
    }
    make("div", "north", "N ↑", bar);
  };

  // A date stays in one line.
  const unbroken = (text) => text.replaceAll("-", "\u2011");

  // One part a proposal: its swatch stands at its title if it draws one layer, else at each layer.
  const show = (layers, given, zoomTo) => {
    words = given;
    zoom = zoomTo;
    map.getContainer().setAttribute("aria-label", words.map);
    legend.replaceChildren();
    const compared = talks.compare.credits();
    legend.hidden = layers.length === 0 && compared.attributions.length === 0;
    const fold = make("details", "", "", legend);
    fold.open = unfolded === null ? window.innerWidth >= NARROW || layers.length <= SHORT : unfolded;
    make("summary", "legend-fold", words.legend, fold).onclick = () => { unfolded = !fold.open; };
    const body = make("div", "legend-body", "", fold);
    const whose = (layer) => JSON.stringify([layer.group, layer.proposal]); // an own layer may be called as a proposal is
    for (const part of new Set(layers.map(whose))) {
      legendPart(layers.filter((layer) => whose(layer) === part), body);
    }
    comparedPart(body);
    groundPart(body);
    const credits = [...new Set([...baseCredits, ...tileCredits, ...compared.attributions, ...layers.flatMap((layer) => layer.attributions)])].sort();
    const latest = [compared.asOf, ...layers.map((layer) => layer.asOf)].sort().at(-1);
    credit.replaceChildren();
    make("span", "note", `${words.neutrality} `, credit);
    make("span", "credits", [latest ? `${words.asOfFirst} ${unbroken(latest)}` : "", ...credits].filter(Boolean).join(" · "), credit);
    corner.style.bottom = `${credit.offsetHeight + 8}px`;
  };

  const legendPart = (layers, parent) => {
    const part = make("div", "legend-part", "", parent);
    const [first] = layers;
    const { proposal } = first;
    const alone = layers.length === 1;
    const title = alone ? legendRow(first, proposal, part) : make("div", "", "", part);
    if (alone) title.firstChild.classList.add("legend-title");
    else make("div", "legend-title", talks.dom.shortened(proposal, LONGEST), title).title = proposal;
    if (alone && first.reading) make("div", "", first.label || first.reading, title);
    const standing = [...new Set([words.group[first.group], words.status[first.status]].map((word) => word.toLowerCase()))];
    const dates = [...new Set(layers.map((layer) => layer.asOf))].filter(Boolean).sort();
    const dated = (date) => `${words.asOf} ${unbroken(date)}`;
    make("div", "legend-date", [words.group[first.group], ...standing.slice(1), ...dates.slice(-1).map(dated)].join(" · "), title);
    if (first.standing) make("div", "legend-date", unbroken(first.standing), title);
    if (alone) assumed(first, title);
    else for (const layer of layers) {
      const said = layer.label || layer.reading || layer.title;
      assumed(layer, legendRow(layer, dates.length > 1 ? `${said} (${dated(layer.asOf)})` : said, part));
    }
  };

  const comparedPart = (parent) => {
    const { titles, attributions } = talks.compare.credits();
    if (!attributions.length) return;
    const key = talks.compare.key();
    const part = make("div", "legend-part", "", parent);
    make("div", "legend-date", key.length ? words.compare_instead : words.compare_swiped, part);
    for (const { part: name, look } of key) {
      const line = make("div", "legend-row", "", part);
      line.append(talks.symbols.drawn(look, "zone"));
      make("div", "", (titles || words.comparison)[name], line);
    }
  };

  // The ground's own lines, folded until someone asks.
  const groundPart = (parent) => {
    const part = make("details", "legend-part", "", parent);
    make("summary", "legend-fold", words.ground, part);
    for (const { kind, look } of talks.base.key()) {
      const line = make("div", "legend-row", "", part);
      line.append(talks.symbols.drawn(look, "line"));
      make("div", "", words.ground_key[kind], line);
    }
  };

  const legendRow = (layer, said, parent) => {
    const line = make("div", "legend-row", "", parent);
    line.append(talks.symbols.swatch(layer, layer.role));
    const text = make("div", "", "", line);
    talks.dom.button("legend-zoom", talks.dom.shortened(said, LONGEST), text, () => zoom(layer.name)).title = `${said}\n${words.zoomTo}`;
    return text;
  };

  const assumed = (layer, parent) => {
    if (layer.assumptions.length) make("div", "legend-assumed", `* ${layer.assumptions.join("; ")}`, parent);
  };

  // A ring with a name at a place that the map was asked to go to.
  const mark = (at, text) => {
    const name = make("span", "", text);
    return L.layerGroup([
      L.divIcon({ html: "", className: "mark", iconSize: [26, 26] }),
      L.divIcon({ html: name, className: "name mark-name", iconSize: null, iconAnchor: [-18, 10] }),
    ].map((icon) => L.marker(at, { interactive: false, keyboard: false, icon }))).addTo(map);
  };

  // What of the window the legend and the note leave to the map.
  const room = () => ({ paddingTopLeft: [window.innerWidth <= 760 ? 225 : 270, 0], paddingBottomRight: [0, 50] });

  const warned = {}; // by what it is about: the line that stands in the notice

  const warn = (text, about = "") => {
    warned[about] = text;
    notice.textContent = Object.values(warned).filter(Boolean).join(" ");
  };

  return { start, show, mark, room, warn, creditTiles: (list) => { tileCredits = list; } };
})();
