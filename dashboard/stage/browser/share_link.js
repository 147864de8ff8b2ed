// Copies the address of the page, and lists what it cannot contain.

/** @import { Message, Words } from "./protocol.d.ts" */

const SAID_MS = 8000;

/** @type {string[]} */
let leftOut = [];
/** @type {Words["link"]} */
let words;

/** @param {Message} message */
const hear = (message) => {
  leftOut = message.leftOut;
  words = message.words.link;
};

// Only a page under https, or on this machine, may use the clipboard in the newer way.
/** @param {string} text */
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

/**
 * What is said of a link that was copied, or was not.
 * @param {boolean} done
 * @param {string[]} names  what the link leaves out
 * @param {Words["link"]} texts
 */
const notice = (done, names, texts) => {
  if (!done) return texts.failed;
  return names.length ? `${texts.copied} ${texts.left_out.replace("{names}", () => names.join(", "))}` : texts.copied;
};

/** @param {(text: string) => void} warn */
const copy = async (warn) => {
  warn(notice(await written(window.parent.location.href), leftOut, words));
  setTimeout(() => warn(""), SAID_MS);
};

export { hear, copy, notice };
