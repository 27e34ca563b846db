"""The library of queries: one `*.cypher` file a question, its header read and its parameters checked here.

A header is comment lines above the statement:

    // title: Tasks that an agency leads
    // title_zh: 某机构牵头的任务
    // group: duties
    // parameter agency: string -- full or short name / 机构全称或简称
    // parameter limit: int = 50 -- at most so many rows / 最多行数
    // column task: heading as printed / 任务标题

A parameter without `=` must be given. Types: string, int, float.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

from kg.errors import QueryError

Value = str | int | float
GROUPS = {
    "duties": "职责", "cooperation": "协同", "targets": "指标", "lineage": "文件脉络", "standards": "标准",
    "regions": "地区", "change": "沿革", "gaps": "缺口与矛盾", "provenance": "出处",
}
_TYPES: dict[str, type[str] | type[int] | type[float]] = {"string": str, "int": int, "float": float}
_PARAMETER = re.compile(r"(?P<name>\w+): *(?P<type>\w+)(?: *= *(?P<default>.+?))? *-- *(?P<doc>.+?) */ *(?P<zh>.+)")
_COLUMN = re.compile(r"(?P<name>\w+): *(?P<doc>.+?) */ *(?P<zh>.+)")
_USED = re.compile(r"\$(\w+)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query asks for. Without a default it must be given."""

    name: str
    type: str
    default: Value | None
    doc: str
    zh: str

    def read(self, text: str) -> Value:
        """The typed value of what was written. Raises `QueryError`."""
        try:
            return _TYPES[self.type](text)
        except ValueError:
            raise QueryError(f"parameter {self.name} is {text!r}, not of type {self.type}; {self.doc}") from None


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    doc: str
    zh: str


@dataclass(frozen=True, slots=True)
class Query:
    """One question. `text` is the statement with its header, as it runs on either store."""

    name: str
    title: str
    title_zh: str
    group: str
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str

    def bind(self, given: Mapping[str, str]) -> dict[str, Value]:
        """All parameters with their types, defaults filled in. Raises `QueryError` on unknown, missing, wrong ones."""
        known = {p.name: p for p in self.parameters}
        for name in given:
            if name not in known:
                raise QueryError(f"query {self.name} has no parameter {name}; {_nearest(name, list(known))}")
        bound = {n: known[n].read(given[n]) if n in given else p.default for n, p in known.items()}
        missing = [n for n, value in bound.items() if value is None]
        if missing:
            asked = ", ".join(f"-p {n}=… ({known[n].doc})" for n in missing)
            raise QueryError(f"query {self.name} needs {asked}")
        return {n: value for n, value in bound.items() if value is not None}


@cache
def list_queries() -> tuple[Query, ...]:
    """All queries of the library, by group in the order of `GROUPS`, then by name."""
    found = [parse(p.stem, p.read_text("utf-8")) for p in sorted(Path(__file__).parent.glob("*.cypher"))]
    return tuple(sorted(found, key=lambda q: (list(GROUPS).index(q.group), q.name)))


def get(name: str) -> Query:
    """The query of that name. Raises `QueryError` naming the nearest one."""
    known = {q.name: q for q in list_queries()}
    if name not in known:
        raise QueryError(f"there is no query {name}; {_nearest(name, sorted(known))}; list them: kg query --list")
    return known[name]


def describe(lang: str = "zh") -> str:
    """The list of queries by group, with titles and parameters, in Chinese or English (`zh`, `en`)."""
    lines: list[str] = []
    for group, zh in GROUPS.items():
        lines.append(zh if lang == "zh" else group)
        for query in (q for q in list_queries() if q.group == group):
            asked = "  ".join(f"{p.name}{'' if p.default is None else '=' + json.dumps(p.default, ensure_ascii=False)}"
                              for p in query.parameters)
            lines.append(f"  {query.name:<24}{query.title_zh if lang == 'zh' else query.title}  [{asked}]")
    return "\n".join(lines).replace("  []", "")


def parse(name: str, text: str) -> Query:
    """A query from its file. Raises `QueryError` when the header is wrong or does not fit the statement."""
    header: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("// "):
            key, _, value = line[3:].partition(" " if line[3:].startswith(("parameter ", "column ")) else ": ")
            header.setdefault(key, []).append(value.strip())
    try:
        title, title_zh, group = (header[key][0] for key in ("title", "title_zh", "group"))
    except KeyError as missing:
        raise QueryError(f"{name}.cypher lacks the header line // {missing.args[0]}: …") from None
    if group not in GROUPS:
        raise QueryError(f"{name}.cypher: unknown group {group}; one of {', '.join(GROUPS)}")
    query = Query(name, title, title_zh, group, tuple(_parameter(name, row) for row in header.get("parameter", [])),
                  tuple(_column(name, row) for row in header.get("column", [])), text)
    return _checked(query)


def _parameter(name: str, row: str) -> Parameter:
    match = _PARAMETER.fullmatch(row)
    if not match or match["type"] not in _TYPES:
        raise QueryError(f"{name}.cypher: cannot read '// parameter {row}'; "
                         "write: name: string|int|float [= default] -- English / 中文")
    default = None if match["default"] is None else json.loads(match["default"])
    return Parameter(match["name"], match["type"], default, match["doc"], match["zh"])


def _column(name: str, row: str) -> Column:
    match = _COLUMN.fullmatch(row)
    if not match:
        raise QueryError(f"{name}.cypher: cannot read '// column {row}'; write: name: English / 中文")
    return Column(match["name"], match["doc"], match["zh"])


def _checked(query: Query) -> Query:
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("//"))
    used, declared = set(_USED.findall(body)), {p.name for p in query.parameters}
    if used != declared:
        raise QueryError(f"{query.name}.cypher: header and statement differ in parameters {sorted(used ^ declared)}")
    if not query.columns:
        raise QueryError(f"{query.name}.cypher declares no // column")
    return query


def _nearest(word: str, known: list[str]) -> str:
    close = get_close_matches(word, known, n=3, cutoff=0.4)
    return f"did you mean {' or '.join(close)}?" if close else f"there are: {', '.join(known) or 'none'}"
