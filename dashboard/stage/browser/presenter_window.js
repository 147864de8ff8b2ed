// The presenter's window: notes, sources and the next step of what the audience sees.
"use strict";

(() => {
  const channel = new BroadcastChannel(window.location.hash.slice(1));
  const part = (id) => document.getElementById(id);
  const began = performance.now(); // goes on evenly, also while the machine's clock is set
  let step = null;

  const say = (id, text) => { part(id).textContent = text; };

  // Any page of this server may speak on the channel: what is no step of a briefing is passed over.
  const WORDS = ["presenter", "of", "notes", "no_notes", "sources", "back", "next", "following", "last"];
  const isText = (value) => typeof value === "string";
  const isList = (value, isItem) => Array.isArray(value) && value.every(isItem);
  const isStep = (value) => isText(value?.title) && isText(value.notes) && isList(value.sources, isText)
    && isList(value.caption, (piece) => isText(piece) || isText(piece?.text));
  const isBriefing = (value) => isText(value?.title) && isList(value.steps, isStep)
    && Number.isInteger(value.at) && value.at in value.steps && WORDS.every((name) => isText(value.words?.[name]));

  channel.onmessage = ({ data }) => {
    if (!isBriefing(data?.step)) return;
    step = data.step;
    const { words, at, steps } = step;
    const here = steps[at];
    const next = steps[at + 1];
    document.documentElement.classList.add("ready");
    document.title = `${words.presenter}: ${step.title}`;
    say("title", step.title);
    say("count", words.of.replace("{at}", at + 1).replace("{count}", steps.length));
    say("step", here.title);
    say("caption", here.caption.map((piece) => (typeof piece === "string" ? piece : piece.text)).join(""));
    say("notes-title", words.notes);
    say("notes", here.notes || words.no_notes);
    say("sources-title", words.sources);
    part("sources").replaceChildren(...here.sources.map((text) => {
      const item = document.createElement("li");
      item.textContent = text;
      item.dir = "auto";
      return item;
    }));
    say("back", words.back);
    say("next", words.next);
    say("following", next ? `${words.following}: ${next.title}` : words.last);
    part("back").disabled = at === 0;
    part("next").disabled = !next;
  };

  const go = (by) => { if (step) channel.postMessage({ go: step.at + by }); };
  part("back").onclick = () => go(-1);
  part("next").onclick = () => go(1);
  document.addEventListener("keydown", (event) => {
    if (["ArrowRight", "PageDown"].includes(event.key)) go(1);
    else if (["ArrowLeft", "PageUp"].includes(event.key)) go(-1);
    else if (event.key === "Home" && step) channel.postMessage({ go: 0 });
    else if (event.key === "End" && step) channel.postMessage({ go: step.steps.length - 1 });
    else return;
    event.preventDefault();
  });
  const tick = () => {
    const seconds = Math.floor((performance.now() - began) / 1000);
    say("clock", `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`);
  };
  tick();
  setInterval(tick, 1000);
  channel.postMessage({ ask: true });
})();
