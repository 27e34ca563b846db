"""Tables of tasks (任务分工表): columns for the task, who leads, who cooperates, until when."""

from __future__ import annotations

import re

from extract.annotations import Duty, Findings, Task
from extract.body_lists import as_bodies, is_body, split_bodies
from extract.document import Span, Table
from extract.duties import Rules
from extract.duty_grammar import parse_line
from extract.headings import first_clause, title_of
from extract.tasks import section_words
from kg.identity import fold

_ROLES = ("lead", "joint", "cooperate")
_FEWEST, _ABOUT = 3, ("内容", "指标")


def read_tables(text: str, rules: Rules, found: Findings) -> None:
    """Adds the rows of every table that has a column of tasks and one of bodies."""
    whole = True
    for table in found.document.tables:
        columns = _columns(text, table)
        if "task" in columns and not any(role in columns for role in _ROLES):
            columns |= _column_of_bodies(text, table)
        if "task" in columns and any(role in columns for role in _ROLES):
            whole = _read(text, table, columns, rules, found) and whole
    _leave_out_frames(found, whole)


def _leave_out_frames(found: Findings, whole: bool) -> None:
    """A part that carries nothing but a table of tasks is none itself, nor is any where tables alone name bodies, and do so
    in every row (`whole`)."""
    tables = [span for table in found.document.tables for span in table.stretches]
    rows = {i for i, task in enumerate(found.tasks) if any(a <= task.start < b for a, b in tables)}
    if not rows:
        return
    framing = {found.tasks[i].section for i in rows}
    busy = rows | {duty.task for duty in found.duties}
    lined = not whole or any(duty.rule != "table" for duty in found.duties)
    kept = [i for i, task in enumerate(found.tasks) if i in busy or (lined and task.section not in framing)]
    place = {old: new for new, old in enumerate(kept)}
    found.tasks[:] = [found.tasks[i] for i in kept]
    found.duties[:] = [duty._replace(task=place[duty.task]) for duty in found.duties]


def _columns(text: str, table: Table) -> dict[str, int]:
    """Which column holds what. Of several task columns the first whose cells all differ is meant, else the last, which is
    the finest; but 主要内容 and 考核指标 tell what an item is about."""
    found: dict[str, int] = {}
    for i, (a, b) in enumerate(table.headed[0]):
        words = re.sub(r"\s", "", text[a:b])
        kinds = section_words().columns
        kind = next((k for k in ("number", "lead", "cooperate", "joint", "deadline", "task") if kinds[k].search(words)),
                    None)
        if kind and (kind not in found or (kind == "task" and not words.endswith(_ABOUT) and not _all_differ(table, found[kind]))):
            found[kind] = i
    return found


def _all_differ(table: Table, column: int) -> bool:
    cells = [row[column] for row in table.headed[1:] if len(row) > column]
    return len(set(cells)) == len(cells)


def _column_of_bodies(text: str, table: Table) -> dict[str, int]:
    """The column whose cells name most bodies, where at least three do, under a header that does not say so."""
    rows = [row for row in table.headed[1:] if len(row) == len(table.headed[0])]
    named = [len({text[a:b] for a, b in column if b > a and is_body(text, (a, b))}) for column in zip(*rows, strict=True)]
    return {"joint": named.index(max(named))} if named and max(named) >= _FEWEST else {}


def _read(text: str, table: Table, columns: dict[str, int], rules: Rules, found: Findings) -> bool:
    """Rows of one task, and rows that say who does a numbered item of the paper, speak of that one task. Whether every row
    names a body."""
    whole = True
    items = {fold(task.title): i for i, task in enumerate(found.tasks)}
    places: dict[Span, int] = {}
    said: dict[tuple[int, str], list[str]] = {}
    for duty in found.duties:
        said.setdefault((duty.task, duty.role), []).extend(b.surface for b in duty.bodies)
    for place, row in enumerate(table.headed[1:], 1):
        if len(row) <= max(columns.values()):
            continue
        above = [i for i, s in enumerate(found.outline) if s.start <= row[0][0] < s.end]
        path = found.outline[above[-1]].path if above else ""
        task = _task(text, row, columns, path, place, above[-1] if above else -1)
        at = places.get(row[columns["task"]], items.get(fold(task.title), len(found.tasks)))
        if duties := _duties(text, row, columns, at, rules):
            places[row[columns["task"]]] = at
            found.tasks += [task] if at == len(found.tasks) else []
            found.duties += [fresh for d in duties if (fresh := _fresh(d, said.setdefault((d.task, d.role), []))).bodies]
        whole = whole and bool(duties)
    return whole


def _fresh(duty: Duty, said: list[str]) -> Duty:
    """The duty with the bodies not yet `said` in its role of the task, numbered on from those; they are said now."""
    bodies = [b for b in duty.bodies if b.surface not in said]
    ranked = tuple(b._replace(rank=rank) for rank, b in enumerate(bodies, len(said) + 1))
    said += [b.surface for b in bodies]
    return duty._replace(bodies=ranked)


def _task(text: str, row: tuple[Span, ...], columns: dict[str, int], path: str, place: int, section: int) -> Task:
    a, b = row[columns["task"]]
    printed = text[slice(*row[columns["number"]])].strip() if "number" in columns else ""
    number = printed or str(place)
    end = first_clause(text, a, b) if b - a > 30 else b
    deadline = text[slice(*row[columns["deadline"]])].strip() if "deadline" in columns else ""
    return Task(number, f"{path}/{number}" if path else number, title_of(text, a, end), a, end, row[-1][1], section,
                deadline or None)


def _duties(text: str, row: tuple[Span, ...], columns: dict[str, int], task: int, rules: Rules) -> list[Duty]:
    duties = []
    for role in _ROLES:
        if role not in columns:
            continue
        a, b = row[columns[role]]
        for segment in parse_line(text, a, b):
            spans = [s for s in split_bodies(text, segment.start, segment.end) if is_body(text, s)]
            leads = rules.first_leads is not None and a >= rules.first_leads and "lead" not in columns
            parts = [("lead", spans[:1]), ("joint", spans[1:])] if leads and not segment.role and role == "joint" else [
                (segment.role or role, spans)]
            duties += [Duty(task, role_, as_bodies(text, part), a, b, "table") for role_, part in parts if part]
    return duties
