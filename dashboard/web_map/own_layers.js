// A person's own layers live in the memory of one session. Where the server has begun another one
// meanwhile, they are gone, and a line says so: no link brings them back.
"use strict";

window.talks = window.talks || {};

talks.own = (() => {
  const ABOUT = "own";
  let held = 0; // how many the session had brought, while some of them were there

  const hear = ({ brought, layers, words }) => {
    const some = layers.some((layer) => layer.group === "own");
    if (brought < held) talks.furniture.warn(words.ownGone, ABOUT);
    if (some) talks.furniture.warn("", ABOUT);
    held = some ? brought : 0;
  };

  return { hear };
})();
