// Copies the address of the page, and says what cannot be part of it.
"use strict";

window.talks = window.talks || {};

talks.link = (() => {
  let leftOut = [];
  let words = null;

  const hear = (message) => {
    leftOut = message.leftOut;
    words = message.words.link;
  };

  // Only a page under https, or on this machine, may use the clipboard in the newer way.
  const written = async (text) => {
    if (navigator.clipboard) {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch { /* the frame may not: the older way follows */ }
    }
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = text;
    field.select();
    const done = document.execCommand("copy");
    field.remove();
    return done;
  };

  const copy = async () => {
    const done = await written(window.parent.location.href);
    const lines = [done ? words.copied : words.failed];
    if (done && leftOut.length) lines.push(words.left_out.replace("{names}", () => leftOut.join(", ")));
    talks.furniture.warn(lines.join(" "));
    setTimeout(() => talks.furniture.warn(""), 8000);
  };

  return { hear, copy };
})();
