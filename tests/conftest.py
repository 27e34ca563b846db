"""What several tests need: where the shared corpus lies; servers that tests started are stopped at the end."""

import sys
from pathlib import Path
from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling

_WITH_SERVERS = {"test_cypher", "test_stores", "test_neo4j", "test_export", "test_removal", "test_faults", "test_browser_neo4j"}
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.hookimpl(optionalhook=True)  # unknown where xdist is switched off
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> LoadScopeScheduling:
    """What a process runs together: a file, so that its fixtures are made once; all tests of one version of Neo4j."""
    return Together(config, log)


class Together(LoadScopeScheduling):
    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        if Path(file).stem not in _WITH_SERVERS:
            return file
        return "neo4j-2026" if "2026" in nodeid else "neo4j-lts"


def pytest_sessionfinish() -> None:
    """Stop the servers that tests of this process started."""
    if "neo4j_fixture" in sys.modules:
        sys.modules["neo4j_fixture"].stop_all()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real papers and the gold annotations."""
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"{SHARED} is not here: real papers are kept outside the repository")
    return SHARED
