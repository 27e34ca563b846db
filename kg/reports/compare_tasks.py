"""Tasks of two papers paired, and who is in charge of them before and after."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from difflib import SequenceMatcher
from itertools import chain
from typing import NamedTuple

from kg.identity import fold
from kg.model import Edge, Graph
from kg.reports.report import Cell, Column, Row, Table, Words
from kg.reports.select import Links, final_heir, successors

ALIKE, HELD, SAME_TEXT = 0.6, 0.8, 0.3
_SHORTEST = 5
_COLUMNS = (
    Column("status", "变化", "Change", coded=True), Column("old", "原任务", "Task before"),
    Column("new", "新任务", "Task after"),
    Column("old_bodies", "原负责机构", "In charge before"), Column("new_bodies", "新负责机构", "In charge after"),
    Column("alike", "相似度", "Likeness", "share"), Column("by", "配对依据", "Paired by", coded=True),
)
_ORDER = ("移交", "换牵头", "调整机构", "增加机构", "减少机构", "新增", "取消", "承接", "保留")
_NUMBER = re.compile(r"^第[〇零一二三四五六七八九十百]+[条章节]")


class Match(NamedTuple):
    """The new task, how alike it is (0 to 1), and by what: title or text."""

    task: str
    alike: float | None
    by: str | None


def tasks_table(graph: Graph, links: Links, pair: tuple[str, str] | None, shown: Mapping[str, str]) -> Table:
    """One row a task or pair of tasks, what was handed over first. Bodies are named as `shown` says."""
    rows: list[Row] = []
    if pair:
        before, after = (_tasks_of(graph, links, paper) for paper in pair)
        pairs, writer = pair_up(graph, before, after), _Rows(graph, links, shown)
        matched = {found.task for found in pairs.values()}
        rows = [writer.row(a, pairs.get(a)) for a in before]
        rows += [writer.row(None, Match(b, None, None)) for b in after if b not in matched]
        rows.sort(key=lambda r: _ORDER.index(str(r[0].value)))
    return Table("tasks", Words("任务变化", "Tasks"), _COLUMNS, tuple(rows))


def _tasks_of(graph: Graph, links: Links, paper: str) -> list[str]:
    """Tasks in the order of the text."""
    stated = [e for e in links.into("STATED_IN", paper) if graph.nodes[e.source].properties.get("kind") == "task"]
    return [e.source for e in sorted(stated, key=lambda e: (e.properties.get("start", 0), e.source))]


def pair_up(graph: Graph, old: list[str], new: list[str]) -> dict[str, Match]:
    """Each old task's most alike new one, one to one, the most alike first: by title, then the rest by text."""
    titles = {t: fold(_NUMBER.sub("", graph.nodes[t].name)) for t in (*old, *new)}
    pairs = _matched(old, new, lambda a, b: _title_likeness(titles[a], titles[b]), ALIKE, "标题")
    taken = {found.task for found in pairs.values()}
    texts = {t: str(graph.nodes[t].properties.get("text", "")) for t in (*old, *new)}
    left, right = [t for t in old if t not in pairs], [t for t in new if t not in taken]
    return pairs | _matched(left, right, _text_likeness(texts, (old, new)), SAME_TEXT, "正文")


def _matched(old: list[str], new: list[str], score: Callable[[str, str], float], least: float,
             by: str) -> dict[str, Match]:
    scored = sorted((-s, i, j) for i, a in enumerate(old) for j, b in enumerate(new) if (s := score(a, b)) >= least)
    pairs: dict[str, Match] = {}
    taken: set[str] = set()
    for worth, i, j in scored:
        if old[i] not in pairs and new[j] not in taken:
            pairs[old[i]] = Match(new[j], -worth, by)
            taken.add(new[j])
    return pairs


def _title_likeness(a: str, b: str) -> float:
    """Characters in common and in order, as a share of both; at least `HELD` where one title holds the other."""
    matcher = SequenceMatcher(None, a, b, autojunk=False)
    held = HELD if min(len(a), len(b)) >= _SHORTEST and (a in b or b in a) else 0.0
    return max(held, matcher.ratio() if matcher.quick_ratio() >= ALIKE else 0.0)


def _text_likeness(texts: Mapping[str, str], papers: Iterable[list[str]]) -> Callable[[str, str], float]:
    """Dice's measure over the pairs of neighbouring characters that only one task of its paper has.

    So the formula that several tasks of a paper repeat makes no two tasks alike.
    """
    own: dict[str, set[str]] = {}
    for tasks in papers:
        bits = {t: {texts[t][i:i + 2] for i in range(len(texts[t]) - 1)} for t in tasks}
        spread = Counter(chain.from_iterable(bits.values()))
        own |= {t: {bit for bit in found if spread[bit] == 1} for t, found in bits.items()}

    def score(a: str, b: str) -> float:
        whole = len(own[a]) + len(own[b])
        return 2 * len(own[a] & own[b]) / whole if whole else 0.0

    return score


class _Rows:
    """Writes the row of a task or a pair of tasks."""

    def __init__(self, graph: Graph, links: Links, shown: Mapping[str, str]) -> None:
        self.graph, self.links, self.shown, self.heirs = graph, links, shown, successors(links)

    def row(self, old: str | None, match: Match | None) -> Row:
        new, alike, by = match or (None, None, None)
        mine, theirs = self._in_charge(old), self._in_charge(new)
        status = "新增" if old is None else "取消" if new is None else self._handed(mine, theirs)
        stated = tuple(e for t in (old, new) if t for e in self.links.out("STATED_IN", t))
        return (Cell(status, (*stated, *mine, *theirs)), Cell(self.graph.nodes[old].name if old else None),
                Cell(self.graph.nodes[new].name if new else None), Cell(self._names(mine), tuple(mine)),
                Cell(self._names(theirs), tuple(theirs)), Cell(alike, stated), Cell(by))

    def _in_charge(self, task: str | None) -> list[Edge]:
        return [e for t in ("LEADS", "RESPONSIBLE_FOR") for e in self.links.into(t, task)] if task else []

    def _names(self, edges: list[Edge]) -> str | None:
        """Leads first, each set in the order of its line."""
        def place(edge: Edge) -> tuple[bool, int, int]:
            return edge.type != "LEADS", edge.properties.get("start", 0), edge.properties.get("rank", 0)

        bodies = [final_heir(e.source, self.shown) for e in sorted(edges, key=place)]
        return "、".join(dict.fromkeys(self.graph.nodes[b].name for b in bodies)) or None

    def _handed(self, mine: list[Edge], theirs: list[Edge]) -> str:
        """What happened to those in charge; a lead counts as changed only where both papers name one."""
        printed = {e.source for e in mine} == {e.source for e in theirs}
        old, new = (self._today(edges) for edges in (mine, theirs))
        leads, new_leads = (self._today([e for e in edges if e.type == "LEADS"]) for edges in (mine, theirs))
        if old == new:
            moved = leads and new_leads and leads != new_leads
            return "换牵头" if moved else "保留" if printed else "承接"
        if not old & new and old and new:
            return "移交"
        return "增加机构" if old < new else "减少机构" if old > new else "调整机构"

    def _today(self, edges: list[Edge]) -> set[str]:
        return {final_heir(e.source, self.heirs) for e in edges}
