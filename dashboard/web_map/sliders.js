// Sliders of the page: Streamlit tells Python of a value only when the thumb is let go. What is
// drawn follows the thumb: the browser asks the server for the shape of the value that it shows.
"use strict";

window.talks = window.talks || {};

talks.sliders = (() => {
  const asked = new Map(); // by slider and layer: the value that the thumb was seen at last
  const asking = new Set(); // for which of them an answer is under way
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
    for (const rule of rules.filter((item) => input.closest(talks.ofControl(item.class)))) {
      const key = `${rule.class} ${rule.layer}`;
      const before = asked.has(key) ? asked.get(key) : rule.value;
      if (Number(input.value) === Number(before)) continue;
      asked.set(key, input.value);
      ask(rule, key);
    }
  };

  // One question at a time for each layer; values that the thumb has left are passed over.
  const ask = async (rule, key) => {
    if (asking.has(key)) return;
    asking.add(key);
    let answered = null;
    while (answered !== asked.get(key)) {
      answered = asked.get(key);
      const answer = await fetch(`../../${rule.path}${answered}`).catch(() => null);
      if (answer && answer.ok) draw(rule.layer, await answer.json());
    }
    asking.delete(key);
  };

  return { start, held: () => held };
})();
