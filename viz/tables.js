"use strict";
// Tables that sort by a click on their head, filter by words, and save as CSV. A cell is text, a number, [text, address],
// {word} of the schema, {kind}, or {links}.

function cellText(cell) {
  if (cell === null || cell === undefined) return "";
  if (Array.isArray(cell)) return String(cell[0]);
  if (typeof cell !== "object") return String(cell);
  if (cell.links) return cell.links.map((one) => one[0]).join("、");
  return cell.kind ? kindName(cell.kind) : Object.hasOwn(KG.relations, cell.word) ? relationName(cell.word) : word("values", cell.word);
}

function cellOf(cell, column) {
  const text = cellText(cell);
  const link = ([name, address]) => (address ? el("a", {href: address}, own(name)) : own(name));
  const body = Array.isArray(cell) ? link(cell) : cell && cell.links ? cell.links.map((one, i) => [i ? "、" : "", link(one)]) : own(text);
  return el("td", {class: typeof cell === "number" ? "number" : ["sentence", "date", "doc_no"].includes(column) ? column : null}, body);
}

const compare = (a, b) => (typeof a === "number" && typeof b === "number" ? a - b : cellText(a).localeCompare(cellText(b), "zh", {numeric: true}));

function tableBody(table, body, view) {
  const wanted = narrow(view.words);
  let rows = table.rows.filter((row) => !wanted || narrow(row.map(cellText).join(" ")).includes(wanted));
  if (view.column >= 0) rows = rows.slice().sort((a, b) => view.down * compare(a[view.column], b[view.column]));
  const make = (row) => el("tr", {}, row.map((cell, i) => cellOf(cell, table.columns[i])));
  body.replaceChildren(...rows.slice(0, view.most).map(make));
  if (rows.length > view.most) {
    body.append(el("tr", {}, el("td", {colspan: table.columns.length}, el("button", {type: "button", onclick: () => {
      view.most *= 5;
      tableBody(table, body, view);
    }}, ui("more", {n: rows.length - view.most})))));
  }
}

function tableHead(table, body, view) {
  return el("tr", {}, table.columns.map((column, at) => {
    const head = el("th", {scope: "col", "aria-sort": "none", class: typeof (table.rows[0] || [])[at] === "number" ? "number" : null}, el("button", {type: "button", onclick: () => {
      view.down = view.column === at ? -view.down : typeof (table.rows[0] || [])[at] === "number" ? -1 : 1;
      view.column = at;
      [...head.parentNode.children].forEach((th) => th.setAttribute("aria-sort", "none"));
      head.setAttribute("aria-sort", view.down > 0 ? "ascending" : "descending");
      tableBody(table, body, view);
    }}, word("columns", column)));
    return head;
  }));
}

function makeTable(table) {
  const view = {words: "", column: -1, down: 1, most: 50};
  const body = el("tbody", {});
  const filter = el("input", {type: "search", placeholder: ui("filter_rows"), "aria-label": ui("filter_rows"), oninput: () => {
    view.words = filter.value.trim();
    tableBody(table, body, view);
  }});
  filter.value = view.words = PAGE.kind === "list" ? state.get("find") : "";
  const csv = el("button", {type: "button", onclick: () => save(fileName("csv"), "text/csv;charset=utf-8",
    [csvText([table.columns, ...table.rows.map((row) => row.map((c) => (typeof c === "number" ? c : cellText(c))))])])}, "CSV");
  tableBody(table, body, view);
  window.addEventListener("beforeprint", () => { view.most = table.rows.length; tableBody(table, body, view); });
  const total = table.total || table.rows.length;
  return el("section", {class: "table", id: `table-${table.name}`},
    el("h2", {}, word("tables", table.name), el("small", {}, total > table.rows.length ? ui("rows_of", {n: table.rows.length, m: total}) : String(total)),
      el("span", {class: "tools"}, table.rows.length > 8 || view.words ? filter : "", csv)),
    el("div", {class: "scroll", tabindex: 0, role: "region", "aria-label": word("tables", table.name)},
      el("table", {}, el("thead", {}, tableHead(table, body, view)), body)));
}
