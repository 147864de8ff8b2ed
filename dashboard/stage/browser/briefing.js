// A briefing under the map: title, caption and key figures of a step, and the way to the others.
// A key or button shows a step at once; the list of steps in the page tells Python of it.
"use strict";

window.talks = window.talks || {};

talks.briefing = (() => {
  const LIST = ".st-key-step, [class*=\"st-key-step--\"]"; // the page's list of steps
  const FORWARD = ["ArrowRight", "PageDown"];
  const BACK = ["ArrowLeft", "PageUp"];
  const TYPED_IN = "textarea, select, [contenteditable=true], input:not([type=checkbox], [type=radio], [type=button])";
  const AGAIN_MS = 250;
  const ARROWS_OWN = `${TYPED_IN}, [role=radiogroup], [role=slider], [role=tablist]`;
  let page, act, map, bar;
  let told = null; // what Python last said of the briefing
  let at = 0; // the step that is shown
  let awaited = null; // the step that was asked for and Python has not confirmed yet
  let parts = {};
  let telling = null;

  const { make, button } = talks.dom;

  const start = (onMap, ofPage, controller) => {
    map = onMap;
    page = ofPage;
    act = controller;
    page.addEventListener("keydown", onKey, true);
    page.addEventListener("click", onList, true);
    document.addEventListener("keydown", onKey, true);
    window.addEventListener("pagehide", () => {
      page.removeEventListener("keydown", onKey, true);
      page.removeEventListener("click", onList, true);
    });
    talks.presenter.start(go);
  };

  // Takes what Python says. A step that was asked for since stays until Python has come to it.
  const show = (given) => {
    const opened = given && (!told || told.id !== given.id);
    told = given;
    if (!told) {
      if (bar) bar.remove();
      bar = null;
      awaited = null;
      fit();
      return;
    }
    if (opened || awaited === told.at) awaited = null;
    if (awaited === null) at = told.at;
    if (!bar || opened) build();
    fill();
    fit();
  };

  const fit = () => {
    document.body.classList.toggle("briefs", Boolean(bar));
    map.keyboard[bar ? "disable" : "enable"]();
  };

  const build = () => {
    if (bar) bar.remove();
    const { words } = told;
    bar = make("section", "brief", "", document.body);
    bar.setAttribute("aria-label", told.title);
    const said = make("div", "brief-said", "", bar);
    said.setAttribute("aria-live", "polite");
    parts = { title: make("h2", "", "", said), caption: make("p", "", "", said), figures: make("dl", "brief-figures", "", bar) };
    const nav = make("nav", "brief-nav", "", bar);
    nav.setAttribute("aria-label", words.steps);
    parts.back = button("", words.back, nav, () => go(at - 1));
    parts.next = button("", words.next, nav, () => go(at + 1));
    parts.list = make("select", "", "", nav);
    parts.list.setAttribute("aria-label", words.steps);
    told.steps.forEach((step, index) => { make("option", "", `${index + 1}. ${step.title}`, parts.list).value = index; });
    parts.list.onchange = () => go(Number(parts.list.value));
    parts.progress = make("progress", "", "", nav);
    parts.progress.max = told.steps.length;
    parts.count = make("span", "brief-count", "", nav);
    if (words.presenter) button("", words.presenter, nav, () => talks.presenter.open(window.parent));
    parts.full = button("", words.full, nav, fullScreen);
  };

  const fullScreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen();
  };

  const fill = () => {
    const step = told.steps[at];
    parts.title.textContent = step.title;
    parts.title.dir = "auto";
    parts.caption.replaceChildren(...step.caption.map((piece) => (typeof piece === "string" ? piece : make("b", "", piece.text))));
    parts.caption.dir = "auto";
    parts.figures.replaceChildren();
    for (const figure of step.figures) {
      const one = make("div", "", "", parts.figures);
      make("dd", "", figure.text, one);
      make("dt", "", [figure.measure, figure.of].filter(Boolean).join(" · "), one);
    }
    parts.back.disabled = at === 0;
    parts.next.disabled = at === told.steps.length - 1;
    parts.list.value = at;
    parts.progress.value = at + 1;
    parts.count.textContent = told.words.of.replace("{at}", at + 1).replace("{count}", told.steps.length);
    talks.presenter.tell({ at, briefing: told });
  };

  // Shows a step, and tells the page's list of steps, which tells Python.
  const go = (index, { fromList = false } = {}) => {
    if (!told) return;
    const wanted = Math.min(Math.max(index, 0), told.steps.length - 1);
    if (wanted === at) return;
    at = wanted;
    awaited = wanted;
    fill();
    act(told.steps[at]);
    if (!fromList) tellPage();
  };

  // The page may still be drawing its list, or have been asked while it did: it is asked again
  // until Python has confirmed the step.
  const tellPage = () => {
    clearTimeout(telling);
    if (awaited === null) return;
    const radio = page.querySelectorAll(`:is(${LIST}) input[type=radio]`)[awaited];
    if (radio && !radio.checked) radio.click();
    telling = setTimeout(tellPage, AGAIN_MS);
  };

  const onKey = (event) => {
    if (!told || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const target = event.target.closest ? event.target : document.body;
    const arrow = event.key.startsWith("Arrow") || event.key === "Home" || event.key === "End";
    if (target.closest(arrow ? ARROWS_OWN : TYPED_IN)) return;
    if (FORWARD.includes(event.key)) go(at + 1);
    else if (BACK.includes(event.key)) go(at - 1);
    else if (event.key === "Home") go(0);
    else if (event.key === "End") go(told.steps.length - 1);
    else if (event.key === "f" || event.key === "F") fullScreen();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  // A choice in the page's list, by pointer or by the list's own arrow keys.
  const onList = (event) => {
    const label = event.target.closest(`:is(${LIST}) label`);
    if (!told || !label || !event.isTrusted) return;
    const labels = [...label.closest(LIST).querySelectorAll("label:has(input[type=radio])")];
    if (labels.includes(label)) go(labels.indexOf(label), { fromList: true });
  };

  // The step that stands on the map until Python confirms it.
  const staged = () => (told && awaited !== null ? told.steps[awaited] : null);

  return { start, show, go, staged, steps: () => (told ? told.steps : []) };
})();
