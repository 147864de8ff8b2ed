// Sliders of the page: Streamlit tells Python of a value only when the thumb is let go. What is
// drawn follows the thumb: the browser asks the server for the shape of the value that it shows. The
// arrow keys go by steps: where the thumb rests, the shapes one step up and down are asked for ahead.
"use strict";

window.talks = window.talks || {};

talks.sliders = (() => {
  const REST_MS = 150;
  const MOST = 50;
  const SLIDER = "input[type=range]";
  const seen = new Map(); // by slider and layer: the value that the thumb was seen at last
  const asking = new Set(); // for which of them an answer is under way
  const answers = new Map(); // by address: promise of what the server answers, or of null
  let held = false;
  let resting = null;
  let version = null; // of the data that the answers are of
  let rules, draw;

  const start = (page, ofSliders, drawShape) => {
    rules = ofSliders;
    draw = drawShape;
    const watcher = new MutationObserver((changes) => {
      for (const input of new Set(changes.map((change) => change.target))) follow(input);
    });
    watcher.observe(page.body, { subtree: true, attributes: true, attributeFilter: ["aria-valuetext"] });
    const release = () => {
      held = false;
      if (page.activeElement) rest(page.activeElement);
    };
    const heard = {
      pointerdown: () => { held = true; },
      pointerup: release,
      pointercancel: release,
      focusin: ({ target }) => rest(target),
    };
    for (const [event, does] of Object.entries(heard)) page.addEventListener(event, does, true);
    window.addEventListener("pagehide", () => {
      watcher.disconnect();
      for (const [event, does] of Object.entries(heard)) page.removeEventListener(event, does, true);
    });
  };

  const rulesOf = (input) => rules().filter((item) => input.closest(talks.ofControl(item.class)));

  const follow = (input) => {
    for (const rule of rulesOf(input)) {
      const key = `${rule.class} ${rule.layer}`;
      const before = seen.has(key) ? seen.get(key) : rule.value;
      if (Number(input.value) === Number(before)) continue;
      seen.set(key, input.value);
      show(rule, key);
    }
    rest(input);
  };

  // One question at a time for each layer; values that the thumb has left are passed over.
  const show = async (rule, key) => {
    if (asking.has(key)) return;
    asking.add(key);
    let shown = null;
    while (shown !== seen.get(key)) {
      shown = seen.get(key);
      const answer = await ask(rule.path + shown);
      if (answer) draw(rule.layer, answer);
    }
    asking.delete(key);
  };

  const ask = (address) => {
    if (version !== talks.message.version()) answers.clear();
    version = talks.message.version();
    if (!answers.has(address)) {
      const answer = talks.host.get(address).then((found) => (found.ok ? found.json() : null)).catch(() => null);
      answers.set(address, answer);
      answer.then((found) => { if (!found) answers.delete(address); });
      if (answers.size > MOST) answers.delete(answers.keys().next().value);
    }
    return answers.get(address);
  };

  const rest = (input) => {
    clearTimeout(resting);
    if (!held && input.matches(SLIDER)) resting = setTimeout(askBeside, REST_MS, input);
  };

  const askBeside = async (input) => {
    for (const way of ["stepUp", "stepDown"]) {
      const beside = input.cloneNode();
      beside[way]();
      for (const rule of rulesOf(input)) await ask(rule.path + beside.value);
    }
  };

  return { start, held: () => held };
})();
