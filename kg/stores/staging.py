"""Files that take their place together: written in a folder of their own, so that a run that fails changes nothing."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import GraphError

_STAGE = ".new"  # inside the folder: a rename never leaves the disk


@contextmanager
def staged(folder: Path, *, owned: Iterable[str] = (), card: str = "") -> Iterator[Path]:
    """A fresh folder to write in. When the block ends well, its entries take the place of those of `folder`.

    Entries named in `owned` that were not written go away, others stay. `card` goes first and comes last, so that a swap
    that was cut off shows. For one writer at a time. Raises `GraphError` on a full disk or a missing right.
    """
    fresh = folder / _STAGE
    shutil.rmtree(fresh, ignore_errors=True)
    try:
        fresh.mkdir(parents=True)
        yield fresh
        _swap(fresh, folder, set(owned), card)
    except OSError as error:
        raise GraphError(f"{folder} cannot be written: {error.strerror or error}; what was there is unchanged, "
                         "make room or name another folder") from None
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def _swap(fresh: Path, folder: Path, owned: set[str], card: str) -> None:
    written = {path.name for path in fresh.iterdir()}
    if card:
        (folder / card).unlink(missing_ok=True)
    for name in sorted(owned | written, key=lambda n: (n == card, n)):
        place = folder / name
        if place.is_dir():
            place.rename(fresh / f"{_STAGE}-{name}")
        elif name not in written:
            place.unlink(missing_ok=True)
        if name in written:
            (fresh / name).replace(place)
