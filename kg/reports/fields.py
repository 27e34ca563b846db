"""Load by line of work: 市场监管 in one city and in another counted together, whatever the bodies are called."""

from __future__ import annotations

from kg.model import Edge
from kg.reports.report import Cell, Column, Row, Table, Words
from kg.reports.select import ROLE_NAMES, Duty, Selection

_COLUMNS = (
    Column("field", "领域", "Line of work"), Column("bodies", "机构数", "Bodies", "count"),
    Column("papers", "文件数", "Papers", "count"), Column("lead", "牵头", "Leads", "count"),
    Column("joint", "共同负责", "Joint", "count"), Column("cooperate", "配合", "Cooperates", "count"),
    Column("tasks", "任务", "Tasks", "count"), Column("share", "占全部任务", "Share of all", "share"),
)


def fields_table(chosen: Selection) -> Table:
    """One row a line of work, by tasks; bodies whose line of work is unknown are left out."""
    by_field: dict[str, list[Duty]] = {}
    for duty in chosen.duties:
        field = chosen.graph.nodes[duty.agency].properties.get("field")
        if field:
            by_field.setdefault(str(field), []).append(duty)
    rows = [_row(chosen, field, duties) for field, duties in by_field.items()]
    rows.sort(key=lambda r: (-int(r[6].value or 0), str(r[0].value)))
    return Table("fields", Words("各领域任务", "Load by line of work"), _COLUMNS, tuple(rows))


def _row(chosen: Selection, field: str, duties: list[Duty]) -> Row:
    said = tuple(d.edge for d in duties)
    tasks, papers = {d.task for d in duties}, {chosen.paper_of[d.task] for d in duties}
    roles = [_counted(tuple(d.edge for d in duties if d.role == role)) for role in ROLE_NAMES]
    return (Cell(field), Cell(len({d.agency for d in duties}), said), Cell(len(papers), said), *roles,
            Cell(len(tasks), said), Cell(len(tasks) / len(chosen.tasks), said))


def _counted(edges: tuple[Edge, ...]) -> Cell:
    return Cell(len({e.target for e in edges}), edges)
