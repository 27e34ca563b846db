"use strict";
// Finding names by characters or by the first letters of their pinyin: 市场监管 or scjg.

const INITIALS = PAGE.initials || (typeof KG_INITIALS === "undefined" ? {} : KG_INITIALS);
const narrow = (text) => String(text).normalize("NFKC").toLowerCase();

// 3 starts with it, 2 holds it, 1 by initials, 0 not at all.
function fits(query, name) {
  const where = name.indexOf(query);
  if (where >= 0) return where === 0 ? 3 : 2;
  if (!/^[a-z0-9]+$/.test(query)) return 0;
  for (let start = 0; start + query.length <= name.length; start++) {
    let at = 0;
    while (at < query.length && (name[start + at] === query[at] || (INITIALS[name[start + at]] || "").includes(query[at]))) at++;
    if (at === query.length) return 1;
  }
  return 0;
}

// 市场监管局 finds 市场监督管理局 too: all characters in order, in one stretch of the name, weighs least.
function inOrder(query, name) {
  if (query.length < 3) return false;
  let at = -1;
  let first = -1;
  for (const character of query) {
    at = name.indexOf(character, at + 1);
    if (at < 0) return false;
    if (first < 0) first = at;
  }
  return at - first < query.length * 2 + 2;
}

function ranked(query, entries, most) {
  const wanted = narrow(query).replace(/\s+/g, "");
  if (!wanted) return [];
  const hits = [];
  for (const entry of entries) {
    entry.folded = entry.folded || entry.names.map(narrow);
    const score = Math.max(...entry.folded.map((name) => fits(wanted, name) || (inOrder(wanted, name) ? 0.5 : 0)));
    if (score > 0) hits.push([score, entry]);
  }
  hits.sort((a, b) => b[0] - a[0] || (b[1].weight || 0) - (a[1].weight || 0) || a[1].names[0].length - b[1].names[0].length);
  return hits.slice(0, most).map((hit) => hit[1]);
}

// A combobox: type, arrows choose, Enter picks, Escape closes. `pick(entry)` is told.
function searchBox(label, entries, pick) {
  const list = el("ul", {class: "found", role: "listbox", id: "found", hidden: true});
  const input = el("input", {type: "search", class: "search", placeholder: label, "aria-label": label, role: "combobox",
    "aria-expanded": "false", "aria-controls": "found", autocomplete: "off", spellcheck: "false"});
  let hits = [];
  let active = -1;

  function close() {
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
  }
  function choose(entry) {
    input.value = entry.names[0];
    close();
    pick(entry);
  }
  function mark(at) {
    active = (at + hits.length) % hits.length;
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", `found-${active}`);
    list.children[active].scrollIntoView({block: "nearest"});
  }
  function show() {
    hits = ranked(input.value, entries(), 30);
    active = -1;
    const rows = hits.map((entry, i) => el("li", {role: "option", id: `found-${i}`, "aria-selected": "false",
      onmousedown: (event) => { event.preventDefault(); choose(entry); }},
    kindMark(entry.kind), own(entry.names[0]), el("small", {}, kindName(entry.kind))));
    list.replaceChildren(...(rows.length ? rows : [el("li", {class: "nothing"}, ui("nothing"))]));
    list.hidden = !input.value.trim();
    input.setAttribute("aria-expanded", String(!list.hidden));
  }
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value.trim()) show(); });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    if (!hits.length || list.hidden) return;
    if (event.key === "ArrowDown") { mark(active + 1); event.preventDefault(); }
    if (event.key === "ArrowUp") { mark(active - 1); event.preventDefault(); }
    if (event.key === "Enter") choose(hits[Math.max(active, 0)]);
  });
  document.addEventListener("keydown", (event) => {
    const typing = event.target instanceof HTMLElement && event.target.matches("input, select, textarea");
    if (event.key === "/" && !typing) { input.focus(); event.preventDefault(); }
  });
  return el("div", {class: "search-box"}, input, list);
}
