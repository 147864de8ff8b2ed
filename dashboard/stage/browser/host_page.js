// Where the map is: in a frame of the dashboard's page, with a server that answers. A page that
// stands alone puts another `talks.host` in place of this one.
"use strict";

window.talks = window.talks || {};

talks.host = (() => {
  const page = () => window.parent.document;

  const get = (path) => fetch(`../../${path}`);

  // Beside this script are all files that are the same for everybody, of one version.
  const files = document.currentScript.src;
  const file = (name) => new URL(name, files).href;

  // Not from what the browser keeps: the server may have been started with other data since.
  const base = async ({ anew }) => (await fetch(file("base.json"), { cache: anew ? "reload" : "default" })).json();

  const theme = () => {
    const app = page().querySelector(".stApp");
    const colour = app ? getComputedStyle(app).backgroundColor : "rgb(255,255,255)";
    const [red, green, blue] = colour.match(/\d+(\.\d+)?/g).map(Number);
    return 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? "dark" : "light";
  };

  return { page, get, file, base, theme, relief: file("relief.png") };
})();
