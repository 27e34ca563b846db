"use strict";
// The start page: counts, search over everything, ways into the pages.

function indexEntries() {
  if (typeof KG_INDEX === "undefined") return [];
  return KG_INDEX.rows.map(([name, kind, page, weight, also]) => ({names: [name, ...(also || [])], kind: KG_INDEX.kinds[kind], page, weight}));
}

function countTiles() {
  return el("div", {class: "tiles"}, PAGE.counts.map(([kind, count, target]) => el(target ? "a" : "div", {class: "tile", href: target || null},
    kindMark(kind), el("strong", {}, count.toLocaleString()), el("span", {}, kindName(kind)))));
}

function startSection() {
  const entries = indexEntries();
  return el("section", {class: "start"},
    searchBox(ui("search_all"), () => entries, (entry) => { window.location.href = entry.page; }),
    el("p", {class: "note"}, ui("step_hint")),
    el("h2", {}, ui("counts")), countTiles(),
    PAGE.lists.length ? el("p", {class: "note"}, `${ui("listed_also")}：`, PAGE.lists.map(([kind, count, target]) =>
      [" ", el("a", {href: target}, `${kindName(kind)} ${count}`)])) : "",
    el("h2", {}, ui("overview")), el("p", {class: "ways"}, PAGE.ways.map(([key, target]) => el("a", {class: "button", href: target}, ui(key)))),
    PAGE.reports.length ? el("h2", {}, ui("reports")) : "",
    el("p", {class: "ways"}, PAGE.reports.map(([name, target]) => el("a", {class: "button", href: target}, own(word("reports", name))))));
}
