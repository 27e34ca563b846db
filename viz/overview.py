"""A graph of any size at one glance: groups by region, line of work or community, and the ties between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

from kg.identity import make_id
from kg.model import Graph, Node
from viz.captions import foremost_captions
from viz.links import Links
from viz.network import PageNetwork
from viz.select import DUTIES
from viz.style import style

_LOUVAIN_UP_TO = 60_000  # relationships; above it label propagation, which costs one pass over them a round
_SEED = 7
_TIES_EACH = 4  # a tie is drawn when it is among the strongest of one of its ends


@dataclass(frozen=True)
class Group:
    """Nodes that an overview draws as one circle."""

    node: Node
    members: tuple[str, ...]


def by_region(links: Links) -> dict[str, str]:
    """The region of each body, paper, task and figure that has one: the territory served, or the paper's."""
    home: dict[str, str] = {}
    for id_ in sorted(links.graph.nodes):
        places = links.targets(id_, "SERVES", "APPLIES_TO")
        if places:
            home[id_] = places[0]
        elif links.node(id_).label == "Region":
            home[id_] = id_
    for id_ in sorted(links.graph.nodes):
        for paper in links.targets(id_, "STATED_IN")[:1]:
            if id_ not in home and paper in home:
                home[id_] = home[paper]
    return home


def by_field(links: Links) -> dict[str, str]:
    """The line of work of each body that has one, and of a task the one of the first body in charge."""
    home = {n.id: str(n.properties["field"]) for n in links.graph.of_label("Agency") if n.properties.get("field")}
    for node in links.graph.of_label("Program"):
        bodies = (body for role in DUTIES for body in links.sources(node.id, role))
        first = next((body for body in bodies if body in home), None)
        if first:
            home[node.id] = home[first]
    return home


def by_community(links: Links) -> dict[str, str]:
    """Bodies and tasks that duties bind closely (Louvain; on large graphs label propagation), named by number, the
    largest first. Groups of fewer than three are left out."""
    import networkx as nx

    duties = [(e.source, e.target) for edges in links.out.values() for e in edges if e.type in DUTIES]
    ids = sorted({end for pair in duties for end in pair})
    at = {id_: k for k, id_ in enumerate(ids)}  # whole numbers: sets of strings would follow the hash seed
    net = nx.Graph()
    net.add_nodes_from(range(len(ids)))
    net.add_edges_from(sorted((at[a], at[b]) for a, b in duties))
    if len(duties) <= _LOUVAIN_UP_TO:
        found = nx.community.louvain_communities(net, seed=_SEED)
    else:
        found = list(nx.community.fast_label_propagation_communities(net, seed=_SEED))
    large = sorted((sorted(part) for part in found if len(part) > 2), key=lambda part: (-len(part), part))
    return {ids[k]: str(number) for number, part in enumerate(large, 1) for k in part}


def groups(links: Links, home: Mapping[str, str], label: str) -> dict[str, Group]:
    """By key, the largest `limits.bubbles` groups. A region is its own circle; others get a node of label `label`."""
    members: dict[str, list[str]] = defaultdict(list)
    for id_, key in home.items():
        if id_ != key:
            members[key].append(id_)
    order = sorted(members, key=lambda k: (-len(members[k]), k))
    order = order[: style()["limits"]["bubbles"]]
    return {key: Group(_circle(links, key, members[key], label), tuple(members[key])) for key in order}


def _circle(links: Links, key: str, members: list[str], label: str) -> Node:
    counts = Counter(links.node(i).label for i in members)
    about = {"members": len(members), "bodies": counts["Agency"], "tasks": counts["Program"]}
    if label == "Region":
        return Node(key, label, {"name": links.node(key).name} | about)
    best = sorted((i for i in members if links.node(i).label == "Agency"), key=lambda i: (-links.degree(i), i))
    named = links.node([*best, members[0]][0]).name
    name = key if label == "Field" else f"{named} ({len(members)})"
    return Node(make_id(label.lower(), ascii(key)), label, {"name": name} | about)


def derived(links: Links, home: Mapping[str, str], found: Mapping[str, Group]) -> Graph:
    """The groups as a graph, joined by TIES that count the relationships between members of two groups: of each group
    its strongest few, so that lines can be told apart."""
    graph = Graph(nodes={group.node.id: group.node for group in found.values()})
    ties: Counter[tuple[str, str]] = Counter()
    for id_, edges in links.out.items():
        for edge in edges:
            a, b = home.get(id_), home.get(edge.target)
            if a and b and a != b and a in found and b in found:
                ties[min(a, b), max(a, b)] += 1
    drawn: Counter[str] = Counter()
    for (a, b), count in sorted(ties.items(), key=lambda row: (-row[1], row[0])):
        if min(drawn[a], drawn[b]) >= _TIES_EACH:
            continue
        drawn.update((a, b))
        graph.add_edge(found[a].node.id, "TIES", found[b].node.id, count=count)
    return graph


def enlarge(page: PageNetwork, circles: Graph) -> None:
    """Circles in measure with the drawing, their area by members; the largest groups can be read at once."""
    members = {row["id"]: int(circles.nodes[row["id"]].properties["members"]) for row in page.nodes}
    wide = max((max(abs(row["x"]), abs(row["y"])) for row in page.nodes), default=0) + 200
    for row in page.nodes:
        row["size"] = round(wide * (0.008 + 0.036 * sqrt(members[row["id"]] / max(members.values()))), 1)
        row.pop("font", None)
    foremost_captions(page.nodes, members)
