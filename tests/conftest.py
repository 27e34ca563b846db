"""What several tests need: where the shared corpus lies, and which files run in one process."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
SERVER_FILES = {"test_cypher", "test_stores", "test_neo4j", "test_export"}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each file runs in one process; those that need a Neo4j server share one, so that it starts once a version."""
    for item in items:
        file = item.path.stem
        item.add_marker(pytest.mark.xdist_group("server" if file in SERVER_FILES else file))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real papers and the gold annotations."""
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"{SHARED} is not here: real papers are kept outside the repository")
    return SHARED
