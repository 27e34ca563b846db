"use strict";
// The drawing: what is visible under the filters, what is chosen, paths. One `paint` derives all from this state.

const graph = {
  network: null,
  nodes: null,
  edges: null,
  hidden: new Set(state.get("hide").split(",").filter(Boolean)), // kinds and relations
  paper: state.get("paper"),
  years: [state.get("from"), state.get("to")],
  chosen: null, // {nodes: Set, edges: Set} drawn strong, others faint
  watchers: [],
};
const order = Object.keys(KG.relations);
const byWeight = (a, b) => order.indexOf(a.type) - order.indexOf(b.type);
const propsOf = (id) => PAGE.props[id] || {name: id};
const nodeName = (id) => propsOf(id).name;
let readable = 13; // size of the captions that can be read when all is in view
const groupOf = Object.create(null);
const linesAt = Object.create(null);

function indexGraph() {
  for (const node of PAGE.nodes) { groupOf[node.id] = node.group; linesAt[node.id] = []; }
  for (const edge of PAGE.edges) {
    linesAt[edge.from].push(edge);
    if (edge.to !== edge.from) linesAt[edge.to].push(edge);
    PAGE.facts[edge.id].sort(byWeight);
  }
}

const otherEnd = (edge, id) => (edge.from === id ? edge.to : edge.from);
const yearOf = (fact) => (PAGE.docs[fact.doc] || {}).year;
const narrowed = () => Boolean(graph.paper || graph.years[0] || graph.years[1]);

function factShown(fact) {
  if (graph.hidden.has(fact.type)) return false;
  if (!fact.doc) return true;
  if (graph.paper && fact.doc !== graph.paper) return false;
  const year = yearOf(fact);
  const [from, to] = graph.years;
  return !((from && !(year >= Number(from))) || (to && !(year <= Number(to))));
}
const shownFacts = (edge) => PAGE.facts[edge.id].filter(factShown);

// Which nodes and lines the filters leave. A node that loses all its lines goes with them.
function visible() {
  const filtered = graph.hidden.size > 0 || narrowed();
  const kindShown = (id) => !graph.hidden.has(groupOf[id]);
  const lines = PAGE.edges.filter((e) => kindShown(e.from) && kindShown(e.to) && shownFacts(e).length);
  const stated = narrowed() ? lines.filter((e) => shownFacts(e).some((f) => f.doc)) : lines;
  const live = new Set(stated.flatMap((e) => [e.from, e.to]));
  const nodes = new Set();
  for (const node of PAGE.nodes) {
    if (kindShown(node.id) && (!filtered || live.has(node.id) || node.id === PAGE.centre)) nodes.add(node.id);
  }
  return {nodes, edges: new Set(lines.filter((e) => nodes.has(e.from) && nodes.has(e.to)).map((e) => e.id))};
}

function faint(id, kind) {
  return graph.chosen !== null && !graph.chosen[kind].has(id);
}

function strength(edge, look) {
  if (graph.chosen === null) return look.quiet ? 0.28 : 0.75;
  return faint(edge.id, "edges") ? 0.07 : 0.9;
}

function edgeLook(edge, shown) {
  const first = shownFacts(edge)[0] || PAGE.facts[edge.id][0];
  const look = KG.relations[first.type] || {colour: "#8A8A8A"};
  return {id: edge.id, hidden: !shown.edges.has(edge.id), dashes: Boolean(look.dashes),
    color: {color: look.colour, highlight: look.colour, hover: look.colour, opacity: strength(edge, look)}};
}

// What is chosen can be read from afar, unless it is half of the page.
function captionSize(node, weak) {
  const own = node.font ? node.font.size : 13;
  return !weak && graph.chosen !== null && graph.chosen.nodes.size <= 40 ? Math.max(own, readable) : own;
}

function nodeLook(node, shown) {
  const weak = faint(node.id, "nodes");
  const look = {id: node.id, hidden: !shown.nodes.has(node.id), opacity: weak ? 0.12 : 1};
  if (graph.painted) look.font = {color: weak ? inks().weak : inks().font, size: captionSize(node, weak)}; // not before: it costs time
  return look;
}

function paint() {
  graph.painted = true;
  graph.shown = visible();
  graph.nodes.update(PAGE.nodes.map((node) => nodeLook(node, graph.shown)));
  graph.edges.update(PAGE.edges.map((edge) => edgeLook(edge, graph.shown)));
  graph.watchers.forEach((watch) => watch());
}

