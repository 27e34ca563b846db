"""What every report gives: tables of numbers, and under each number the relationships that state it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from kg.model import Edge, Graph

Value = str | int | float | None
Kind = Literal["text", "count", "number", "share"]


class Words(NamedTuple):
    """What a reader sees, in both languages."""

    zh: str
    en: str

    def say(self, lang: str) -> str:
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `key` in JSON, its name, and what its values are (a share is a fraction of 1).

    The terminal leaves out columns that are not `brief`. The texts of a `coded` column are words of `terms`, not of
    papers, and are shown in the reader's language.
    """

    key: str
    zh: str
    en: str
    kind: Kind = "text"
    brief: bool = True
    coded: bool = False

    def say(self, lang: str) -> str:
        """Its heading."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Cell:
    """A value and the relationships whose evidence says so; none where the value is computed from all of them."""

    value: Value
    evidence: tuple[Edge, ...] = ()


Row = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """One table, rows in the order to be read. `note` tells how its numbers come about."""

    name: str
    title: Words
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: Words = Words("", "")


@dataclass(frozen=True, slots=True)
class Chart:
    """A picture of a table: which columns are drawn, and as what: `bars` put parts end to end, `pairs` one under another.

    `only` (a column and its value) and `rows` (so many of the first) limit it.
    """

    kind: Literal["bars", "pairs", "heat", "dots"]
    title: Words
    table: str
    x: str | tuple[str, ...]
    y: str
    colour: str = ""
    label: str = ""
    rows: int = 25
    only: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report by name, with its tables and pictures, what to know when reading it, and the papers' titles by id."""

    name: str
    title: Words
    tables: tuple[Table, ...]
    charts: tuple[Chart, ...] = ()
    notes: tuple[Words, ...] = ()
    papers: Mapping[str, str] = field(default_factory=dict)

    def table(self, name: str) -> Table:
        """The table of that name. Raises `KeyError` where there is none."""
        return {t.name: t for t in self.tables}[name]


def make_row(values: Sequence[Value], evidence: Iterable[Edge] = ()) -> Row:
    """Cells that all rest on the same relationships."""
    shared = tuple(evidence)
    return tuple(Cell(value, shared) for value in values)


def counted_row(*values: Value, lines: Iterable[Edge]) -> Row:
    """A row whose last cell counts the places that its lines stand in; its numbers lead to them."""
    said = tuple(lines)
    places = {(e.properties.get("doc"), e.properties.get("start")) for e in said}
    return (*(Cell(v, said if isinstance(v, int) else ()) for v in values), Cell(len(places), said))


def counts_table(title: Words, heading: Words, tables: Iterable[Table], key: str) -> Table:
    """How many rows of these tables have each value in column `key`, table by table; each count leads to its rows."""
    columns = (Column("table", "表", "Table", coded=True), Column(key, heading.zh, heading.en, coded=True),
               Column("count", "条数", "Count", "count"))
    rows: list[Row] = []
    for table in tables:
        at = next(i for i, c in enumerate(table.columns) if c.key == key)
        kinds: dict[Value, list[Edge]] = {}
        counts: dict[Value, int] = {}
        for row in table.rows:
            kinds.setdefault(row[at].value, []).extend(row[at].evidence)
            counts[row[at].value] = counts.get(row[at].value, 0) + 1
        rows += [(Cell(table.title.zh), Cell(kind), Cell(counts[kind], tuple(said))) for kind, said in kinds.items()]
    return Table("summary", title, columns, tuple(rows))


def paper_titles(graph: Graph) -> dict[str, str]:
    """Titles of all papers by id, with the number (文号) where one is known."""
    titles = {}
    for node in graph.nodes.values():
        if node.label == "Document":
            number = node.properties.get("doc_no")
            titles[node.id] = f"{node.properties['title']}（{number}）" if number else str(node.properties["title"])
    return titles
