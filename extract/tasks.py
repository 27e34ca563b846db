"""Which numbered parts are work items, and which item a responsibility line belongs to.

Reference: GUIDE.md, "tasks": every numbered item at the level that carries responsibility; where no body is named, the
lowest numbered level of the parts that set work; where nothing is numbered, each paragraph that ends in a line.
"""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from collections import Counter
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from extract.alternatives import AnyOf
from extract.annotations import Section, Task
from extract.document import Span
from extract.headings import heading_end, title_of
from extract.outline import EXPLAINED

Level = tuple[int, str]
_DIGITS = re.compile(r"[\d０-９①-⑳一二三四五六七八九十百零〇]+")
_CASUAL, _PLAN = 4, 6
_COLONS = ("：", ":")
_ARTICLE = re.compile("第.+条$")
_CHARGED = re.compile(r"\s*[^：:。；;\n]{2,60}[：:](?=负责)")
_MINOR = re.compile(r"^(?:[①-⑳]|\d+\)|\(\d+\))")


class SectionWords(NamedTuple):
    """Headings of parts that set no work (`general`), those that are `listing` what sets none though they may
    themselves, and the `columns` of a table of tasks by the words of their headers."""

    general: AnyOf
    listing: re.Pattern[str]
    columns: dict[str, re.Pattern[str]]


@cache
def section_words() -> SectionWords:
    table = tomllib.loads((Path(__file__).parent / "vocabulary" / "sections.toml").read_text("utf-8"))
    columns = {name: re.compile(words) for name, words in table["columns"].items()}
    return SectionWords(AnyOf.of(table["general"]), re.compile("|".join(table["listing"])), columns)


@lru_cache(maxsize=2000)
def _is_general(title: str) -> bool:
    return section_words().general.fit(title)


@lru_cache(maxsize=1000)
def _shape(mark: str) -> str:
    return _DIGITS.sub("", mark)


def is_article(mark: str) -> bool:
    """Whether it marks an article (第三条), whose paragraphs together make the item."""
    return _ARTICLE.match(mark) is not None


