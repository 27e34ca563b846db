"""Who must be in the room: few bodies that between them touch every task, and groups that meet again and again."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from kg.model import Edge
from kg.reports.report import Column, Table, Words, make_row
from kg.reports.select import Selection

_COVER_COLUMNS = (
    Column("step", "次序", "Step", "count"), Column("agency", "机构", "Agency"),
    Column("new", "新覆盖任务", "Tasks added", "count"), Column("share", "累计覆盖", "Covered so far", "share"),
)
_GROUP_COLUMNS = (
    Column("agencies", "机构组", "Bodies"), Column("size", "机构数", "Size", "count"),
    Column("tasks", "共担任务", "Tasks shared", "count"),
)
_MAX_TASKS, _GROUPS = 1_500, 50
_COVER_NOTE = Words("逐个挑选能使最多未覆盖任务有负责者（牵头或共同负责）到会的机构；贪心算法，未必是最小集合。",
                    "Body by body, whoever answers (leads, or jointly) for most tasks not yet covered; greedy, "
                    "so not always the smallest set.")
_GROUP_NOTE = Words(f"至少三个机构、至少两项任务；按次数、规模排序，最多 {_GROUPS} 组。",
                    f"Three bodies and two tasks at least, by tasks and size, at most {_GROUPS}.")
_SKIPPED = Words(f"任务超过 {_MAX_TASKS} 项，未计算；请限定地区或年份。",
                 f"More than {_MAX_TASKS} tasks, so not computed; choose a region or a year.")


def cover_table(chosen: Selection) -> Table:
    """Bodies in the order in which each adds most tasks that none before it answers for (led or joint).

    Greedy cover: each step is the best next one; the whole need not be the smallest set.
    """
    held: dict[str, set[str]] = {}
    for duty in chosen.duties:
        if duty.role != "cooperate":
            held.setdefault(duty.agency, set()).add(duty.task)
    everything = len(set().union(*held.values()))
    steps = list(_cover(held))
    lines = _lines(chosen, dict(steps))
    rows, covered = [], 0
    for step, (body, added) in enumerate(steps, 1):
        covered += len(added)
        rows.append(make_row((step, chosen.graph.nodes[body].name, len(added), covered / everything), lines[body]))
    return Table("cover", Words("最少请谁到会", "Who must be in the room"), _COVER_COLUMNS, tuple(rows), _COVER_NOTE)


def _lines(chosen: Selection, added: dict[str, set[str]]) -> dict[str, list[Edge]]:
    """What says that a body answers for the tasks that it adds, task by task."""
    found: dict[str, list[Edge]] = {body: [] for body in added}
    for duty in chosen.duties:
        if duty.role != "cooperate" and duty.task in added.get(duty.agency, ()):
            found[duty.agency].append(duty.edge)
    return {body: sorted(edges, key=lambda e: e.target) for body, edges in found.items()}


def _cover(held: dict[str, set[str]]) -> Iterable[tuple[str, set[str]]]:
    """(body, tasks it adds) until every task is answered for; of equals the first by id.

    Lazy: a body's gain only shrinks, so whoever still leads after a fresh count is the best.
    """
    from heapq import heapify, heappop, heappush

    queue = [(-len(tasks), body) for body, tasks in held.items()]
    heapify(queue)
    open_tasks = set().union(*held.values())
    while open_tasks:
        _, body = heappop(queue)
        added = held[body] & open_tasks
        if queue and (-len(added), body) > queue[0]:
            heappush(queue, (-len(added), body))
            continue
        open_tasks -= added
        yield body, added


def groups_table(chosen: Selection) -> Table:
    """Sets of three or more bodies that at least two tasks name together, the ones with most meetings first.

    Only closed sets: no listed group could take in another body without losing a task.
    """
    teams: dict[str, set[str]] = {}
    lines: dict[tuple[str, str], list[Edge]] = {}
    skip = len(chosen.tasks) > _MAX_TASKS
    for duty in () if skip else chosen.duties:
        teams.setdefault(duty.task, set()).add(duty.agency)
        lines.setdefault((duty.task, duty.agency), []).append(duty.edge)
    rows = []
    for group, tasks in _recurring(teams)[:_GROUPS]:
        names = "、".join(sorted(chosen.graph.nodes[b].name for b in group))
        said = [e for task in tasks for body in sorted(group) for e in lines[task, body]]
        rows.append(make_row((names, len(group), len(tasks)), said))
    note = _SKIPPED if skip else _GROUP_NOTE
    return Table("groups", Words("常在一起的机构组", "Groups that meet again"), _GROUP_COLUMNS, tuple(rows), note)


def _recurring(teams: dict[str, set[str]]) -> list[tuple[frozenset[str], list[str]]]:
    big = {task: frozenset(team) for task, team in sorted(teams.items()) if len(team) > 2}
    shared = {a & b for a, b in combinations(set(big.values()), 2)} | set(big.values())
    found = [(g, [t for t, team in big.items() if g <= team]) for g in shared if len(g) > 2]
    kept = [(group, tasks) for group, tasks in found if len(tasks) > 1]
    return sorted(kept, key=lambda r: (-len(r[1]), -len(r[0]), sorted(r[0])))
