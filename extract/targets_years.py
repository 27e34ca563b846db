"""By when: the year that a figure's sentence, paragraph or section states."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from typing import NamedTuple

from extract.annotations import Section
from extract.near import marks, near

_FIVE_YEARS = {"十二五": 2015, "十三五": 2020, "十四五": 2025, "十五五": 2030, "十六五": 2035}
_AIM = re.compile(
    r"(?<![比较自从于据的起\d〔\[（(])(?:(?P<grown>(?:提高|提升|增加|增长|上升|扩大|发展|拓展|下降|降低|减少|压减|压缩|缩短|增|升|降)[到至])|"
    r"(?P<lead>力争到|争取到|截止到|到|至|截至|力争|确保|争取|预计|推动|促进|实现|完成|在)\s*)?"
    r"(?:(?P<year>20[1-5]\d)(?:年?\s*[-－—–~～至到]{1,2}\s*(?P<last>20[1-5]\d))?\s*(?:年|(?=之?前))"
    r"(?P<part>年?[底末初]|\d\d?月(?:份|底|末)?|第?[一二三四]季度|[上下]半年)?(?P<before>之?前|以前)?"
    r"|[“\"]?(?P<plan>十[二三四五六]五)[”\"]?(?:(?:规划)?(?:时期|期间|期末|末期|末|期)|(?=[^，。\n]{0,6}(?:目标|指标))))")
_YEAR_OR_PLAN = marks(r"20[1-5]\d", "十[二三四五六]五")
_LONGEST_LEAD, _LONGEST_AIM = 12, 40
"""How many characters of it may stand in front of the year or the plan, and behind, spaces among them."""
_PART_NOT_AN_AIM = re.compile(
    r"以来|的(?![^，。\n]{0,6}目标)|同期|印发|出台|发布|制定|《|月\d|年?度?报告|开始|起|基础上|相比|水平")
_NOT_AN_AIM = re.compile(
    r"以来|的(?![^，。\n]{0,6}目标)|同期|印发|出台|发布|制定|《|月\d|[\d.]+[月-]|年?度?报告|开始|起|基础上|相比|水平|\d")
_SAID_OF_IT = re.compile(r"的?[\d.]+(?!月)")
"""A figure right behind the year to which it grows ("由2020年的8件提高到2025年的12件")."""
_RELATIVE = re.compile(r"(?<![\d年每一半整当])(?:(?P<now>今年)(?:年?[底末内])?|全年|年内|年[底末]之?前|本年度?)(?!龄)")
"""The year of the plan itself (全年, 年底前), or, where it says 今年, that in which it was issued."""
_NAMED_SO = marks("今年", "全年", "年内", "年[底末]", "本年")
_REACHES = re.compile("(?:要|应|须|力争|累计|总体|均|全部)*(?:达到?|提高到|提升到|提高至|提升至|降到|降至|不低于|不少于|超过|突破|实现)")
"""Between a measure and its figure ("覆盖率2028年底达到85%")."""
_DAY = re.compile(r"\d{1,2}日")
_PLANNED = re.compile(
    r"[“\"]?(?P<plan>十[二三四五六]五)(?!.*(?:回顾|成效|以来))|.*?(?P<year>20[1-5]\d)年度?(?=[^，。；《》的]{0,16}(?:任务|目标|指标))")
"""A heading that sets what a year or plan is to bring ("“十四五”重点举措", "完成2024年质量工作指标任务")."""
_DEMANDS = "总体要求"
_BULLET = re.compile(r"\s*(?:[—–－-]{1,3}|[·•●◆▪])")
_LEAD = re.compile(r"(?:^|[\n。；;！，,：:\s])[“”\"]?$")


class AimYear(NamedTuple):
    """A year named as an aim, and where."""

    position: int
    year: int
    leads: bool


def relative_years(text: str, own: int | None, issued: int | None) -> list[AimYear]:
    """全年, 年内, 年底前 of a plan for one year (`own`), 今年 also of a paper issued in the year `issued`."""
    found = []
    for match in near(_RELATIVE, _NAMED_SO, text, 0, 6) if own or issued else ():
        if year := own or (match["now"] and issued):
            at_head = bool(_LEAD.search(text, max(0, match.start() - 2), match.start()))
            found.append(AimYear(match.start(), int(year), at_head))
    return found


def aim_years(text: str, start: int, end: int) -> list[AimYear]:
    """Years in text[start:end] that say by when; years of comparison, of papers and of things past are left out."""
    found = []
    for match in near(_AIM, _YEAR_OR_PLAN, text, _LONGEST_LEAD, _LONGEST_AIM, (start, end)):
        year = _FIVE_YEARS.get(match["plan"]) if match["plan"] else int(match["last"] or match["year"])
        dated = match["part"] or match["before"]
        grown = match["grown"] and _SAID_OF_IT.match(text, match.end())
        if year is None or not grown and (_PART_NOT_AN_AIM if dated else _NOT_AN_AIM).match(text, match.end()):
            continue
        at_head = bool(_LEAD.search(text, max(0, match.start() - 2), match.start())) or match.start() == start
        part_of_year = (match["part"] or "").endswith(("季度", "半年"))
        reaches = not at_head and _REACHES.match(text, match.end()) is not None
        if grown or match["lead"] or match["before"] or match["plan"] or part_of_year or at_head or reaches:
            leads = bool(match["lead"] or at_head) and not _DAY.match(text, match.end())
            found.append(AimYear(match.start(), year, leads))
    return found


class Calendar:
    """Answers, for a figure, by which year: its sentence first, then its paragraph, then its section's heading,
    then, under a heading of goals, what that section said last. A line of duties closes what stands before it:
    `closed` are the ends of such lines, `first` is the plan's first year, `rows` are rows of a table of tasks
    with the year until which each is to be done."""

    def __init__(self, text: str, outline: list[Section], goals: re.Pattern[str], own: int | None = None,
                 issued: int | None = None, closed: Sequence[int] = (), first: int | None = None,
                 rows: Sequence[tuple[int, int, int]] = ()) -> None:
        self._text, self._own, self._issued = text, own, issued
        self._begins = min(first, issued) if first and issued else issued
        self._closed, self._rows = sorted(closed), rows
        self._outline = outline
        self._starts = [s.start for s in outline]
        self._goals = goals
        self._chains: dict[int, list[Section]] = {}
        self._sections: dict[int, int] = {}
        self._headings: dict[int, int | None] = {}
        self._goals_of: dict[int, list[Section]] = {}

    @cached_property
    def _all(self) -> list[AimYear]:
        said = aim_years(self._text, 0, len(self._text)) + relative_years(self._text, self._own, self._issued)
        return sorted(said, key=lambda y: y.position)

    @cached_property
    def _positions(self) -> list[int]:
        return [y.position for y in self._all]

    def section(self, position: int) -> int:
        """Index of the innermost section, -1 outside all."""
        index = self._sections.get(position)
        if index is None:
            index = bisect_right(self._starts, position) - 1
            while index >= 0 and self._outline[index].end <= position:
                index = self._outline[index].parent
            self._sections[position] = index
        return index

    def chain(self, position: int) -> list[Section]:
        """The sections that hold a position, innermost first."""
        innermost = index = self.section(position)
        if innermost not in self._chains:
            self._chains[innermost] = chain = []
            while index >= 0:
                chain.append(self._outline[index])
                index = self._outline[index].parent
        return self._chains[innermost]

    def is_past(self, year: int | None) -> bool:
        """Whether the year lies before the paper's own time: its period, or the year in which it was issued."""
        return bool(year and self._begins and year < self._begins)

    def in_goals(self, position: int) -> bool:
        return bool(self._goal_sections(position))

    def _goal_sections(self, position: int) -> list[Section]:
        """Sections of goals, innermost first; 总体要求 is one where it has no parts of its own."""
        innermost = self.section(position)
        if innermost not in self._goals_of:
            chain = self.chain(position)
            goals = [s for s in chain if self._goals.search(s.title)]
            self._goals_of[innermost] = goals or [s for s in chain[:1] if _DEMANDS in s.title]
        return self._goals_of[innermost]

    def year(self, position: int, sentence_start: int) -> int | None:
        """The year for a figure at `position`, None where nothing says one."""
        chain = self.chain(position)
        floor = chain[0].start if chain else 0
        said = bisect_right(self._closed, sentence_start)
        paragraph = max(self._text.rfind("\n", 0, position) + 1, floor, self._closed[said - 1] if said else 0)
        return (_last(self._years(sentence_start, position))
                or _last([y for y in self._years(paragraph, sentence_start) if y.leads])
                or self._bullet_year(paragraph, floor)
                or next((year for start, end, year in self._rows if start <= position < end), None)
                or self._heading_year(position)
                or self._goal_year(position))

    def _years(self, start: int, end: int) -> list[AimYear]:
        return self._all[bisect_left(self._positions, start):bisect_left(self._positions, end)]

    def _bullet_year(self, paragraph: int, floor: int) -> int | None:
        """What the paragraph above a run of "——" bullets says first ("到2025年，…：\\n——…\\n——…")."""
        while _BULLET.match(self._text, paragraph):
            end, paragraph = paragraph, self._text.rfind("\n", 0, paragraph - 1) + 1
            if paragraph < floor or end == paragraph:
                return None
            if not _BULLET.match(self._text, paragraph):
                return _last([y for y in self._years(paragraph, end) if y.leads])
        return None

    def _heading_year(self, position: int) -> int | None:
        """The year in the heading of a section around a position, the innermost that names one."""
        innermost = self.section(position)
        if innermost not in self._headings:
            years = (_last(self._years(s.start, s.head_end)) or _planned(s.title) for s in self.chain(position))
            self._headings[innermost] = next(filter(None, years), None)
        return self._headings[innermost]

    def _goal_year(self, position: int) -> int | None:
        goals = self._goal_sections(position)
        if not goals:
            return None
        start = goals[-1].start
        return _last([y for y in self._years(start, position) if y.leads])


@lru_cache(maxsize=1000)
def _planned(title: str) -> int | None:
    match = _PLANNED.match(title)
    return (_FIVE_YEARS.get(match["plan"]) or int(match["year"])) if match else None


def _last(years: list[AimYear]) -> int | None:
    return years[-1].year if years else None
