"""Is a figure an aim? Gives the reason where it is none.

GUIDE.md lists what is not: results, dates, money given, conditions, descriptions, numbers in names.
"""

from __future__ import annotations

import re

from extract import targets_bounds as bounds
from extract.targets_figures import ONLINE, Figure
from extract.targets_here import THINGS, Found, Here
from extract.targets_sentence import FILLER
from extract.targets_words import Words
from extract.targets_years import Calendar

_CONDITION_TAIL = re.compile(r"的(?!目标|任务|要求|水平)|且|时[，,]|的?(?:企业|单位|人员|家庭|项目)[，,、]")
_LONG_TAIL = re.compile(rf"{_CONDITION_TAIL.pattern}|、[^，。；]{{2,30}}的(?:项目|企业|单位|人员|家庭|机组)[，,、]")
_BEHIND = ("counted", "became", "allotted", "within", "series")
_RUNS_ON = re.compile(r"(?!左右|目标|任务|[和与及或并]|参与)[一-龥]")
_EXPLICIT = re.compile(r"力争|^[^的中]{0,12}(?:争取|确保)|目标|每年(?:新增|新建|培育|改造)|到20\d\d年")
_SOUGHT = re.compile("力争|争取|确保")
_GIVEN_NEXT = re.compile(r"[〓\s]*[，,](?:再|可)?(?:给予|奖励|补贴|补助|奖补|予以)")
_HELD = re.compile(r"[〓]*的[，,；;]")
_SUPPOSED = re.compile(r"\s*(?:若|如果|凡)")
_TOWARDS = re.compile(r"\s*对(?![照标接口外])")
_ONLINE = re.compile(ONLINE)
_PRIZE = re.compile(r"等奖$|大奖$")
_FRAME = re.compile(r"(?:^|[，,：:）)]|(?<=\S)\s)(?:其中)?(?:对|凡|如|若|经|每(?![年季月]))")
_DATED = re.compile(r"20\d\d年")
_FORMULA = re.compile(r"[*×xX=＝÷＊]\s*$")
_MARKS = re.compile("[得扣奖记加][0-9一-九十]|分别[奖扣得]")
_PAID = re.compile("(?<!首)付款|支付|价款|预留")
_COST = re.compile("(?:费用|成本)$")
_PROGRESS = re.compile("(?:进度|率)$")
_YEARLY = re.compile("每年(?!度)")
PERIOD = "a date, an age or a period"
_NOTE = 130  # a note in brackets, and what follows it
_CLOSED, _OPENED = (")", "）"), re.compile("[(（]")
_PAIR = 2  # "A和B 2个" may well be an aim; a list of three that counts three is none
_LIMIT = {"<=", "<", "="}


