"""Scores each annotated paper kind by kind."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from extract.document import sentence_around
from kg.errors import GraphError
from kg.evaluate.figures import Evaluation, Miss
from kg.evaluate.match import alike, citation_likeness, pair_up, squash, target_likeness, task_likeness
from kg.evaluate.view import ROLES, View, view_of
from kg.model import Graph

_METADATA = ("title", "doc_no", "issuers", "issued_on", "published_on", "index_no", "region", "period")
_KEYS = ("source", "document", "tasks", "agencies", "targets", "cites", "programs", "regions")


def evaluate(graph: Graph, gold: Path) -> Evaluation:
    """Compare a graph with the annotations in a folder of JSON files (form: docs/annotation.md).

    A paper that the graph does not hold counts as wholly missed. Raises `GraphError` on a folder without
    annotations, or on a file that is none.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise GraphError(f"{gold} holds no *.json; name the folder with the annotations (docs/annotation.md)")
    result = Evaluation()
    for file in files:
        paper = _read(file)
        view = view_of(graph, paper["source"])
        if view is None:
            result.misses.append(Miss(paper["source"], "paper", False, "no Document carries this source"))
        _Paper(paper, view or View(dict.fromkeys(_METADATA), ""), result).score()
    return result


def _read(file: Path) -> dict[str, Any]:
    try:
        paper: dict[str, Any] = json.loads(file.read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise GraphError(f"{file} is no annotation: {error}; see docs/annotation.md") from error
    missing = [key for key in _KEYS if key not in paper]
    if missing:
        raise GraphError(f"{file} lacks {', '.join(missing)}; see docs/annotation.md for the form")
    return paper


class _Paper:
    """One paper's annotations against what the graph says of it."""

    def __init__(self, gold: dict[str, Any], view: View, result: Evaluation) -> None:
        self.gold, self.view, self.result, self.source = gold, view, result, gold["source"]

    def score(self) -> None:
        self._metadata()
        self._tasks()
        self._names()
        self._targets()
        self._citations()
        self._programs()
        self._regions()

    def _miss(self, kind: str, what: str, *, wrong: bool = False, said: str = "", quote: str = "") -> None:
        self.result.misses.append(Miss(self.source, kind, wrong, what, said or self._sentence(quote)))

    def _sentence(self, quote: str) -> str:
        """The sentence of the paper in which the quote stands first; empty where it does not."""
        text = self.view.text
        at = text.find(quote) if quote else -1
        if at < 0:
            return ""
        return text[slice(*sentence_around(text, at, at + len(quote)))].strip()

    def _add(self, kind: str, hit: int, said: int, true: int) -> None:
        self.result.tally(self.source, kind).add(hit, said, true)

    def _metadata(self) -> None:
        for field in _METADATA:
            want, got = self.gold["document"].get(field), self.view.document.get(field)
            if field == "issuers":
                right = sorted(map(squash, want or [])) == sorted(map(squash, got or []))
            elif field == "period":
                right = (want or None) == (got or None)
            else:
                right = squash(want) == squash(got)
            self._add("metadata", int(right), 1, 1)
            if not right:
                self._miss("metadata", f"{field}: {want} ≠ {got}", quote=str(want or ""))

    def _tasks(self) -> None:
        gold, said = self.gold["tasks"], self.view.tasks
        pairs = pair_up(gold, said, task_likeness, 0.5)
        self._add("tasks", len(pairs), len(said), len(gold))
        self._report("tasks", gold, said, pairs, lambda t: f"{t['path']} {t['title']}", "title")
        hits = sum(self._roles(gold[i], said[j]) for i, j in pairs)
        self._add("assignments", hits, _count(said), _count(gold))

    def _roles(self, gold: Mapping[str, Any], said: Mapping[str, Any]) -> int:
        hits = 0
        for role in ROLES:
            want, got = {squash(a): a for a in gold[role]}, {squash(a): a for a in said[role]}
            hits += len(want.keys() & got.keys())
            for key in sorted(want.keys() - got.keys()):
                self._miss("assignments", f"{role} {want[key]}: {gold['path']}", quote=want[key])
            for key in sorted(got.keys() - want.keys()):
                self._miss("assignments", f"{role} {got[key]}: {gold['path']}", wrong=True, said=said[role][got[key]])
        return hits

    def _names(self) -> None:
        got = {squash(k): v for k, v in self.view.names.items()}
        used = {squash(a) for t in self.gold["tasks"] for r in ROLES for a in t[r]}
        for surface, full in self.gold["agencies"].items():
            if full is None or squash(surface) not in used:
                continue
            right = squash(got.get(squash(surface))) == squash(full)
            self._add("full names", int(right), 1, 1)
            if not right:
                self._miss("full names", f"{surface}: {full} ≠ {got.get(squash(surface))}", quote=surface)

    def _targets(self) -> None:
        gold, said = self.gold["targets"], self.view.targets
        for kind, strict in (("targets", True), ("targets (lenient)", False)):
            pairs = pair_up(gold, said, lambda g, s, strict=strict: target_likeness(g, s, strict=strict), 0.5)  # type: ignore[misc]
            self._add(kind, len(pairs), len(said), len(gold))
            if strict:
                self._report(kind, gold, said, pairs, _target_words, "quote")

    def _citations(self) -> None:
        gold, said = self.gold["cites"], self.view.cites
        pairs = pair_up(gold, said, citation_likeness, 0.9)
        self._add("citations", len(pairs), len(said), len(gold))
        self._report("citations", gold, said, pairs, lambda c: str(c["title"]), "title")

    def _programs(self) -> None:
        said = [{"name": p, "said": self.view.programs[p]} for p in sorted(self.view.programs)]
        gold = [{"name": p} for p in self.gold["programs"]]
        pairs = pair_up(gold, said, lambda g, s: alike(g["name"], s["name"]), 0.8)
        self._add("programs", len(pairs), len(said), len(gold))
        self._report("programs", gold, said, pairs, lambda p: str(p["name"]), "name")

    def _regions(self) -> None:
        said = [{"name": r, "names": names} for r, names in self.view.regions.items() if r]
        gold = [{"name": r} for r in self.gold["regions"]]
        pairs = pair_up(gold, said, lambda g, s: float(squash(g["name"]) in map(squash, s["names"])), 1.0)
        self._add("regions", len(pairs), len(said), len(gold))
        self._report("regions", gold, said, pairs, lambda r: str(r["name"]), "name")

    def _report(self, kind: str, gold: list[Any], said: list[Any], pairs: list[tuple[int, int]], words: Any,
                quote: str) -> None:
        """Tell of every fact that has no partner."""
        found, right = {i for i, _ in pairs}, {j for _, j in pairs}
        for i, fact in enumerate(gold):
            if i not in found:
                self._miss(kind, words(fact), quote=str(fact.get(quote) or ""))
        for j, fact in enumerate(said):
            if j not in right:
                self._miss(kind, words(fact), wrong=True, said=str(fact.get("said", "")))


def _count(tasks: list[Any]) -> int:
    return sum(len({squash(a) for a in t[role]}) for t in tasks for role in ROLES)


def _target_words(t: Mapping[str, Any]) -> str:
    return f"{t.get('indicator')} {t.get('op')} {t.get('value')}{t.get('unit') or ''} {t.get('year') or ''}".strip()
