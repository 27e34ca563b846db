"""Tasks that nobody leads, or several bodies at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Graph
from kg.reports.report import Column, Row, Table, Words, counted_row
from kg.reports.select import Duty, Selection

_COLUMNS = (
    Column("problem", "问题", "Problem", coded=True), Column("task", "任务", "Task"), Column("path", "位置", "Place"),
    Column("bodies", "机构", "Bodies"), Column("paper", "文件", "Paper", brief=False),
    Column("lines", "原文处", "Places", "count"),
)
_PROBLEMS = ("两个以上牵头", "只有配合", "未写明机构", "分句各有牵头", "共同负责、无牵头")
_NOTE = Words("“两个以上牵头”：同一责任行列出多个牵头；“分句各有牵头”：一项任务内不同的句子各有牵头，多为分工明确。",
              "Several leads: in one line of duty. A lead for each sentence: the task has several measures, each with "
              "its own lead, which is a division of labour rather than a fault.")


def tasks_table(chosen: Selection) -> Table:
    """One row a task with such a problem, in papers that name bodies at all; the gravest first."""
    duties: dict[str, dict[str, list[Duty]]] = {}
    for duty in chosen.duties:
        duties.setdefault(duty.task, {}).setdefault(duty.role, []).append(duty)
    telling = {chosen.paper_of[t] for t in duties}
    parents = {e.target for e in chosen.links.of("PART_OF") if e.source in chosen.paper_of}
    rows = []
    for task in chosen.tasks:
        if chosen.paper_of[task] in telling and (problem := _problem(duties.get(task, {}), task in parents)):
            rows.append(_row(chosen, task, problem, duties.get(task, {})))
    rows.sort(key=lambda r: (_PROBLEMS.index(str(r[0].value)), str(r[4].value), str(r[2].value)))
    return Table("tasks", Words("任务缺牵头或多头牵头", "Leads missing or several"), _COLUMNS, tuple(rows),
                 _NOTE)


def _row(chosen: Selection, task: str, problem: str, roles: Mapping[str, list[Duty]]) -> Row:
    graph = chosen.graph
    everyone = [d for duties in roles.values() for d in duties]
    shown = roles["lead"] if problem in ("两个以上牵头", "分句各有牵头") else everyone
    said = [d.edge for d in shown] or chosen.links.out("STATED_IN", task)
    return counted_row(problem, graph.nodes[task].name, graph.nodes[task].properties.get("path"),
                       _names(graph, shown), graph.nodes[chosen.paper_of[task]].name, lines=said)


def _names(graph: Graph, duties: Iterable[Duty]) -> str | None:
    return "、".join(dict.fromkeys(graph.nodes[d.agency].name for d in duties)) or None


def _problem(roles: Mapping[str, list[Duty]], has_parts: bool) -> str | None:
    if not roles:
        return None if has_parts else "未写明机构"
    leads = roles.get("lead", [])
    if len({d.agency for d in leads}) > 1:
        return "两个以上牵头" if _in_one_line(leads) else "分句各有牵头"
    if not leads and "joint" not in roles:
        return "只有配合"
    several = len({d.agency for d in roles.get("joint", ())}) > 1
    return "共同负责、无牵头" if not leads and several else None


def _in_one_line(leads: Iterable[Duty]) -> bool:
    """One line of duty names several of them."""
    lines: dict[object, set[str]] = {}
    for duty in leads:
        lines.setdefault(duty.edge.properties.get("start"), set()).add(duty.agency)
    return any(len(bodies) > 1 for bodies in lines.values())
