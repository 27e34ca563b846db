"use strict";
// Words, elements, the state in the address, light and dark. Text enters the page by text nodes only.

const PAGE = JSON.parse(document.getElementById("page-data").textContent);

const store = {
  get(key) {
    try { return window.localStorage.getItem(key); } catch (refused) { return null; }
  },
  set(key, value) {
    try { window.localStorage.setItem(key, value); } catch (refused) { /* a browser may forbid it for local files */ }
  },
};

// The address after '#': what is shown can be sent as a link.
const state = {
  all: new URLSearchParams(window.location.hash.slice(1)),
  get(key) { return this.all.get(key) || ""; },
  set(key, value) {
    if (value) this.all.set(key, value); else this.all.delete(key);
    window.history.replaceState(null, "", "#" + this.all.toString());
  },
};

const LANG = (state.get("lang") || store.get("kg-lang") || PAGE.lang) === "en" ? 1 : 0;
document.documentElement.lang = LANG ? "en" : "zh-CN";

function word(group, key, values) {
  const row = KG.words[group] && Object.hasOwn(KG.words[group], key) ? KG.words[group][key] : null;
  const text = row ? row[LANG] : String(key);
  return text.replace(/\{(\w+)\}/g, (all, name) => (values && name in values ? String(values[name]) : all));
}
const ui = (key, values) => word("ui", key, values);
const named = (table, key) => (Object.hasOwn(table, key) ? table[key].names[LANG] : key);
const kindName = (kind) => named(KG.kinds, kind);
const relationName = (type) => named(KG.relations, type);
const propertyName = (name) => (Object.hasOwn(KG.properties, name) ? KG.properties[name][LANG] : word("columns", name));

const LISTED = new Set(["kind", "level", "scope", "relation", "ingested"]); // properties whose values have words of their own
function valueText(value, name) {
  if (Array.isArray(value)) return value.map((one) => valueText(one)).join(LANG ? ", " : "、");
  return LISTED.has(name) ? word("values", String(value)) : String(value);
}

// el("a", {href: "x", class: "y", onclick: f}, "text", child): children are nodes or text, never markup.
function el(tag, attributes, ...children) {
  const made = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
    else made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.flat(Infinity).filter((c) => c !== null && c !== undefined && c !== ""));
  return made;
}
const own = (text) => el("bdi", {}, String(text)); // direction marks in a paper's words stay inside

const narrowWindow = () => window.innerWidth <= 760;

function svgEl(tag, attributes, ...children) {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// Corners of a vis-network shape around (0, 0), or null for a disc.
function corners(shape, r) {
  const ring = (n, turn, radii) => Array.from({length: n}, (_, i) => {
    const angle = turn + (2 * Math.PI * i) / n;
    return [radii[i % radii.length] * Math.cos(angle), radii[i % radii.length] * Math.sin(angle)];
  });
  const up = -Math.PI / 2;
  return {
    square: [[-r, -r], [r, -r], [r, r], [-r, r]], diamond: ring(4, up, [r * 1.2]), triangle: ring(3, up, [r * 1.2]),
    triangleDown: ring(3, -up, [r * 1.2]), hexagon: ring(6, 0, [r]), star: ring(10, up, [r * 1.3, r * 0.6]),
  }[shape] || null;
}

function shapeMark(shape, colour, r, x, y) {
  const points = corners(shape, r);
  if (!points) return svgEl("circle", {cx: x, cy: y, r, fill: colour});
  return svgEl("polygon", {points: points.map(([a, b]) => `${(x + a).toFixed(1)},${(y + b).toFixed(1)}`).join(" "), fill: colour});
}

function kindMark(kind) {
  const look = KG.kinds[kind] || {shape: "dot", colour: "#8A8A8A"};
  return svgEl("svg", {width: 16, height: 16, class: "mark", "aria-hidden": "true"}, shapeMark(look.shape, look.colour, 6, 8, 8));
}

function relationMark(type) {
  const look = KG.relations[type] || {colour: "#8A8A8A"};
  return svgEl("svg", {width: 26, height: 16, class: "mark", "aria-hidden": "true"},
    svgEl("line", {x1: 1, y1: 8, x2: 25, y2: 8, stroke: look.colour, "stroke-width": 3, "stroke-dasharray": look.dashes ? "5 3" : "none"}));
}

const dark = {
  now: false,
  watchers: [],
  apply(theme) {
    this.now = theme === "dark" || (theme !== "light" && window.matchMedia("(prefers-color-scheme: dark)").matches);
    document.documentElement.dataset.theme = this.now ? "dark" : "light";
    this.watchers.forEach((watch) => watch());
  },
  toggle() {
    const theme = this.now ? "light" : "dark";
    store.set("kg-theme", theme);
    state.set("theme", theme);
    this.apply(theme);
  },
};
dark.apply(state.get("theme") || store.get("kg-theme"));

function switchLanguage() {
  const lang = LANG ? "zh" : "en";
  store.set("kg-lang", lang);
  state.set("lang", lang);
  window.location.reload();
}
