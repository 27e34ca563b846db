"use strict";
// What is shown, as PNG, SVG or CSV.

function save(name, type, parts) {
  const link = el("a", {href: URL.createObjectURL(new Blob(parts, {type})), download: name});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
const fileName = (ending) => `${(PAGE.title.replace(/[\p{C}\\/:*?"<>|.]/gu, "").trim() || "graph").slice(0, 60)}.${ending}`;

function savePng() {
  const drawn = document.querySelector("#graph canvas");
  const copy = el("canvas", {width: drawn.width, height: drawn.height});
  const pen = copy.getContext("2d");
  pen.fillStyle = inks().paper;
  pen.fillRect(0, 0, copy.width, copy.height);
  pen.drawImage(drawn, 0, 0);
  copy.toBlob((blob) => save(fileName("png"), "image/png", [blob]));
}

function svgLabel(node, ink) {
  const lines = String(node.label).split("\n");
  const text = svgEl("text", {x: node.x, y: node.y + node.size + 13, "text-anchor": "middle", "font-size": 13, fill: ink.font,
    stroke: ink.paper, "stroke-width": 3, "paint-order": "stroke"});
  text.append(...lines.map((line, i) => svgEl("tspan", {x: node.x, dy: i ? 15 : 0}, line)));
  return text;
}

function svgOf() {
  const at = graph.network.getPositions();
  const ink = inks();
  const nodes = PAGE.nodes.filter((n) => graph.shown.nodes.has(n.id)).map((n) => Object.assign({}, n, at[n.id]));
  const lines = PAGE.edges.filter((e) => graph.shown.edges.has(e.id));
  const [xs, ys] = [nodes.map((n) => n.x), nodes.map((n) => n.y)];
  const box = [Math.min(...xs) - 90, Math.min(...ys) - 60, Math.max(...xs) - Math.min(...xs) + 180, Math.max(...ys) - Math.min(...ys) + 130];
  const svg = svgEl("svg", {viewBox: box.join(" "), width: box[2], height: box[3], "font-family": "sans-serif"});
  svg.append(svgEl("rect", {x: box[0], y: box[1], width: box[2], height: box[3], fill: ink.paper}));
  for (const e of lines) {
    const look = KG.relations[shownFacts(e)[0].type] || {colour: "#8A8A8A"};
    svg.append(svgEl("line", {x1: at[e.from].x, y1: at[e.from].y, x2: at[e.to].x, y2: at[e.to].y, stroke: look.colour,
      "stroke-width": e.width, "stroke-dasharray": look.dashes ? "6 4" : "none"}));
  }
  for (const n of nodes) svg.append(shapeMark(n.shape, (KG.kinds[n.group] || {colour: "#8A8A8A"}).colour, n.size, n.x, n.y));
  for (const n of nodes) svg.append(svgLabel(n, ink));
  return svg;
}
const saveSvg = () => save(fileName("svg"), "image/svg+xml", [new XMLSerializer().serializeToString(svgOf())]);

// A cell that a spreadsheet would take for a formula gets an apostrophe in front.
function csvCell(value) {
  const text = value === undefined || value === null ? "" : String(value);
  const safe = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return `"${safe.replaceAll('"', '""')}"`;
}
const csvText = (rows) => "\ufeff" + rows.map((row) => row.map(csvCell).join(",") + "\r\n").join("");

function saveCsv() {
  const rows = [["source", "source_kind", "relation", "target", "target_kind", "paper", "section", "sentence", "start", "end"]];
  for (const edge of PAGE.edges.filter((e) => graph.shown.edges.has(e.id))) {
    for (const fact of shownFacts(edge)) {
      const [a, b] = fact.back ? [edge.to, edge.from] : [edge.from, edge.to];
      rows.push([nodeName(a), groupOf[a], fact.type, nodeName(b), groupOf[b], (PAGE.docs[fact.doc] || {}).title, fact.section,
        PAGE.quotes[fact.quote], fact.start, fact.end]);
    }
  }
  save(fileName("csv"), "text/csv;charset=utf-8", [csvText(rows)]);
}
