"use strict";
// Puts a page together from what its data holds: nodes → drawing, tables, text, counts.

function topBar() {
  const search = PAGE.nodes.length ? searchBox(ui("search"), () => entries, (entry) => { openNode(entry.id); bringIntoView([entry.id]); }) : "";
  const entries = PAGE.nodes.map((n) => ({id: n.id, kind: n.group, weight: n.size,
    names: [nodeName(n.id), ...(propsOf(n.id).short_names || []), ...(propsOf(n.id).aliases || [])]}));
  return el("header", {class: "top"}, el("a", {class: "skip", href: "#content"}, ui("skip")),
    PAGE.home ? el("a", {class: "home", href: PAGE.home}, ui(PAGE.home_word || "home")) : "",
    el("h1", {}, PAGE.label ? kindMark(PAGE.label) : "", own(PAGE.title_word ? ui(PAGE.title_word) : PAGE.title)), search,
    el("span", {class: "pair"}, el("button", {type: "button", id: "language", onclick: switchLanguage}, ui("language")),
      el("button", {type: "button", id: "theme", onclick: () => dark.toggle()}, ui("theme"))));
}

function zoom(by) {
  return () => graph.network.moveTo({scale: graph.network.getScale() * by});
}

function toolBar() {
  const tool = (key, act) => el("button", {type: "button", "data-tool": key, onclick: act}, ui(key));
  return el("div", {class: "toolbar", role: "toolbar", "aria-label": ui("graph")}, tool("fit", () => graph.network.fit()),
    tool("closer", zoom(1.4)), tool("further", zoom(1 / 1.4)), tool("png", savePng), tool("svg", saveSvg), tool("csv", saveCsv));
}

function graphSection() {
  const canvas = el("div", {class: "canvas", role: "group", "aria-label": ui("graph")});
  card = el("aside", {class: "card empty", "aria-live": "polite"});
  const section = el("section", {id: "graph", class: PAGE.tables || PAGE.text ? "part" : "whole"}, canvas, toolBar(), card);
  return {section, canvas};
}

function listen() {
  graph.network.on("click", ({nodes, edges}) => {
    if (nodes.length) openNode(nodes[0]);
    else if (edges.length) openEdge(edges[0]);
    else closeCard();
  });
  graph.network.on("doubleClick", ({nodes}) => {
    if (nodes.length && PAGE.pages[nodes[0]]) window.location.href = PAGE.pages[nodes[0]];
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") closeCard(); });
  window.addEventListener("beforeprint", () => graph.network.fit());
}

function followAddress() {
  state.all = new URLSearchParams(window.location.hash.slice(1));
  if (state.get("lang") && (state.get("lang") === "en") !== (LANG === 1)) window.location.reload();
  if (state.get("theme")) dark.apply(state.get("theme"));
  if (!PAGE.nodes.length) return;
  const [a, b] = state.get("route").split(",");
  if (a in groupOf && b in groupOf) openPath(a, b);
  else if (state.get("node") in groupOf) { openNode(state.get("node")); bringIntoView([state.get("node")]); }
  else if (state.get("line")) openEdge(state.get("line"));
  const span = state.get("at").split("-").map(Number);
  if (PAGE.text && span.length === 2) showSpan(span[0], span[1]);
}

function partLinks() {
  const parts = [];
  if (PAGE.nodes.length) parts.push(["#graph", ui("graph")]);
  for (const table of PAGE.tables || []) parts.push([`#table-${table.name}`, word("tables", table.name)]);
  if (PAGE.text) parts.push(["#text", ui("text")]);
  return parts.length > 1 ? el("nav", {class: "parts"}, parts.map(([target, name]) => el("a", {href: target, onclick: (event) => {
    event.preventDefault();
    document.querySelector(target).scrollIntoView();
  }}, name))) : "";
}

function waysNav() {
  return PAGE.kind === "overview" ? el("nav", {class: "parts"}, PAGE.ways.map(([key, target, here]) =>
    el("a", {href: target, "aria-current": here ? "page" : null}, ui(key)))) : "";
}

function assemble() {
  const content = el("main", {id: "content"});
  document.body.append(topBar(), waysNav(), partLinks(), content);
  if (PAGE.counts) content.append(startSection());
  if (PAGE.nodes.length) {
    const {section, canvas} = graphSection();
    content.append(section);
    drawGraph(canvas);
    section.prepend(legend());
    restCard();
    listen();
  }
  if (!content.childElementCount && !(PAGE.tables || []).length) content.append(el("p", {class: "note empty-page"}, ui("nothing_to_draw")));
  for (const table of PAGE.tables || []) content.append(makeTable(table));
  if (PAGE.text) content.append(textSection());
  followAddress();
  window.addEventListener("hashchange", followAddress);
  document.documentElement.dataset.ready = "1";
}
assemble();
