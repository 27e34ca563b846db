"""Reads the tables of words in `extract/vocabulary/`."""

from __future__ import annotations

import csv
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

VOCABULARY = Path(__file__).with_name("vocabulary")


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a CSV table, by the names in its first line."""
    with (VOCABULARY / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def table(name: str) -> dict[str, Any]:
    """A TOML table."""
    return tomllib.loads((VOCABULARY / name).read_text("utf-8"))
