"""One writer at a time in a graph folder. The lock is the operating system's: it goes with its process, even a killed one."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from kg.errors import GraphError

_LOCK = ".lock"


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Make the folder and hold it while the block runs. Raises `GraphError` when another process holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / _LOCK).open("wb") as file:
        try:
            _take(file)
        except (BlockingIOError, PermissionError):
            raise GraphError(f"{folder} is being written by another process; wait for it and try again") from None
        yield


def _take(file: IO[bytes]) -> None:
    """Released when the file is closed."""
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
