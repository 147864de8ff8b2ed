// The layers that are drawn on the map now: their paths, which lies over which, and which are under
// a click.
"use strict";

window.talks = window.talks || {};

talks.layers = (() => {
  const REACH = [[0, 0], [5, 0], [-5, 0], [0, 5], [0, -5]];

  const shown = new Map(); // by layer name: { shape, paths, layer, collection }
  let map;

  const start = (onMap) => { map = onMap; };

  const names = () => [...shown.keys()];

  const has = (name) => shown.has(name);

  // Whether a layer is drawn as it is to look; what is said of it may have changed.
  const holds = (layer) => {
    const here = shown.get(layer.name);
    if (!here || here.shape !== layer.shape || here.layer.turn !== layer.turn) return false;
    here.layer = layer;
    return true;
  };

  const featuresOf = (name) => shown.get(name).collection.features;

  const draw = (layer, collection) => {
    const paths = L.featureGroup();
    for (const feature of collection.features) {
      const role = feature.properties.role;
      if (!talks.symbols.renderer(role)) continue; // nothing that is drawn
      L.geoJSON(feature, {
        pane: role, renderer: talks.symbols.renderer(role), style: talks.symbols.style(layer, role),
        interactive: role !== "accuracy", smoothFactor: 0.5,
      }).eachLayer((path) => {
        path.options.className = "layer";
        path.talk = { name: layer.name, feature: feature.id, role };
        paths.addLayer(path);
      });
    }
    return paths;
  };

  const tag = (path) => {
    const node = path.getElement && path.getElement();
    if (node) {
      node.talk = path.talk;
      node.dataset.layer = path.talk.name;
      node.dataset.feature = path.talk.feature;
    }
  };

  const show = (layer, collection) => {
    const before = shown.get(layer.name);
    const paths = draw(layer, collection).addTo(map);
    paths.eachLayer(tag);
    shown.set(layer.name, { shape: layer.shape, paths, layer, collection });
    if (before) before.paths.remove();
  };

  const hide = (name) => {
    shown.get(name).paths.remove();
    shown.delete(name);
  };

  const restyle = () => {
    for (const { layer, collection } of [...shown.values()]) show(layer, collection);
  };

  const area = (path) => {
    const bounds = path.getBounds();
    return (bounds.getEast() - bounds.getWest()) * (bounds.getNorth() - bounds.getSouth());
  };

  // The larger lies below.
  const order = () => {
    const every = [...shown.values()].flatMap(({ paths }) => paths.getLayers());
    const last = new Map(); // by parent: the node that was put in its place last
    for (const path of every.sort((a, b) => area(b) - area(a))) {
      const node = path.getElement();
      const due = last.has(node.parentNode) ? last.get(node.parentNode).nextSibling : node.parentNode.firstChild;
      if (due !== node) node.parentNode.insertBefore(node, due);
      last.set(node.parentNode, node);
    }
  };

  const creditsOf = (name) => featuresOf(name)
    .flatMap((feature) => feature.properties.attribution.split("; "));

  const roleOf = (name) => {
    const roles = featuresOf(name).map((feature) => feature.properties.role);
    return talks.symbols.order().legend.find((role) => roles.includes(role)) || "zone";
  };

  const boundsOf = (name) => shown.get(name).paths.getBounds();

  // All features under a click, also thin lines that it misses by a few pixels.
  const under = (event) => {
    const frame = map.getContainer().getBoundingClientRect();
    const found = new Map();
    for (const [dx, dy] of REACH) {
      const x = frame.left + event.containerPoint.x + dx;
      const y = frame.top + event.containerPoint.y + dy;
      for (const node of document.elementsFromPoint(x, y)) {
        if (!node.talk || (node.talk.role !== "line" && (dx || dy))) continue;
        const { layer } = shown.get(node.talk.name) || {};
        if (!layer) continue;
        const ids = found.get(layer) || new Set();
        found.set(layer, ids.add(node.talk.feature));
      }
    }
    return found;
  };

  return { start, names, has, holds, featuresOf, show, hide, restyle, order, creditsOf, roleOf, boundsOf, under };
})();
