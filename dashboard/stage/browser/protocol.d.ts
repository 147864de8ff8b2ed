/**
 * What Python sends to the map (map_protocol.py, symbology.py, ui_text_model.py), as far as checked
 * scripts read it, and what the parts of the map tell each other. Nothing of this is served: the
 * types are read by the checks alone.
 */

export type Theme = "light" | "dark";
export type Language = "en" | "ar" | "he";
export type Texts = Partial<Record<Language, string>>;

/** What decides how a layer looks. */
export interface LayerStyle {
  group: string;
  status: string;
  low: boolean;
  turn: number;
}

/** A layer as the map draws it. */
export interface LayerLook extends LayerStyle {
  name: string;
  shape: string;
}

/** A layer as the map tells of it. */
export interface Layer extends LayerLook {
  proposal: string;
  details: string;
  title: string;
  reading: string;
  label: string;
  asOf: string;
  standing: string;
  assumptions: string[];
}

export interface Figure {
  title: string;
  text: string;
}

/** Of a layer's details, what is read out. */
export interface Details {
  whole: Figure[];
  features: Record<string, { title: string; figures: Figure[] }>;
}

/** A shape: layers/output/geojson.py. */
export interface FeatureProperties {
  role: string;
  title: string;
  label_at?: [number, number];
}

export type Shape = GeoJSON.FeatureCollection<GeoJSON.Geometry, FeatureProperties>;

interface Party {
  stroke: Record<Theme, string>;
  fill: string;
  hatch_angle: number;
}

/** symbology.toml */
export interface Symbology {
  party: Record<string, Party>;
  comparison: Record<string, Party>;
  status: Record<string, { dash: number[]; width: number; hatch: boolean }>;
  role: Record<string, number>;
  hatch: { width: number; opacity: number; spacing: number[] };
  fill: { opacity: number; opacity_low_confidence: number };
  accuracy: { opacity: number };
  reach: { dash: number[] };
  overlay: { opacity: number; width: number };
  order: { roles: string[]; legend: string[]; ground: string[] };
}

interface Fill {
  part: string;
  geometry: GeoJSON.Geometry;
  outline?: boolean;
}

/** Two scenarios that are compared: comparison_selection.py. */
export interface Comparison {
  fills: Fill[];
  swipe: [LayerLook[], LayerLook[]] | null;
  attributions: string[];
  asOf: string;
  titles?: Record<string, string>;
}

/** A feature of the base map that has a name or is drawn: base_map.py. */
export interface GroundFeature {
  kind: string;
  id: string;
  name: Texts;
  rank: number;
  place: string | null;
  area: "state" | "region" | "lake" | null;
  status: Texts | null;
  geometry: GeoJSON.Geometry;
}

/** A name of a layer, and whose it is. */
export interface LayerName {
  text: string;
  at: [number, number];
  proposal?: string;
  party?: string;
  assumed?: boolean;
}

export type ShapeName = "line" | "area" | "circle" | "distance";

/** What the server measures of a drawing: sketches.py. */
export interface Measurement {
  figures: { title: string; texts: string[] }[];
  position: string[];
  rim: [number, number][];
  refusal: string;
}

/** The interface's words, text/en.toml, as far as checked scripts read them. */
export interface Words {
  close: string;
  compare_swipe: string;
  drawing: Record<
    | "title" | "choose" | "start" | "end_line" | "end_two" | "centre" | "here" | "undo" | "finish"
    | "cancel" | "name" | "added" | "taken_back" | "done" | "waiting" | "exact",
    string
  > & { shape: Record<ShapeName, string> };
  link: Record<"copy" | "copied" | "failed" | "left_out", string>;
  spoken: Record<"added" | "changed" | "removed" | "on_the_map" | "nothing", string>;
}

/** Of what Python says of the map, what checked scripts read: message.py. */
export interface Message {
  words: Words;
  leftOut: string[];
  drawn: number;
  refused: string;
}

/** Asks the server, or the page that stands alone. */
export type Get = (path: string) => Promise<{ ok: boolean; json: () => Promise<any> }>;
