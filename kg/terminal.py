"""A progress bar on a terminal, nothing where the output is piped."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def progress(total: int, label: str) -> Iterator[Callable[[int], object]]:
    """Gives a function that counts steps done."""
    from tqdm import tqdm

    with tqdm(total=total, desc=label, leave=False, disable=not sys.stderr.isatty()) as bar:
        yield bar.update
