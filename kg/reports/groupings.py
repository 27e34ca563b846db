"""Load by line of work, and by region and year: 市场监管 here and there counted together, whatever it is called."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable
from typing import TypeVar

from kg.reports.figures import region_name, region_rank
from kg.reports.report import Cell, Column, Row, Table, Words
from kg.reports.select import ROLE_NAMES, Duty, Selection
from kg.reports.years import paper_year

T = TypeVar("T")
K = TypeVar("K", bound=Hashable)
_ROLE_COLUMNS = (
    Column("lead", "牵头", "Leads", "count"), Column("joint", "共同负责", "Joint", "count"),
    Column("cooperate", "配合", "Cooperates", "count"),
)
_FIELD_COLUMNS = (
    Column("field", "领域", "Line of work"), Column("bodies", "机构数", "Bodies", "count"),
    Column("papers", "文件数", "Papers", "count"), *_ROLE_COLUMNS,
    Column("tasks", "任务", "Tasks", "count"), Column("share", "占全部任务", "Share of all", "share"),
)
_PLACE_COLUMNS = (
    Column("region", "地区", "Region"), Column("year", "发文年", "Issued", "count"),
    Column("papers", "文件数", "Papers", "count"), Column("tasks", "任务", "Tasks", "count"),
    Column("held", "写明机构", "With a body", "count"), *_ROLE_COLUMNS,
    Column("bodies", "机构数", "Bodies", "count"), Column("busiest", "任务最多的机构", "Busiest body"),
    Column("busiest_share", "其占比", "Its share", "share"),
)
_PLACE_NOTE = Words("牵头、共同负责、配合为写明该角色的任务数；一项任务可同时计入几栏。",
                    "Leads, joint, cooperates: tasks that name such a body; one task may count in several columns.")


def fields_table(chosen: Selection) -> Table:
    """One row a line of work, by tasks; bodies whose line of work is unknown are left out."""
    nodes = chosen.graph.nodes
    sets: dict[str, list[Duty]] = defaultdict(list)
    for body, duties in chosen.by_body.items():
        if field := nodes[body].properties.get("field"):
            sets[str(field)] += duties
    rows = [_field_row(chosen, field, duties) for field, duties in sets.items()]
    rows.sort(key=lambda r: (-int(r[6].value or 0), str(r[0].value)))
    return Table("fields", Words("各领域任务", "Load by line of work"), _FIELD_COLUMNS, tuple(rows))


def places_table(chosen: Selection) -> Table:
    """One row a region and year of issue, from the nation down."""
    of_paper = {paper: _place(chosen, paper) for paper in chosen.papers}
    place_of = {task: of_paper[paper] for task, paper in chosen.paper_of.items()}
    duties = _grouped(chosen.duties, [place_of[d.task] for d in chosen.duties])
    tasks = _grouped(chosen.tasks, map(place_of.__getitem__, chosen.tasks))
    rows = [_place_row(chosen, place, tasks[place], duties.get(place, []))
            for place in sorted(tasks, key=lambda p: (*region_rank(chosen.graph, p[0]), p[1]))]
    return Table("places", Words("各地区、各年任务", "Load by region and year"), _PLACE_COLUMNS, tuple(rows), _PLACE_NOTE)


def _grouped(items: Iterable[T], keys: Iterable[K]) -> dict[K, list[T]]:
    sets: dict[K, list[T]] = defaultdict(list)
    for key, item in zip(keys, items, strict=True):
        sets[key].append(item)
    return dict(sets)


def _place(chosen: Selection, paper: str) -> tuple[str | None, int]:
    """Its region and year of issue; 0 where the year is unknown."""
    return chosen.links.first("APPLIES_TO", paper), paper_year(chosen.graph.nodes[paper]) or 0


def _field_row(chosen: Selection, field: str, duties: list[Duty]) -> Row:
    said = tuple(d.edge for d in duties)
    tasks = {d.task for d in duties}
    papers = {chosen.paper_of[t] for t in tasks}
    return (Cell(field), Cell(len({d.agency for d in duties}), said), Cell(len(papers), said), *_roles(duties),
            Cell(len(tasks), said), Cell(len(tasks) / len(chosen.tasks), said))


def _place_row(chosen: Selection, place: tuple[str | None, int], tasks: list[str], duties: list[Duty]) -> Row:
    said = tuple(d.edge for d in duties)
    stated = said or tuple(e for t in tasks for e in chosen.links.out("STATED_IN", t))
    papers = {chosen.paper_of[t] for t in tasks}
    held: dict[str, set[str]] = defaultdict(set)
    for duty in duties:
        held[duty.agency].add(duty.task)
    busiest = min(held, key=lambda b: (-len(held[b]), chosen.graph.nodes[b].name, b), default=None)
    its = tuple(d.edge for d in duties if d.agency == busiest)
    return (Cell(region_name(chosen.graph, place[0])), Cell(place[1] or None, stated), Cell(len(papers), stated),
            Cell(len(tasks), stated),
            Cell(len(set().union(*held.values())), said), *_roles(duties), Cell(len(held), said),
            Cell(chosen.graph.nodes[busiest].name if busiest else None),
            Cell(len(held[busiest]) / len(tasks) if busiest else None, its))


def _roles(duties: list[Duty]) -> list[Cell]:
    lines = (tuple([d.edge for d in duties if d.role == role]) for role in ROLE_NAMES)
    return [Cell(len({e.target for e in edges}), edges) for edges in lines]
