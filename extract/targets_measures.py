"""Measures that several things share, and what a measure is of: "A和B合格率", "计量器具配备率…,受检率…"."""

from __future__ import annotations

import re

from extract.document import Span
from extract.targets_sentence import Sentence
from extract.targets_words import Words

_LISTING = re.compile(r"、|以及|和|与|及")
_LETTERED = re.compile(r"^\d+$|[A-Z]$")
"""Numbers of telephones and classes (C、D级): what they part is one name."""
_RATIO = re.compile("[与和].+的?比[率例值]?$")
_PORTION = re.compile("占[^、和]{2,20}?的?(?:比重|比例|比率|份额)$")
MEASURE = re.compile("(?:率|比例|比重|占比|满意度|指数)$")
_PART_OF, _SHARE = re.compile("([^占]*占)(?!.*(?:比重|比例)$)"), re.compile("的?(?:比重|比例|比率|份额)$")
"""A share of two things ("增加值占地区生产总值和服务业比重分别达到…")."""
_ALIKE = 4
"""So many characters at most do the names of things alike share at their ends (生产性服务业, 生活性服务业)."""
_LEVEL = re.compile("(?:世界|国际|国家|全国|全省|省部|[省市县区州乡镇]{1,3})级")
_LEVEL_OR_NATION = re.compile(f"{_LEVEL.pattern}|国家|全国")
_SIZE = re.compile(
    r"规模以上|规上|限额以上|限上"
    r"|年?(?:营业收入|主营业务收入|营收|产值|销售额)(?:超过?|达到?|突破)[\d.一二三四五六七八九十百千万亿]+元(?:以上)?")
_SIZED = re.compile(r"(?P<of>[^\d、，]{0,8})\d[\d.]*(?:万|亿)*[元亩吨]?(?:以上|以下)?的?(?P<thing>[^\d、，]{2,})$")
_SHORT = 3
_FULL_NAME = 5
_THING = 8


