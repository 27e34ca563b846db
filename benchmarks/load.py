"""How quickly a large graph goes into each store.

    python benchmarks/load.py [embedded] [load] [import] [--server] --nodes 200000 --edges 1000000 [--rounds 2]

Makes a graph of that size with evidence and shares. `embedded` builds the embedded store and replaces one paper in it.
`load` lets our load take turns with the bare driver, each on a server of its own, and replaces a paper there, `import` runs
export and import tool (`load_server.py`); `--server` is all three. Prints seconds, rates, and at the end the ratios.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import sys
import tempfile
import time
from pathlib import Path

import load_server
from made import later, make, paper_of, timed

from kg.model import Graph
from kg.stores import store_file, write_store
from kg.stores.embedded import EmbeddedWriter
from kg.stores.folder import write_graph

PARTS = ("embedded", "load", "import")


def without_server(graph: Graph, folder: Path, store: bool) -> int:
    """Folder and embedded store of a graph; how many rows it has. The graph goes: the server shall have the memory."""
    count = len(graph.nodes) + len(graph.edges)
    timed("exchange folder", lambda: write_graph(graph, folder, {}), count)
    write_graph(later(paper_of(graph, load_server.PAPER)), folder.with_name("paper"), {})
    if store:
        embedded(graph, folder)
    return count


def embedded(graph: Graph, folder: Path) -> None:
    """First build; then one paper replaced, once for the first time after opening, and three more."""
    timed("embedded: first build", lambda: write_store(graph, store_file(folder)), len(graph.nodes) + len(graph.edges))
    begun = time.perf_counter()
    with EmbeddedWriter(store_file(folder)) as writer:
        print(f"{'embedded: open, as every question does':<44}{time.perf_counter() - begun:8.2f} s")
        for number in range(1, 5):
            document = f"doc-{number}"
            paper = later(paper_of(graph, document))
            change = timed("embedded: replace one paper", lambda d=document, p=paper: writer.replace(d, p))
            change += timed("embedded: publish", writer.save)
            print(f"{'embedded: replace and publish':<44}{change:8.2f} s")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar="part")
    options.add_argument("--nodes", type=int, default=200_000)
    options.add_argument("--edges", type=int, default=1_000_000)
    options.add_argument("--server", action="store_true", help="all parts")
    options.add_argument("--rounds", type=int, default=1, help="how often bare driver and load take turns")
    given = options.parse_args()
    parts = PARTS if given.server else given.parts or PARTS[:1]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # and the server with us
    print(f"load average at the beginning {os.getloadavg()[0]:.1f}")
    work = Path(tempfile.mkdtemp(prefix="kg-bench-"))
    try:
        count = without_server(make(given.nodes, given.edges), work / "graph", "embedded" in parts)
        if {"load", "import"} & {*parts}:
            ours = load_server.loads(work / "graph", count, work, given.rounds if "load" in parts else 0)
        if "import" in parts:
            load_server.imported(work / "graph", count, work, ours)
    finally:
        print(f"load average at the end {os.getloadavg()[0]:.1f}")
        shutil.rmtree(work)


if __name__ == "__main__":
    main()
