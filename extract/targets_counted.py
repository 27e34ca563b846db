"""Figures whose noun stands behind them: "培育2个X", "不少于2个X", "2个X、8个Y"."""

from __future__ import annotations

import re

from extract.document import Span
from extract.targets_figures import Figure
from extract.targets_here import AMOUNTS, THINGS, Found, Here
from extract.targets_indicator import IndicatorFinder, clean
from extract.targets_owners import Owners
from extract.targets_words import Words, one_of

_JOINT = re.compile(r"[、，,和与及或\s]*")
_DANGLING = re.compile("[和及与、]$")
_BUILDING, _SHORT = "建设", 4
_ALLOTTING = re.compile("(?:安排|拿出|预留|提供)$")
_OF_THEM = "其中"
_SHARED_OUT = re.compile("的|比例|左右|专门|专项|面向|定向")
_TO_WHOM = re.compile("(?<=.{4})(?<!供)给.*|.*比例(?:专门|专项)?用于(?=.{2})")
_PLACES = ("省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")
_SERVED = re.compile("[^，]{2,12}(?:解决|提供|送上|送去|办理|开展|减免|降低|节省)")
_LEVEL_ENDS = (*_PLACES, "村", "级")
_LEVELS = re.compile("(?:全[省市县区州国])?(?:[省市县区州乡镇村]、?){2,6}(?:各级|[各三四两]?级)?")
_SUM = re.compile(r"\d[\d.]*[万亿]+元")
_DONE_TO = re.compile("(?P<thing>[^，,；;的]{2,15}?)(?:全面|集中|逐一)?(?:开展|进行|实施)(?P<deed>[^，,；;的]{2,10})$")
_ACTING = re.compile("开展|实施|进行|实行")
_OPENING = ("（", "(")
_MIN = 2


