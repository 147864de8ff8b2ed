// Runs in the page. Both apps keep their map in a frame of the same origin, so that the page's own
// clock and animation frames tell when a path is drawn there.
"use strict";

window.bench = (() => {
  const TURN_MS = 5;

  const maps = () => [...document.querySelectorAll('iframe[title^="streamlit_folium"]')]
    .map((frame) => frame.contentWindow).filter((inside) => inside && inside.document);

  const path = (inside, selector) => inside.document.querySelector(selector);

  // The map whose frame was on the page first loses its mark when it is mounted again.
  const mark = () => { for (const inside of maps()) inside.marked = true; };
  const remounted = () => !maps().some((inside) => inside.marked);

  const talks = () => (maps()[0] || {}).talks;

  // A map that shows nothing at all has not been drawn: another layer has to be there as well.
  const drawn = ({ step, compared, selector, witness, want, before }) => maps().some((inside) => {
    if (step) return stands(step);
    if (compared !== undefined) return Boolean(outlines()) && outlines() !== compared;
    if (!path(inside, witness)) return false;
    const found = path(inside, selector);
    if (before === undefined) return Boolean(found) === want;
    return Boolean(found) && Boolean(found.getAttribute("d")) && found.getAttribute("d") !== before;
  });

  // Whether a page and its map have all that is looked for, and every path of it is drawn.
  const complete = ({ page = [], paths = [] }) => page.every((selector) => document.querySelector(selector))
    && maps().some((inside) => paths.every((selector) => {
      const found = path(inside, selector);
      return Boolean(found) && Boolean(found.getAttribute("d"));
    }));

  // When that was first so, at the start of a frame, in milliseconds since the epoch.
  const opened = (task, limit) => new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`not drawn in ${limit} ms: ${JSON.stringify(task)}`)), limit);
    const turn = () => (complete(task) ? done(performance.timeOrigin + performance.now()) : requestAnimationFrame(turn));
    turn();
  });

  const COMPARED = ".leaflet-compare-pane path";
  const outlines = () => [...maps()[0].document.querySelectorAll(COMPARED)].map((node) => node.getAttribute("d")).join();

  // Whether the layers of a briefing's step, and no others, are on the map above its number.
  const stands = ({ names, number }) => {
    const count = talks() && maps()[0].document.querySelector(".brief-count");
    return Boolean(count) && count.textContent.startsWith(`${number} `) && talks().shown().join() === names;
  };

  const confirmed = ({ name, want }, truth) => {
    const controller = talks();
    if (!controller) return true; // no one confirms in the stock app: what it shows is Python's word
    if (controller.truthNumber <= truth) return false;
    return name === undefined || controller.confirmed().includes(name) === want;
  };

  // Tells the end of the first frame in which something is so: after the callbacks of all, style and
  // layout, before the paint. A box that changes its size is told of to its observer just then.
  // Frames are not asked for before: each would take time from those who are measured.
  const endOfFrame = (so, tell) => {
    const box = document.body.appendChild(document.createElement("div"));
    box.style.cssText = "position: fixed; width: 1px; height: 1px; visibility: hidden";
    const known = new Set();
    const sizes = new ResizeObserver(() => {
      if (!so()) return;
      clearInterval(turning);
      changes.disconnect();
      sizes.disconnect();
      box.remove();
      tell(performance.now());
    });
    const look = () => { if (so()) box.style.width = box.style.width === "1px" ? "2px" : "1px"; };
    const changes = new MutationObserver(look);
    const turn = () => {
      for (const { document: inside } of maps().filter((item) => !known.has(item.document))) {
        known.add(inside); // a map that is mounted again is another document
        changes.observe(inside, { subtree: true, childList: true, attributes: true, attributeFilter: ["d"] });
      }
      look();
    };
    const turning = setInterval(turn, TURN_MS);
    turn();
    sizes.observe(box);
  };

  // From the moment when the browser got the click or key (event.timeStamp, on the clock of
  // performance.now) to the end of the first animation frame in which the map is as wanted, and to
  // the moment when Python has said so.
  const arm = (task) => {
    const truth = talks() ? talks().truthNumber : 0;
    if (task.compares) task.compared = outlines();
    if (task.moves) task.before = path(maps()[0], task.selector).getAttribute("d");
    const times = {};
    window.bench.times = null;
    const asked = (event) => {
      if (event.isTrusted && times.asked === undefined) times.asked = event.timeStamp;
    };
    addEventListener(task.event, asked, { capture: true });
    endOfFrame(() => times.asked !== undefined && drawn(task), (now) => { times.drawn = now; });
    const waiting = setInterval(() => {
      if (times.asked !== undefined && times.confirmed === undefined && confirmed(task, truth)) times.confirmed = performance.now();
      if (times.drawn === undefined || times.confirmed === undefined) return;
      clearInterval(waiting);
      removeEventListener(task.event, asked, { capture: true });
      window.bench.times = {
        drawn: times.drawn - times.asked,
        confirmed: Math.max(times.drawn, times.confirmed) - times.asked,
        remounted: remounted(),
      };
      mark();
    }, TURN_MS);
  };

  const view = () => {
    const { map } = maps()[0];
    return [map.getCenter().lat, map.getCenter().lng, map.getZoom()];
  };
  const look = (latitude, longitude, zoom) => maps()[0].map.setView([latitude, longitude], zoom, { animate: false });

  return { arm, mark, opened, stands, view, look, times: null };
})();
