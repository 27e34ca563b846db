"""Rows of a query as a table for the terminal, as CSV, as JSON."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

_MAX_CELL = 60
_WIDTH = 160


def to_json(rows: Any) -> str:
    """A list of objects, one a row, keys in the order of the columns."""
    return json.dumps([dict(zip(rows.columns, r, strict=True)) for r in rows.rows], ensure_ascii=False, indent=1)


def to_csv(rows: Any) -> str:
    """CSV with a header; a text that a spreadsheet would run as a formula gets an apostrophe in front."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows.columns)
    writer.writerows([_inert(_plain(v)) for v in row] for row in rows.rows)
    return out.getvalue().rstrip("\n")


def _inert(text: str) -> str:
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") and not _is_number(text) else text


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def to_table(rows: Any) -> str:
    """Aligned columns; wide characters count two; long cells are cut with an ellipsis. The last line counts the rows."""
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for column in rows.columns:
        table.add_column(column, overflow="fold")
    for row in rows.rows:
        table.add_row(*(Text(_short(_plain(v))) for v in row))
    out = io.StringIO()
    Console(file=out, width=_WIDTH).print(table)
    return f"{out.getvalue().rstrip()}\n({len(rows.rows)})"


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _MAX_CELL else text[: _MAX_CELL - 1] + "…"
