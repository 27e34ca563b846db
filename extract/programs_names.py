"""Names of undertakings by what they end in (行动, 工程, 示范区 …), alone and coordinated."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from extract.alternatives import AnyOf
from extract.programs_lists import DEED, Spans, each, halves, levels, one_phrase, shared, short
from extract.programs_proper import Proper
from extract.programs_words import (
    REACH,
    WON,
    Boundary,
    Content,
    Name,
    alternation,
    bare,
    behind_quote,
    clause,
    hide_quoted,
    walk_left,
)

_LISTED = re.compile(r"(?:建设|工作)?[、和与及]")
_DEEDS = ("行动", "活动", "整治")
"""With these heads a thing and a deed in one breath are one name ("食品、农资执法专项行动")."""
_PRIZES = ("奖", "奖章")
_HELD = re.compile("(?:第[一二三四五六七八九十百\\d]+|首)届(?=.{2})")
_WORKS, _BEGUN = ("工程", "项目", "试点"), ("加快", "谋划", "扩大", "推广")
_AWARDED = re.compile("(?:评选|评审|推荐|申报|表彰){1,2}活动")
_AWARDING = re.compile("奖章?(?:评选|评审|推荐|申报|表彰){1,2}$")
"""Of "市长质量奖评选活动" the prize is the name."""
_QUOTE = re.compile("“([^“”]*)”")
_YEAR = re.compile(r"20\d\d年")
_KINDS = re.compile("(?<=[县市区])[（(](?:[市县区旗州][、，和]?){1,4}[)）]")
"""The other kinds of places that may be called so (省级食品安全示范县（市、区）)."""
_PHRASE_END = re.compile(r"[，,。；;、\n]")
_NEAR, _LONGEST, _LONG = 8, 30, 4
"""So near its head a quote makes a name."""


class Headed:
    """Finds names that end in a head word (行动, 工程, …)."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        heads, generic = table["heads"], table["generic"]
        self._tier = {h: tier for tier in ("weak", "bound", "free") for h in heads[tier]}
        any_head = f"(?:{alternation(list(self._tier))})(?!{alternation(table['follow']['never'])})"
        self._head = re.compile(any_head)
        self._further = re.compile(rf"[^，,。；;：:！？、\n\t《》“”和与及的等为以]{{0,7}}?{any_head}")
        self._others = re.compile(f"(?:{alternation(generic['others'])})[^，。]{{0,6}}$")
        self._own_heads = tuple(generic["own_heads"])
        self._said, self._dated = set(generic["said"]), tuple(heads["dated"])
        self._single = set(heads["single"]) | set(heads["weak"])
        self._marked = re.compile(f"(?:{alternation(heads['marked'])})$")
        self._closed = re.compile(f"(?:{alternation([*heads['free'], *heads['bound']])})”(?:{alternation(generic['qualifiers'])})*$")
        self._places = re.compile(table["left"]["places"])
        self._methods = AnyOf.of(table["quoted"]["methods"])
        self._content, self._boundary, self._proper = Content(table), Boundary(table), Proper(table)

    def find(self, text: str) -> Iterator[Name]:
        """Names in the order of the text. `text` has names of papers blanked out."""
        last = -1
        for m in self._head.finditer(text):
            prize = m.group().endswith(_PRIZES) and _AWARDED.match(text, m.end())
            if not prize and self._further.match(text, m.end(), m.end() + 14):
                continue
            if _AWARDING.search(text, m.start() - _NEAR, m.start()):
                continue
            start = walk_left(text, m.start())
            begin, doing = self._boundary.of(text, start, m.start())
            if self._of_quotes(text, begin) or (begin < 0 and not shared(hide_quoted(text[start:m.start()]))):
                continue
            doing = doing or bool(prize) or (0 <= last < begin and _LISTED.fullmatch(text, last, begin) is not None)
            begun = text.endswith(_WORKS, *m.span()) and text.endswith(_BEGUN, 0, begin)
            last = m.end() if doing or begun else last
            yield from self._names(text, start, begin, m, doing)

    def _of_quotes(self, text: str, begin: int) -> bool:
        """Whether quotes in a row, no methods, are the names, and what stands behind the last one none of its own."""
        quote = _QUOTE.match(text, begin) if behind_quote(text, begin) else None
        return quote is not None and not self._methods.fit(quote[1])

    def _names(self, text: str, start: int, begin: int, m: re.Match[str], doing: bool) -> Iterator[Name]:
        head, end = m.span()
        listed = start > 0 and text[start - 1] == "、"
        said = hide_quoted(text[start:head])
        if listed and ("等" in said or not doing) and "的" not in said:
            items = self._chain(text, start, head)
            if items:
                yield from self._coordinated(text, items, head, end)
                return
        tail = None if listed else shared(said)
        if tail and not tail[2] and text.startswith("等", start + tail[0]):
            yield from self._alone(text, start, start + tail[0], text[head:end])
        yield from self._judged(text, begin, head, end, doing)

    def _alone(self, text: str, start: int, also: int, head: str) -> Iterator[Name]:
        """The one deed before 等 and its head ("实施洛水流域生态修复等重大工程")."""
        begin, doing = self._boundary.of(text, start, also)
        said = text[begin:also]
        if doing and head not in self._single and self._content.acts(said) and self._content.says(said, said + head):
            yield Name(bare(said) + short(head), begin, also, "coordinated")

    def _chain(self, text: str, start: int, head: int) -> Spans:
        """Spans of the items of "实施A、B、C专项行动", if a verb stands in front of the first; else nothing."""
        items = [(start, head)]
        while items[0][0] and text[items[0][0] - 1] == "、" and head - items[0][0] < 3 * REACH:
            stop = items[0][0] - 1
            items.insert(0, (walk_left(text, stop), stop))
        begin, doing = self._boundary.of(text, *items[0])
        if begin < 0 or not doing or head - begin > 3 * REACH or self._head.search(text, begin, start):
            return []
        return [(begin, items[0][1]), *items[1:]]

    def _coordinated(self, text: str, items: Spans, head: int, end: int) -> Iterator[Name]:
        """One name where the items are one phrase ("水、大气污染防治行动计划"), else one for each that is an action."""
        last = items[-1][0]
        also, quote = hide_quoted(text[last:head]).find("等"), text.rfind("“", last, head)
        said = text[head:end]
        strict = said in self._single
        if names := list(self._shared(text, items, head, end)):
            yield from names
        elif also >= 0:
            yield from self._before_also(text, [*items[:-1], (last, last + also)], head, end)
        elif all(self._proper.is_place(text[a:b]) for a, b in items[:-1]):
            yield from self._judged(text, self._boundary.of(text, last, head)[0], head, end, True)
        elif quote >= 0 and text[items[-2][1] - 1] == "”" and quote == last:
            return  # "“A”、“B”系列活动": the quotes are the names
        elif quote >= 0:
            yield from self._judged(text, max(quote, self._boundary.of(text, quote, head)[0]), head, end, True)
        elif not strict and (level := levels(text, items)):
            yield from self._judged(text, level, head, end, True)
        elif one_phrase([text[a:b] for a, b in items], strict):
            yield from self._judged(text, items[0][0], head, end, True)
        elif not strict and self._all_act(text, items):
            yield from each(text, items, bare(text[head:end]), end)
        elif len(items) == 2 and text[head:end].endswith(_DEEDS) and self._content.acts(text[last:head]):
            yield from self._judged(text, items[0][0], head, end, True)
        else:
            yield from self._judged(text, self._boundary.of(text, last, head)[0], head, end, not strict and said != "工程")

    def _shared(self, text: str, items: Spans, head: int, end: int) -> Iterator[Name]:
        """Each item with the head behind 等 or a number, where nothing else stands there but a counted deed that all
        share ("首店引进、新品首发等专项行动", "预制菜、数字赋能等六大升级行动")."""
        last, said = items[-1][0], short(text[head:end])
        tail = shared(hide_quoted(text[last:head]))
        if tail is None or text[head:end] in self._single:
            return
        at, count, kind = tail
        parts = halves(text, [*items[:-1], (last, last + at)])
        items = parts if self._content.acts(text[slice(*parts[-2])]) else [*items[:-1], (last, last + at)]
        acting = sum(self._content.acts(text[a:b]) for a, b in items)
        long = all(len(bare(text[a:b])) > (_LONG if said == "工程" else DEED) for a, b in items)
        if kind:
            fit = long and count == len(items) and self._content.acts(kind)
        else:
            fit = acting == len(items) or long and (count == len(items) or acting > 0)
        if fit:
            yield from each(text, items, kind + said, end)

    def _before_also(self, text: str, items: Spans, head: int, end: int) -> Iterator[Name]:
        """Items in front of 等, and what stands behind it: a name of its own ("等食品放心系列攻坚行动"), or the end of
        the one name that all make ("智能家电、绿色建材等下乡活动")."""
        also = items[-1][1] + 1
        acting = self._all_act(text, items)
        if acting and not text.endswith("项目", head, end):
            yield from each(text, items, short(text[head:end]), end)
        begin = self._boundary.of(text, also, head)[0]
        own = begin >= 0 and text[head:end] != "活动" and self._content.says(text[begin:head], text[begin:end])
        if own or (not acting and "“" not in text[items[0][0]:also] and self._content.acts(text[also:head])):
            placed = all(self._proper.is_place(text[a:b]) for a, b in items)
            first, doing = (begin, placed or self._content.acts(text[begin:head])) if own else (items[0][0], True)
            yield from self._judged(text, first, head, end, doing)

    def _all_act(self, text: str, items: Spans) -> bool:
        return all(self._content.acts(text[a:b]) for a, b in items)

    def _judged(self, text: str, begin: int, head: int, end: int, doing: bool) -> Iterator[Name]:
        """The name, unless it is generic, too long, or its head asks for a verb that is not there."""
        if begin < 0:
            return
        places = self._places.match(text, begin, head)
        begin = places.end() if places else begin
        won = text.endswith("工程", head, end) and WON.search(text, begin, head)
        if begin >= head or won or not self._says(text, begin, head, end) or self._kind(text, begin, head, end, doing):
            return
        if text.endswith(_PRIZES, head, end) and (held := _HELD.match(text, begin, head)):
            begin = held.end()
        if text.endswith(self._dated, begin, end) and _YEAR.fullmatch(text, begin - 5, begin):
            begin -= 5
        end = kinds.end() if (kinds := _KINDS.match(text, end)) else end
        yield Name(bare(text[begin:end]), begin, end, "headed")

    def _says(self, text: str, begin: int, head: int, end: int) -> bool:
        """Whether it is of a name's length and names anything."""
        name, said = bare(text[begin:end]), text[begin:head]
        if len(name) > _LONGEST or said.endswith(("和", "与", "及")):
            return False
        if name in self._said:
            return bool(_PHRASE_END.match(text, end))
        return self._content.says(said, text[begin:end], self._quoted(said))

    def _kind(self, text: str, begin: int, head: int, end: int, doing: bool) -> bool:
        """Whether it tells a kind of thing: no verb where the head asks for one, works to be built, others' own plans."""
        said, tier = text[begin:head], self._tier[text[head:end]]
        works = text.endswith(_WORKS, head, end) and text[begin - 1:begin] != "等" and (
            text.endswith("试点", head, end) or self._proper.is_one(said))
        quoted = self._quoted(said) or works and not doing and text.endswith(_BEGUN, 0, begin)
        if tier != "free" and not (doing or quoted):
            return True
        if tier == "weak" and not quoted and (text[head:end] == "活动" and text[begin - 1:begin] == "等"
                                              or not (works or self._marked.search(bare(said)))):
            return True  # "美食节等促消费活动"
        if self._closed.search(said):
            return True  # the quoted name has a head itself ("“春风行动”专项活动")
        if text.endswith("工程", head, end) and text.startswith("建设", end) and not (quoted or works or self._content.acts(said)):
            return True  # works to be built ("推进调蓄工程建设"), no campaign
        return text.endswith(self._own_heads, head, end) and bool(self._others.search(clause(text, begin)))

    def _quoted(self, said: str) -> bool:
        """Whether a quote near the head makes a name of it; methods and rhetoric in quotes do not."""
        quote = _QUOTE.search(said[-_NEAR:])
        return "”" in said[-_NEAR:] and not self._methods.fit(quote[1] if quote else bare(said))
