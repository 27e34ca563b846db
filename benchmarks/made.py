"""The made graphs that benchmarks run on: papers, their tasks, and who is in charge of them, with evidence and shares."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import Any

from kg.model import Evidence, Graph

ROLES = ("LEADS", "COOPERATES", "RESPONSIBLE_FOR")


def make(nodes: int, edges: int) -> Graph:
    """A graph whose papers state tasks and who is in charge of them, with each paper's share."""
    draw, graph = random.Random(7), Graph()
    papers, agencies = max(2, nodes // 50), max(2, nodes // 20)
    tasks = nodes - papers - agencies
    for i in range(papers):
        title = f"关于推进质量提升的意见（{i}）"
        graph.add_node(f"doc-{i}", "Document", name=title, title=title, source=f"{i}.txt", sha256="0" * 64, ingested=True)
        graph.texts[f"doc-{i}"] = ""
        graph.shares[f"doc-{i}"] = Graph({f"doc-{i}": graph.nodes[f"doc-{i}"]})
    for i in range(agencies):
        graph.add_node(f"agency-{i}", "Agency", name=f"云川市第{i}局", short_names=[f"第{i}局"], kind="agency")
    for i in range(tasks):
        graph.add_node(f"task-{i}", "Program", name=f"加强重点领域质量监管第{i}项", kind="task", number=str(i), path=f"二/{i}",
                       text="健全质量监督管理体系，推动产业转型升级。" * 3)
        graph.add_edge(f"task-{i}", "STATED_IN", f"doc-{i % papers}", _said(i % papers, i))
    for i in range(edges - tasks):
        task, agency = draw.randrange(tasks), f"agency-{draw.randrange(agencies)}"
        graph.add_edge(agency, draw.choice(ROLES), f"task-{task}", _said(task % papers, 1_000_000 + i), surface="市局",
                       rank=1, scope="item")
        graph.shares[f"doc-{task % papers}"].nodes[agency] = graph.nodes[agency]
    return graph


def _said(paper: int, start: int) -> Evidence:
    quote = "（市发展改革委牵头，市财政局、市市场监管局等按职责分工负责）"
    return Evidence(f"doc-{paper}", "二/(一)/1", quote, start, start + len(quote), "benchmark")


def paper_of(graph: Graph, document: str) -> Graph:
    """What one paper states, as a graph of its own."""
    own = Graph(texts={document: ""})
    for edge in graph.edges.values():
        if edge.properties.get("doc") == document:
            own.edges[edge.key] = edge
            own.nodes |= {end: graph.nodes[end] for end in (edge.source, edge.target)}
    return own


def later(paper: Graph) -> Graph:
    """A later version of a paper, which no longer states every other duty."""
    duties = sorted(k for k, e in paper.edges.items() if e.type != "STATED_IN")
    gone = set(duties[::2])
    return Graph(dict(paper.nodes), {k: e for k, e in paper.edges.items() if k not in gone}, dict(paper.texts))


def timed(what: str, work: Callable[[], Any], count: int = 0) -> float:
    begun = time.perf_counter()
    work()
    seconds = time.perf_counter() - begun
    print(f"{what:<44}{seconds:8.2f} s" + (f"{count / seconds:12,.0f} rows/s" if count else ""), flush=True)
    return seconds
