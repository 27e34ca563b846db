"""Two plans side by side: tasks added, dropped, kept or handed to another body; figures raised or lowered."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import SequenceMatcher

from kg.identity import fold
from kg.model import Edge, Graph
from kg.reports.figures import Figure, figures
from kg.reports.papers import two_papers
from kg.reports.report import Cell, Column, Report, Row, Table, Words, paper_titles
from kg.reports.select import Links, final_heir, successors

_ALIKE = 0.6
_TASK_COLUMNS = (
    Column("status", "变化", "Change"), Column("old", "原任务", "Task before"), Column("new", "新任务", "Task after"),
    Column("old_bodies", "原负责机构", "In charge before"), Column("new_bodies", "新负责机构", "In charge after"),
    Column("alike", "标题相似", "Likeness", "share"),
)
_FIGURE_COLUMNS = (
    Column("status", "变化", "Change"), Column("indicator", "指标", "Indicator"),
    Column("old", "原目标", "Aim before", "number"), Column("old_year", "原目标年", "By (before)", "count"),
    Column("new", "新目标", "Aim after", "number"), Column("new_year", "新目标年", "By (after)", "count"),
    Column("difference", "差", "Difference", "number"),
)
_NOTE = Words(
    f"任务按标题相似度配对（不低于 {_ALIKE:.0%}），负责机构为牵头与共同负责者。“移交”指换了机构，“增加机构”“减少机构”指原机构"
    "仍在或仅去掉一部分，“承接”指仅因机构改革换了名称。",
    f"Tasks are paired by likeness of their titles ({_ALIKE:.0%} or more); in charge are those who lead or answer "
    "jointly. 移交: other bodies; 增加机构, 减少机构: some added or left out; 承接: another name by a reform of "
    "institutions only.")


def compare(graph: Graph, *, old: str | None = None, new: str | None = None) -> Report:
    """What changed from one paper to another, each named by 文号 or part of its title.

    Without names, the two papers of one region whose titles are most alike; empty where no region has two.
    Raises `QueryError` where a name fits no paper or several.
    """
    links = Links(graph)
    pair = two_papers(graph, links, old=old, new=new)
    which = Words("图谱中没有同一地区的两份文件。", "No region has two papers in this graph.")
    tasks: list[Row] = []
    aims: list[Row] = []
    if pair:
        before, after = (graph.nodes[p].name for p in pair)
        which = Words(f"原：{before}；新：{after}。", f"Before: {before}; after: {after}.")
        tasks, aims = _task_rows(graph, links, *pair), _figure_rows(graph, figures(graph, links), *pair)
    tables = (Table("tasks", Words("任务变化", "Tasks"), _TASK_COLUMNS, tuple(tasks)),
              Table("figures", Words("指标变化", "Figures"), _FIGURE_COLUMNS, tuple(aims)))
    return Report("compare", Words("两份文件对照", "Plan against plan"), tables, (), (which, _NOTE),
                  paper_titles(graph))


def _tasks_of(graph: Graph, links: Links, paper: str) -> list[str]:
    """Tasks in the order of the text."""
    stated = [e for e in links.into("STATED_IN", paper) if graph.nodes[e.source].properties.get("kind") == "task"]
    return [e.source for e in sorted(stated, key=lambda e: (e.properties.get("start", 0), e.source))]


def pair_up(graph: Graph, old: list[str], new: list[str]) -> dict[str, tuple[str, float]]:
    """Each old task's most alike new one, one to one, the most alike pairs first."""
    scored = []
    for a in old:
        for b in new:
            matcher = SequenceMatcher(None, fold(graph.nodes[a].name), fold(graph.nodes[b].name), autojunk=False)
            if matcher.quick_ratio() >= _ALIKE and (score := matcher.ratio()) >= _ALIKE:
                scored.append((-score, old.index(a), new.index(b)))
    pairs: dict[str, tuple[str, float]] = {}
    taken: set[str] = set()
    for score, i, j in sorted(scored):
        if old[i] not in pairs and new[j] not in taken:
            pairs[old[i]] = new[j], -score
            taken.add(new[j])
    return pairs


