"""A paper cut into the pieces its head is made of: lines, or the parts of a line whose breaks were lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from extract.document import Span
from extract.near import marks, near

NUMBER = re.compile(
    r"(?=[\u4e00-\u9fff]{1,22}[\s（(〔\[［【])"  # fails sooner
    r"(?P<owner>[\u4e00-\u9fff]{1,16}(?:[（(][\u4e00-\u9fff]{1,6}[）)])?[\u4e00-\u9fff]{0,6}?)\s*"
    r"(?:[〔\[［（(【]\s*[12]\d{3}\s*[〕\]］）)】]|〔\s*[12]\d{3}(?=\d))\s*第?\s*\d{1,5}\s*号"
)
"""A 文号: letters of the issuer, year in any brackets (or one bracket lost), number."""

_YEAR = marks(r"[〔\[［（(【]\s*[12]\d{3}")
_OWNER = 50
"""How many characters of a 文号 may stand before its year, or behind it, layout spaces among them."""

DATE = re.compile(
    r"(?<!\d)(?P<y>[12]\d{3}|[一二][一二三四五六七八九〇零○ＯOo0]{3})\s*[年/.-]\s*(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]|元)\s*[月/.-]\s*"
    r"(?P<d>3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]|廿[一二三四五六七八九]?)(?!\d(?!\d?:\d\d))\s*日?"
)
_GAP = re.compile(r"[ \u3000]+")
_LONG = 100
_LINE = re.compile(r"(?m)^[^\S\n]*(\S(?:[^\n]*\S)?)[^\S\n]*")
_TO_ALL = re.compile("各(?<=[ \t\u3000\xa0]各)")
_BEFORE_ADDRESSEE = re.compile(r"[ \t\u3000\xa0]+(?=各[^\s，。]{1,12}[、，,人市县区单])")
_TITLE_ENDS = "知见施案划要定法告函"
_FRONT, _BACK = 3000, 600
_ENDS = "通知|意见|决定|方案|规划|纲要|办法|措施|细则|公告|批复|文件|日|人民政府|办公厅|办公室"
_TITLE_END = re.compile(rf"(?:{_ENDS}|计划|函|要点)[》）)]*\s*[（(\[]?\s*$")
_END_OF_TITLE = re.compile(_ENDS)
_FOOT = re.compile(
    r"[。；](?=[\u4e00-\u9fff、]{2,60}(?:19|20)\d{2}年\d{1,2}月\d{1,2}日(?:[（(][^（）()]{2,12}[）)])?\s*$)"
)
_TO_WHOM = re.compile(r"[：:](?=\S)(?<=(?<![任头合实与办持])(?:单位|部门).|(?:机构|企业|高校|院校|政府).)")
_HANDED = re.compile(r"给你们[，,]?请[^。]{0,40}(?:执行|落实|实施|办理)。")
_STARTS_BODY = re.compile(r"\s*(?:一、|[（(]一[）)]|第[一1][章条]|1[.、])")
_ENDS_BEFORE = re.compile(r"[。；]|》\s*[（(]?$")
_ON_GROUND_OF = re.compile("根据|按照|依据|落实|参照|执行")
_CITED_ON = re.compile(r"[）)]?\s*(?:文(?!发布|印发|公布)|和|与|及|等|精神|要求|规定|[，,。、；])")
_DIGIT = {c: str(i) for i, c in enumerate("〇一二三四五六七八九")} | dict.fromkeys("零○ＯOo", "0") | {"元": "1"}


class Part(NamedTuple):
    """A piece of the text without surrounding white space; `text` is the document's text from `start` to `end`."""

    text: str
    start: int
    end: int

    @property
    def bare(self) -> str:
        """Without any white space."""
        return "".join(self.text.split())


def parts(text: str) -> list[Part]:
    """Lines; a long line without breaks is cut at its spaces and around its 文号, near its front and its end."""
    found: list[Part | None] = []
    for line in _LINE.finditer(text):
        start, end = line.span()
        if cuts := _cuts(text, start, end) if start < _FRONT or end > len(text) - _BACK else ():
            found += [_part(text, a, b) for a, b in zip([start, *cuts], [*cuts, end], strict=True)]
        else:
            found.append(Part(line[1], *line.span(1)))
    return list(filter(None, found))


