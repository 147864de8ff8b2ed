// Between the audience's window and the presenter's, in one browser: a channel of its own for each
// map. The audience's window tells the step; either can change it.
"use strict";

window.talks = window.talks || {};

talks.presenter = (() => {
  const name = `talks-${[...crypto.getRandomValues(new Uint32Array(4))].join("-")}`;
  let channel = null;
  let last = null;

  const start = (go) => {
    channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => {
      if (data?.ask) channel.postMessage({ step: last });
      if (Number.isInteger(data?.go)) go(data.go);
    };
    window.addEventListener("pagehide", () => channel.close());
  };

  const tell = ({ at, briefing }) => {
    last = {
      title: briefing.title,
      at,
      steps: briefing.steps.map((step) => ({ title: step.title, notes: step.notes, sources: step.sources, caption: step.caption })),
      words: briefing.words,
    };
    channel.postMessage({ step: last });
  };

  const open = (page) => page.open(`${talks.host.file("presenter.html")}#${name}`, "_blank", "popup,width=900,height=700");

  return { start, tell, open };
})();
