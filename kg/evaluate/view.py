"""All that a graph says of one paper, in the annotators' form."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from kg.model import Edge, Graph, Node

ROLES = {"lead": "LEADS", "cooperate": "COOPERATES", "joint": "RESPONSIBLE_FOR"}
_ROLE_OF = {type_: role for role, type_ in ROLES.items()}


@dataclass
class View:
    """Facts of one paper as said by the graph; each row's `said` is the evidence behind it. `text` is the paper's."""

    document: dict[str, Any]
    text: str
    tasks: list[dict[str, Any]] = field(default_factory=list)
    targets: list[dict[str, Any]] = field(default_factory=list)
    cites: list[dict[str, Any]] = field(default_factory=list)
    programs: dict[str, str] = field(default_factory=dict)
    regions: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)


def view_of(graph: Graph, source: str) -> View | None:
    """The view of the paper whose file is called `source`; None where no Document carries it."""
    papers = (n for n in graph.nodes.values() if n.label == "Document")
    found = [n for n in papers if PurePosixPath(str(n.properties.get("source") or "")).name == source]
    return _Viewer(graph, found[0]).view() if found else None


class _Viewer:
    def __init__(self, graph: Graph, paper: Node) -> None:
        self.nodes, self.paper, self.edges = graph.nodes, paper, graph.sorted_edges()
        self.text = graph.texts.get(paper.id, "")

    def view(self) -> View:
        view = View(self._document(), self.text)
        tasks = self._stated(view)
        for edge in self.edges:
            if edge.target in tasks and edge.type in _ROLE_OF:
                self._duty(edge, tasks[edge.target], view)
            elif edge.source == self.paper.id and edge.type == "CITES":
                view.cites.append(self._cite(edge))
            if edge.properties.get("doc") == self.paper.id:
                self._regions(edge, view)
        region = view.document["region"]
        if region:
            view.regions.setdefault(region, [region])
        view.tasks = list(tasks.values())
        return view

    def _document(self) -> dict[str, Any]:
        p = self.paper.properties
        keys = ("title", "doc_no", "issued_on", "published_on", "index_no")
        period = [p.get("period_start"), p.get("period_end")]
        issuers = [self.nodes[e.source].name for e in self.edges if e.type == "ISSUES" and e.target == self.paper.id]
        regions = (self.nodes[e.target].name for e in self.edges if e.type == "APPLIES_TO" and e.source == self.paper.id)
        return {key: p.get(key) for key in keys} | {
            "issuers": issuers, "region": next(regions, None), "period": period if period != [None, None] else None}

    def _stated(self, view: View) -> dict[str, dict[str, Any]]:
        tasks: dict[str, dict[str, Any]] = {}
        for edge in self.edges:
            if edge.type != "STATED_IN" or edge.target != self.paper.id or edge.source in tasks:
                continue
            node, said = self.nodes[edge.source], str(edge.properties.get("evidence", ""))
            p = node.properties
            if node.label == "Target":
                view.targets.append({**p, "said": said})
            elif p.get("kind") == "task":
                tasks[node.id] = {"no": p.get("number"), "path": p.get("path"), "title": node.name, "said": said,
                                  **{role: {} for role in ROLES}}
            elif p.get("kind") == "campaign":
                view.programs.setdefault(node.name, said)
        return tasks

    def _duty(self, edge: Edge, task: dict[str, Any], view: View) -> None:
        name = self.nodes[edge.source].name
        surface = str(edge.properties.get("surface") or name)
        task[_ROLE_OF[edge.type]][surface] = edge.properties.get("evidence", "")
        view.names.setdefault(surface, name)

    def _cite(self, edge: Edge) -> dict[str, Any]:
        node = self.nodes[edge.target]
        p = node.properties
        return {"title": p.get("title") or node.name, "doc_no": p.get("doc_no"), "code": p.get("code"),
                "standard": node.label == "Standard", "said": edge.properties.get("evidence", ""), "id": node.id}

    def _regions(self, edge: Edge, view: View) -> None:
        for end in (edge.source, edge.target):
            if self.nodes[end].label == "Region":
                node = self.nodes[end]
                view.regions[node.name] = [node.name, *node.properties.get("aliases", [])]

