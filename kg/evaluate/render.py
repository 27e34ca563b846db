"""An evaluation as text, JSON and one HTML page."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from kg.evaluate.figures import ACCURACY_KINDS, F1_KINDS, Evaluation

_KINDS = {"tasks": "任务", "assignments": "职责", "targets": "指标", "targets (lenient)": "指标（宽）", "citations": "引用",
          "programs": "行动", "regions": "地区", "metadata": "文件信息", "full names": "机构全称", "overall": "总计", "paper": "文件"}
_STYLE = ("body{font:16px/1.6 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}"
          "table{border-collapse:collapse;width:100%}td,th{border-bottom:1px solid #ccc;padding:.3rem .6rem;text-align:left;"
          "vertical-align:top}.n{text-align:right}@media(prefers-color-scheme:dark){body{background:#111;color:#ddd}}")


def _name(kind: str, lang: str) -> str:
    return kind if lang == "en" else _KINDS[kind]


def rows_of(result: Evaluation, papers: list[str] | None = None) -> list[tuple[str, list[str]]]:
    """Kind and its cells: precision, recall, F1 (or accuracy), facts of the readers, facts said."""
    rows = []
    for kind in F1_KINDS:
        t = result.total(kind, papers)
        rows.append((kind, [f"{t.precision:.1%}", f"{t.recall:.1%}", f"{t.f1:.1%}", str(t.true), str(t.said)]))
    for kind in ACCURACY_KINDS:
        rows.append((kind, ["", "", f"{result.value(kind, papers):.1%}", str(result.total(kind, papers).true), ""]))
    return rows


def to_text(result: Evaluation, lang: str = "zh", *, misses: bool = False) -> str:
    """The figures over all papers, then, when asked for, each miss with its sentence."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    heads = ["", "P", "R", "F1", "gold", "said"] if lang == "en" else ["", "准确率", "召回率", "F1", "标注", "图谱"]
    for i, head in enumerate(heads):
        table.add_column(head, justify="right" if i else "left")
    for kind, cells in rows_of(result):
        table.add_row(_name(kind, lang), *cells)
    table.add_row(_name("overall", lang), "", "", f"{result.overall:.1%}", "", "")
    console = Console(width=100)
    with console.capture() as capture:
        console.print(table)
    return "\n".join([capture.get().rstrip(), *(_line(m, lang) for m in result.misses if misses)])


def _line(miss: Any, lang: str) -> str:
    sign = "+" if miss.wrong else "-"
    return f"{sign} {miss.paper} {_name(miss.kind, lang)}: {miss.what}" + (f"\n    {miss.sentence}" if miss.sentence else "")


def to_json(result: Evaluation) -> str:
    """Figures over all and by paper, and the misses."""
    def figures(papers: list[str] | None) -> dict[str, Any]:
        out: dict[str, Any] = {}
        for kind in F1_KINDS:
            t = result.total(kind, papers)
            out[kind] = {"precision": t.precision, "recall": t.recall, "f1": t.f1, "gold": t.true, "said": t.said}
        return out | {k: {"accuracy": result.value(k, papers), "gold": result.total(k, papers).true} for k in ACCURACY_KINDS}

    whole = figures(None) | {"overall": {"mean": result.overall}}
    misses = [{"paper": m.paper, "kind": m.kind, "wrong": m.wrong, "what": m.what, "sentence": m.sentence} for m in result.misses]
    papers = {p: figures([p]) for p in sorted(result.papers)}
    return json.dumps({"figures": whole, "papers": papers, "misses": misses}, ensure_ascii=False, indent=1)


def to_html(result: Evaluation, lang: str = "zh") -> str:
    """One page, no network: the figures, the figures by paper, every miss with its sentence. All text is escaped."""
    title = "Evaluation" if lang == "en" else "抽取质量评估"
    parts = [f"<h1>{title}</h1>", _table(result, None, lang), f"<p>{_name('overall', lang)} {result.overall:.1%}</p>"]
    for paper in sorted(result.papers):
        parts.append(f"<details><summary>{escape(paper)}</summary>{_table(result, [paper], lang)}</details>")
    head = ("missed −, wrong +", "fact", "sentence") if lang == "en" else ("漏 −，误 +", "事实", "原文")
    parts.append("<table><tr>" + "".join(f"<th>{h}</th>" for h in head) + "</tr>")
    for m in result.misses:
        first = f"{'+' if m.wrong else '−'} {_name(m.kind, lang)}<br>{escape(m.paper)}"
        parts.append(f"<tr><td>{first}</td><td>{escape(m.what)}</td><td>{escape(m.sentence)}</td></tr>")
    body = "".join([*parts, "</table>"])
    return (f'<!doctype html><html lang="{lang}"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
            f"<title>{title}</title><style>{_STYLE}</style>{body}</html>")


def _table(result: Evaluation, papers: list[str] | None, lang: str) -> str:
    heads = ("", "P", "R", "F1", "gold", "said") if lang == "en" else ("", "准确率", "召回率", "F1", "标注", "图谱")
    rows = "".join(f"<tr><th>{_name(kind, lang)}</th>" + "".join(f'<td class="n">{c}</td>' for c in cells) + "</tr>"
                   for kind, cells in rows_of(result, papers))
    return "<table><tr>" + "".join(f"<th>{h}</th>" for h in heads) + f"</tr>{rows}</table>"