class Judge:
    """Rejects what is no aim, one kind of ground after the other."""

    def __init__(self, words: Words) -> None:
        def compiled(role: str) -> re.Pattern[str]:
            return re.compile(words.source(role))

        self._past, self._past_heading = compiled("past"), compiled("past_headings")
        self._aid, self._condition, self._role = compiled("aid"), compiled("conditions"), compiled("roles")
        self._listed_units = words.lists["listed_units"]
        self._listed = re.compile(f"{words.source('listed_things')}$")
        self._describing = compiled("describing")
        self._giving, self._predicate = compiled("giving"), compiled("predicates")
        self._aim, self._period, self._service = compiled("aims"), compiled("periods"), compiled("service")
        self._measure = re.compile(f"{words.source('measures')}$")
        self._duration = re.compile(f"{words.source('durations')}$")
        self._measures_time = compiled("durations")
        self._bare = re.compile(f"{words.source('bare_heads')}$")

    def is_period(self, here: Here, figure: Figure) -> bool:
        """A length of time that no limit makes a standard of service, in a sentence that measures none: no aim,
        whatever stands beside it."""
        if figure.kind != "time" or figure.op in _LIMIT:
            return False
        return not self._measures_time.search(here.sentence.masked(here.sentence.start, here.sentence.end))

    def verdict(self, here: Here, pair: Found, calendar: Calendar) -> tuple[str | None, int | None]:
        """Why a figure is no aim, in a few words, None when nothing speaks against it and something for it; and the
        year by which, where it is one."""
        words = here.clause_words(pair.figure)
        if reason := self._by_place(here, pair, words):
            return reason, None
        year = calendar.year(pair.figure.number, here.sentence.start)
        return self._reason(here, pair, words, calendar, year), year

    def _reason(self, here: Here, pair: Found, words: str, calendar: Calendar, year: int | None) -> str | None:
        goal = calendar.in_goals(pair.figure.number)
        return (self._by_time(here, pair, words, calendar, bool(goal and year))
                or self._by_money(here, pair, words, goal, year)
                or self._by_description(here, pair, words, goal, year)
                or self._without_aim(here, pair, words, bool(goal), year))

    def reason_unnamed(self, here: Here, figure: Figure) -> str:
        """Why a figure beside which no indicator was found is left out."""
        return "money given, asked or lent" if self._aid.search(here.clause_words(figure)) else "no indicator beside it"

    def _by_place(self, here: Here, pair: Found, words: str) -> str | None:
        figure = pair.figure
        if here.sentence.masked(figure.number, figure.number + 1) == FILLER:
            return "inside a name, quotation or bracket"
        if pair.indicator.endswith(_CLOSED) and not _OPENED.search(pair.indicator):
            return "inside a name, quotation or bracket"
        if _FORMULA.search(here.text, max(0, figure.number - 2), figure.number):
            return "part of a formula"
        if figure.kind == "score" and _MARKS.search(words):
            return "marks given in an assessment"
        if figure.kind == "bare" and not self._bare.search(pair.indicator):
            return "a bare number without a measure"
        served = figure.op in _LIMIT and self._service.search(words)
        if figure.kind == "time" and not served and not self._duration.search(pair.indicator):
            return PERIOD
        return None

    def _by_time(self, here: Here, pair: Found, words: str, calendar: Calendar, planned: bool) -> str | None:
        if any(self._past_heading.search(s.title) for s in calendar.chain(pair.figure.number)):
            return "in a review of what was"
        goes_on = here.reached and not (_EXPLICIT.search(words) or self._period.search(words))
        told = ("同比" in words or goes_on) and pair.figure.op in (None, "=")
        if not planned and not _SOUGHT.search(words) and (told or self._past.search(words)):
            here.reached = True
            return "a result already reached"
        return None

    def _by_money(self, here: Here, pair: Found, words: str, goal: bool, year: int | None) -> str | None:
        """A word of money counts in the clause, and, where nothing shows an aim, as far as the semicolons."""
        sentence, figure = here.sentence, pair.figure
        if self._explicit(here, pair) or self._made(here, pair) or bounds.lent(here, figure):
            return "money given, asked or lent" if self._giving.search(words) else None
        if (bounds.grown(pair) or bounds.quick(pair)) and not self._giving.search(words):
            return None
        volume = bounds.volume(pair) or bounds.often(pair) or bounds.share(here, pair)
        aimed = goal or figure.kind == "time" or volume or (year and (pair.verb or _DATED.search(words)))
        start, end = sentence.segment(figure.number)
        segment = sentence.masked(max(start, min(here.proved, pair.start)), end)
        near = words if aimed else segment
        if figure.kind == "percent" and _PROGRESS.search(pair.indicator):
            near = _PAID.sub("", near)
        if bounds.at_least(here, pair) and not self._giving.search(segment):
            return None
        if bounds.moved(here, figure) and _COST.search(pair.indicator) and not self._giving.search(words):
            return None
        if bounds.part_of_all(pair) and not self._giving.search(words.replace("单户", "")):
            return None
        if pair.lending or bounds.average_rate(here, pair) or (bounds.floor(pair, words) and not self._aid.search(_PAID.sub("", near))):
            return None
        return "money given, asked or lent" if self._aid.search(near) else None

    def _by_description(self, here: Here, pair: Found, words: str, goal: bool, year: int | None) -> str | None:
        figure, sentence = pair.figure, here.sentence
        left = sentence.masked(here.sentence.clause(figure.number)[0], figure.start)
        idle = pair.rule == "described" and not (year and pair.verb)
        names = (left if idle else pair.indicator) if figure.value > (1 if idle else _PAIR) else ""
        counts_itself = bool(names) and len(re.split("[、和及]", names)) == figure.value
        if not pair.verb and (left.endswith("等") or (figure.kind == "count" and counts_itself)):
            return "counts what was listed"
        if _PRIZE.search(pair.indicator):
            return "a prize"
        if self._lists(here, pair):
            return "counts what was listed"
        if pair.rule == "described" and self._describing.search(left):
            return "a description"
        behind = sentence.masked(figure.end, sentence.clause(figure.number)[1])
        if re.search("[以把]", left) and self._role.search(behind):
            return "a description"
        if figure.unit == "次" and not goal and figure.op != ">=" and "提供" not in left:
            return "how often, not how much"
        towards = _TOWARDS.match(words) and "的" in behind
        outside = words.replace(pair.indicator, "") if pair.verb and pair.rule == "counted" else words
        supposed = towards or _SUPPOSED.match(words) or self._condition.search(outside)
        held = _HELD.match(sentence.masked(figure.end, figure.end + _NOTE))
        stated = held or (supposed and not self._explicit(here, pair))
        if words.startswith("且") or stated or self._limits(here, pair, bool(goal or year)):
            return "a condition"
        return None

    def _lists(self, here: Here, pair: Found) -> bool:
        """"18条措施", "5项任务": the paper's own; no such list is "100项以上" or what is put online."""
        figure = pair.figure
        if figure.unit not in self._listed_units or not self._listed.search(pair.indicator):
            return False
        behind = here.sentence.masked(pair.end, here.sentence.clause(figure.number)[1])
        return not (_ONLINE.match(behind) or (pair.rule == "stated" and figure.op in (">=", ">")))

    def _made(self, here: Here, pair: Found) -> bool:
        """Is it something made or got, neither at most so many nor a condition of being given something?"""
        things = pair.figure.kind in THINGS or (pair.figure.kind == "size" and pair.rule == "counted")
        most = pair.figure.op in ("<=", "<")
        return pair.verb and things and not most and not self._framed(here, pair.figure)

    def _explicit(self, here: Here, pair: Found) -> bool:
        """Is the aim said in so many words before the figure ("力争", "其中" after an aim)?"""
        clause = here.sentence.clause(pair.figure.number)[0]
        before = here.sentence.masked(clause, pair.figure.number)
        return bool(_EXPLICIT.search(before)) or (here.aimed and before.startswith("其中"))

    def _framed(self, here: Here, figure: Figure) -> bool:
        """"对新建10家以上门店的企业，…给予奖励": what must hold to be given something."""
        start, end = here.sentence.segment(figure.number)
        if _GIVEN_NEXT.match(here.sentence.masked(here.right_of(figure)[1], end)):
            return True
        given = self._giving.search(here.sentence.masked(figure.end, end))
        return bool(given and _FRAME.search(here.sentence.masked(start, figure.number)))

    def _limits(self, here: Here, pair: Found, aimed: bool) -> bool:
        """"营业收入2000万元以上的企业": an amount that something must have."""
        figure = pair.figure
        if figure.kind == "count" or pair.rule == "series" or (pair.rule in _BEHIND and figure.kind != "people"):
            return False
        if aimed and figure.kind == "percent" and self._predicate.search(here.sentence.masked(*here.right_of(figure))):
            return False
        amount = figure.kind in ("money", "size", "time") and _RUNS_ON.match(here.text, figure.end)
        tail = _CONDITION_TAIL if pair.rule in _BEHIND else _LONG_TAIL
        return bool(amount or tail.match(here.text, figure.end))

    def _share_of_doers(self, pair: Found) -> bool:
        """"80%以上的企业导入先进质量管理方法": that so many do something."""
        figure = pair.figure
        return figure.kind == "percent" and figure.op == ">=" and bool(self._predicate.search(pair.indicator))

    def _without_aim(self, here: Here, pair: Found, words: str, goal: bool, year: int | None) -> str | None:
        """A year, a verb of making, a word of aim, or a measure that is only ever stated to be kept."""
        if pair.rule == "described":
            said = bool(year or pair.verb)
        else:
            aimed = (self._explicit(here, pair) or bounds.capped(pair) or bounds.lent(here, pair.figure)
                     or bounds.floor(pair, words) or bounds.at_least(here, pair) or bounds.average_rate(here, pair)
                     or _YEARLY.search(words) or bounds.moved(here, pair.figure) or self._share_of_doers(pair)
                     or (pair.rule == "changed" and (here.aimed or bounds.quicker(pair))))
            said = bool(year or goal or pair.verb or pair.lending or aimed or self._aim.search(words)
                        or self._period.search(words) or self._measure.search(pair.indicator)
                        or self._measure.search(pair.figure.unit or ""))
        return None if said else "no word of aim"
