"""Our load against the bare driver, and the import tool against our load: the parts of `load.py` that need a server.

The bare driver sends the same statements with the same rows under the same constraints and indexes. Both begin on a new
server of their own that has taken a small graph before, and take turns in being first. Our load runs in a process of its
own, whose memory is read on the way.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from made import make, timed

from kg.stores import server
from kg.stores.export import export, import_command
from kg.stores.folder import iterate_edges, iterate_nodes, iterate_said, iterate_shares, read_graph, write_graph
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

PAPER = "doc-1"


class Recorder:
    """Stands in for a transaction: keeps the statements and parameters that the loader makes of a batch."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def run(self, text: str, parameters: dict[str, Any] | None = None, **given: Any) -> Recorder:
        self.sent.append((text, parameters or given))
        return self

    def single(self, *, strict: bool) -> dict[str, int]:
        return {"merged": len(self.sent[-1][1]["rows"])}

    def consume(self) -> None: ...

    def __iter__(self) -> Iterator[Any]:
        return iter(())


def bare(started: server.Server, folder: Path) -> float:
    """Seconds that the driver alone takes: the rows of each batch are made before its clock runs."""
    seconds = 0.0
    with connect(started.address, password=started.password) as store, store._session() as session:
        for merge, kind, rows in _batched(folder):
            recorder = Recorder()
            merge(recorder, kind, rows)
            begun = time.perf_counter()
            for text, given in recorder.sent:
                session.execute_write(lambda tx, text, given: tx.run(text, given).consume(), text, given)
            seconds += time.perf_counter() - begun
    return seconds


def _batched(folder: Path) -> Iterator[tuple[Callable[..., Any], str, list[Any]]]:
    yield from ((_merge_nodes, *batch) for batch in _batches(iterate_nodes(folder), lambda n: n.label))
    yield from ((_merge_edges, *batch) for batch in _batches(iterate_edges(folder), lambda e: e.type))
    for kind, said in _batches(iterate_said(folder), lambda _: "", SAID_BATCH):
        yield lambda tx, _, rows: _take_said(tx, rows, set()), kind, said
    for kind, shares in _batches(iterate_shares(folder), lambda _: "", SAID_BATCH):
        yield lambda tx, _, rows: _take_shares(tx, rows), kind, shares


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


def loads(folder: Path, count: int, work: Path, rounds: int) -> float:
    """Seconds of our quickest load, told beside the bare driver's; without rounds, of one load alone."""
    driver, mine, peaks = [], [], []

    def theirs(started: server.Server) -> None:
        driver.append(bare(started, folder))
        _tell(f"bare driver, batches of {BATCH:,}", driver[-1], count)

    def our_own(started: server.Server) -> None:
        seconds, peaks[:] = ours(started, folder)
        mine.append(seconds)
        _tell("our load", seconds, count)
        paper = read_graph(work / "paper")
        with connect(started.address, password=started.password) as store:
            timed("replace one paper on the server", lambda: store.replace(PAPER, paper))
            timed("replace it again", lambda: store.replace(PAPER, paper))

    for number in range(rounds or 1):
        for side in ((theirs, our_own), (our_own, theirs))[number % 2] if rounds else (our_own,):
            with _warm(work) as started:
                side(started)
    if rounds:
        print(f"{'our rate of the bare driver, best of each':<44}{min(driver) / min(mine):8.0%}")
    print(f"{'peak memory at 10 %, 50 %, 100 %':<44}{', '.join(map(str, peaks))} MB", flush=True)
    return min(mine)


def imported(folder: Path, count: int, work: Path, ours: float) -> None:
    """Export and import tool, beside the seconds of our load."""
    home = work / "import"
    server.prepare(server.LTS, home)
    tool = timed("export for the import tool", lambda: export(folder, work / "csv", "admin-import"), count)
    tool += timed("import tool", lambda: server.admin(server.LTS, home, *import_command(work / "csv")), count)
    print(f"{'import tool, export included, over our load':<44}{ours / tool:8.1f} times", flush=True)


@contextmanager
def _warm(work: Path) -> Iterator[server.Server]:
    """A new server. Its first batches are slow, which neither side shall pay for."""
    home, small = work / "home", work / "small"
    started = server.start(home=home, wait=600)
    try:
        write_graph(make(5_000, 25_000), small, {})
        with connect(started.address, password=started.password, seconds=3600) as store:
            store.load(small)
            _empty(store)
        yield started
    finally:
        server.stop(home)
        shutil.rmtree(home)


def _empty(store: Neo4jStore) -> None:
    with store._session() as session:
        # relationships first: a body's thousands would not fit the memory of one transaction
        session.run("MATCH ()-[r]->() CALL (r) { DELETE r } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("MATCH (n) CALL (n) { DELETE n } IN TRANSACTIONS OF 10000 ROWS").consume()
        session.run("CALL db.index.fulltext.awaitEventuallyConsistentIndexRefresh()").consume()


def _tell(what: str, seconds: float, count: int) -> None:
    print(f"{what:<44}{seconds:8.2f} s{count / seconds:12,.0f} rows/s", flush=True)
