// A person's own layers: the map goes to a new one that would not be seen. They live in the memory of
// one session. Where the page has come to another one meanwhile, they are gone, and a line says so for
// a while: no link brings them back.
"use strict";

window.talks = window.talks || {};

talks.own = (() => {
  const ABOUT = "own";
  const TOLD_MS = 30000;
  let held = 0; // how many the session had brought, while some of them were there

  const taken = () => talks.furniture.warn("", ABOUT);

  const goTo = (name) => {
    if (talks.layers.has(name)) talks.flight.find(talks.layers.boundsOf(name));
  };

  const hear = ({ brought, layers, words }) => {
    const own = layers.filter((layer) => layer.group === "own");
    const some = own.length > 0;
    if (brought < held) {
      talks.furniture.warn(words.ownGone, ABOUT);
      window.setTimeout(taken, TOLD_MS);
    }
    if (some) taken();
    if (some && brought > held) goTo(own.at(-1).name);
    held = some ? brought : 0;
  };

  return { hear };
})();
