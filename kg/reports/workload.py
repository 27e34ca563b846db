"""Who carries how much: tasks led, shared and assisted by each body, and its place among those that share them."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor

from kg.errors import QueryError
from kg.model import Graph
from kg.reports.bodies import bodies_tables
from kg.reports.communities import communities_table
from kg.reports.groupings import fields_table, places_table
from kg.reports.network import project
from kg.reports.network_measures import measure
from kg.reports.pairs import matrix_table, pairs_table
from kg.reports.papers import find_paper
from kg.reports.report import Chart, Report, Words, paper_titles
from kg.reports.rooms import cover_table, groups_table
from kg.reports.select import ROLE_NAMES, Selection, select
from kg.reports.years import Period

WEIGHTS: Mapping[str, float] = {"lead": 1.0, "joint": 0.6, "cooperate": 0.3}
"""A lead answers for the whole task, a joint body for its part, a partner helps. Only the ratios matter."""

_MIXED = Words("含多个地区的文件：排名、介数与“最少请谁到会”跨地区无可比性，请限定地区，如 -p region=某市。",
               "Papers of several regions: ranks, betweenness and who must be in the room mean little across them; "
               "choose one, such as -p region=某市.")


def workload(graph: Graph, *, region: str | None = None, year: int | Period | None = None, field: str | None = None,
             paper: str | None = None, as_of: str = "written",
             weights: Mapping[str, float] = WEIGHTS) -> Report:
    """Bodies by load, with their place in the network; lines of work; pairs; who must be in the room.

    Only papers of `region` (its own, not those of places below it) and issued in `year` (or period) count, or the one
    `paper` (文号 or part of its title), and only bodies of line of work `field`. `as_of="today"` counts a body's tasks
    for the one that has taken over its work. `weights` are what a task counts by role. Shares are fractions of all tasks in
    the papers that name the body, and of all tasks, those without a body included. Collective bodies stand in a table of their own.
    Raises `QueryError` when nothing is left to count.
    """
    if unknown := weights.keys() - WEIGHTS.keys():
        raise QueryError(f"weights name {', '.join(sorted(unknown))}; the roles are {', '.join(WEIGHTS)}")
    weights = {**WEIGHTS, **weights}
    only = find_paper(graph, paper) if paper else None
    chosen = select(graph, region=region, year=year, field=field, paper=only, as_of=as_of)
    network = project((d.agency, d.task) for d in chosen.duties)
    with ThreadPoolExecutor(1) as beside:  # NetworKit measures on one core while Python counts on another
        measured = beside.submit(measure, network)
        counted = (fields_table(chosen), places_table(chosen), pairs_table(chosen, network), matrix_table(chosen, network))
        rooms = (cover_table(chosen), groups_table(chosen))
        measures = measured.result()
    notes = (*_counting_notes(chosen, weights), *measures.methods.values())
    tables = (*bodies_tables(chosen, network, measures, weights), *counted,
              communities_table(chosen, network, measures.values["community"]), *rooms)
    charts = (Chart("bars", Words("各机构任务数", "Tasks by body"), "bodies", ("lead", "joint", "cooperate"), "agency"),
              Chart("heat", Words("共担任务", "Tasks shared"), "matrix", "first", "second", "tasks"))
    return Report("workload", Words("机构任务负荷", "Workload of bodies"), tables, charts, notes, paper_titles(graph))


def _counting_notes(chosen: Selection, weights: Mapping[str, float]) -> tuple[Words, ...]:
    with_body = len({d.task for d in chosen.duties})
    papers = len(set(chosen.paper_of.values()))
    worth = "，".join(f"{ROLE_NAMES[role]} {weights[role]:g}" for role in ROLE_NAMES)
    worth_en = ", ".join(f"{role} {weights[role]:g}" for role in ROLE_NAMES)
    regions = {e.target for p in set(chosen.paper_of.values()) for e in chosen.links.out("APPLIES_TO", p)}
    mixed = (_MIXED,) if len(regions) > 1 else ()
    return (
        *mixed,
        Words(f"共 {len(chosen.tasks)} 项任务，出自 {papers} 份文件，其中 {with_body} 项写明了机构。",
              f"{len(chosen.tasks)} tasks of {papers} papers; {with_body} of them name a body."),
        Words(f"折算负荷：每项任务按角色计 {worth}；一身兼数角者取最高一角。",
              f"Load: each task counts {worth_en}; of several roles the weightiest."),
        Words("“各县（区）人民政府”一类合称按一个机构计，单列一表。",
              "A collective such as 各县（区）人民政府 counts as one body, in a table of its own."),
    )
