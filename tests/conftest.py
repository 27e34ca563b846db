"""What several tests need: where the shared corpus lies; servers that tests started are stopped at the end."""

import sys
from pathlib import Path

import pytest

_WITH_SERVERS = {"test_cypher", "test_stores", "test_neo4j", "test_export", "test_removal", "test_faults", "test_browser_neo4j"}
SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What a process runs together: a file, so that its fixtures are made once; all tests of one version of Neo4j."""
    for item in items:
        file = item.path.stem
        group = ("neo4j-2026" if "2026" in item.name else "neo4j-lts") if file in _WITH_SERVERS else file
        item.add_marker(pytest.mark.xdist_group(group))


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
