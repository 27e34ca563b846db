"""What a figure measures: the noun phrase on its left or on its right, as short as it can be said."""

from __future__ import annotations

import re
from functools import lru_cache

from extract.document import Span
from extract.targets_measures import MEASURE
from extract.targets_sentence import FILLER, Sentence
from extract.targets_words import Words

_SPAN = r"20\d\d(?:[-－—–~～至]20\d\d)?(?:年起|年(?!度)|(?=之?前))(?:年?[底末初]|\d{1,2}月[底末份]?|第?[一二三四]季度)?"
_PLAN = r"十[二三四五六]五[”\"]?(?:规划)?(?:时期|期间|期末|末期|末|期)?"
_YEAR = (r"(?:(?:力争|争取|确保|预计|截至|截止)?(?:到|至|在)?[“\"]?"
         rf"(?:{_SPAN}|{_PLAN}|\d{{1,2}}月[底末]|年[底末])(?:之?前|以前)?)")
_WITHIN = r"用[一二两三四五六七八九十\d]+[个]?[年月]+(?:左右)?的?时间"
_NEWLY = "新(?:签|注册|登记|入库)"
_MONTH = r"\d{1,2}月(?:[底末]|\d{1,2}日)?(?:之?前)?"
_BULLET = r"(?:[—–\-－•·●◆]+|[一二三四五六七八九]是|\d{1,2}[.、．]|其中|①|②|③|④|⑤)"
_PLACE = r"[一-龥]{2,6}[省市县区州盟旗](?=力争|争取|确保)"
_JOIN = r"[、和与及或以并/]"
MOVED = re.compile("(?:压缩|压减|缩短|精简|降低|下调|提高|提升|扩大)(?P<what>[^，,的]{2,40})[至到]$")
"""A measure between the verb that moves it and where to ("压缩开办时间至")."""
_HAVING = re.compile(r"^(?:(?:具有|拥有|具备)[^的]{2,20}|[^的]{2,40}为(?:主题|主线))的|[^的]{2,40}的(?=\d)")
_QUOTED = re.compile(f"{FILLER}[{FILLER}、和及]*等(?=[^、，]{{4,}})")
_GOT = re.compile("得到|(?:任务)$")
_LEVELLED = re.compile("达到[^，、的]{2,12}(?:水平|标准|要求)$")
_SHAPED = re.compile("^以.{2,40}的(?=[^的]{2,}$)")
_OF_ONE = re.compile("(?<=比例|比重|占比)为[^率数]{2,8}$")
_OF_PLAN = re.compile("(?<=.{2})(?:(?:压缩|压减|缩短|精简|降低|控制)[至到在](?:法定|承诺)[^，、]{0,6}时[限间]的?"
                      "|(?:完成|达到|占)(?:年度|全年|年初|国家|省)?(?:投资)?(?:计划|任务|目标)(?:总?量|数|值)?的?)$")
"""What a share is of ("项目投资额均完成年度计划的30%")."""
_PLANS = ("时限的", "时间的", "计划", "任务", "目标", "计划的", "任务的", "目标的", "量的", "数的", "值的")
_ON_BASIS = re.compile(r"(?:^|在)(?:原有|现有|原)?([^在]{2,20}?)(?:的?基础上|(?<=水平)上)$")
_MEASURED = re.compile("(?:时限|时间|时长|周期|环节|材料|成本|费用|率|量|额)$")
_COMPARISON = r"(?:比|较|同比|相比)(?:20\d\d年|上年|去年|前年|现有|目前|[一二三四]季度)[底末]?(?:同期|水平|总量|基础)?"
_BACK_ENDS = "均、和及年起底末初月份度前五”\"划期间有平量础"
"""What a comparison, a year or a joint ends in that may stand behind an indicator."""
_COMPARED = re.compile(rf"(?:{_COMPARISON}|同比|相比|(?<!占)比|较)(?:再|又|进一步)?$")
_GOES_ON = ("并", "且")
_PUNCTUATION = re.compile("\\s*[、，,；;。.:：)）和及与]")
_LAYOUT = re.compile(r"\s+")
_CREATED = ("创“", "创国家", "创省")  # 创 is a verb here, and elsewhere begins a word (创新平台)
_TAKEN = re.compile("^[^将]{2,12}(?:逐步|尽快|进一步|力争)将(?![军来领士要])")
"""Who takes what somewhere ("引导机构逐步将平均费率降至…")."""
_LONG = 16  # characters that a noun with an explanation takes at least
_EXPLAINED = re.compile("(?<=[一-龥”])[（(][^（）()]{12,}[)）](?=[一-龥])")


