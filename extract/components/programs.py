"""Named campaigns, projects, pilots, prizes and events: each once a paper, at its first mention."""

from __future__ import annotations

import re
import tomllib
from bisect import bisect_right
from itertools import accumulate
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import FINDINGS, Campaign, Duty, Place, Section, findings, mark_spans
from extract.folding import fold as simplified
from extract.folding import fold_paper
from extract.places import load_places
from extract.programs_boxes import Boxes
from extract.programs_events import Events
from extract.programs_names import Headed
from extract.programs_quotes import Quoted
from extract.programs_words import Name, bare
from extract.programs_works import Works
from kg.identity import fold

_COMPONENT = "programs"
_TITLES = re.compile(r"《[^《》]{1,160}》")
_SPAN_OF_YEARS = re.compile(r"[(（][^()（）]*\d{4}[^()（）]*[)）]$")
"""At a title's end: "…三年行动方案（2023—2025年）"."""
_PAIR = re.compile(r'"([^"\n]{1,40})"')
_INNER = re.compile("“([^“”+]{3,})”")
_TABLE = Path(__file__).parents[1] / "vocabulary" / "programs.toml"


class Programs:
    """The component: patterns and tables are compiled once."""

    def __init__(self) -> None:
        table = tomllib.loads(_TABLE.read_text("utf-8"))
        self._headed, self._quoted, self._events = Headed(table), Quoted(table), Events(table)
        self._works, self._boxes = Works(table), Boxes(table)

    def __call__(self, doc: Doc) -> Doc:
        found = findings(doc)
        paper = found.document.text
        printed = _straight_quotes(_TITLES.sub(lambda m: "。" * len(m.group()), paper))
        text = printed if fold_paper(paper) == paper else simplified(printed)
        own = fold(_SPAN_OF_YEARS.sub("", found.head.title or ""))
        starts, ends = _lines(found.duties)
        names = [*self._headed.find(text), *self._quoted.find(text), *self._events.find(text),
                 *self._works.find(text), *self._boxes.find(text)]
        for name in _first_mentions(text, names, found.outline):
            in_line = ends[bisect_right(starts, name.start)] >= name.end  # what stands there is a body
            own_name = own and (own.endswith(fold(name.text)) or _is_own(found.head.region, own, name.text))
            if not (in_line or own_name or load_places().knows(name.text)):
                said = _as_printed(name, text, printed)
                found.campaigns.append(Campaign(said, name.start, name.end, f"programs.{name.rule}"))
        mark_spans(doc, _COMPONENT, [(c.start, c.end) for c in found.campaigns])
        return doc


def _is_own(region: Place | None, title: str, name: str) -> bool:
    """Whether the paper names itself by the region it is for ("云川市质量提升行动" or "市质量提升行动" in its own plan); prizes are
    things."""
    if region is None or name.endswith("奖"):
        return False
    whole = region.name + name[1:] if region.name.endswith(name[0]) else name
    return whole.startswith((region.name, *region.aliases)) and fold(whole) in title


def _lines(duties: list[Duty]) -> tuple[list[int], list[int]]:
    """Where the lines of duties begin, in order, and how far those up to each of them reach, none first."""
    spans = sorted((duty.start, duty.end) for duty in duties)
    return [start for start, _ in spans], list(accumulate((end for _, end in spans), max, initial=0))


def _straight_quotes(text: str) -> str:
    """Straight quotes turned into opening and closing ones, line by line; the same length."""
    return _PAIR.sub(r"“\1”", text)


def _as_printed(name: Name, text: str, printed: str) -> str:
    """The name in the characters of the paper, where it is one run of them."""
    span = slice(name.start, name.end)
    return bare(printed[span]) if name.text == bare(text[span]) else name.text


def _first_mentions(text: str, names: list[Name], outline: list[Section]) -> list[Name]:
    """Each name once; of names that overlap the longest stands. What shares its quoted word is one name
    ("“卖旧买新”活动", "住房“卖旧买新”服务活动"), and what is the whole heading of a part is that part."""
    kept: list[Name] = []
    taken = bytearray(len(text))
    for name in sorted(names, key=lambda n: (n.start - n.end, n.start)):
        if taken.find(1, name.start, name.end) < 0:
            taken[name.start:name.end] = bytes([1]) * (name.end - name.start)
            kept.append(name)
    first: list[Name] = []
    seen: set[str] = set()
    starts = [part.start for part in outline]
    for name in sorted(kept, key=lambda n: n.start):
        part = outline[bisect_right(starts, name.start) - 1] if starts else None
        if part and part.start <= name.start < part.head_end and fold(part.title) == fold(name.text):
            continue
        quoted = _INNER.search(text, name.start, name.end)
        keys = {fold(name.text)} | ({fold(quoted.group(1))} if quoted else set())
        if not keys & seen:
            first.append(name)
        seen |= keys
    return first


@Language.factory("kg_programs", requires=[FINDINGS], assigns=["doc.spans"])
def make_programs(nlp: Language, name: str) -> Programs:
    """Fills `findings(doc).campaigns`."""
    return Programs()
