"use strict";
// A paper's text with every span marked. PAGE.text.parts: [text, [mark numbers]] in order; PAGE.text.marks: what each tells.

let marks = [];
let markAt = -1;

const markLook = (mark) => (mark.ledger ? null : KG.kinds[mark.kind] || {colour: "#8A8A8A"});

const textName = (at) => PAGE.text.names[at][1];

function markTitle(mark) {
  if (mark.ledger) return `${ui("ledger")}\n${mark.ledger.map((l) => `${word("values", l.component)}：${word("values", l.reason)}`).join("\n")}`;
  return mark.facts.map(([a, type, b]) => `${textName(a)} — ${relationName(type)} → ${textName(b)}`).slice(0, 12).join("\n");
}

function markCard(numbers) {
  const parts = numbers.map((number) => PAGE.text.marks[number]).map((mark) => (mark.ledger
    ? el("div", {class: "link"}, el("p", {class: "kind ledger-word"}, ui("ledger")),
      mark.ledger.map((l) => el("p", {}, `${ui("component")}：`, own(word("values", l.component)), el("br"), `${ui("reason")}：`, own(word("values", l.reason)))))
    : el("div", {class: "link"}, el("p", {class: "kind"}, kindMark(mark.kind), kindName(mark.kind)),
      few(mark.facts || [], 12, ([a, type, b]) => el("p", {class: "fact"}, textNode(a), el("span", {class: "relation"},
        relationMark(type), relationName(type), " →"), textNode(b))))));
  document.getElementById("mark-card").replaceChildren(...parts);
}

function textNode(at) {
  const [id, name] = PAGE.text.names[at];
  return id in groupOf ? el("button", {type: "button", class: "node", onclick: () => {
    document.getElementById("graph").scrollIntoView();
    openNode(id);
  }}, own(name)) : own(name);
}

function goToMark(at) {
  if (!marks.length) return;
  markAt = (at + marks.length) % marks.length;
  const mark = marks[markAt];
  document.querySelectorAll("mark.here").forEach((m) => m.classList.remove("here"));
  mark.classList.add("here");
  mark.scrollIntoView({block: "center"});
  mark.focus({preventScroll: true});
  markCard(mark.dataset.marks.split(",").map(Number));
}

function textPart([text, numbers, start]) {
  if (!numbers.length) return text;
  const inner = PAGE.text.marks[numbers[0]]; // the shortest span comes first
  const look = markLook(inner);
  const made = el("mark", {class: numbers.some((n) => PAGE.text.marks[n].ledger) ? "ledger" : null, "data-kind": inner.ledger ? "ledger" : inner.kind,
    "data-marks": numbers.join(","), "data-start": start, tabindex: -1, style: look ? `--ink:${look.colour}` : null}, text);
  return made;
}

function showSpan(start, end) {
  document.querySelectorAll("mark.here").forEach((m) => m.classList.remove("here"));
  const inside = marks.filter((m) => Number(m.dataset.start) >= start && Number(m.dataset.start) < end);
  if (!inside.length) return;
  goToMark(marks.indexOf(inside[0]));
  inside.forEach((m) => m.classList.add("here"));
  state.set("at", `${start}-${end}`);
}

function textLegend() {
  const counts = tally(PAGE.text.marks.map((m) => (m.ledger ? "ledger" : m.kind)));
  return [...counts].map(([kind, count]) => {
    const box = el("input", {type: "checkbox", checked: true, onchange: () => {
      document.getElementById("text").classList.toggle(`no-${kind}`, !box.checked);
      document.querySelectorAll(`mark[data-kind="${CSS.escape(kind)}"]`).forEach((m) => m.classList.toggle("off", !box.checked));
    }});
    return el("label", {class: "row"}, box, kind === "ledger" ? el("span", {class: "ledger-swatch"}) : kindMark(kind),
      kind === "ledger" ? ui("ledger") : kindName(kind), el("small", {}, String(count)));
  });
}

function textSection() {
  const body = el("div", {class: "paper", onclick: (event) => {
    const mark = event.target.closest("mark");
    if (mark) goToMark(marks.indexOf(mark));
  }, onmouseover: (event) => {
    const mark = event.target.closest("mark");
    if (mark && !mark.title) mark.title = mark.dataset.marks.split(",").map((n) => markTitle(PAGE.text.marks[n])).join("\n");
  }}, PAGE.text.parts.map(textPart));
  marks = [...body.querySelectorAll("mark")];
  const step = (by) => () => goToMark(markAt < 0 ? (by > 0 ? 0 : marks.length - 1) : markAt + by);
  return el("section", {id: "text"}, el("h2", {}, ui("text")), el("div", {class: "reading"}, body,
    el("aside", {class: "margin"}, el("div", {class: "text-legend"}, textLegend()),
      el("p", {class: "pair"}, el("button", {type: "button", onclick: step(-1)}, ui("previous")), el("button", {type: "button", onclick: step(1)}, ui("next"))),
      el("div", {id: "mark-card", "aria-live": "polite"}))));
}
