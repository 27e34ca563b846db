"""How the load of bodies moved from one plan or period to another, with mergers of bodies taken into account."""

from __future__ import annotations

from collections.abc import Mapping

from kg.errors import QueryError
from kg.model import Edge, Graph
from kg.reports.papers import NO_PAIR, most_alike, two_papers
from kg.reports.report import Cell, Chart, Column, Report, Row, Table, Words, paper_titles
from kg.reports.select import Links, Selection, choose_papers, select
from kg.reports.years import Period, paper_year

_COLUMNS = (
    Column("agency", "机构", "Agency"),
    Column("lead_before", "原牵头", "Led before", "count"), Column("lead_after", "现牵头", "Led after", "count"),
    Column("tasks_before", "原任务", "Tasks before", "count"),
    Column("tasks_after", "现任务", "Tasks after", "count"),
    Column("share_before", "原占比", "Share before", "share"),
    Column("share_after", "现占比", "Share after", "share"),
    Column("difference", "占比变化", "Difference", "share"),
)
_NOTE = Words("占比以该文件或该时期写明机构的任务为分母；前后文件主题可能不同。撤并机构默认计入承接机构（as_of=today）。",
              "Shares are of the tasks that name a body, in that paper or period; the papers may differ in subject. "
              "Merged bodies count for their successors (as_of=today).")


def change(graph: Graph, *, old: str | None = None, new: str | None = None, region: str | None = None,
           before: int | Period | None = None, after: int | Period | None = None, as_of: str = "today") -> Report:
    """Tasks by body in two papers (`old`, `new`: 文号 or part of the title), or in a region's papers of two periods.

    A period is that of issue, a year or several; the first and the last year where none is given. With nothing given,
    the two papers of one region most alike: across regions bodies differ, and so would all numbers.
    `as_of="today"` (the default here) counts a merged body's tasks for its successor, so that a reform alone changes
    nothing; "written" keeps names apart. Shares are fractions of the tasks that name a body, as plans differ in length
    and in how much they assign.
    Raises `QueryError` for a name that fits no paper or several, and for a period without papers.
    """
    links = Links(graph)
    pair = two_papers(graph, links, old=old, new=new) if old or new else None
    if pair or not (region or before or after):
        pair = pair or most_alike(graph, links)
        which, sides = _plans(graph, pair, as_of) if pair else (NO_PAIR, None)
    else:
        which, sides = _periods(graph, links, region, before, after, as_of)
    rows = _rows(*sides) if sides else []
    table = Table("bodies", Words("任务变化", "Change of load"), _COLUMNS, tuple(rows))
    chart = Chart("pairs", Words("任务占比变化", "Shares before and after"), "bodies", ("share_before", "share_after"),
                  "agency", rows=15)
    return Report("change", Words("任务负荷变化", "Change of load"), (table,), (chart,), (which, _NOTE),
                  paper_titles(graph))


def _plans(graph: Graph, pair: tuple[str, str], as_of: str) -> tuple[Words, tuple[Selection, Selection]]:
    first, last = (graph.nodes[p].name for p in pair)
    return (Words(f"原：{first}；现：{last}。", f"Before: {first}; after: {last}."),
            (select(graph, paper=pair[0], as_of=as_of), select(graph, paper=pair[1], as_of=as_of)))


def _periods(graph: Graph, links: Links, region: str | None, before: int | Period | None, after: int | Period | None,
             as_of: str) -> tuple[Words, tuple[Selection, Selection] | None]:
    first, last = _years(graph, links, region, before, after)
    if first == last:
        return Words("所选文件都出自同一年，无从比较。", "These papers are all of one year; nothing to compare."), None
    place, place_en = region or "全部地区", region or "All regions"
    return (Words(f"{place}。原：{first} 年发文；现：{last} 年发文。", f"{place_en}. Before: {first}; after: {last}."),
            (select(graph, region=region, year=first, as_of=as_of), select(graph, region=region, year=last, as_of=as_of)))


def _years(graph: Graph, links: Links, region: str | None, before: int | Period | None,
           after: int | Period | None) -> tuple[int | Period, int | Period]:
    papers = {e.target for e in links.of("STATED_IN")} & choose_papers(graph, links, region=region)
    known = sorted({y for p in papers if (y := paper_year(graph.nodes[p]))})
    if not known:
        raise QueryError(f"no dated paper with tasks for region {region or 'any'} in this graph")
    return before or known[0], after or known[-1]


def _rows(before: Selection, after: Selection) -> list[Row]:
    old, new = _held(before), _held(after)
    sizes = [len({d.task for d in chosen.duties}) for chosen in (before, after)]
    nodes = before.graph.nodes
    rows = [_row(nodes[body].name, old.get(body, {}), new.get(body, {}), *sizes)
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
