"""What several tests need: where the shared corpus lies, and a skip with a reason where it is absent."""

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with the real papers and the gold annotations."""
    if not (SHARED / "gold").is_dir():
        pytest.skip(f"{SHARED} is not here: real papers are kept outside the repository")
    return SHARED
