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

talks.button = (className, text, parent, does) => {
  const made = talks.make("button", className, text, parent);
  made.type = "button";
  made.onclick = does;
  return made;
};
