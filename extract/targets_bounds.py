"""Bounds that are aims by themselves, even where money is spoken of: sums lent in all, shares kept, volumes, changes."""

from __future__ import annotations

import re

from extract.targets_figures import Figure
from extract.targets_here import THINGS, Found, Here
from extract.targets_indicator import MOVED

_LENT = re.compile(r"^[^对凡如若]{0,12}(?:发放|投放|新增)[^的]{0,20}(?:贷款|融资|信贷)[^的]{0,6}$")
_AVERAGE_RATE, _AVERAGE_FEE = re.compile("平均[^，]{0,8}利率$"), re.compile("平均[^，]{0,8}费率$")
_VOLUME = re.compile("(?:规模|总量|总额)$")
_BALANCE = re.compile("余额|规模|总量|总额|投放")
_SHARE = re.compile("(?:占比|比重|覆盖率|覆盖面)$")
_REACHED = re.compile("(?:达到|提高到|提升到|提高至|提升至|不低于)(?:以上)?$")
_TAKES = re.compile("(?:时间|时限|时长|期限|周期)$")
_CAPPED = re.compile("(?:规模|总量|时间|时限|浓度|强度|比例|比重|容忍度|死亡率|死亡人数|发生率|投诉率|不合格率)$")
_CUTS, _TIME = ("压缩", "压减", "缩短", "精简", "减少"), re.compile("时间|时限|环节|材料|流程")
_PART_OF_ALL = re.compile("占(?:全部|全体|总|同期|其)[^，]{2,14}的?(?:比例|比重)$|风险(?:责任|分担)?比例$|及以[下上]的?(?:占比|比重)$")
_KEPT_BACK, _ROUGHLY, _WHOLE = "预留", "左右", 100


def lent(here: Here, figure: Figure) -> bool:
    """A sum that is to be lent in all ("发放创业贷款6亿元以上"): in 亿, where what one borrower gets is in 万."""
    large = figure.kind == "money" and figure.op in (">=", ">") and "亿" in (figure.unit or "")
    before = here.sentence.masked(here.sentence.clause(figure.number)[0], figure.start)
    return large and here.text[figure.end:figure.end + 1] != "的" and bool(_LENT.search(before))


def floor(pair: Found, words: str) -> bool:
    """A share that must be kept ("结算款支付比例不低于80%", "预留采购预算的40%以上")."""
    figure = pair.figure
    bound = figure.start < figure.number and pair.indicator.endswith("比例")
    kept = figure.op == ">=" and (bound or _KEPT_BACK in words)
    return figure.kind == "percent" and (kept or pair.rule == "allotted")


def part_of_all(pair: Found) -> bool:
    """How much of a whole something must be at least, or of a risk be borne ("支农担保占全部担保的比例不得低于80%")."""
    figure = pair.figure
    return figure.kind == "percent" and figure.op in (">=", ">") and bool(_PART_OF_ALL.search(pair.indicator))


def volume(pair: Found) -> bool:
    """A volume to be passed ("担保规模超过500亿元")."""
    return pair.figure.op in (">", ">=") and pair.rule == "stated" and bool(_VOLUME.search(pair.indicator))


def often(pair: Found) -> bool:
    """How often what the clause before named is to be held ("组织展销会，每年不少于2次")."""
    return pair.rule == "topic" and pair.figure.kind in THINGS and pair.figure.op in (">=", ">")


def all_of_it(pair: Found) -> bool:
    """A rate that is to be whole ("线索核查率100%")."""
    return pair.figure.kind == "percent" and pair.figure.value == _WHOLE and pair.indicator.endswith("率")


def grown(pair: Found) -> bool:
    """What banks are to lend more ("小微企业贷款余额较年初增加1500亿元以上")."""
    figure = pair.figure
    lent_more = pair.rule == "changed" and figure.kind == "money" and figure.op in (">", ">=")
    return lent_more and bool(_BALANCE.search(pair.indicator))


def share(here: Here, pair: Found) -> bool:
    """A share that is to be reached ("推动信用贷占比达到50%左右")."""
    if pair.figure.kind != "percent" or not _SHARE.search(pair.indicator):
        return False
    start = here.sentence.clause(pair.figure.number)[0]
    return bool(_REACHED.search(here.sentence.masked(start, pair.figure.number)))


def quick(pair: Found) -> bool:
    """How long a service may take ("发放全流程时间控制在20个工作日以内")."""
    return pair.figure.kind == "time" and bool(_TAKES.search(pair.indicator))


def quicker(pair: Found) -> bool:
    """Time saved on a service ("审批时限压缩一半")."""
    return pair.indicator.endswith(_CUTS) and bool(_TIME.search(pair.indicator))


def capped(pair: Found) -> bool:
    """A ceiling put on a measure ("年度供应总量规模不超过2000亩")."""
    return pair.figure.op in ("<=", "<") and bool(_CAPPED.search(pair.indicator))


def at_least(here: Here, pair: Found) -> bool:
    """A change said with its least measure or roughly, as results are not ("占比提升20个百分点以上", "增长6%左右")."""
    figure = pair.figure
    rough = here.text.endswith(_ROUGHLY, figure.number, figure.end)
    return pair.rule == "changed" and figure.kind == "percent" and (figure.op == ">=" or rough)


def average_rate(here: Here, pair: Found) -> bool:
    """A bound on the rate that loans have on average ("贷款平均利率低于4%"): no one's own rate, as fees are. Of what
    guarantees cost on average only what it is to come down to."""
    if _AVERAGE_FEE.search(pair.indicator):
        return pair.figure.op == "<" or (pair.figure.op == "<=" and "降" in here.text[pair.start:pair.figure.number])
    return pair.figure.op in ("<", "<=") and bool(_AVERAGE_RATE.search(pair.indicator))


def moved(here: Here, figure: Figure) -> bool:
    """A measure to be brought to a figure ("压缩开办时间至1个工作日", "降低企业成本至1%以下")."""
    start = here.sentence.clause(figure.number)[0]
    return figure.kind != "money" and bool(MOVED.search(here.sentence.masked(start, figure.start)))
