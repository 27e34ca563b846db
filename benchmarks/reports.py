"""Seconds for the workload report over a made-up graph as large as a nation's papers.

    python benchmarks/reports.py [BODIES] [DUTIES]

Default: 20,000 bodies and 1.2 million duties; the bound of the project is 60 s on 2 cores, files not counted.
"""

from __future__ import annotations

import sys
import time

from kg.model import Edge, Graph, Node
from kg.reports import REPORTS

ROLES = ("LEADS", "RESPONSIBLE_FOR", "COOPERATES", "COOPERATES", "COOPERATES", "COOPERATES")
TASKS_A_PAPER = 40


def make_graph(bodies: int, duties: int) -> Graph:
    """Regions of 40 bodies each; six bodies a task, now and then one from elsewhere. The same graph every time."""
    graph = Graph()
    for b in range(bodies):
        graph.nodes[f"a{b}"] = Node(f"a{b}", "Agency", {"name": f"机构{b}", "kind": "agency", "field": "其他"})
    state = 12345
    for task in range(duties // len(ROLES)):
        doc = f"d{task // TASKS_A_PAPER}"
        if task % TASKS_A_PAPER == 0:
            graph.nodes[doc] = Node(doc, "Document", {"name": doc, "title": doc, "ingested": True})
        id_ = f"t{task}"
        graph.nodes[id_] = Node(id_, "Program", {"name": id_, "kind": "task"})
        line = {"doc": doc, "section": "二", "evidence": f"第{task}项责任单位", "start": task, "end": task + 8}
        add(graph, Edge(id_, "STATED_IN", doc, line))
        home = (task // TASKS_A_PAPER * 40) % bodies
        for rank, role in enumerate(ROLES):
            state = (state * 1103515245 + 12345) % 2**31
            away = state % 97 == 0
            body = state % bodies if away else (home + (state >> 8) % 40) % bodies
            add(graph, Edge(f"a{body}", role, id_, line | {"rank": rank}))
    return graph


def add(graph: Graph, edge: Edge) -> None:
    graph.edges.setdefault(edge.key, edge)


def main(bodies: int = 20_000, duties: int = 1_200_000) -> None:
    begun = time.perf_counter()
    graph = make_graph(bodies, duties)
    print(f"{len(graph.nodes):,} nodes, {len(graph.edges):,} relationships made in {time.perf_counter() - begun:.1f} s")
    begun, busy = time.perf_counter(), time.process_time()
    report = REPORTS["workload"](graph)
    seconds, work = time.perf_counter() - begun, time.process_time() - busy
    print(f"workload: {len(report.table('bodies').rows):,} bodies in {seconds:.1f} s ({work:.1f} s of processor time)")
    for note in report.notes:
        print(" ", note.en)


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
