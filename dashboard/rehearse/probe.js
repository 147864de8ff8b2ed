// Runs in the map's frame: what of the step on the screen is missing, clipped, cut or colliding.
() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const box = (node) => node.getBoundingClientRect();
  const overlap = (a, b) => Math.min(
    Math.min(a.right, b.right) - Math.max(a.left, b.left),
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
  );
  const SLACK = 1; // a pixel of rounding is no collision
  const home = box(document.querySelector("#map_div"));
  const inside = (a) => a.left >= home.left - SLACK && a.right <= home.right + SLACK
    && a.top >= home.top - SLACK && a.bottom <= home.bottom + SLACK;
  const names = all(".name").filter((node) => node.textContent).map((node) => ({
    text: node.textContent, ofLayer: node.matches(".of-layer"), box: box(node.firstElementChild || node),
  }));
  const over = all(".corner > *, .credit, .leaflet-control").filter((node) => node.offsetParent)
    .map((node) => box(node));
  const labels = names.filter((name) => name.ofLayer);
  return {
    figures: all(".brief-figures dd").filter((node) => node.textContent.trim()).length,
    clipped: all(".brief-said, .brief-figures")
      .filter((node) => node.scrollHeight > node.clientHeight || node.scrollWidth > node.clientWidth)
      .map((node) => node.className),
    collide: labels.flatMap((label, at) => names
      .filter((other) => other !== label && !(labels.indexOf(other) >= 0 && labels.indexOf(other) < at))
      .filter((other) => overlap(label.box, other.box) > SLACK)
      .map((other) => [label.text, other.text])),
    cut: labels.filter((label) => !inside(label.box) || over.some((part) => overlap(label.box, part) > SLACK))
      .map((label) => label.text),
  };
}
