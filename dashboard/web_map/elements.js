// Makes the elements that stand on the map. A text is a text and never markup, and reads in its own
// direction.
"use strict";

window.talks = window.talks || {};

talks.make = (tag, className, text, parent) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) {
    element.textContent = text;
    element.dir = "auto";
  }
  if (parent) parent.append(element);
  return element;
};

// A text of no more than so many letters. It is cut in its middle: the end tells names apart, and has
// what a drawing measures.
talks.shortened = (text, most) => {
  const letters = [...text];
  if (letters.length <= most) return text;
  const head = Math.ceil(0.6 * (most - 1));
  return [...letters.slice(0, head), "…", ...letters.slice(letters.length - (most - 1 - head))].join("");
};

talks.button = (className, text, parent, does) => {
  const made = talks.make("button", className, text, parent);
  made.type = "button";
  made.onclick = does;
  return made;
};
