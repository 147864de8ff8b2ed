// Where the map is: in a frame of the dashboard's page, with a server that answers. A page that
// stands alone puts another `talks.host` in place of this one.
"use strict";

window.talks = window.talks || {};

talks.host = (() => {
  const page = () => window.parent.document;

  const get = (path) => fetch(`../../${path}`);

  const theme = () => {
    const app = page().querySelector(".stApp");
    const colour = app ? getComputedStyle(app).backgroundColor : "rgb(255,255,255)";
    const [red, green, blue] = colour.match(/\d+(\.\d+)?/g).map(Number);
    return 0.3 * red + 0.6 * green + 0.1 * blue < 128 ? "dark" : "light";
  };

  return { page, get, theme, relief: "../../map/relief.png" };
})();
