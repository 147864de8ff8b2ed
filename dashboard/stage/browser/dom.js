// Creates elements on the map. Texts are never interpreted as markup, and each has its own
// direction of writing.

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {string} className
 * @param {string} [text]
 * @param {HTMLElement} [parent]
 * @returns {HTMLElementTagNameMap[Tag]}
 */
const make = (tag, className, text, parent) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text) {
    element.textContent = text;
    element.dir = "auto";
  }
  if (parent) parent.append(element);
  return element;
};

/**
 * A text of no more than so many letters. It is cut in its middle: the end tells names apart, and
 * has what a drawing measures.
 * @param {string} text
 * @param {number} most
 */
const shortened = (text, most) => {
  const letters = [...text];
  if (letters.length <= most) return text;
  const head = Math.ceil(0.6 * (most - 1));
  return [...letters.slice(0, head), "…", ...letters.slice(letters.length - (most - 1 - head))].join("");
};

/**
 * @param {string} className
 * @param {string} text
 * @param {HTMLElement} parent
 * @param {() => void} does
 */
const button = (className, text, parent, does) => {
  const made = make("button", className, text, parent);
  made.type = "button";
  made.onclick = does;
  return made;
};

export { make, shortened, button };
