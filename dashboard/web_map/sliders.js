// Sliders of the page: Streamlit tells Python of a value only when the thumb is let go. What is
// drawn follows the thumb: the browser asks the server for the shape of the value that it shows.
"use strict";

window.talks = window.talks || {};

talks.sliders = (() => {
  const asked = new Map(); // by layer name: the value asked for last
  const asking = new Set(); // names of layers whose answer is under way
  let held = false;
  let draw;

  const start = (page, rules, drawShape) => {
    draw = drawShape;
    const watcher = new MutationObserver((changes) => {
      for (const input of new Set(changes.map((change) => change.target))) follow(input, rules());
    });
    watcher.observe(page.body, { subtree: true, attributes: true, attributeFilter: ["aria-valuetext"] });
    const hold = () => { held = true; };
    const release = () => { held = false; };
    page.addEventListener("pointerdown", hold, true);
    page.addEventListener("pointerup", release, true);
    window.addEventListener("pagehide", () => {
      watcher.disconnect();
      page.removeEventListener("pointerdown", hold, true);
      page.removeEventListener("pointerup", release, true);
    });
  };

  const follow = (input, rules) => {
    for (const rule of rules.filter((item) => input.closest(`.${CSS.escape(item.class)}`))) {
      if (asked.get(rule.layer) === input.value) continue;
      if (!asked.has(rule.layer) && Number(input.value) === rule.value) continue;
      asked.set(rule.layer, input.value);
      ask(rule);
    }
  };

  // One question at a time for each layer; values that the thumb has left are passed over.
  const ask = async (rule) => {
    if (asking.has(rule.layer)) return;
    asking.add(rule.layer);
    let answered = null;
    while (answered !== asked.get(rule.layer)) {
      answered = asked.get(rule.layer);
      const answer = await fetch(`../../${rule.path}${answered}`).catch(() => null);
      if (answer && answer.ok) draw(rule.layer, await answer.json());
    }
    asking.delete(rule.layer);
    asked.delete(rule.layer);
  };

  return { start, held: () => held };
})();
