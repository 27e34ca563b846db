"""A Neo4j server for tests: started once a process and version, in its own home, stopped when the session ends.

Import the fixtures you use. Where no server can be had they skip and say why; with CI set they fail.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from kg.errors import StoreError
from kg.stores import server
from kg.stores.neo4j import Neo4jStore, connect

_homes: list[Path] = []
_QUICK = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a server of seconds gains nothing from a slow, thorough compiler


@cache
def running(version: str) -> server.Server | str:
    """The server of a version, or the reason why there is none."""
    os.environ.setdefault("JAVA_TOOL_OPTIONS", _QUICK)
    home = Path(tempfile.mkdtemp(prefix="kg-neo4j-"))
    try:
        started = server.start(version, home)
    except StoreError as error:
        shutil.rmtree(home, ignore_errors=True)
        return str(error)

    _homes.append(home)
    return started


def stop_all() -> None:
    """Stop what `running` started. `atexit` would not do: workers of pytest-xdist leave without it."""
    while _homes:
        home = _homes.pop()
        server.stop(home)
        shutil.rmtree(home, ignore_errors=True)


def server_or_skip(version: str = server.LTS) -> server.Server:
    found = running(version)
    if isinstance(found, str):
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"no Neo4j {version}: {found}")
    return found


def empty_store(version: str = server.LTS) -> Neo4jStore:
    """A store on the server of a version, emptied."""
    found = server_or_skip(version)
    store = connect(found.address, password=found.password)
    wipe(store)
    return store


def wipe(store: Neo4jStore) -> None:
    """All nodes out; constraints and indexes stay."""
    with store._session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()


@pytest.fixture
def neo4j() -> Iterator[Neo4jStore]:
    """An empty database of the long-term version."""
    with empty_store() as store:
        yield store
