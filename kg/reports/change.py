"""How the load of bodies moved from one year to another, with mergers of bodies taken into account."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import QueryError
from kg.model import Edge, Graph
from kg.reports.papers import most_alike
from kg.reports.report import Cell, Chart, Column, Report, Row, Table, Words, paper_titles
from kg.reports.select import Links, Selection, choose_papers, paper_year, select

_COLUMNS = (
    Column("agency", "机构", "Agency"),
    Column("lead_before", "原牵头", "Led before", "count"), Column("lead_after", "现牵头", "Led after", "count"),
    Column("tasks_before", "原任务", "Tasks before", "count"),
    Column("tasks_after", "现任务", "Tasks after", "count"),
    Column("share_before", "原占比", "Share before", "share"),
    Column("share_after", "现占比", "Share after", "share"),
    Column("difference", "占比变化", "Difference", "share"),
)


def change(graph: Graph, *, region: str | None = None, before: int | None = None, after: int | None = None,
           as_of: str = "today") -> Report:
    """Tasks by body in a region's papers of two years of issue; the first and the last year where none is given.

    Without `region`, that of the two papers most alike, and their years: across regions bodies differ, and so would
    all numbers.

    `as_of="today"` (the default here) counts a merged body's tasks for its successor, so that a reform alone changes
    nothing; "written" keeps names apart. Shares are fractions of all tasks of that year, as plans differ in length.
    Raises `QueryError` for a year without papers.
    """
    links = Links(graph)
    pair = None if region or before or after else most_alike(graph, links)
    if pair:
        region = graph.nodes[links.out("APPLIES_TO", pair[0])[0].target].name
        before, after = (paper_year(graph.nodes[p]) for p in pair)
    years = _years(graph, links, region, before, after)
    if years[0] == years[1]:
        which = Words("所选文件都出自同一年，无从比较。", "These papers are all of one year; nothing to compare.")
        rows: list[Row] = []
    else:
        which = Words(f"{region}。原：{years[0]} 年发文；现：{years[1]} 年发文。",
                      f"{region}. Before: {years[0]}; after: {years[1]}.")
        rows = _rows(*(select(graph, region=region, year=y, as_of=as_of) for y in years))
    table = Table("bodies", Words("任务变化", "Change of load"), _COLUMNS, tuple(rows))
    chart = Chart("bars", Words("任务数变化", "Before and after"), "bodies", ("tasks_before", "tasks_after"), "agency")
    return Report("change", Words("任务负荷变化", "Change of load"), (table,), (chart,), (which, _NOTE),
                  paper_titles(graph))


_NOTE = Words("占比以当年全部任务为分母；两年文件主题可能不同。撤并机构默认计入承接机构（as_of=today）。",
              "Shares are of all tasks of that year; papers of two years may differ in subject. Merged bodies "
              "count for their successors (as_of=today).")


def _years(graph: Graph, links: Links, region: str | None, before: int | None, after: int | None) -> tuple[int, int]:
    papers = {e.target for e in links.of("STATED_IN")} & choose_papers(graph, links, region=region)
    known = sorted({y for p in papers if (y := paper_year(graph.nodes[p]))})
    if not known:
        raise QueryError(f"no dated paper with tasks for region {region or 'any'} in this graph")
    return before or known[0], after or known[-1]


def _rows(before: Selection, after: Selection) -> list[Row]:
    old, new = _held(before), _held(after)
    nodes = before.graph.nodes
    rows = [_row(nodes[body].name, old.get(body, {}), new.get(body, {}), len(before.tasks), len(after.tasks))
            for body in sorted(old.keys() | new.keys())]
    return sorted(rows, key=lambda r: (-abs(float(r[-1].value or 0)), str(r[0].value)))


def _held(chosen: Selection) -> dict[str, dict[str, list[Edge]]]:
    """Lines by body and role."""
    held: dict[str, dict[str, list[Edge]]] = {}
    for duty in chosen.duties:
        held.setdefault(duty.agency, {}).setdefault(duty.role, []).append(duty.edge)
    return held


def _row(name: str, old: Mapping[str, list[Edge]], new: Mapping[str, list[Edge]], size: int, new_size: int) -> Row:
    cells, shares = [], []
    leads = [Cell(len({e.target for e in held.get("lead", ())}), tuple(held.get("lead", ()))) for held in (old, new)]
    for held, all_tasks in ((old, size), (new, new_size)):
        lines = tuple(e for edges in held.values() for e in edges)
        count = len({e.target for e in lines})
        cells.append(Cell(count, lines))
        shares.append(Cell(count / all_tasks if all_tasks else 0.0, lines))
    moved = Cell(float(shares[1].value or 0) - float(shares[0].value or 0), (*cells[0].evidence, *cells[1].evidence))
    return (Cell(name), *leads, *cells, *shares, moved)