def _cuts(text: str, start: int, end: int) -> list[int]:
    """Where a line near the front or the end falls apart into several pieces of a head."""
    stop, cuts = min(end, start + _FRONT), set[int]()
    if _TO_ALL.search(text, start + 1, end):
        gaps = _BEFORE_ADDRESSEE.finditer(text, start + 1, stop)
        cuts |= {m.end() for m in gaps if text[m.start() - 1] in _TITLE_ENDS}
    if end - start > _LONG:
        cuts |= {*_edge_cuts(text, start, stop), *_edge_cuts(text, max(start, end - _BACK), end)}
        cuts |= {m.end() for m in (*_TO_WHOM.finditer(text, start, stop), *_HANDED.finditer(text, start, stop))}
        if text[end - 1] in "日）)" or text[end - 1].isspace():
            cuts |= {m.end() for m in _FOOT.finditer(text, max(start, end - _BACK), end)}
    if start < _FRONT and text.find("号", start, start + _FRONT) >= 0:
        for match in near(NUMBER, _YEAR, text, _OWNER, _OWNER, (start, stop)):
            if _free(text, start, match):
                first, last = _owner_start(text, match), match.end()
                cuts |= {first - (text[first - 1] in "（("), last + (text[last : last + 1] in tuple("）)"))}
    return sorted(c for c in cuts if start < c < end)


def _edge_cuts(text: str, start: int, end: int) -> Iterator[int]:
    """Behind the spaces of a stretch at the edge of a long line, those in names in 《》 left out."""
    if text.find(" ", start, end) >= 0 or text.find("\u3000", start, end) >= 0:
        yield from (m.end() for m in _GAP.finditer(text, start, end) if not _in_title(text, m.start()))


def _in_title(text: str, at: int) -> bool:
    """Whether a book-title bracket is open at `at`."""
    before = text[max(0, at - 120) : at]
    return before.count("《") > before.count("》")


def _free(text: str, start: int, match: re.Match[str]) -> bool:
    """Whether a 文号 stands for itself: not in brackets after a title that is cited, nor inside a sentence."""
    before = text[start : match.start("owner")].rstrip()
    if _ENDS_BEFORE.search(before) or match.start() - start > 200 or _CITED_ON.match(text, match.end()):
        return False
    if _ON_GROUND_OF.search(text, start, match.end()):
        return False
    return before.count("《") <= before.count("》")


def _owner_start(text: str, match: re.Match[str]) -> int:
    """Where the letters of a 文号 begin, when they run on from a title: after its last word (意见|国发〔2014〕14号)."""
    owner = match["owner"]
    ends = [m.end() for m in _END_OF_TITLE.finditer(owner)]
    return match.start() + (ends[-1] if ends and ends[-1] < len(owner) else 0)


def _part(text: str, start: int, end: int) -> Part | None:
    """The piece `text[start:end]`, None where it holds white space only."""
    piece = text[start:end].lstrip()
    start = end - len(piece)
    piece = piece.rstrip()
    return Part(piece, start, start + len(piece)) if piece else None


def find_number(part: Part) -> tuple[str, Span] | None:
    """The 文号 of a piece, without layout spaces, and where it stands."""
    match = next(near(NUMBER, _YEAR, part.text, _OWNER, _OWNER), None)
    if not match:
        return None
    start = _owner_start(part.text, match)
    return re.sub(r"\s", "", part.text[start : match.end()]), (part.start + start, part.start + match.end())


def own_number(piece: Part) -> tuple[str, Span] | None:
    """As `find_number`, where the 文号 is the paper's own: alone in its piece, or at an end of its title."""
    hit = find_number(piece)
    if hit is None:
        return None
    before, after = text_around(piece, hit[1])
    alone = not before.strip("（(\n -—") or _TITLE_END.search(before)
    return hit if alone and "》" not in after[:2] and not _CITED_ON.match(after) and "《" not in before else None


def text_around(piece: Part, span: Span) -> tuple[str, str]:
    """What a piece holds before and after a span of the text."""
    return piece.text[: span[0] - piece.start], piece.text[span[1] - piece.start :]


def starts_body(piece: Part) -> bool:
    """Whether a piece is where the numbered parts of a paper begin."""
    return _STARTS_BODY.match(piece.text) is not None


def read_date(text: str) -> str | None:
    """The first date of a text as YYYY-MM-DD: digits, Chinese numerals, or eight digits alone."""
    if match := DATE.search(text):
        year = "".join(_DIGIT.get(c, c) for c in match["y"])
        return f"{year}-{_small(match['m']):02d}-{_small(match['d']):02d}"
    if match := re.fullmatch(r"\s*([12]\d{3})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\s*", text):
        return "-".join(match.groups())
    return None


def _small(printed: str) -> int:
    """A number up to 31 in digits or Chinese numerals."""
    if printed.isdecimal():
        return int(printed)
    tens, found, ones = printed.replace("廿", "二十").partition("十")
    if not found:
        return int(_DIGIT[printed])
    return int(_DIGIT.get(tens, "1")) * 10 + int(_DIGIT.get(ones, "0"))