class Counted:
    """Pairs a figure with the noun phrase behind it."""

    def __init__(self, words: Words, indicators: IndicatorFinder, owners: Owners) -> None:
        self._indicators, self._owners = indicators, owners
        self._ops = words.before
        bounds = one_of(w for w, op in words.before.items() if op != "=")
        self._urging = re.compile(f"{words.source('urging', 'driving')}$")
        self._driving = re.compile(f"{words.source('driving')}$")
        self._firm = re.compile(words.source("firm"))
        self._plain = words.lists["plain_things"]
        self._coming = re.compile(f"(?<=.{{2}})(?:{words.source('right_ends', 'orderly')})*{words.source('comings')}+$")
        self._predicate = re.compile(words.source("predicates"))
        self._doer = re.compile(f"(?P<who>[^的]{{2,}}?{words.source('doers')})(?:全部|均)?(?:{words.source('predicates', 'deeds')}(?=.{{2}})|"
                                "与[^、的]{2,8}(?:结对|对接))")
        self._bound_verb = re.compile(f"({bounds}){words.source('verbs', 'having')}$")

    def right(self, here: Here, figure: Figure) -> Span | None:
        """The noun phrase on the right of a count, or of a share ("96%以上的政务服务事项网上可办")."""
        if figure.kind == "money" or (figure.kind == "size" and figure.op in ("<=", "<")):
            return None
        share = figure.op == ">=" or _SHARED_OUT.match(here.text, figure.end)
        if figure.kind not in AMOUNTS and not share:
            return None
        if here.text[figure.end:figure.end + 1] in _OPENING:
            return None
        stretch = here.right_of(figure)
        followed = any(f.start == stretch[1] for f in here.figures)
        whole = figure.kind not in THINGS or self._urged(here, figure)
        span = self._indicators.right(here.sentence, *stretch, whole, followed)
        return span if span[1] - span[0] >= _MIN else None

    def pair(self, here: Here, figure: Figure, left: Span, right: Span) -> Found | None:
        """"培育2个X", "不少于2个X", "2个X、8个Y"; "7个县(市、区)全部创建X" counts what they become."""
        if found := self._allotted(here, figure, left, right) or self._done_to(here, figure):
            return found
        sentence, things = here.sentence, figure.kind in THINGS
        before = sentence.masked(*left)
        span, verb = self._indicators.left(sentence, *left, counted=True)
        bound = self._bound_verb.search(before)
        taken = bool(bound) or self._served(here, figure) or self._indicators.ends_in_verb(sentence, *left)
        bare = span[1] - span[0] < _MIN or _of_places(here, figure) or (things and bool(_DANGLING.search(before)))
        if not bare and not things:
            return None
        bare = bare or (things and before.endswith("的") and self._comes(here, figure))
        verb = verb or taken or (figure.kind == "size" and self._carried(here, figure))
        verb = verb or (bare and self._indicators.achieved(sentence, *here.right_of(figure)))
        if not things and not (verb or figure.kind == "percent"):
            return None
        if figure.op is None and bound:
            figure = figure._replace(op=self._ops[bound[1]])
        if not verb and (became := self._indicators.became(sentence, *here.right_of(figure))):
            return Found(clean(here.text[slice(*became)]), figure, figure.start, became[1], "became", True)
        again = here.verb and here.consumed == left[0] and bool(_JOINT.fullmatch(before))
        made = (verb and bare) or taken or again
        carried = figure.kind in (*THINGS, "size") and self._carried(here, figure)
        name = self._name(here, figure, right, carried)
        begin = figure.start
        if figure.kind == "percent" and before.endswith(_OF_THEM) and self._predicate.match(name):
            name = self._owners.doer(here, figure) + name
        if name in self._plain and not taken and (not bare or before.endswith("的")):
            begin, name = span[0], clean(_SUM.sub("", here.text[span[0]:begin])) + name
        if made or figure.start < figure.number or (bare and figure.op in (">=", "range")):
            urged = made or self._urged(here, figure) or (bare and here.aimed)
            return Found(name, figure, begin, right[1], "counted", urged)
        firm = bool(self._firm.search(sentence.masked(left[0], span[0])))
        found = self._described(here, figure, name, left, right[1], carried, firm)
        return found._replace(start=begin) if found else None

    def _done_to(self, here: Here, figure: Figure) -> Found | None:
        """"对100种以上产品开展监督抽查": what is done to so many makes a name of them, 监督抽查产品."""
        if not here.text.endswith("对", 0, figure.start):
            return None
        end = here.sentence.clause(figure.number)[1]
        done = _DONE_TO.match(here.sentence.masked(figure.end, end))
        if not done or done["thing"] not in self._plain:
            return None
        return Found(done["deed"] + done["thing"], figure, figure.start, end, "counted", True)

    def _served(self, here: Here, figure: Figure) -> bool:
        """"为2万家次企业解决用工需求": those for whom something is done."""
        said = here.text[figure.start:figure.number] == "为" and figure.kind in THINGS
        return said and bool(_SERVED.match(here.sentence.masked(figure.end, here.sentence.clause(figure.number)[1])))

    def _comes(self, here: Here, figure: Figure) -> bool:
        """Does the clause end in a verb without an object ("停工的256个项目有序复工")?"""
        return bool(self._coming.search(here.sentence.masked(figure.end, here.sentence.clause(figure.number)[1])))

    def _carried(self, here: Here, figure: Figure) -> bool:
        """"推进100个重点县建设", where the counted do nothing themselves ("7所高校开展学科建设")."""
        start, end = here.sentence.clause(figure.number)
        acting = _ACTING.search(here.sentence.masked(figure.end, end))
        return not acting and self._indicators.carried(here.sentence, start, figure.number, end)

    def _name(self, here: Here, figure: Figure, right: Span, carried: bool) -> str:
        """The noun phrase, without 建设 where that is what is carried out and without what those counted do, where they are
        told apart from others ("5户骨干企业推广…"); a mere doing takes the clause's topic."""
        name = clean(here.text[slice(*right)])
        if carried and name.endswith(_BUILDING) and len(name) > _SHORT:
            name = name.removesuffix(_BUILDING)
        coming = self._coming.search(name) if figure.kind in THINGS else None
        made = coming and self._indicators.ends_in_verb(here.sentence, *here.left_of(figure))
        if coming and (not made or self._urged(here, figure)):
            name = name[:coming.start()]
        doer = self._doer.match(name) if figure.kind in THINGS else None
        name = doer["who"] if doer else name
        topic = self._owners.topic(here, figure, True) if self._indicators.only_doing(name) else None
        return clean(here.text[slice(*topic)]) if topic else name

    def _described(self, here: Here, figure: Figure, name: str, left: Span, end: int, carried: bool,
                   firm: bool) -> Found | None:
        """What is counted beside a noun of its own ("推动20处煤矿复产"), unless it is a limit.

        `firm`: a verb that makes an aim even of a list ("开工建设甲、乙、丙3个项目").
        """
        before = here.sentence.masked(*left)
        here.urged = self._urged(here, figure)
        making = here.urged or carried or self._indicators.makes(here.sentence, *left)
        listed = before.endswith("等") or (figure.value > 1 and len(re.split("[、和及]", before)) == figure.value)
        making = making or (listed and (firm or self._indicators.achieved(here.sentence, *here.right_of(figure))))
        attribute = figure.op == ">=" and here.text.startswith("的", figure.end)
        return None if attribute else Found(name, figure, figure.start, end, "described", making)

    def _allotted(self, here: Here, figure: Figure, left: Span, right: Span) -> Found | None:
        """"孵化载体应安排30%的场地", "拿出30%比例用于Y", "预留40%专门面向Y": who sets aside what."""
        verb = _ALLOTTING.search(here.sentence.masked(*left))
        if not verb or figure.kind != "percent" or not _SHARED_OUT.match(here.text, figure.end):
            return None
        subject, _ = self._indicators.left(here.sentence, left[0], left[0] + verb.start(), counted=False)
        named = here.text.startswith(("的", "比例"), figure.end)
        name = (clean(here.text[slice(*subject)]) + verb[0] if named else "") + clean(here.text[slice(*right)])
        return Found(_TO_WHOM.sub("", name), figure, subject[0], right[1], "allotted", True)

    def _urged(self, here: Here, figure: Figure) -> bool:
        """Is something asked of what is counted ("推动20处煤矿复工复产、12处建成投产"; "支持50家企业上市")?"""
        start, end = here.left_of(figure)
        left = here.sentence.masked(start, end)
        again = here.urged and here.consumed == start and bool(_JOINT.fullmatch(left))
        verbs = self._urging if figure.unit in ("家", "户") else self._driving
        return figure.kind in THINGS and (again or bool(verbs.search(left)))


def _of_places(here: Here, figure: Figure) -> bool:
    """"甲区、乙区50%的社区建成服务站", "市县各级100个事项": nothing but places before the things."""
    if figure.kind in THINGS:
        return here.text[figure.start - 1:figure.start] in _LEVEL_ENDS and bool(_LEVELS.fullmatch(here.sentence.masked(*here.left_of(figure))))
    before = here.text[figure.start - 1:figure.start]
    return figure.kind == "percent" and here.text.startswith("的", figure.end) and before in _PLACES
