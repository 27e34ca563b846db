"""The reference page of the schema: docs/schema.md follows from schema.toml. Run: python -m kg.schema_page"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from kg.schema import Label, Property, Relationship, load_schema

PAGE = Path(__file__).parents[1] / "docs" / "schema.md"
_HEAD = """# The schema · 图谱结构

Made from `kg/schema.toml` by `python -m kg.schema_page`; do not edit. Every node has a unique `id` and a `name`.
Dates are strings `YYYY-MM-DD`; absent properties are left out. A relationship marked *stated* carries the words that
state it: `text[start:end] == evidence` in the normalised text of paper `doc` (Python string indices, `end` exclusive).
"""
_SHARES = """## How a paper is taken out · 文件的删除

Nodes of several papers are joined, and joining forgets who said what. So each paper's *share* is kept as well: what it
alone said of bodies, regions, papers and whatever else others may speak of too, before it was joined. The shares lie beside
the graph turned round, so that taking out one paper does not mean reading all: `said.jsonl` has a line for each thing, with
its `key` (an id, or a title) and `facts`, pairs of a node or relationship, written as in the other files, and the papers
that state it; `shares.jsonl` has a line for each paper, with `doc`, `source` and the `keys` of its facts. A store has the
same as nodes `_Said` and `_Share`, to which nothing is tied. Taking a paper out deletes its own tasks and targets, joins
anew what is said under its keys, and writes the difference, in one transaction: what is left is what a
build without the paper gives. (One exception: a paper that was told apart by its checksum, because another stood under the
same 文号, or issuer and title, keeps that id.) A graph without shares, from another program, is read for what held each
node.
"""


def render() -> str:
    """The whole page."""
    schema = load_schema()
    parts = [_HEAD, "## Nodes · 节点\n", *map(_label, schema.labels.values()),
             "## Relationships · 关系\n", *map(_relationship, schema.relationships.values()), _SHARES]
    return "\n".join(parts)


def _label(label: Label) -> str:
    needed = {"name", *label.required}
    return f"### {label.name} · {label.zh}\n\n{label.doc}\n\n{_table(label.properties.values(), needed)}"


def _relationship(kind: Relationship) -> str:
    ends = "; ".join(f"{a} → {b}" for a, b in kind.ends)
    stated = "stated" if kind.evidence else "follows from structure or registries"
    return f"### {kind.name} · {kind.zh}\n\n{kind.doc} ({ends}; {stated})\n\n{_table(kind.properties.values(), set())}"


def _table(properties: Iterable[Property], needed: set[str]) -> str:
    rows = [f"| `{p.name}` | {p.zh} | {p.type} | {_notes(p, needed)} |" for p in properties]
    return "\n".join(["| property | 中文 | type | notes |", "|---|---|---|---|", *rows, ""])


def _notes(prop: Property, needed: set[str]) -> str:
    values = ", ".join(f"`{v}`" for v in prop.values)
    notes = ("always there" if prop.name in needed else "", "indexed" if prop.index else "", values)
    return "; ".join(n for n in notes if n)


if __name__ == "__main__":
    PAGE.write_text(render(), "utf-8", newline="\n")
