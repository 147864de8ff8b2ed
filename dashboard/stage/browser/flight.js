// Where the map goes by itself: to the link's view, to a place that was asked for, to a step.
"use strict";

window.talks = window.talks || {};

talks.flight = (() => {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)");
  let map;
  let flown = -1; // the number of the last flight that was followed
  let zooming = false;
  let due = null; // the flight that waits for the end of another
  let mark = null; // the ring and name at the place that it went to

  const start = (onMap) => {
    map = onMap;
    map.on({ zoomstart: () => { zooming = true; }, zoomend: () => { zooming = false; }, moveend: next });
  };

  // The link's view is where the map opens; later flights are seen, unless motion is unwanted.
  const follow = (flight) => {
    if (flight.number === flown) return;
    const animate = flown >= 0 && !still.matches;
    flown = flight.number;
    if (mark) mark.remove();
    if (!flight.to) return;
    if (flight.mark) mark = talks.furniture.mark(flight.to.slice(0, 2), flight.mark);
    go(flight.to, animate);
  };

  // Leaflet drops a flight that begins while it zooms: the last one then begins when it has done.
  const begin = (flight) => {
    due = flight;
    if (!zooming) next();
  };

  const go = ([latitude, longitude, zoom], animate = !still.matches) => (
    begin(() => map.setView([latitude, longitude], zoom, { animate })));

  const next = () => {
    const flight = due;
    due = null;
    if (flight) flight();
  };

  const show = (bounds) => (
    begin(() => map.fitBounds(bounds, { animate: !still.matches, ...talks.furniture.room() })));

  // Goes to what is out of view, unless the map does not reach so far.
  const find = (bounds) => {
    const reach = L.latLngBounds(map.options.maxBounds);
    if (!map.getBounds().intersects(bounds) && reach.intersects(bounds)) show(bounds);
  };

  return { start, follow, go, show, find, followed: (flight) => { flown = flight.number; } };
})();
