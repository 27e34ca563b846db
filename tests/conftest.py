"""What several tests need: where the shared corpus lies; servers that tests started are stopped at the end."""

import sys
from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


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
