// The panel that tells everything about what lies under a click.
"use strict";

window.talks = window.talks || {};

talks.clickPanel = (() => {
  let panel;
  let words = {};

  const { make } = talks.dom;

  const start = (map) => {
    const home = map.getContainer();
    panel = make("aside", "panel", "", home);
    panel.hidden = true;
    panel.tabIndex = -1;
    L.DomEvent.disableClickPropagation(panel);
    L.DomEvent.disableScrollPropagation(panel);
    home.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
  };

  const close = () => { panel.hidden = true; };

  const row = (parent, title, text) => {
    if (!text || text.length === 0) return;
    const line = make("div", "fact", "", parent);
    make("span", "fact-title", title, line);
    for (const item of [text].flat()) make("div", "fact-text", item, line);
  };

  const figureLines = (feature) => feature.figures.map((figure) => `${figure.title}: ${figure.text}`);

  const tellLayer = (parent, facts, featureIds) => {
    const part = make("article", "told", "", parent);
    make("h2", "", facts.title, part);
    const dated = facts.as_of ? `${words.asOf} ${facts.as_of}` : `${words.own_read_on} ${facts.read_on}`;
    make("p", "who", [facts.proposal, words.status[facts.status], dated].join(" · "), part);
    for (const id of featureIds) {
      const feature = facts.features[id];
      if (!feature) continue;
      make("h3", "", feature.title, part);
      if (feature.text) make("p", "", feature.text, part);
      for (const line of figureLines(feature)) make("p", "figure", line, part);
    }
    for (const line of figureLines({ figures: facts.whole })) make("p", "figure", line, part);
    for (const line of facts.reported) {
      make("p", "reported", [line.text, line.why].filter(Boolean).join(". "), part);
    }
    row(part, words.retired, facts.retired);
    row(part, words.inForce, [facts.standing, ...facts.standing_sources].filter(Boolean));
    row(part, words.clause, facts.clause);
    row(part, words.reading, [facts.reading, facts.why, facts.said_on].filter(Boolean));
    row(part, words.stances, facts.stances);
    row(part, words.alsoAsked, facts.also_asked);
    row(part, words.confidenceSaid, words.confidence[facts.confidence_said]);
    row(part, words.confidenceMeant, words.confidence[facts.confidence_meant]);
    row(part, words.assumed, facts.assumptions);
    row(part, words.formula, facts.formula);
    row(part, words.accuracy, facts.rests_on);
    row(part, words.sources, facts.sources);
    row(part, words.readingSources, facts.reading_sources);
    row(part, words.licence, facts.licence);
  };

  // Every feature under a click, topmost first, grouped by layer.
  const tell = async (found) => {
    words = talks.message.words();
    if (found.size === 0) {
      close();
      return;
    }
    panel.replaceChildren();
    talks.dom.button("close", "×", panel, close).setAttribute("aria-label", words.close);
    panel.hidden = false;
    const parts = [...found].map(([layer, ids]) => ({ layer, ids, home: make("div", "", layer.title, panel) }));
    panel.focus();
    await Promise.all(parts.map(async ({ layer, ids, home }) => {
      const answer = await talks.host.get(`${layer.details}&lang=${talks.language()}`).catch(() => null);
      home.replaceChildren();
      if (answer && answer.ok) tellLayer(home, await answer.json(), ids);
      else make("p", "", words.clickAgain, home);
    }));
  };

  return { start, tell, close };
})();
