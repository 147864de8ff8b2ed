// The card of the drawing tool: its shapes, what the server measured, and every step as a button.
// All text goes through `textContent`.
"use strict";

window.talks = window.talks || {};

talks.drawingCard = (() => {
  const SHAPES = ["line", "area", "circle", "distance"];
  let words, opener, card, hint, figures, position, refusal, said, nameField, steps;
  const choices = new Map(); // by shape: its button

  const { make, button } = talks;

  const start = (map, allWords) => {
    words = allWords.drawing;
    const Tools = L.Control.extend({ onAdd: () => tools(allWords) });
    new Tools({ position: "topright" }).addTo(map);
    card = make("section", "draw-card", "", map.getContainer());
    card.hidden = true;
    card.setAttribute("aria-label", words.title);
    L.DomEvent.disableClickPropagation(card);
    L.DomEvent.disableScrollPropagation(card);
    for (const name of ["mousemove", "mouseover"]) L.DomEvent.on(card, name, L.DomEvent.stopPropagation);
    card.addEventListener("mouseenter", () => talks.drawing.away());
    button("close", "×", card, close).setAttribute("aria-label", allWords.close);
    make("h2", "", words.title, card);
    const row = make("div", "draw-shapes", "", card);
    row.setAttribute("role", "group");
    row.setAttribute("aria-label", words.title);
    for (const shape of SHAPES) {
      choices.set(shape, button("draw-shape", words.shape[shape], row, () => talks.drawing.choose(shape)));
    }
    figures = make("dl", "draw-figures", "", card);
    position = make("div", "draw-position", "", card);
    refusal = make("p", "draw-refusal", "", card);
    refusal.setAttribute("role", "alert");
    said = make("p", "draw-said", "", card);
    said.setAttribute("role", "status");
    const label = make("label", "draw-name", words.name, card);
    nameField = make("input", "", "", label);
    nameField.maxLength = 120;
    nameField.addEventListener("keydown", (event) => event.stopPropagation());
    steps = make("div", "draw-steps", "", card);
    button("", words.here, steps, () => talks.drawing.setHere());
    button("", words.undo, steps, () => talks.drawing.undo());
    button("", words.finish, steps, () => talks.drawing.finish());
    button("", words.cancel, steps, () => talks.drawing.cancel());
    hint = make("p", "draw-hint", "", card);
    card.addEventListener("keydown", (event) => { if (event.key === "Escape") { event.stopPropagation(); close(); } });
    rest();
  };

  const tools = (allWords) => {
    const bar = make("div", "leaflet-bar tools");
    opener = button("tool tool-draw", "", bar, () => (card.hidden ? open() : close()));
    opener.title = words.title;
    opener.setAttribute("aria-label", words.title);
    opener.setAttribute("aria-expanded", "false");
    const copier = button("tool tool-link", "", bar, () => talks.link.copy());
    copier.title = allWords.link.copy;
    copier.setAttribute("aria-label", allWords.link.copy);
    L.DomEvent.disableClickPropagation(bar);
    return bar;
  };

  const open = () => {
    talks.clickPanel.close();
    card.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    choices.get(SHAPES[0]).focus();
  };

  const close = () => {
    if (card.hidden) return;
    if (talks.drawing.active()) talks.drawing.cancel();
    say("");
    show({ figures: [], position: [], refusal: "" });
    card.hidden = true;
    opener.setAttribute("aria-expanded", "false");
    opener.focus();
  };

  const rest = () => {
    for (const made of choices.values()) made.setAttribute("aria-pressed", "false");
    steps.hidden = true;
    hint.textContent = words.choose;
  };

  const begun = (shape) => {
    say("");
    show({ figures: [], position: [], refusal: "" });
    for (const [name, made] of choices) made.setAttribute("aria-pressed", String(name === shape));
    steps.hidden = false;
    const ends = shape === "line" || shape === "area" ? words.end_line : words.end_two;
    hint.textContent = [shape === "circle" ? words.centre : "", words.start, ends].filter(Boolean).join(" ");
  };

  const ended = (text) => {
    rest();
    if (text) nameField.value = "";
    say(text);
  };

  const say = (text) => { said.textContent = text; };

  const show = (answer) => {
    figures.replaceChildren();
    for (const { title, texts } of answer.figures) {
      make("dt", "", title, figures);
      const cell = make("dd", "", "", figures);
      for (const text of texts) make("div", "", text, cell);
    }
    position.replaceChildren();
    for (const text of answer.position) make("div", "", text, position);
    if (answer.figures.length) make("div", "draw-exact", words.exact, position);
    refusal.textContent = answer.refusal;
  };

  return { start, begun, ended, say, show, close, name: () => nameField.value };
})();
