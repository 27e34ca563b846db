"""Who must be in the room: few bodies that between them touch every task, and groups that meet again and again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

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
_MAX_MEETINGS, _GROUPS = 5_000_000, 50
_GROUPS_TITLE = Words("常在一起的机构组", "Groups that meet again")
_COVER_NOTE = Words("逐个挑选能使最多未覆盖任务有负责者（牵头或共同负责）到会的机构；贪心算法，未必是最小集合。",
                    "Body by body, whoever answers (leads, or jointly) for most tasks not yet covered; greedy, "
                    "so not always the smallest set.")
_GROUP_NOTE = Words(f"至少三个机构、至少两项任务；按次数、规模排序，最多 {_GROUPS} 组；地方政府与合称不计（各市、各区总是并列）。",
                    f"Three bodies and two tasks at least, by tasks and size, at most {_GROUPS}; territorial governments and "
                    "collectives left out, as they are always listed together.")
_SKIPPED = Words("任务太多，未计算；请限定地区或年份。", "Too many tasks, so not computed; choose a region or a year.")


def cover_table(chosen: Selection) -> Table:
    """Bodies in the order in which each adds most tasks that none before it answers for (led or joint).

    Greedy cover: each step is the best next one; the whole need not be the smallest set.
    """
    answered = ((body, {d.task for d in duties if d.role != "cooperate"}) for body, duties in chosen.by_body.items())
    held = {body: tasks for body, tasks in answered if tasks}
    everything = len(set().union(*held.values()))
    rows, covered = [], 0
    for step, (body, added) in enumerate(_cover(held), 1):
        covered += len(added)
        values = (step, chosen.graph.nodes[body].name, len(added), covered / everything)
        rows.append(make_row(values, _lines(chosen, body, added)))
    return Table("cover", Words("最少请谁到会", "Who must be in the room"), _COVER_COLUMNS, tuple(rows), _COVER_NOTE)


def _lines(chosen: Selection, body: str, added: set[str]) -> list[Edge]:
    """What says that a body answers for the tasks that it adds, task by task."""
    said = [d.edge for d in chosen.by_body[body] if d.role != "cooperate" and d.task in added]
    return sorted(said, key=lambda e: e.target)


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
    held = {body: {d.task for d in duties} for body, duties in chosen.by_body.items() if body not in chosen.territorial}
    if sum(len(tasks) ** 2 for tasks in held.values()) > _MAX_MEETINGS:
        return Table("groups", _GROUPS_TITLE, _GROUP_COLUMNS, (), _SKIPPED)
    rows = []
    for group, tasks in _recurring(held)[:_GROUPS]:
        names = "、".join(sorted(chosen.graph.nodes[b].name for b in group))
        said = [d.edge for body in sorted(group) for d in chosen.by_body[body] if d.task in tasks]
        rows.append(make_row((names, len(group), len(tasks)), said))
    return Table("groups", _GROUPS_TITLE, _GROUP_COLUMNS, tuple(rows), _GROUP_NOTE)


def _recurring(held: dict[str, set[str]]) -> list[tuple[frozenset[str], set[str]]]:
    """Closed groups with their tasks, from the tasks that each body holds."""
    teams: dict[str, set[str]] = defaultdict(set)
    for body, tasks in held.items():
        for task in tasks:
            teams[task].add(body)
    big = sorted({frozenset(team) for team in teams.values() if len(team) > 2}, key=sorted)
    met = ((group, set.intersection(*(held[body] for body in group))) for group in _met(big))
    kept = [(group, tasks) for group, tasks in met if len(tasks) > 1]
    return sorted(kept, key=lambda r: (-len(r[1]), -len(r[0]), sorted(r[0])))


def _met(teams: list[frozenset[str]]) -> set[frozenset[str]]:
    """The teams, and what any two of them have in common where that is three bodies or more."""
    import numpy as np
    from scipy.sparse import csr_array, triu

    if not teams:
        return set()
    place = {body: i for i, body in enumerate(sorted(frozenset.union(*teams)))}
    columns = [place[body] for team in teams for body in team]
    starts = np.cumsum([0, *(len(team) for team in teams)])
    inside = csr_array((np.ones(len(columns), dtype=np.int32), columns, starts), shape=(len(teams), len(place)))
    common = triu(inside @ inside.T, k=1, format="coo")
    first, second = (ends[common.data > 2].tolist() for ends in common.coords)
    return {teams[i] & teams[j] for i, j in zip(first, second, strict=True)} | set(teams)