class IndicatorFinder:
    """Cuts indicators out of clauses with the word lists of target_words.toml."""

    def __init__(self, words: Words) -> None:
        verbs, adverbs, back = words.source("verbs"), words.source("adverbs"), words.source("back")
        modal = rf"{words.source('modal')}(?={verbs}|{adverbs})"
        plain = rf"\s+|{_YEAR}|{_WITHIN}|{_BULLET}|{_PLACE}|(?!{words.source('whole')})(?:{adverbs}(?![率期性])|{modal})"
        subject = rf"{words.source('subjects')}(?={verbs}|有效期)"
        part_of_noun = rf"(?!标准化|区域(?:协同|性|公用|品牌|标准)){words.source('after_verb')}"
        self._front = re.compile(rf"{plain}|{subject}|(?!{words.source('whole')}){verbs}(?!{part_of_noun}){_JOIN}?|{_JOIN}")
        self._soft_front = re.compile(rf"{plain}|{words.source('soft_verbs')}|{_JOIN}(?=.)")
        self._back = re.compile(rf"(?:{back}|(?<![人平年户地])均|{_COMPARISON}|{_YEAR}|[、和及\s])+$")
        self._back_ends = frozenset(word[-1] for word in words.lists["back"]) | frozenset(_BACK_ENDS)
        self._cut = lru_cache(maxsize=2000)(self._phrase)
        self._making = re.compile(rf"[^的]*{words.source('making')}(?!{words.source('after_making')})(?=.{{2}})")
        where = r"在[^的]{2,40}领域|(?:在|依托|每[个所家届])[^的，]{1,40}?|[^的，每]{2,16}每(?:年|月|季度?|学期)"
        self._in_field = re.compile(rf"(?:{where}){verbs}(?!{words.source('after_making')})(?=.{{2}})")
        told = rf"{words.source('urging', 'telling')}[^的，]{{2,40}}?(?<={words.source('makers')})"
        self._told = re.compile(rf"{told}{verbs}(?!{words.source('after_making')})(?=.{{4}})")
        self._served = re.compile(f"[为向][^，的为向]{{2,12}}{verbs}(?=.{{2}})")
        self._verb = re.compile(verbs)
        self._made = re.compile(f"{verbs}(?:标准|商标)(?![化率])")
        self._ends_in_verb = re.compile(rf"(?:^|.){verbs}(?:{adverbs})*$")
        self._topic = re.compile(rf".*{words.source('verbs')}(?![和与及、])(?=.{{4,}}$)")
        self._carrying = re.compile(words.source("carrying"))
        self._doing = re.compile(f"{words.source('doings')}(?:工作|任务)?$")
        self._achieved = re.compile(words.source("achieved"))
        self._last_made = re.compile(f"(?:[、和及]|以及)[^、和及]*{verbs}$")
        self._changes = re.compile(words.source("changes"))
        self._change = re.compile(
            rf"(?P<np>.*?)(?:{back})*(?<!新)(?P<change>{words.source('changes')})(?:幅度|率)?了?(?:{back})*$", re.S)
        stops = rf"{words.source('right_stops')}(?!率(?!先)|度|者|方案|人员)"
        self._right_stop = re.compile(stops)
        self._new_verb = re.compile(rf"{_GOT.pattern}|[、和及](?={verbs}|{_NEWLY})")
        self._next_verb = re.compile(rf"{stops}|[、和及](?={verbs}|{_NEWLY})")
        ends = words.source("right_ends")
        self._right_tail = re.compile(rf"(?:(?<=.)任务|(?:[、和及]|以及)(?:{adverbs})*(?:{verbs})?|等|{ends}|{_MONTH}|\s)*$")
        self._becomes = re.compile(rf"{words.source('becomes')}(?P<what>(?!活动|工作)[^的，]{{3,}})$")

    def left(self, sentence: Sentence, start: int, end: int, counted: bool) -> tuple[Span, bool]:
        """The noun phrase that ends a stretch: leading years, adverbs and (for things counted) verbs taken off.

        Also says whether a verb of making was among what was taken off.
        """
        offset, length, verb = self._cut(sentence.masked(start, end), counted)
        return (start + offset, start + length), verb

    def _phrase(self, mask: str, counted: bool) -> tuple[int, int, bool]:
        """As `left`, for the masked words alone: where the phrase starts and ends in them."""
        moved = MOVED.search(mask)
        if mask.endswith(_PLANS) and (plan := _OF_PLAN.search(mask)):
            mask = mask[:plan.start()]
        tail = self._back.search(mask) if mask[-1:] in self._back_ends or mask[-1:].isspace() else None
        mask = mask[:tail.start()] if tail else mask
        front = self._front if counted and not MEASURE.search(mask) else self._soft_front
        offset, verb = 0, False
        while (match := front.match(mask, offset)) and match.end() > offset:
            offset = match.end()
            verb = verb or bool(self._verb.match(match[0]))
        verb = verb or (counted and self._made.match(mask, offset) is not None)
        offset = max(offset, moved.start("what")) if moved else offset
        cut = (self._making.match(mask, offset) or self._in_field.match(mask, offset)) if counted else None
        if cut and not MEASURE.search(mask):
            offset, verb = cut.end(), True
        if counted and not cut and not MEASURE.search(mask) and (match := self._told.search(mask)) and match.end() > offset:
            offset, verb = match.end(), True
        if mask[offset:offset + 1] in ("为", "向") and (match := self._served.match(mask, offset)):
            offset, verb = match.end(), True
        if match := _HAVING.match(mask[offset:]):
            offset += match.end()
        if mask[offset:offset + 1] == FILLER and (match := _QUOTED.match(mask, offset)):
            offset = match.end()
        if match := _OF_ONE.search(mask, offset):
            mask = mask[:match.start()]
        return offset, len(mask), verb

    def only_doing(self, name: str) -> bool:
        """Is it no more than a doing ("建设")?"""
        return bool(self._doing.fullmatch(name))

    def is_verb(self, name: str) -> bool:
        """Is it a verb of making and no more ("竣工")?"""
        return bool(self._verb.fullmatch(name))

    def has_verb(self, sentence: Sentence, start: int, end: int) -> bool:
        """Does a verb of making stand anywhere in the stretch ("全年完成")?"""
        return bool(self._verb.search(sentence.masked(start, end)))

    def ends_in_verb(self, sentence: Sentence, start: int, end: int) -> bool:
        """Is the last word before the figure a verb of making ("全市新增")?"""
        return bool(self._ends_in_verb.search(sentence.masked(start, end)))

    def makes(self, sentence: Sentence, start: int, end: int) -> bool:
        """Does a verb of making stand in the stretch?"""
        return bool(self._making.match(sentence.masked(start, end)))

    def carried(self, sentence: Sentence, start: int, number: int, end: int) -> bool:
        """Is the count inside a doing that is to be carried out ("推进100个重点县建设")?"""
        clause = sentence.masked(start, end)
        return bool(self._doing.search(clause) and self._carrying.search(sentence.masked(start, number)))

    def achieved(self, sentence: Sentence, start: int, end: int) -> bool:
        """Does the stretch say that what was counted comes about ("得到全面保护")?"""
        return bool(self._achieved.search(sentence.masked(start, end)))

    def topic(self, sentence: Sentence, start: int, end: int) -> Span:
        """What a clause without a figure is about: its noun phrase, behind the last verb of making."""
        span, _ = self.left(sentence, start, end, counted=True)
        match = self._topic.match(sentence.masked(*span))
        return (span[0] + match.end(), span[1]) if match else span

    def change(self, sentence: Sentence, start: int, end: int) -> tuple[str, int] | None:
        """A word of change right before the figure, and where the phrase before it ends."""
        mask = sentence.masked(start, end)
        match = self._change.fullmatch(mask) if self._changes.search(mask) else None
        if not match:
            return None
        rest = _COMPARED.sub("", match["np"])
        return match["change"], start + len(rest)

    def without_change(self, name: str) -> str:
        """"合格率提高" → "合格率"."""
        match = self._change.fullmatch(name)
        return match["np"] if match else name

    def right(self, sentence: Sentence, start: int, end: int, whole: bool, followed: bool) -> Span:
        """The noun phrase behind a figure ("1-2个国家或省级产业计量测试平台"), up to a verb unless `whole`.

        `followed`: another figure comes next, so that "、新增…" begins its phrase.
        """
        mask = sentence.masked(start, end)
        if _PUNCTUATION.match(mask) or mask.startswith(_GOES_ON):
            return start, start
        lead = len(mask) - len(mask.lstrip("的 "))
        whole = whole or bool(_LEVELLED.search(mask))
        pattern = self._next_verb if followed else self._right_stop
        stop = (self._new_verb if whole and followed else _GOT if whole else pattern).search(mask, lead + 2)
        cut = stop.start() if stop else len(mask)
        kept = mask[lead:cut]
        if followed and (made := self._last_made.search(kept)):
            kept = kept[:made.start()]
        kept = self._right_tail.sub("", kept)
        if match := _SHAPED.match(kept):
            lead, kept = lead + match.end(), kept[match.end():]
        return start + lead, start + lead + len(kept)

    def became(self, sentence: Sentence, start: int, end: int) -> Span | None:
        """What counted things turn into ("7个县(市、区)全部创建X")."""
        match = self._becomes.search(sentence.masked(start, end))
        return (start + match.start("what"), start + match.end("what")) if match else None


def clean(text: str) -> str:
    """Without layout spaces, explanations in brackets inside, and stray punctuation at the ends."""
    text = _LAYOUT.sub("", text)
    text = _EXPLAINED.sub("", text) if len(text) > _LONG else text
    text = text.removeprefix("创") if text.startswith(_CREATED) else text
    return (_TAKEN.sub("", text) if "将" in text else text).strip("、，,；;：:。")


def on_basis(text: str) -> str:
    """"在原有贷款利率基础上" → "贷款利率", "办结时限在法定时限的基础上" → "办结时限"."""
    match = _ON_BASIS.search(text)
    if match is None:
        return text
    own = text[:match.start()]
    return own if text.endswith("基础上") and _MEASURED.search(own) else match[1]
