// The lengths of the scale bar, on the ellipsoid of WGS 84.

const SEMI_MAJOR = 6378137;
const FLATTENING = 1 / 298.257223563;
const TILE_PX = 256; // the whole world at zoom 0
const UNITS = /** @type {const} */ ([["km", 1000], ["mi", 1609.344]]);

/**
 * Metres per pixel from east to west: the radius of the parallel is N cos(latitude).
 * @param {number} latitude
 * @param {number} zoom
 */
const metresPerPixel = (latitude, zoom) => {
  const angle = (latitude * Math.PI) / 180;
  const squared = FLATTENING * (2 - FLATTENING);
  const normal = SEMI_MAJOR / Math.sqrt(1 - squared * Math.sin(angle) ** 2);
  const degreesPerPixel = 360 / (TILE_PX * 2 ** zoom);
  return normal * Math.cos(angle) * degreesPerPixel * (Math.PI / 180);
};

/**
 * The longest round length (1, 2 or 5 and zeros) that is no more than a limit.
 * @param {number} limit
 */
const roundLength = (limit) => {
  const power = 10 ** Math.floor(Math.log10(limit));
  return ([5, 2].find((step) => step * power <= limit) ?? 1) * power;
};

/**
 * The bars, no longer than so many pixels: one a unit.
 * @param {number} latitude
 * @param {number} zoom
 * @param {number} longest
 */
const scaleBars = (latitude, zoom, longest) => {
  const perPixel = metresPerPixel(latitude, zoom);
  return UNITS.map(([unit, inMetres]) => {
    const length = roundLength((longest * perPixel) / inMetres);
    const metres = length * inMetres;
    return { text: `${length} ${unit}`, metres, pixels: metres / perPixel };
  });
};

export { metresPerPixel, roundLength, scaleBars };
