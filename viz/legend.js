"use strict";
// The legend is the filter: kinds, relations, years, papers. What is off is in the address.

function keepFilters() {
  state.set("hide", [...graph.hidden].join(","));
  state.set("paper", graph.paper);
  state.set("from", graph.years[0]);
  state.set("to", graph.years[1]);
  paint();
}

function tally(items) {
  const counts = new Map();
  for (const item of items) counts.set(item, (counts.get(item) || 0) + 1);
  return counts;
}

function filterRow(key, mark, name, count) {
  const box = el("input", {type: "checkbox", "data-key": key, onchange: () => {
    if (box.checked) graph.hidden.delete(key); else graph.hidden.add(key);
    keepFilters();
  }});
  box.checked = !graph.hidden.has(key);
  return el("label", {class: "row"}, box, mark, el("span", {}, name), el("small", {}, String(count)));
}

function filterGroup(title, known, counts, mark, name) {
  const keys = Object.keys(known).concat([...counts.keys()].filter((k) => !(k in known))).filter((k) => counts.has(k));
  if (!keys.length) return "";
  const rows = keys.map((key) => filterRow(key, mark(key), name(key), counts.get(key)));
  const all = (on) => () => {
    keys.forEach((key) => (on ? graph.hidden.delete(key) : graph.hidden.add(key)));
    rows.forEach((row) => { row.querySelector("input").checked = on; });
    keepFilters();
  };
  return el("fieldset", {}, el("legend", {}, title),
    el("span", {class: "pair"}, el("button", {type: "button", onclick: all(true)}, ui("all")),
      el("button", {type: "button", onclick: all(false)}, ui("none"))), rows);
}

function choice(label, options, value, change) {
  const box = el("select", {"aria-label": label, onchange: () => change(box.value)},
    el("option", {value: ""}, `${label}：${ui("all")}`),
    options.map(([key, text]) => el("option", {value: key, selected: key === value}, text)));
  return box;
}

function paperFilters() {
  const papers = Object.entries(PAGE.docs).map(([id, doc]) => [id, doc.title]).sort((a, b) => a[1].localeCompare(b[1], "zh"));
  const years = [...new Set(Object.values(PAGE.docs).map((d) => d.year).filter(Boolean))].sort().map((y) => [String(y), String(y)]);
  const parts = [];
  if (papers.length > 1) parts.push(choice(ui("paper"), papers, graph.paper, (v) => { graph.paper = v; keepFilters(); }));
  if (years.length > 1) {
    parts.push(el("span", {class: "pair"},
      choice(`${ui("year")} ≥`, years, graph.years[0], (v) => { graph.years[0] = v; keepFilters(); }),
      choice(`${ui("year")} ≤`, years, graph.years[1], (v) => { graph.years[1] = v; keepFilters(); })));
  }
  return parts;
}

function resetFilters() {
  graph.hidden.clear();
  graph.paper = "";
  graph.years = ["", ""];
  keepFilters();
  document.querySelector(".legend").replaceWith(legend());
}

function legend() {
  const kinds = tally(PAGE.nodes.map((n) => n.group));
  const types = tally(PAGE.edges.flatMap((e) => [...new Set(PAGE.facts[e.id].map((f) => f.type))]));
  const shown = el("p", {class: "shown", role: "status"});
  const count = () => shown.replaceChildren(
    `${ui("shown")} ${graph.shown.nodes.size} ${ui("nodes")} · ${graph.shown.edges.size} ${ui("lines")}`);
  graph.watchers = [count];
  count();
  return el("details", {class: "legend", open: window.innerWidth > 760}, el("summary", {}, ui("legend")), shown,
    PAGE.left_out ? el("p", {class: "note"}, ui("left_out", {n: PAGE.left_out})) : "",
    filterGroup(ui("kinds"), KG.kinds, kinds, kindMark, kindName),
    filterGroup(ui("relations"), KG.relations, types, relationMark, relationName), paperFilters(),
    el("button", {type: "button", onclick: resetFilters}, ui("reset")), el("p", {class: "note"}, ui(PAGE.size_means || "size_means")));
}
