// A person's own layers live in the memory of one session. Where the page has come to another one
// meanwhile, they are gone, and a line says so for a while: no link brings them back.
"use strict";

window.talks = window.talks || {};

talks.own = (() => {
  const ABOUT = "own";
  const TOLD_MS = 30000;
  let held = 0; // how many the session had brought, while some of them were there

  const taken = () => talks.furniture.warn("", ABOUT);

  const hear = ({ brought, layers, words }) => {
    const some = layers.some((layer) => layer.group === "own");
    if (brought < held) {
      talks.furniture.warn(words.ownGone, ABOUT);
      window.setTimeout(taken, TOLD_MS);
    }
    if (some) taken();
    held = some ? brought : 0;
  };

  return { hear };
})();
