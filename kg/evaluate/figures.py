"""Counts of hits, and what is made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

F1_KINDS = ("tasks", "assignments", "targets", "targets (lenient)", "citations", "programs", "regions")
ACCURACY_KINDS = ("metadata", "full names")


@dataclass
class Tally:
    """Facts found right, facts the graph says, facts the readers found."""

    hit: int = 0
    said: int = 0
    true: int = 0

    def add(self, hit: int, said: int, true: int) -> None:
        self.hit, self.said, self.true = self.hit + hit, self.said + said, self.true + true

    @property
    def precision(self) -> float:
        return self.hit / self.said if self.said else float(not self.true)

    @property
    def recall(self) -> float:
        return self.hit / self.true if self.true else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 when both are."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Miss:
    """A fact missed (`wrong` false) or wrongly said, with the words of the paper where they can be found."""

    paper: str
    kind: str
    wrong: bool
    what: str
    sentence: str = ""


@dataclass
class Evaluation:
    """Tallies by kind for each paper, and all misses. `metadata` and `full names` are accuracies: `said` equals `true`."""

    papers: dict[str, dict[str, Tally]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    def tally(self, paper: str, kind: str) -> Tally:
        return self.papers.setdefault(paper, {}).setdefault(kind, Tally())

    def total(self, kind: str, papers: Iterable[str] | None = None) -> Tally:
        """The tally of a kind over all papers, or over some."""
        total = Tally()
        for paper in self.papers if papers is None else papers:
            one = self.papers[paper].get(kind, Tally())
            total.add(one.hit, one.said, one.true)
        return total

    def value(self, kind: str, papers: Iterable[str] | None = None) -> float:
        """F1, or accuracy where the kind is one; a kind of which nothing was there to find is 1."""
        total = self.total(kind, papers)
        return total.recall if kind in ACCURACY_KINDS else total.f1

    @property
    def overall(self) -> float:
        """Mean over the kinds, the lenient targets left out."""
        kinds = [k for k in (*F1_KINDS, *ACCURACY_KINDS) if k != "targets (lenient)"]
        return sum(self.value(k) for k in kinds) / len(kinds)
