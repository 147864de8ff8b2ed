// How layers look: reads the symbology that the server sends, and makes Leaflet's path options.
// Every text that reaches the page from a file goes through `textContent`.
"use strict";

window.talks = window.talks || {};

talks.symbols = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const LOWEST = 410; // above the ground, and below what is compared
  let symbology = null;
  const renderers = {};

  const theme = () => talks.host.theme();

  // Widths are points at 1280x720 and grow with the window, so that the back row sees them.
  const pixels = (points) => {
    const room = Math.min(window.innerWidth / 900, window.innerHeight / 720);
    return points * (4 / 3) * Math.min(Math.max(room, 0.9), 1.7);
  };

  const prepare = (map, given) => {
    symbology = given;
    for (const [place, role] of symbology.order.roles.entries()) {
      map.createPane(role).style.zIndex = LOWEST + place;
      renderers[role] = L.svg({ pane: role, padding: 0.5 });
    }
  };

  const element = (name, attributes, parent) => {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (parent) parent.append(made);
    return made;
  };

  // A hatch over a fill, made once: lines of a colour at an angle in degrees from east.
  const pattern = (id, step, angle, stroke, fill, opacity) => {
    if (!document.getElementById(id)) {
      const svg = element("svg", { width: 0, height: 0, "aria-hidden": "true" }, document.body);
      svg.style.position = "absolute";
      const made = element("pattern", {
        id, width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: `rotate(${-angle})`,
      }, element("defs", {}, svg));
      if (opacity) element("rect", { width: step, height: step, fill, "fill-opacity": opacity }, made);
      element("path", {
        d: `M0 ${step / 2}H${step}`, stroke, "stroke-width": pixels(symbology.hatch.width), "stroke-opacity": symbology.hatch.opacity,
      }, made);
    }
    return `url(#${id})`;
  };

  const hatchFill = (layer) => {
    const look = symbology.party[layer.group];
    const spacing = symbology.hatch.spacing;
    const turn = layer.turn % spacing.length;
    const step = pixels(spacing[turn]);
    const id = `hatch-${layer.group}-${layer.low ? "low" : "full"}-${turn}-${theme()}-${Math.round(step * 10)}`;
    const opacity = layer.low ? symbology.fill.opacity_low_confidence : symbology.fill.opacity;
    return pattern(id, step, look.hatch_angle, look.stroke[theme()], look.fill, opacity);
  };

  // How a part of a comparison looks: in both, only in A, only in B.
  const compared = (part) => {
    const look = symbology.comparison[part];
    const stroke = look.stroke[theme()];
    const step = pixels(symbology.hatch.spacing[0]);
    const fill = pattern(`compared-${part}-${theme()}-${Math.round(step * 10)}`, step, look.hatch_angle, stroke, look.fill, symbology.overlay.opacity);
    return { color: stroke, weight: pixels(symbology.overlay.width), fill: true, fillOpacity: 1, fillColor: fill };
  };

  const outline = (layer, role) => {
    const status = symbology.status[layer.status];
    const weight = pixels(status.width * (symbology.role[role] || 1));
    return {
      color: symbology.party[layer.group].stroke[theme()],
      weight,
      lineCap: "round",
      dashArray: status.dash.length ? status.dash.map((step) => step * weight).join(" ") : null,
    };
  };

  const fillOf = (layer) => {
    const look = symbology.party[layer.group];
    if (symbology.status[layer.status].hatch || layer.low) {
      return { fill: true, fillColor: hatchFill(layer), fillOpacity: 1 };
    }
    return { fill: true, fillColor: look.fill, fillOpacity: symbology.fill.opacity };
  };

  const style = (layer, role) => {
    if (role === "accuracy") {
      const fill = symbology.party[layer.group].stroke[theme()];
      return { stroke: false, fill: true, fillColor: fill, fillOpacity: symbology.accuracy.opacity, interactive: false };
    }
    if (role === "line" || role === "way") return { ...outline(layer, role), fill: false };
    if (role === "reach") return { ...outline(layer, role), dashArray: symbology.reach.dash.join(" "), fill: false };
    if (role === "group") return { ...outline(layer, role), dashArray: null, fill: false };
    return { ...outline(layer, role), ...fillOf(layer) };
  };

  // What a person draws, before it is a layer.
  const own = () => {
    const { stroke, fill } = symbology.party.own;
    return { color: stroke[theme()], weight: pixels(symbology.status.own.width), fillColor: fill, lineCap: "round" };
  };

  // A swatch for the legend, drawn with the very options of the map.
  const swatch = (layer, role) => drawn(style(layer, role), role);

  const drawn = (look, role) => {
    const svg = element("svg", { width: 34, height: 20, viewBox: "0 0 34 20", class: "swatch", "aria-hidden": "true" });
    const shape = role === "line"
      ? element("path", { d: "M3 10H31" }, svg)
      : element("rect", { x: 3, y: 3, width: 28, height: 14, rx: 2 }, svg);
    shape.setAttribute("fill", look.fill ? look.fillColor : "none");
    shape.setAttribute("fill-opacity", look.fillOpacity || 0);
    if (look.stroke !== false) {
      shape.setAttribute("stroke", look.color);
      shape.setAttribute("stroke-width", Math.min(look.weight, 3));
      shape.setAttribute("stroke-linecap", "round");
      if (look.dashArray) shape.setAttribute("stroke-dasharray", look.dashArray);
    }
    return svg;
  };

  return { prepare, order: () => symbology.order, theme, pixels, style, swatch, drawn, compared, own, renderer: (role) => renderers[role] };
})();