def _task_rows(graph: Graph, links: Links, old: str, new: str) -> list[Row]:
    before, after = _tasks_of(graph, links, old), _tasks_of(graph, links, new)
    pairs, heirs = pair_up(graph, before, after), successors(links)
    matched = {b for b, _ in pairs.values()}
    rows = [_task_row(graph, links, heirs, a, *pairs.get(a, (None, None))) for a in before]
    rows += [_task_row(graph, links, heirs, None, b, None) for b in after if b not in matched]
    order = ("移交", "增加机构", "减少机构", "新增", "取消", "承接", "保留")
    return sorted(rows, key=lambda r: order.index(str(r[0].value)))


def _task_row(graph: Graph, links: Links, heirs: Mapping[str, str], old: str | None, new: str | None,
              alike: float | None) -> Row:
    mine, theirs = _in_charge(links, old), _in_charge(links, new)
    status = "新增" if old is None else "取消" if new is None else _handed(mine, theirs, heirs)
    stated = [e for t in (old, new) if t for e in links.out("STATED_IN", t)]
    return (Cell(status, (*stated, *mine, *theirs)), Cell(graph.nodes[old].name if old else None),
            Cell(graph.nodes[new].name if new else None), Cell(_names(graph, mine)), Cell(_names(graph, theirs)),
            Cell(alike, tuple(stated)))


def _in_charge(links: Links, task: str | None) -> list[Edge]:
    return [e for t in ("LEADS", "RESPONSIBLE_FOR") for e in links.into(t, task)] if task else []


def _names(graph: Graph, edges: list[Edge]) -> str | None:
    return "、".join(dict.fromkeys(graph.nodes[e.source].name for e in edges)) or None


def _handed(mine: list[Edge], theirs: list[Edge], heirs: Mapping[str, str]) -> str:
    old, new = {e.source for e in mine}, {e.source for e in theirs}
    if old == new:
        return "保留"
    old, new = ({final_heir(body, heirs) for body in bodies} for bodies in (old, new))
    if old == new:
        return "承接"
    return "增加机构" if old < new else "减少机构" if old > new else "移交"


def _figure_rows(graph: Graph, found: list[Figure], old: str, new: str) -> list[Row]:
    """Per indicator the last figure of each paper: the one with the latest year."""
    before, after = ({f.indicator: f for f in sorted(found, key=lambda f: f.year or 0) if f.paper == p}
                     for p in (old, new))
    names = sorted(before.keys() | after.keys(), key=lambda i: (graph.nodes[i].name, i))
    rows = [_figure_row(graph, i, before.get(i), after.get(i)) for i in names]
    order = ("降低", "提高", "不同口径", "不变", "新增", "取消")
    return sorted(rows, key=lambda r: order.index(str(r[0].value)))


def _figure_row(graph: Graph, indicator: str, old: Figure | None, new: Figure | None) -> Row:
    first, last = ((f.evidence,) if f else () for f in (old, new))
    difference = round(new.value - old.value, 6) if old and new else None
    return (Cell(demand(old, new), first + last), Cell(graph.nodes[indicator].name),
            Cell(old.said() if old else None, first), Cell(old.year if old else None, first),
            Cell(new.said() if new else None, last), Cell(new.year if new else None, last),
            Cell(difference, first + last))


def demand(old: Figure | None, new: Figure | None) -> str:
    """提高 where more is asked (a lower ceiling counts), 降低 where less, 不同口径 where they cannot be compared."""
    if old is None or new is None:
        return "新增" if old is None else "取消"
    if old.is_range or new.is_range or old.low_is_better != new.low_is_better:
        return "不同口径"
    more = (old.value - new.value) if old.low_is_better else (new.value - old.value)
    return "提高" if more > 0 else "降低" if more < 0 else "不变"
