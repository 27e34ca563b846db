"""What kill -9 leaves behind, and whether the next run mends it: the graph must be that of a run nobody disturbed.

    python benchmarks/faults.py [loader server twice build replace] --kills 20 --nodes 20000 --edges 100000

`loader` kills `kg load`, `server` the database under it, `twice` lets two loads run at once, `build` kills the writing
of folder and embedded store, `replace` the change of one paper in that store. Moments are drawn from a seed, one in
each equal part of the time that an undisturbed run takes. Compared are counts and a checksum over all properties.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from made import later, make, paper_of

from kg.build import make_card
from kg.errors import KgError
from kg.model import Graph
from kg.stores import Store, open_store, server, store_file
from kg.stores.folder import write_graph
from kg.stores.neo4j import Neo4jStore, connect
from kg.stores.subtract import subtract

ROOT = Path(__file__).resolve().parents[1]
PAPER = "doc-1"
_BUILD = """import sys; from pathlib import Path
from kg.build import Built; from kg.publish import publish; from kg.stores.folder import read_card, read_graph
given, out = map(Path, sys.argv[1:])
publish(Built(read_graph(given), read_card(given), {}, {}), out, pages=False)"""
_REPLACE = f"""import sys; from pathlib import Path
from kg.stores.embedded import EmbeddedWriter; from kg.stores.folder import read_graph
given, store = map(Path, sys.argv[1:])
with EmbeddedWriter(store) as writer: writer.replace({PAPER!r}, read_graph(given))"""


@dataclass(frozen=True, slots=True)
class Content:
    """What a store holds: counts, and a sum over the hashes of all nodes and relationships with all properties."""

    nodes: int
    relationships: int
    checksum: str

    def __str__(self) -> str:
        return f"{self.nodes:,} nodes, {self.relationships:,} relationships, checksum {self.checksum}"


Trial = tuple[float, str, Content, Content]  # moment of the kill, what was found, content after the next run, clean


def content(store: Store) -> Content:
    nodes = store.query("MATCH (n) RETURN n").rows
    ties = store.query("MATCH (a)-[r]->(b) RETURN a.id AS source, r, b.id AS target").rows
    total = sum(_hash(row) for rows in (nodes, ties) for row in rows) % 2**64
    return Content(len(nodes), len(ties), f"{total:016x}")


def _hash(row: list[object]) -> int:
    line = json.dumps(row, ensure_ascii=False, sort_keys=True)
    return int.from_bytes(blake2b(line.encode(), digest_size=8).digest(), "big")


def moments(kills: int, seconds: float, seed: int = 5) -> list[float]:
    """One random moment in each of `kills` equal parts of a run."""
    draw = random.Random(seed)
    return [(part + draw.random()) * seconds / kills for part in range(kills)]


def run(*arguments: str, **env: str) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=os.environ | env, text=True,
                            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def ended(process: subprocess.Popen[str], wait: float = 300) -> tuple[int, str]:
    """Its exit code and what it said of an error."""
    said = process.communicate(timeout=wait)[1]
    return process.returncode, said.strip()


def seconds(process: subprocess.Popen[str]) -> float:
    """How long it takes from here; it must succeed."""
    begun = time.monotonic()
    _succeeds(process)
    return time.monotonic() - begun


def kill_at(process: subprocess.Popen[str], moment: float) -> None:
    """Kill -9 at that moment after the start, unless it has ended by then."""
    try:
        process.communicate(timeout=moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()


class Database:
    """A server of our own, and loads of one graph into it."""

    def __init__(self, graph: Graph, work: Path) -> None:
        self.home, self.folder = work / "home", work / "graph"
        write_graph(graph, self.folder, make_card(graph, {}, {}))
        self.server = server.start(home=self.home, wait=600)
        self.loaded()  # the first load of a server's life is slower than those to come
        self.empty()
        self.seconds = seconds(self.load())
        self.clean = self.content()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        with suppress(ProcessLookupError):
            os.kill(self.server.pid, signal.SIGKILL)

    def store(self) -> Neo4jStore:
        return connect(self.server.address, password=self.server.password, seconds=3600)

    def load(self) -> subprocess.Popen[str]:
        return run("-m", "kg", "--lang", "en", "load", str(self.folder), "--to", self.server.address,
                   NEO4J_PASSWORD=self.server.password)

    def loaded(self) -> Content:
        _succeeds(self.load())
        return self.content()

    def content(self) -> Content:
        with self.store() as store:
            return content(store)

    def empty(self) -> None:
        with self.store() as store, store._session() as session:
            session.run("MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS").consume()

    def crash(self) -> None:
        os.kill(self.server.pid, signal.SIGKILL)
        os.waitpid(self.server.pid, 0)
        self.server = server.start(home=self.home, wait=600)


def loader(database: Database, kills: int) -> Iterator[Trial]:
    for moment in moments(kills, database.seconds):
        database.empty()
        kill_at(database.load(), moment)
        found = str(database.content())
        yield moment, found, database.loaded(), database.clean


def crashes(database: Database, kills: int) -> Iterator[Trial]:
    """The server dies under the load, which says so in one line; restarted, it takes the next load."""
    for moment in moments(kills, database.seconds):
        database.empty()
        loading = database.load()
        time.sleep(moment)
        database.crash()
        code, said = ended(loading)
        if code and (code != 1 or "\n" in said or not said.startswith("Error: ")):
            raise SystemExit(f"a load whose server died ended with {code}: {said}")
        found = f"{database.content()}; {said or 'the load ended well, before or by trying again'}"
        yield moment, found, database.loaded(), database.clean


def twice(database: Database, rounds: int) -> Iterator[Trial]:
    """Two loads at once, the second begun while the first runs."""
    for moment in moments(rounds, database.seconds):
        database.empty()
        first = database.load()
        time.sleep(moment)
        second = database.load()
        _succeeds(first)
        _succeeds(second)
        yield moment, "not killed, both ended well", database.content(), database.clean


class Folder:
    """Folder and embedded store of a graph, written over those of an older one."""

    def __init__(self, graph: Graph, work: Path) -> None:
        self.given, self.older, self.out = work / "given", work / "older", work / "out"
        self.paper = work / "paper"
        for folder, made in ((self.given, graph), (self.older, subtract(graph, "doc-0")), (self.paper, later(paper_of(graph, PAPER)))):
            write_graph(made, folder, make_card(made, {}, {}))
        self.old = self.built(self.older)
        self.seconds = seconds(self.write(self.given))
        self.new, self.files = self.content(), _files(self.out)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self.out)

    def write(self, given: Path) -> subprocess.Popen[str]:
        return run("-c", _BUILD, str(given), str(self.out))

    def built(self, given: Path) -> Content:
        _succeeds(self.write(given))
        return self.content()

    def replace(self) -> subprocess.Popen[str]:
        return run("-c", _REPLACE, str(self.paper), str(store_file(self.out)))

    def replaced(self) -> Content:
        _succeeds(self.replace())
        return self.content()

    def content(self) -> Content:
        with open_store(self.out) as store:
            return content(store)

    def found(self, known: dict[Content, str]) -> str:
        """What a reader meets after a kill: one of the whole graphs, or a clear error."""
        try:
            return known[self.content()]
        except KgError as error:
            return str(error).replace(str(self.out), "DIR")


def build(folder: Folder, kills: int) -> Iterator[Trial]:
    for moment in moments(kills, folder.seconds):
        folder.built(folder.older)
        kill_at(folder.write(folder.given), moment)
        found = folder.found({folder.old: "the old graph", folder.new: "the new graph"})
        yield moment, found, folder.built(folder.given), folder.new
        if _files(folder.out) != folder.files:
            raise SystemExit(f"other files than after a clean build: {_files(folder.out).items() ^ folder.files.items()}")


def replace(folder: Folder, kills: int) -> Iterator[Trial]:
    """A paper loses half of what it states."""
    folder.built(folder.given)
    shutil.copyfile(store_file(folder.out), before := folder.out.with_name("before"))
    took = seconds(folder.replace())
    clean = folder.content()
    for moment in moments(kills, took):
        shutil.copyfile(before, store_file(folder.out))
        kill_at(folder.replace(), moment)
        found = folder.found({folder.new: "the old graph", clean: "the new graph"})
        yield moment, found, folder.replaced(), clean


def _files(folder: Path) -> dict[str, bytes]:
    """Every file in and beside the folder but the store, which is compared by content."""
    paths = [*folder.rglob("*"), *folder.parent.glob(f".{folder.name}*")]
    return {str(p.relative_to(folder.parent)): blake2b(p.read_bytes()).digest() if p.is_file() else b""
            for p in paths if p != store_file(folder)}


def _succeeds(process: subprocess.Popen[str]) -> None:
    code, said = ended(process)
    if code:
        raise SystemExit(f"{process.args} ended with {code}: {said}")


def report(what: str, trials: Iterator[Trial]) -> int:
    """Print each trial; how many ended with another graph than the clean one."""
    wrong = 0
    for moment, found, after, clean in trials:
        wrong += after != clean
        print(f"{what:<9}killed at {moment:6.2f} s: {found}" + ("" if after == clean else f"; THEN {after}"), flush=True)
    print(f"{what:<9}{wrong} wrong; clean: {clean}\n", flush=True)
    return wrong


TRIALS: dict[str, tuple[type[Database] | type[Folder], Callable[[Any, int], Iterator[Trial]]]] = {
    "loader": (Database, loader), "server": (Database, crashes), "twice": (Database, twice),
    "build": (Folder, build), "replace": (Folder, replace),
}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("trials", nargs="*", choices=[*TRIALS, []], metavar="trial")
    options.add_argument("--kills", type=int, default=20)
    options.add_argument("--nodes", type=int, default=20_000)
    options.add_argument("--edges", type=int, default=100_000)
    given = options.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))  # and the server with us
    graph = make(given.nodes, given.edges)
    wrong = 0
    for name in given.trials or TRIALS:
        kind, trial = TRIALS[name]
        with tempfile.TemporaryDirectory(prefix="kg-faults-", ignore_cleanup_errors=True) as work, kind(graph, Path(work)) as subject:
            wrong += report(name, trial(subject, given.kills))
    raise SystemExit(bool(wrong))


if __name__ == "__main__":
    main()