function inks() {
  return dark.now ? {font: "#e8eaed", weak: "#4a525b", rim: "#15181c", paper: "#15181c"} : {font: "#1c2126", weak: "#c9ced4", rim: "#ffffff", paper: "#ffffff"};
}

function groups() {
  const rim = inks().rim;
  return Object.fromEntries(Object.entries(KG.kinds).map(([kind, look]) => [kind, {shape: look.shape,
    color: {background: look.colour, border: rim, highlight: {background: look.colour, border: dark.now ? "#fff" : "#111"},
      hover: {background: look.colour, border: look.colour}}}]));
}

function themed() {
  const ink = inks();
  return {groups: groups(), nodes: {font: {color: ink.font, strokeWidth: 3, strokeColor: ink.paper}}};
}

const meet = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

// The captions chosen beforehand suit a wide window. On a phone: fewer, larger in measure, none over another.
function fitCaptions(container) {
  const span = (axis) => Math.max(...PAGE.nodes.map((n) => n[axis])) - Math.min(...PAGE.nodes.map((n) => n[axis])) + 200;
  const size = Math.round(11 * Math.max(span("x") / container.clientWidth, span("y") / container.clientHeight));
  if (size <= 13) return;
  const taken = [];
  for (const node of PAGE.nodes.slice().sort((a, b) => (b.id === PAGE.centre) - (a.id === PAGE.centre) || b.size - a.size)) {
    const lines = String(node.label).split("\n");
    const half = (Math.max(...lines.map((line) => line.length)) / 2 + 0.4) * size;
    const top = node.y + node.size;
    const box = [node.x - half, top, node.x + half, top + lines.length * size * 1.3];
    delete node.font;
    if (taken.length < 12 && !taken.some((other) => meet(box, other))) { taken.push(box); node.font = {size}; }
  }
}

function drawGraph(container) {
  indexGraph();
  if (narrowWindow()) fitCaptions(container);
  readable = Math.max(13, ...PAGE.nodes.map((node) => (node.font ? node.font.size : 13)));
  graph.shown = visible();
  graph.nodes = new vis.DataSet(PAGE.nodes.map((n) => Object.assign({}, n, nodeLook(n, graph.shown),
    {title: `${nodeName(n.id)}\n${kindName(n.group)}`})));
  graph.edges = new vis.DataSet(PAGE.edges.map((e) => Object.assign({}, e, edgeLook(e, graph.shown))));
  const options = Object.assign({}, PAGE.options, {groups: groups(), height: "100%", width: "100%"});
  options.nodes = Object.assign({}, options.nodes, {font: Object.assign({}, options.nodes.font, themed().nodes.font)});
  graph.network = new vis.Network(container, {nodes: graph.nodes, edges: graph.edges}, options);
  graph.network.once("afterDrawing", () => {
    document.documentElement.dataset.drawn = String(Math.round(performance.now()));
  });
  dark.watchers.push(() => { graph.network.setOptions(themed()); paint(); });
}

function choose(nodes, edges) {
  graph.chosen = nodes ? {nodes: new Set(nodes), edges: new Set(edges)} : null;
  paint();
}

function chooseNode(id) {
  const lines = (linesAt[id] || []).filter((e) => graph.shown.edges.has(e.id));
  choose([id, ...lines.map((e) => otherEnd(e, id))], lines.map((e) => e.id));
  graph.network.selectNodes([id], false);
}

function chooseEdge(id) {
  const edge = PAGE.edges.find((e) => e.id === id);
  choose([edge.from, edge.to], [id]);
  graph.network.selectEdges([id]);
}

function bringIntoView(ids) {
  const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  graph.network.fit({nodes: ids, maxZoomLevel: 1.1, animation: false});
  const narrow = narrowWindow(); // there the card covers the lower part of the drawing
  graph.network.moveTo({position: graph.network.getViewPosition(), scale: graph.network.getScale() * (narrow ? 0.6 : 0.8),
    offset: {x: 0, y: narrow ? -window.innerHeight * 0.16 : 0}, animation: still ? false : {duration: 300}});
}

// Fewest steps between two nodes along visible lines: [edge ids], or null.
function pathBetween(a, b) {
  const came = new Map([[a, null]]);
  const queue = [a];
  for (const id of queue) {
    if (id === b) break;
    for (const edge of linesAt[id]) {
      const next = otherEnd(edge, id);
      if (graph.shown.edges.has(edge.id) && !came.has(next)) { came.set(next, edge); queue.push(next); }
    }
  }
  if (!came.has(b)) return null;
  const lines = [];
  for (let id = b; came.get(id); id = otherEnd(came.get(id), id)) lines.unshift(came.get(id).id);
  return lines;
}
