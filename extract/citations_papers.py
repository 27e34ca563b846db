"""Tells one paper from another within a text: wrappers, short names, the paper itself and what is attached to it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from extract.annotations import Head
from extract.citations_kind import longest_first
from extract.citations_marks import Mark, clean, without_titles
from extract.document import Document
from kg.identity import fold

_WRAPPER = re.compile(
    r"^(?:.{0,60}?)(?:关于)?(?:印发|公布|发布|下发|颁布|转发)[《〈<＜(]*(.{4,}?)[》〉>＞)]*的(?:补充)?(?:通知|公告|函|决定)$"
)
_ABOUT = re.compile(r"^(.{2,60}?)(?=关于|印发|转发|公布)")
_TRIAL = re.compile(
    r"[(（](?:试行|暂行|修订|修订版|修正|送审稿|征求意见稿|(?:19|20)\d{2}年?(?:版|修订|本)?)[)）]$"
)
_NATION = re.compile(r"^中华人民共和国")
_SHORT = re.compile(r"^\s*[(（](?:以下|下|简称)[^()（）]{0,40}[)）]")
_HEREWITH = re.compile("印发给你们|予以印发")
_CLAUSE = re.compile(r"[，,。；;：:《》（）()“”\n]")
_STOP = re.compile("[。；;：:，,、]")
_LISTED = re.compile(r"附件\s*\d{0,2}\s*[:：.．、]?[^。；;]{0,300}?(?=[。；;]|\n\s*\n|(?:19|20)\d\d年\d+月\d+日|$)")
_LIST_HEAD = re.compile(r"附件\s*\d{0,2}\s*(?:[:：.．、]|\s)")
_APART = "\x00"
_ISSUER = 12
OWN = ("the paper itself", "printed in the paper itself", "attached to the paper")
_HEADING = 300
"""So far from the start a one-line paper prints its own title, in characters."""


@dataclass(slots=True)
class Paper:
    """A cited paper, gathered from all its mentions in one text."""

    title: str
    core: str
    issuer: str | None
    doc_no: str | None
    code: str | None
    kind: str


@lru_cache(maxsize=5000)
def core(title: str) -> str:
    """What stays of a title when issuer, wrapper ("关于印发…的通知"), trial marks, quotes and 的 go: folded."""
    bare = _TRIAL.sub("", title)
    inner = _WRAPPER.match(bare)
    bare = _TRIAL.sub("", inner.group(1)) if inner else bare
    about = _ABOUT.match(bare)
    return fold(_NATION.sub("", bare[about.end():] if about else bare)).removeprefix("关于").replace("的", "")


class Issuers:
    """Bodies printed in front of a name ("省财政厅《…》", "国务院印发的《…》") or at the head of a title."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        ends, verbs, stops = (longest_first(table["issuer"][k]) for k in ("ends", "verbs", "stops"))
        several = r"(?:[、 　]?等?[\d一二三四五六七八九十两]*(?:个|家)?部门)?"
        never = f"(?![我本各该])(?!.*{table['issuer']['never']})"
        self._body = re.compile(rf"^{never}[\u4e00-\u9fff、 　等0-9]{{0,60}}?(?:{ends}){several}$")
        self._verb = re.compile(rf"(?:{verbs})?了?的?\s*$")
        self._stop = re.compile(rf"^.*(?:{stops})(?=原?[\u4e00-\u9fff]{{2,}})")

    def of(self, title: str, text: str, folded: str, start: int) -> str | None:
        """The issuer of the name at `start`, as printed; None where none is. `folded` is the text to match in."""
        inside = _ABOUT.match(title)
        if inside and self._body.match(inside.group(1)):
            return inside.group(1)
        front = _CLAUSE.split(folded[max(0, start - 70):start])[-1].lstrip("、和及与")
        front = self._stop.sub("", front)
        body = self._verb.sub("", front)
        if not self._body.match(clean(body)):
            return None
        return clean(text[start - len(front):start - len(front) + len(body)])


