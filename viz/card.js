"use strict";
// Cards: a node with its properties and sentences, a line with every sentence behind it, a path.

let card = null; // the element that cards are shown in
let pathFrom = null;

function evidence(fact) {
  const doc = PAGE.docs[fact.doc];
  const parts = [];
  if (fact.type === "TIES") return "";
  if (fact.quote === undefined) return el("p", {class: "note"}, ui("no_sentence"));
  parts.push(el("blockquote", {}, own(PAGE.quotes[fact.quote])));
  const source = [el("cite", {}, own(doc ? doc.title : fact.doc))];
  if (fact.section) source.push(el("span", {}, `${ui("section")} `, own(fact.section)));
  if (doc && doc.page) source.push(el("a", {href: `${doc.page}#at=${fact.start}-${fact.end}`}, ui("open_text")));
  parts.push(el("p", {class: "source"}, source));
  return el("div", {class: "evidence"}, parts);
}

const factExtras = ["surface", "rank", "scope", "relation", "year", "count", "rule"];
function factDetail(fact) {
  const known = factExtras.filter((key) => fact[key] !== undefined);
  return known.length ? el("p", {class: "detail"}, known.map((key) => el("span", {}, `${propertyName(key)}：`, own(valueText(fact[key], key))))) : "";
}

const nodeButton = (id) => el("button", {type: "button", class: "node", onclick: () => openNode(id)}, kindMark(groupOf[id]), own(nodeName(id)));

function factHead(edge, fact) {
  const ends = fact.back ? [edge.to, edge.from] : [edge.from, edge.to];
  return el("p", {class: "fact"}, nodeButton(ends[0]), el("span", {class: "relation"}, relationMark(fact.type), relationName(fact.type), " →"),
    nodeButton(ends[1]));
}

function show(...parts) {
  card.replaceChildren(el("button", {type: "button", class: "close", "aria-label": ui("close"), onclick: closeCard}, "×"), ...parts.flat(Infinity));
  card.hidden = false;
  card.scrollTop = 0;
}

function largestGroups() {
  if (PAGE.kind !== "overview" || narrowWindow()) return [];
  const best = PAGE.nodes.slice().sort((a, b) => propsOf(b.id).members - propsOf(a.id).members).slice(0, 20);
  return [el("h3", {}, ui("largest")), el("ol", {}, best.map((n) => el("li", {}, nodeButton(n.id), el("small", {}, ` ${propsOf(n.id).members}`))))];
}

// With nothing chosen: what the page is about, and what one can do.
function restCard() {
  const about = PAGE.centre ? [el("p", {class: "kind"}, kindMark(groupOf[PAGE.centre]), kindName(groupOf[PAGE.centre])),
    el("h2", {}, own(nodeName(PAGE.centre))), properties(PAGE.centre)] : [];
  const links = PAGE.centre && !narrowWindow() ? [el("h3", {}, ui("links")), nodeLinks(PAGE.centre)] : [];
  card.replaceChildren(...about, el("p", {class: "note"}, ui(PAGE.hint || "hint")), ...links, ...largestGroups());
  card.classList.add("empty");
}

function closeCard() {
  pathFrom = null;
  ["node", "line", "route"].forEach((key) => state.set(key, ""));
  restCard();
  graph.network.unselectAll();
  choose(null);
}

function openCard(key, value) {
  ["node", "line", "route"].forEach((other) => state.set(other, other === key ? value : ""));
  card.classList.remove("empty");
}

const propertyOrder = Object.keys(KG.properties);
function properties(id) {
  const all = propsOf(id);
  const rows = Object.entries(all).filter(([key, value]) => key !== "name" && !(key === "title" && value === all.name));
  rows.sort((a, b) => propertyOrder.indexOf(a[0]) - propertyOrder.indexOf(b[0]));
  return el("dl", {}, rows.map(([key, value]) => [el("dt", {}, propertyName(key)), el("dd", {}, own(valueText(value, key)))]));
}

// The first `most` children of a long list, and a button for the rest.
function few(items, most, make) {
  const box = el("div", {}, items.slice(0, most).map(make));
  if (items.length > most) {
    const more = el("button", {type: "button", onclick: () => more.replaceWith(few(items.slice(most), most * 4, make))},
      ui("more", {n: items.length - most}));
    box.append(more);
  }
  return box;
}

function nodeLinks(id) {
  const facts = linesAt[id].filter((e) => graph.shown.edges.has(e.id)).flatMap((e) => shownFacts(e).map((fact) => ({edge: e, fact})));
  facts.sort((a, b) => byWeight(a.fact, b.fact));
  return few(facts, 25, ({edge, fact}) => el("div", {class: "link"},
    el("p", {class: "fact"}, el("button", {type: "button", class: "relation", onclick: () => openEdge(edge.id)},
      relationMark(fact.type), (fact.back ? edge.to : edge.from) === id ? `${relationName(fact.type)} →` : `← ${relationName(fact.type)}`),
    nodeButton(otherEnd(edge, id))), fact.quote === undefined ? "" : evidence(fact)));
}

function openNode(id) {
  if (!(id in groupOf)) return;
  if (pathFrom && pathFrom !== id) { openPath(pathFrom, id); return; }
  openCard("node", id);
  chooseNode(id);
  const page = PAGE.pages[id];
  show(el("p", {class: "kind"}, kindMark(groupOf[id]), kindName(groupOf[id])), el("h2", {}, own(nodeName(id))),
    el("p", {class: "actions"}, page ? el("a", {class: "button", href: page}, ui("open_page")) : "",
      el("button", {type: "button", onclick: () => startPath(id)}, ui("path_from"))),
    properties(id), el("h3", {}, ui("links")), nodeLinks(id));
}

function openEdge(id) {
  const edge = PAGE.edges.find((e) => e.id === id);
  if (!edge) return;
  openCard("line", id);
  chooseEdge(id);
  const facts = shownFacts(edge);
  show(el("p", {class: "kind"}, ui("sentences"), ` ${facts.length}`),
    few(facts, 40, (fact) => el("div", {class: "link"}, factHead(edge, fact), evidence(fact), factDetail(fact))));
}

function startPath(id) {
  pathFrom = id;
  show(el("h2", {}, ui("path")), el("p", {class: "fact"}, nodeButton(id)), el("p", {class: "note"}, ui("path_pick")));
}

function openPath(a, b) {
  pathFrom = null;
  openCard("route", `${a},${b}`);
  const lines = pathBetween(a, b);
  if (!lines) {
    choose([a, b], []);
    show(el("h2", {}, ui("path")), el("p", {class: "fact"}, nodeButton(a), " … ", nodeButton(b)), el("p", {class: "note"}, ui("path_none")));
    return;
  }
  const edges = lines.map((id) => PAGE.edges.find((e) => e.id === id));
  const nodes = [a, b, ...edges.flatMap((e) => [e.from, e.to])];
  choose(nodes, lines);
  bringIntoView(nodes);
  show(el("h2", {}, ui("path")), el("p", {class: "kind"}, `${ui("path_steps")} ${lines.length}`),
    edges.map((edge) => { const fact = shownFacts(edge)[0]; return el("div", {class: "link"}, factHead(edge, fact), evidence(fact)); }));
}
