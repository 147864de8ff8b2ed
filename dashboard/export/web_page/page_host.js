// A page that stands alone: what the map would ask the server for is in the page. Nobody draws,
// measures or moves a slider here, and there is no second window.
"use strict";

window.talks = window.talks || {};

talks.held = JSON.parse(document.getElementById("held").textContent);

talks.host = (() => {
  const get = async (path) => {
    const found = talks.held.answers[path];
    return { ok: found !== undefined, json: async () => found };
  };

  const base = async () => talks.held.base;

  const dark = window.matchMedia("(prefers-color-scheme: dark)");

  return { page: () => document, get, base, theme: () => (dark.matches ? "dark" : "light"), relief: talks.held.relief, dark };
})();

talks.tiles = { use: () => {}, address: () => null };
talks.drawing = { start: () => {}, hear: () => {}, active: () => false };
talks.own = { hear: () => {} };
talks.again = { start: () => {}, ask: () => {}, idle: () => false };
talks.shareLink = { hear: () => {} };
talks.sliders = { start: () => {}, held: () => false };
talks.presenter = { start: () => {}, tell: () => {} };