class Own:
    """The paper itself: its title, what its notice prints, what it attaches."""

    def __init__(self, table: Mapping[str, Any], document: Document, head: Head) -> None:
        own = table["own"]
        self._printed, self._drafted = re.compile(rf"^[)）]?\s*(?:{own['printed']})"), re.compile(own["drafted"])
        self._attached = re.compile(rf"^\s*[(（][^()（）]{{0,6}}(?:{own['attached']})")
        above = table["above"].get(head.region.level if head.region else "")
        self._above = re.compile(above) if above else None
        self._titles = [t for t in (head.title, document.furniture.get("title")) if t]
        self._doc_no = fold(head.doc_no or "")
        self._cores = {core(clean(t)) for t in self._titles} - {""}
        self._folded = [fold(without_titles(t)) for t in self._titles]
        self._text = document.text

    @cached_property
    def _lines(self) -> str:
        return _headings(self._text)

    @cached_property
    def _lists(self) -> str:
        return fold(" ".join(_attachments(self._text)))

    def learn(self, mark: Mark, text: str) -> None:
        """Take the name as the paper's own where the notice says that it is printed herewith."""
        behind = _SHORT.sub("", text[mark.end:mark.end + 120])
        drafted = self._drafted.search(text[max(0, mark.start - 12):mark.start])
        if self._printed.match(behind) or (drafted and _HEREWITH.search(text[mark.end:mark.end + 200])):
            self._cores.add(core(mark.title))

    def reason(self, mark: Mark, text: str) -> str | None:
        """Why this name is no citation, or None where it is one."""
        name, whole = core(mark.title), fold(mark.title)
        if mark.doc_no and fold(mark.doc_no) != self._doc_no:
            return None
        if self._above and self._above.search(text, max(0, mark.start - _ISSUER), mark.start):
            return None
        if name in self._cores or (len(whole) > 7 and any(whole in t for t in self._folded)):
            return OWN[0]
        if len(whole) > 5 and (self._attached.match(text[mark.end:mark.end + 80]) or whole in self._lists):
            return OWN[2]
        if not mark.doc_no and len(whole) > 5 and (whole in self._lines or (len(name) > 7 and name in self._lines)):
            return OWN[1]
        return None

    def ends_with(self, word: str) -> bool:
        """Whether the paper's own title ends with this word: then its short name is the paper itself."""
        return any(c.endswith(fold(word)) for c in self._cores)


def _headings(text: str) -> str:
    """Folded lines that may be headings: short, without a stop; and the head of the text; names in 《》 left out."""
    bare = without_titles(text)
    lines = [line.strip() for line in bare.split("\n")]
    short = [line for line in lines if 4 < len(line) < 60 and not _STOP.search(line)]
    folded = fold(_APART.join(short)).split(_APART)
    return "\n".join(["".join(folded[:12]), *folded, fold(bare[:_HEADING])])


def _attachments(text: str) -> list[str]:
    """The lists behind 附件：, up to a full stop, a date or an empty line."""
    return [m.group() for m in _LISTED.finditer(text) if _LIST_HEAD.match(m.group())]


class Register:
    """The cited papers of one text and their short names."""

    def __init__(self) -> None:
        self.papers: list[Paper] = []
        self._short: dict[str, Paper | None] = {}

    def name(self, short: str, paper: Paper | None) -> None:
        """Remember a short name; None stands for the paper itself."""
        self._short[fold(short)] = paper

    def knows(self, short: str) -> bool:
        return fold(short) in self._short

    def by_short(self, short: str) -> Paper | None:
        return self._short[fold(short)]

    def by_ending(self, word: str) -> Paper | None:
        """The latest paper whose name ends with this word."""
        return next((p for p in reversed(self.papers) if p.core.endswith(fold(word))), None)

    def enter(self, found: Paper) -> Paper:
        """The same paper as met before, filled in, or a new one."""
        for known in self.papers:
            if _same(known, found):
                _fill(known, found)
                return known
        self.papers.append(found)
        return found


def _same(a: Paper, b: Paper) -> bool:
    if a.code or b.code:
        return a.code == b.code or (a.core == b.core != "" and not (a.code and b.code))
    if a.doc_no and b.doc_no:
        return fold(a.doc_no) == fold(b.doc_no) and not fold(a.doc_no).startswith("第")
    if a.issuer and b.issuer and fold(a.issuer) != fold(b.issuer):
        return False
    return a.core == b.core != ""


def _fill(known: Paper, found: Paper) -> None:
    if found.doc_no and not known.doc_no and found.title:
        known.title = found.title
    known.doc_no = known.doc_no or found.doc_no
    known.code = known.code or found.code
    known.issuer = known.issuer or found.issuer
