"""How quickly a large graph goes into each store.

    python benchmarks/load.py --nodes 200000 --edges 1000000 [--server] [--rounds 2]

Makes a graph of that size with evidence and shares, builds the embedded store, replaces one paper in it, and with
`--server` starts a Neo4j of its own: our load (in a process of its own, whose memory is read on the way) against the bare
driver sending the same statements with the same rows under the same constraints, best of the rounds; then the import
tool, export included. Prints seconds and rates.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from kg.model import Evidence, Graph
from kg.stores import server, store_file, write_store
from kg.stores.embedded import EmbeddedWriter
from kg.stores.export import export, import_command
from kg.stores.folder import iterate_edges, iterate_nodes, iterate_said, iterate_shares, write_graph
from kg.stores.neo4j import (
    BATCH,
    SAID_BATCH,
    Neo4jStore,
    _batches,
    _merge_edges,
    _merge_nodes,
    _take_said,
    _take_shares,
    connect,
)

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


def timed(what: str, work: Callable[[], Any], count: int = 0) -> float:
    begun = time.perf_counter()
    work()
    seconds = time.perf_counter() - begun
    print(f"{what:<44}{seconds:8.2f} s" + (f"{count / seconds:12,.0f} rows/s" if count else ""), flush=True)
    return seconds


class Recorder:
    """Stands in for a transaction: keeps the statements and rows that the loader makes of a batch."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, list[Any]]] = []

    def run(self, text: str, parameters: dict[str, Any] | None = None, **given: Any) -> Recorder:
        self.sent.append((text, (parameters or given)["rows"]))
        return self

    def single(self, *, strict: bool) -> dict[str, int]:
        return {"merged": len(self.sent[-1][1])}

    def consume(self) -> None: ...

    def __iter__(self) -> Iterator[Any]:
        return iter(())


def bare(store: Neo4jStore, folder: Path) -> float:
    """Seconds that the driver alone takes: the rows of each batch are made before its clock runs."""
    seconds = 0.0
    with store._session() as session:
        for merge, kind, rows in _loads(folder):
            recorder = Recorder()
            merge(recorder, kind, rows)
            begun = time.perf_counter()
            for text, sent in recorder.sent:
                session.execute_write(lambda tx, text, sent: tx.run(text, rows=sent).consume(), text, sent)
            seconds += time.perf_counter() - begun
    return seconds


def _loads(folder: Path) -> Iterator[tuple[Callable[..., Any], str, list[Any]]]:
    yield from ((_merge_nodes, *batch) for batch in _batches(iterate_nodes(folder), lambda n: n.label))
    yield from ((_merge_edges, *batch) for batch in _batches(iterate_edges(folder), lambda e: e.type))
    for _, rows in _batches(iterate_said(folder), lambda _: "", SAID_BATCH):
        yield lambda tx, _, rows: _take_said(tx, rows, set()), "", rows
    for _, rows in _batches(iterate_shares(folder), lambda _: "", SAID_BATCH):
        yield lambda tx, _, rows: _take_shares(tx, rows), "", rows


# VmHWM is this process's own peak; `ru_maxrss` would begin with that of the process that started it.
_LOAD = """import sys, time; from pathlib import Path; from kg.stores.neo4j import connect
done, seen = 0, []
def step(count):
    global done; done += count
    seen.append((done, int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) // 1024))
with connect(sys.argv[1], seconds=3600) as store:
    begun = time.perf_counter(); store.load(Path(sys.argv[2]), step); seconds = time.perf_counter() - begun
print(seconds, *(next(peak for rows, peak in seen if rows >= done * share) for share in (0.1, 0.5, 1)))"""


def ours(started: server.Server, folder: Path) -> tuple[float, list[int]]:
    """Seconds of our load, and its peak memory in MB when 10 %, 50 % and all of the rows were in."""
    done = subprocess.run([sys.executable, "-c", _LOAD, started.address, str(folder)], capture_output=True, text=True,
                          cwd=Path(__file__).parents[1], env=os.environ | {"NEO4J_PASSWORD": started.password}, check=True)
    seconds, *peaks = done.stdout.split()
    return float(seconds), [int(p) for p in peaks]


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


def on_server(folder: Path, count: int, work: Path, rounds: int) -> None:
    best = _loaded(folder, count, work, rounds)
    other = work / "import"
    server.prepare(server.LTS, other)

    tool = timed("export for the import tool", lambda: export(folder, work / "csv", "admin-import"), count)
    tool += timed("import tool", lambda: server.admin(server.LTS, other, *import_command(work / "csv")), count)
    print(f"{'import tool over our load':<44}{best / tool:8.1f} times")


def _loaded(folder: Path, count: int, work: Path, rounds: int) -> float:
    """Seconds of our quickest load, told beside the bare driver's."""
    home = work / "home"
    started = server.start(home=home)
    try:
        with connect(started.address, password=started.password, seconds=3600) as store:
            store.create_schema()
            driver, mine = [], []
            _warm_up(store, work / "small")
            for _ in range(rounds):
                driver.append(bare(store, folder))
                print(f"{f'bare driver, batches of {BATCH:,}':<44}{driver[-1]:8.2f} s{count / driver[-1]:12,.0f} rows/s", flush=True)
                _empty(store)
                seconds, peaks = ours(started, folder)
                mine.append(seconds)
                print(f"{'our load':<44}{seconds:8.2f} s{count / seconds:12,.0f} rows/s", flush=True)
                _empty(store)
            print(f"{'our rate of the bare driver':<44}{min(driver) / min(mine):8.0%}")
            print(f"{'peak memory at 10 %, 50 %, 100 %':<44}{', '.join(map(str, peaks))} MB")
    finally:
        server.stop(home)
    return min(mine)


def _warm_up(store: Neo4jStore, folder: Path) -> None:
    """The first batches of a server's life are slow; neither side shall pay for them."""
    write_graph(make(5_000, 25_000), folder, {})
    store.load(folder)
    _empty(store)


def _empty(store: Neo4jStore) -> None:
    with store._session() as session:
        # relationships first: a body's thousands would not fit the memory of one transaction
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()").consume()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--nodes", type=int, default=200_000)
    options.add_argument("--edges", type=int, default=1_000_000)
    options.add_argument("--server", action="store_true", help="measure Neo4j too")
    options.add_argument("--rounds", type=int, default=1, help="how often bare driver and load take turns")
    given = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # and the server with us
    print(f"load average at the beginning {os.getloadavg()[0]:.1f}")
    work = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    try:
        count = without_server(given.nodes, given.edges, work / "graph")
        if given.server:
            on_server(work / "graph", count, work, given.rounds)
    finally:
        print(f"load average at the end {os.getloadavg()[0]:.1f}")
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
