"""A sentence with its figures, and what became of the figures before: the workplace of pairing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from extract.document import Span
from extract.targets_figures import Figure
from extract.targets_sentence import Sentence

_BETWEEN = re.compile(r"\s*(?:[、，,和与及]|以及|或)\s*")
_NOUN = re.compile("的?[一-龥]{2,15}")
_MEASURED = re.compile("(?!的?(?:目标|任务))[一-龥“][^，,。；;：:\\n、]{0,40}(?:率|比例|比重|占比|满意度)(?:均|都|分别|总体|稳定|应|要)*")
_IN_TIME = re.compile("(?:之?内|以内)?[一-龥]{2,10}率(?:均|都|分别|总体|稳定|应|要)*")
"""What is done in time, as a share ("30分钟到场率不低于95%")."""
_EACH_HAS = re.compile("的[^，,。；;、]{1,20}")
_OF = re.compile("[一-龥]{2,12}的")
_FROM = re.compile(r"[从由]\s*(?:(20\d\d)年?[底末]?的?|(?:原先|原来|原有|原|目前|现有|现在|当前)的?)?\s*$")
_REACH = 14
"""How many characters may stand between 从 and the starting figure."""
_ATTRIBUTES = ("money", "size")
SOUGHT = "力争|争取|确保"
THINGS = ("count", "people")
AMOUNTS = ("count", "people", "size", "money")


class Found(NamedTuple):
    """One indicator for one figure, the quote's span, and the rule that paired them.

    `verb`: a verb of making stands with it. `lending`: it is a cut in lending rates, said as an aim. `year`: where each
    figure of a list has its own.
    """

    indicator: str
    figure: Figure
    start: int
    end: int
    rule: str
    verb: bool = False
    lending: bool = False
    year: int | None = None


class Base(NamedTuple):
    """A starting figure ("从2020年的92%提高到95%"): where 从 stands, its value and year."""

    start: int
    value: float
    year: int | None


@dataclass(slots=True)
class Here:
    """A sentence with its figures, and how far pairing has come.

    `consumed` is where the last indicator on the right ended, `noun` what it was; `verb` whether a verb of making stood
    with it, `urged` whether things were urged to do something. `last` is the last indicator named, `last_unit` what it
    was counted in. `aimed` says that an aim was found in the sentence before, the last ending at `proved`, `reached` that a result was.
    `bases`: starting figures by the number they lead to. `series`: names of counts that share their noun.
    """

    text: str
    sentence: Sentence
    figures: list[Figure]
    consumed: int = 0
    noun: str = ""
    aimed: bool = False
    proved: int = 0
    reached: bool = False
    verb: bool = False
    urged: bool = False
    last: str = ""
    last_unit: str | None = None
    bases: dict[int, Base] = field(default_factory=dict)
    series: dict[int, tuple[str, int] | None] = field(default_factory=dict)

    def left_of(self, figure: Figure) -> Span:
        """The stretch between the clause's start or the figure before, and this figure."""
        clause = self.sentence.clause(figure.number)
        if figure.number in self.bases:
            return max(clause[0], self.consumed), self.bases[figure.number].start
        before = [f.end for f in self.figures if clause[0] < f.end <= figure.start]
        start = max([clause[0], self.consumed, *before])
        return start + (self.text[start] in ")）"), figure.start

    def right_of(self, figure: Figure) -> Span:
        """The stretch between this figure and the next one or the clause's end."""
        clause = self.sentence.clause(figure.number)
        return figure.end, min([clause[1], *(f.start for f in self.figures if f.start >= figure.end)])

    def clause_words(self, figure: Figure) -> str:
        """The masked text of a figure's clause."""
        return self.sentence.masked(*self.sentence.clause(figure.number))


def without_attributes(text: str, figures: list[Figure]) -> list[Figure]:
    """Without amounts that only describe what is counted ("50亿元工业企业1家", "10个产值20亿元以上的园区") or
    measured ("能耗3000吨以上单位计量器具配备率达到100%"), and without what a share of things has each ("75%的县至少建成一所医院")."""
    def describes(before: Figure | None, figure: Figure, after: Figure | None) -> bool:
        counted = after is not None and after.kind in THINGS
        if counted and after and figure.kind in _ATTRIBUTES and _NOUN.fullmatch(text, figure.end, after.start):
            return True
        if after is not None and after.kind == "percent" and figure.kind in AMOUNTS:
            return bool(_MEASURED.fullmatch(text, figure.end, after.start))
        if after is not None and after.kind == "percent" and figure.kind == "time":
            return bool(_IN_TIME.fullmatch(text, figure.end, after.start))
        share = before is not None and before.kind == "percent" and figure.kind == "count"
        if share and before and _EACH_HAS.fullmatch(text, before.end, figure.start):
            return True
        if counted and after and figure.kind == "count" and _OF.fullmatch(text, figure.end, after.start):
            return True
        owned = before is not None and before.kind == "count" and text.startswith("的", figure.end)
        return bool(owned and before and _NOUN.fullmatch(text, before.end, figure.start))

    neighbours = zip([None, *figures][:-1], figures, [*figures, None][1:], strict=True)
    return [figure for before, figure, after in neighbours if not describes(before, figure, after)]


def take_bases(here: Here) -> None:
    """Move starting figures out of the figures of a sentence into its `bases`."""
    started = set()
    for base, figure in zip(here.figures, here.figures[1:], strict=False):
        floor = max(here.sentence.clause(figure.number)[0], base.number - _REACH)
        match = _FROM.search(here.text, floor, base.number)
        if match and (figure.unit is None or base.unit in (figure.unit, None)):
            here.bases[figure.number] = Base(match.start(), base.value, int(match[1]) if match[1] else None)
            started.add(base.number)
    here.figures = [f for f in here.figures if f.number not in started]


def groups(text: str, figures: list[Figure]) -> Iterator[list[Figure]]:
    """Runs of figures with nothing but 、 or 和 between them."""
    run: list[Figure] = []
    for figure in figures:
        if run and not _BETWEEN.fullmatch(text, run[-1].end, figure.start):
            yield run
            run = []
        run.append(figure)
    if run:
        yield run
