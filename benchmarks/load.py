"""How quickly a large graph goes into each store.

    python benchmarks/load.py --nodes 200000 --edges 1000000 [--server]

Makes a graph of that size with evidence, builds the embedded store, replaces one paper in it, and with `--server`
starts a Neo4j of its own: our load against the bare driver sending the same UNWIND batches under the same constraints,
then the import tool, export included. Prints seconds and rates.
"""

from __future__ import annotations

import argparse
import random
import resource
import shutil
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.model import Edge, Evidence, Graph
from kg.stores import server, store_file, write_store
from kg.stores.embedded import EmbeddedWriter
from kg.stores.export import export, import_command
from kg.stores.folder import iterate_edges, iterate_nodes, write_graph
from kg.stores.neo4j import BATCH, Neo4jStore, _batches, _merge_edges, _merge_nodes, connect

ROLES = ("LEADS", "COOPERATES", "RESPONSIBLE_FOR")


def make(nodes: int, edges: int) -> Graph:
    """A graph whose papers state tasks and who is in charge of them."""
    draw, graph = random.Random(7), Graph()
    papers, agencies = max(2, nodes // 50), max(2, nodes // 20)
    tasks = nodes - papers - agencies
    for i in range(papers):
        title = f"关于推进质量提升的意见（{i}）"
        graph.add_node(f"doc-{i}", "Document", name=title, title=title, source=f"{i}.txt", sha256="0" * 64, ingested=True)
    for i in range(agencies):
        graph.add_node(f"agency-{i}", "Agency", name=f"云川市第{i}局", short_names=[f"第{i}局"], kind="agency")
    for i in range(tasks):
        graph.add_node(f"task-{i}", "Program", name=f"加强重点领域质量监管第{i}项", kind="task", number=str(i), path=f"二/{i}",
                       text="健全质量监督管理体系，推动产业转型升级。" * 3)
        graph.add_edge(f"task-{i}", "STATED_IN", f"doc-{i % papers}", _said(i % papers, i))
    for i in range(edges - tasks):
        task = draw.randrange(tasks)
        graph.add_edge(f"agency-{draw.randrange(agencies)}", draw.choice(ROLES), f"task-{task}",
                       _said(task % papers, 1_000_000 + i), surface="市局", rank=1, scope="item")
    graph.texts |= {f"doc-{i}": "" for i in range(papers)}
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


def timed(what: str, work: Callable[[], Any], count: int = 0) -> float:
    begun = time.perf_counter()
    work()
    seconds = time.perf_counter() - begun
    print(f"{what:<44}{seconds:8.2f} s" + (f"{count / seconds:12,.0f} rows/s" if count else ""), flush=True)
    return seconds


def bare(store: Neo4jStore, batches: list[tuple[str, list[Any]]]) -> None:
    """The driver alone: rows made beforehand, the same statements and batch size."""
    with store._session() as session:
        for kind, rows in batches:
            session.execute_write(_merge_edges if isinstance(rows[0], Edge) else _merge_nodes, kind, rows)


def without_server(nodes: int, edges: int, folder: Path) -> int:
    """Folder and embedded store of a made graph; how many rows it has."""
    graph = make(nodes, edges)
    count = len(graph.nodes) + len(graph.edges)
    timed("exchange folder", lambda: write_graph(graph, folder, {}), count)
    embedded(graph, folder)
    return count


def embedded(graph: Graph, folder: Path) -> None:
    timed("embedded: first build", lambda: write_store(graph, store_file(folder)), len(graph.nodes) + len(graph.edges))
    paper = paper_of(graph, "doc-1")
    begun = time.perf_counter()
    with EmbeddedWriter(store_file(folder)) as writer:
        print(f"{'embedded: open to write':<44}{time.perf_counter() - begun:8.2f} s")
        timed("embedded: replace one paper", lambda: writer.replace("doc-1", paper))
        timed("embedded: publish", writer.save)


def on_server(folder: Path, count: int, work: Path) -> None:
    home = work / "home"
    started = server.start(home=home)
    try:
        with connect(started.address, password=started.password, seconds=3600) as store:
            store.create_schema()
            prepared = [*_batches(iterate_nodes(folder), lambda n: n.label), *_batches(iterate_edges(folder), lambda e: e.type)]
            driver = timed(f"bare driver, batches of {BATCH:,}", lambda: bare(store, prepared), count)
            prepared.clear()
            _empty(store)
            ours = timed("our load", lambda: store.load(folder), count)
            print(f"{'our rate of the bare driver':<44}{driver / ours:8.0%}")
            print(f"{'peak memory of this process':<44}{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")
    finally:
        server.stop(home)
    other = work / "import"
    server.prepare(server.LTS, other)

    def bring_in() -> None:
        export(folder, work / "csv", "admin-import")
        server.admin(server.LTS, other, *import_command(work / "csv"))

    tool = timed("export and import tool", bring_in, count)
    print(f"{'import tool over our load':<44}{ours / tool:8.1f} times")


def _empty(store: Neo4jStore) -> None:
    with store._session() as session:
        session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nodes", type=int, default=200_000)
    options.add_argument("--edges", type=int, default=1_000_000)
    options.add_argument("--server", action="store_true", help="measure Neo4j too")
    given = options.parse_args()
    work = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    try:
        count = without_server(given.nodes, given.edges, work / "graph")
        if given.server:
            on_server(work / "graph", count, work)
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
