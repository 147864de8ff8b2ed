// What Python says of the map, made whole with what it says only once: the interface's words, and
// how each layer is described as long as nothing is chosen.
"use strict";

window.talks = window.talks || {};

talks.message = (() => {
  const RETRY_MS = 1000;
  let known = null;
  let learning = null; // one answer is for all who wait

  const learn = () => {
    learning ||= ask().finally(() => { learning = null; });
    return learning;
  };

  const ask = async () => {
    for (;;) {
      try {
        known = await talks.host.base({ anew: known !== null });
        return known;
      } catch {
        await new Promise((done) => { setTimeout(done, RETRY_MS); });
      }
    }
  };

  const decode = (text) => JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(text), (c) => c.charCodeAt(0))));

  // Of a layer that is described as it was learnt only the name is told.
  const whole = async ({ version, layers, briefing, ...rest }) => {
    if (version !== known.version) await learn(); // the server was started with other data or words
    const names = known.layers && known.layers[rest.language];
    // What is not known even now was said by a server that has gone since.
    const described = (list) => list.map((layer) => (typeof layer === "string" ? names[layer] : layer)).filter(Boolean);
    const steps = briefing && briefing.steps.map((step) => ({ ...step, layers: described(step.layers) }));
    return { ...rest, layers: described(layers), briefing: briefing && { ...briefing, steps }, words: known.words };
  };

  return { learn, decode, whole, words: () => known.words, version: () => known.version };
})();