class TaskTree:
    """The outline, asked where a line belongs.

    `owners[i]` is the index of the section that line i belongs to, -1 for a line under no number. A line at the end
    of the last of several sub-parts, none of which has a line of its own, belongs to the part above, but for sub-parts
    above the level at which most lines stand.
    """

    def __init__(self, outline: list[Section], lines: list[Span], text: str) -> None:
        self.outline, self._text = outline, text
        self.children: dict[int, list[int]] = {}
        for i, section in enumerate(outline):
            self.children.setdefault(section.parent, []).append(i)
        self._starts = [section.start for section in outline]
        deepest = [self.deepest(start) for start, _ in lines]
        self._direct = set(deepest)
        self._holds = {a for i in deepest if i >= 0 for a in (i, *self._ancestors(i))}
        self._firm = Counter(self.level(i) for i in deepest if i >= 0 and not self._closes(i))
        self._usual = self._firm.most_common(1)[0][0][0] if self._firm else 0
        self.owners = [self._climb(i) for i in deepest]

    def deepest(self, at: int) -> int:
        """The innermost section around an offset, -1 for none."""
        index = bisect_right(self._starts, at) - 1
        while index >= 0 and self.outline[index].end <= at:
            index = self.outline[index].parent
        return index

    def level(self, index: int) -> Level:
        """Depth and shape of a section's mark: (1, "()") for 二/(三)."""
        section = self.outline[index]
        return section.depth, _shape(section.mark)

    def _closes(self, index: int) -> bool:
        """The last of its brothers, the others and the part above without a line: its line may speak for all; that of an
        article speaks for itself."""
        parent = self.outline[index].parent
        if is_article(self.outline[index].mark):
            return False
        brothers = self.children[parent]
        return (parent >= 0 and parent not in self._direct and index == brothers[-1]
                and not any(b in self._holds for b in brothers[:-1]))

    def _climb(self, index: int) -> int:
        while index >= 0 and self._closes(index):
            parent = self.outline[index].parent
            deeper = self._usual > self.outline[index].depth
            if deeper or self._firm[self.level(parent)] < self._firm[self.level(index)]:
                break
            index = parent
        return index

    def is_general(self, index: int) -> bool:
        """The section, or one above it, sets no work."""
        return self._general[index]

    @cached_property
    def _general(self) -> list[bool]:
        """Of each section, whether its own heading or one above it says that it sets no work."""
        general: list[bool] = []
        within: list[bool] = []
        for section in self.outline:
            above = section.parent >= 0 and within[section.parent]
            general.append(above or _is_general(section.title) or section.path.startswith(EXPLAINED))
            within.append(general[-1] or section_words().listing.match(section.title) is not None)
        return general

    def work_items(self, parted: set[int], since: int) -> list[int]:
        """Sections that are tasks: owners of lines, their brothers at a level that carries lines; else the leaves.

        `parted` are sections whose paragraphs are the items. Without lines, parts before `since` (those of the notice
        that hands on the plan) set no work.
        """
        owning = {i for i in self.owners if i >= 0} - parted
        if not self.owners:
            return self._leaves(since)
        leaves = self._leaves(since) if not parted and len(owning) <= _CASUAL else []
        if len(leaves) > _PLAN * len(owning):  # a body named in passing makes no level of duties
            above = {a for i in leaves for a in self._ancestors(i)}
            return sorted({*leaves, *owning} - (above - owning))
        above = {a for i in owning for a in self._ancestors(i)}
        levels = Counter(self.level(i) for i in owning)
        enough = max(2, len(owning) // 5) if len(owning) > 1 else 1
        carrying = {level for level, n in levels.items() if n >= enough}
        empty = {
            i for i in range(len(self.outline))
            if self.level(i) in carrying and i not in above | parted and not self.is_general(i)
            and not any(a in owning for a in self._ancestors(i))
        }
        return sorted(owning | empty)

    def _leaves(self, since: int) -> list[int]:
        """The lowest parts that set work, from `since` on where any are. Lists of points ((1), ①) are no level of work
        beside other numbers, nor what the sentence of an article lists: what they belong to is the lowest part."""
        articles = {i for i in self.children if i >= 0 and self._is_sentence(i)}
        minor = {i for i, section in enumerate(self.outline)
                 if _MINOR.match(section.mark) or not articles.isdisjoint(self._ancestors(i))}
        minor = set() if len(minor) == len(self.outline) else minor
        above = {self.outline[i].parent for i in range(len(self.outline)) if i not in minor}
        leaves = [i for i in range(len(self.outline)) if i not in above | minor and not self.is_general(i)]
        return [i for i in leaves if self.outline[i].start >= since] or leaves

    def _is_sentence(self, index: int) -> bool:
        """An article that has no heading: its sub-parts go on with what it says ("第六条 申请人应符合以下条件：（一）…")."""
        article, first = self.outline[index], self.outline[self.children[index][0]]
        says = article.head_end < first.start - 2 or self._text.endswith(_COLONS, article.start, article.head_end)
        return says and is_article(article.mark)

    def _ancestors(self, index: int) -> list[int]:
        found = []
        while (index := self.outline[index].parent) >= 0:
            found.append(index)
        return found


def task_of(section: Section, index: int) -> Task:
    return Task(section.number, section.path, section.title, section.start, section.head_end, section.end, index)


def paragraph_start(text: str, at: int) -> int:
    """Where the paragraph of a line starts; of a line that has a paragraph of its own, the one before it."""
    start = text.rfind("\n", 0, at) + 1
    while start > 1 and not text[start:at].strip():
        at = start - 1
        start = text.rfind("\n", 0, at) + 1
    return start


def paragraph_task(text: str, start: int, section: Section | None, index: int, number: int) -> Task:
    """An item without a number: a paragraph, its first sentence or clause the title. Its section's heading is none, nor
    are the bodies in front of what they are in charge of."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    if section and start < section.head_end:
        stop = text.find("。", section.start, end)
        start = max(section.head_end, stop + 1)
    if charged := _CHARGED.match(text, start, end):
        start = charged.end()
    head_end = heading_end(text, start, end, False)
    path = f"{section.path}/{number}" if section else str(number)
    return Task(str(number), path, title_of(text, start, head_end), start, head_end, end, index)