class Measures:
    """Parts listed measures and gives them their heads, by the lists `heads` and `head_parts`."""

    def __init__(self, words: Words) -> None:
        parts = f"(?:{words.source('head_parts')})*"
        self._head = re.compile(rf"{parts}(?:[一-龥]{{2}}率|{words.source('heads')})$")
        self._rate = re.compile(rf"{parts}[一-龥]{{2}}率$")

    def split(self, sentence: Sentence, span: Span, want: int | None, *, each: bool = False,
              share: bool = False) -> list[Span] | None:
        """The parts of "A、B和C" when there are `want` of them; without a number, when each is a measure itself
        (`each`: 均 or 都 is printed; `share`: a percentage)."""
        mask, parts = sentence.masked(*span), self.listed(sentence, span)
        if want is None and (_RATIO.search(mask) or any(_LETTERED.search(sentence.masked(*part)) for part in parts)):
            return None
        if want is None:
            if share and self._twins(sentence, parts):
                return parts
            if each and self._share_head(mask, sentence, parts):
                return parts
            whole = _up_to_measures(sentence, parts)
            return whole if len(whole) > 1 and MEASURE.search(mask) else None
        return parts if len(parts) == want else None

    def listed(self, sentence: Sentence, span: Span) -> list[Span]:
        """What 、 和 以及 part."""
        start, mask = span[0], sentence.masked(*span)
        bounds = [0, *[p for m in _LISTING.finditer(mask) for p in m.span()], len(mask)]
        return [(start + a, start + b) for a, b in zip(bounds[::2], bounds[1::2], strict=True) if b > a]

    def _share_head(self, mask: str, sentence: Sentence, parts: list[Span]) -> bool:
        """Short things before one measure with 均 ("蔬菜、水产品质量安全监测合格率均达到98%")."""
        head = self._head.search(mask)
        if len(parts) < 2 or not head or "等" in mask or head.start() <= parts[-1][0] - parts[0][0]:
            return False
        things = [sentence.masked(*p) for p in parts[:-1]] + [mask[parts[-1][0] - parts[0][0]:head.start()]]
        return all(1 < len(thing) <= _THING and not MEASURE.search(thing) for thing in things)

    def _twins(self, sentence: Sentence, parts: list[Span]) -> bool:
        """Two full names before one rate ("A许可证、B认证证书覆盖率")."""
        if len(parts) != 2 or sentence.masked(parts[0][1], parts[1][0]) != "、":
            return False
        first, second = (sentence.masked(*p) for p in parts)
        match = self._rate.search(second)
        return bool(match and not self._head.search(first) and min(len(first), match.start()) >= _FULL_NAME)

    def shared(self, text: str, parts: list[Span]) -> list[str]:
        """The texts of listed indicators, the head that only the last prints given to each
        ("国省干线公路和一般水运工程一次抽检合格率"), and the level word ("市、县级X")."""
        texts = [text[a:b] for a, b in parts]
        last = texts[-1]
        if (last_level := _LEVEL.match(last)) and all(_LEVEL.fullmatch(t) for t in texts[:-1]):
            return [*(t + last[last_level.end():] for t in texts[:-1]), last]
        if len(texts[0]) <= 2 and (level := re.match(r"[省市县区乡镇村国](?P<rest>[级家].*)", last)):
            return [t if len(t) > 2 else t[0] + level["rest"] for t in texts]
        part, share = _PART_OF.match(texts[0]), _SHARE.search(last)
        if part and share and "占" not in last:
            return [texts[0] + share[0], *(part[1] + t for t in texts[1:])]
        match = _PORTION.search(last) or self._head.search(last)
        pattern = _PORTION if match and match.re is _PORTION else self._head
        head = match[0] if match and match.start() > 0 else ""
        return [t if pattern.search(t) else t + head for t in texts]

    def of_stem(self, names: list[str]) -> list[str]:
        """Listed rates that print only once what they are of ("计量器具配备率、受检率分别达到95%、98%")."""
        stem = self.stem(names[0])
        return [names[0], *(stem + name if self.lone_head(name) else name for name in names[1:])]

    def of_level(self, name: str, last: str) -> str:
        """"国家级示范区3个、省级5个", "案例30个，入选省级以上5个": a level alone stands for what was counted last, at that level."""
        if not _LEVEL.fullmatch(name.removesuffix("以上")):
            return name
        match = _LEVEL_OR_NATION.match(last)
        return name + last[match.end() if match else 0:]

    def of_portion(self, name: str, last: str) -> str:
        """Behind 其中 a size alone stands for what was counted, a thing for the same measure of it ("检验机构13家，其中规模以上
        3家", "监测合格率97%，其中蔬菜达到96%")."""
        if _SIZE.fullmatch(name):
            told = _LEVEL_OR_NATION.match(last) or _SIZE.match(last)
            return name + last[told.end() if told else 0:]
        head = self._head.search(last)
        return name + head[0] if head and head.start() and not self.is_measure(name) and MEASURE.search(last) else name

    def of_size(self, name: str, last: str) -> str:
        """"出口额10亿元以上项目3个、1亿元以上项目15个": what the size is of, printed once."""
        before, again = _SIZED.match(last), _SIZED.match(name)
        same = before and again and not again["of"] and before["thing"] == again["thing"]
        return before["of"] + name if same and before else name

    def of_sister(self, name: str, last: str) -> str:
        """"食品抽检合格率达到98%，药品达到99%": a thing like the one before, of which the same is measured."""
        if self.is_measure(name) or MEASURE.search(name) or not self.is_measure(last):
            return name
        for size in range(min(len(name), _ALIKE), 0, -1):
            at = last.rfind(name[-size:])
            rest = last[at + size:]
            if at >= 0 and self.is_measure(rest) and (size > 1 or len(name) <= _ALIKE):
                return name + rest
        return name

    def lone_head(self, text: str) -> bool:
        """Too short to say what it measures ("建档率"): it belongs to the thing named before."""
        return len(text) <= _SHORT and bool(self._head.fullmatch(text))

    def is_measure(self, text: str) -> bool:
        """Does it end like a measure (…率, …占比, …数量)?"""
        return bool(self._head.search(text))

    def stem(self, indicator: str) -> str:
        """What a rate is of: "计量器具配备率" → "计量器具"; empty when it is no rate."""
        match = self._rate.search(indicator)
        return indicator[:match.start()] if match else ""

    def bearer(self, indicator: str) -> str:
        """What a measure is of: "粮食播种面积" → "粮食"; empty when it is no measure."""
        match = self._head.search(indicator)
        return indicator[:match.start()] if match else ""


def _up_to_measures(sentence: Sentence, parts: list[Span]) -> list[Span]:
    """Parts joined until each ends in a measure ("A和B检出率、C超标率" is "A和B检出率" and "C超标率")."""
    whole: list[Span] = []
    start: int | None = None
    for a, b in parts:
        start = a if start is None else start
        if MEASURE.search(sentence.masked(a, b)):
            whole.append((start, b))
            start = None
    return whole
