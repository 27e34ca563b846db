"""What a web page prints around a paper: its labelled metadata is kept, its chrome is dropped."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from extract.readers.blocks import Block, Grid

_TABLE = Path(__file__).parents[1] / "vocabulary" / "furniture.toml"
_ITEM = r"^\s*(?:[（(]?[一二三四五六七八九十]+[)）、.]|第[一二三四五六七八九十]+[章节条])"
_BODY = re.compile(rf"[。；].|{_ITEM}|^.{{0,80}}[：:]\s*$")
_URL = re.compile(r"\s*https?://\S+\s*")
_FOOT_LINES, _FOOT_CHARS = 40, 1500
_HEAD_LINES, _MENU_LINES, _LONG_LINE = 6, 120, 120
_EDGES = " \t\u3000|｜[]【】;；,，"


class Furniture:
    """The vocabulary of page furniture, and the two questions asked of it: `take` lines, `table` of labels."""

    def __init__(self, path: Path = _TABLE) -> None:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        self.words = words
        self.keys = {label: key for key, labels in words["labels"].items() for label in labels}
        self.proof = frozenset(words["proof"]["keys"])
        self.not_alone = frozenset(words["proof"]["not_alone"])
        self.shapes = {key: re.compile(shape) for key, shape in words["shapes"].items()}

    @cached_property
    def label(self) -> re.Pattern[str]:
        """A label: in brackets or with a colon, or bare between spaces; white space inside it is allowed."""
        names = sorted(self.keys, key=len, reverse=True)
        spaced = {name: r"\s{0,10}".join(map(re.escape, name)) for name in names}
        bare = "|".join(spaced.values())
        long = "|".join(spaced[name] for name in names if len(name) > 2)
        return re.compile(
            rf"(?:(?:^|(?<=[\s|\[【•·]))(?P<bare>{bare})(?:\s*[\]】](?:\s*[:：])?|\s*[:：]|(?=[\s|]|$))"
            rf"|(?P<long>{long})\s*[:：])"
        )

    @cached_property
    def chrome(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in self.words["chrome"]["anywhere"]))

    @cached_property
    def stamp(self) -> re.Pattern[str]:
        """A line that is only the date of the page."""
        return re.compile(self.words["chrome"]["stamp"])

    @cached_property
    def foot(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in self.words["chrome"]["foot"]))

    @cached_property
    def tail(self) -> re.Pattern[str]:
        return re.compile(rf"(?<=[\s。）)日])\s*(?:[\[【]?(?:{'|'.join(self.words['chrome']['tail'])})[\]】]?\s*)+$")

    @cached_property
    def prefix(self) -> re.Pattern[str]:
        return re.compile(rf"^\s*(?:{'|'.join(map(re.escape, self.words['chrome']['prefix']))})\s*")

    def pairs(self, line: str) -> list[tuple[str, str]]:
        """The labels of a line that begins with one, with their values; [] for any other line."""
        line = line.strip().strip("•·").strip()
        hits = list(self.label.finditer(line))
        if not hits or line[: hits[0].start()].strip(_EDGES):
            return []
        ends = [hit.start() for hit in hits[1:]] + [len(line)]
        return [(_name(hit), line[hit.end() : end].strip(_EDGES)) for hit, end in zip(hits, ends, strict=True)]

    def colons(self, line: str) -> bool:
        """Whether the line's first label is set off by a colon or a bracket, and not merely by a space."""
        hit = self.label.search(line.strip())
        return hit is not None and hit[0].rstrip()[-1:] in ":：]】"

    def strip(self, blocks: list[Block]) -> tuple[dict[str, str], list[Block]]:
        """The page's metadata under canonical keys, the first value of each, and the blocks that are text."""
        found = {"url": str(first).strip()} if _URL.fullmatch(str(first := next(iter(blocks), ""))) else {}
        kept: list[Block] = self._after_breadcrumb(self._part_labels(self._cut_foot(blocks)))
        kept = self._take_tables(kept, found)
        kept = [b for b in map(self._bare, kept) if isinstance(b, Grid) or not self.chrome.fullmatch(b.strip())]
        return found, self._take_labels(kept, found)

    @cached_property
    def breadcrumb(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in self.words["chrome"]["breadcrumb"]))

    @cached_property
    def bracketed(self) -> re.Pattern[str]:
        names = "|".join(r"\s*".join(map(re.escape, name)) for name in self.keys)
        return re.compile(rf"(?<=\S)\s+(?=[\[【]\s*(?:{names})\s*[\]】])")

    def _part_labels(self, blocks: list[Block]) -> list[Block]:
        """A line that goes on into bracketed labels ([主题分类] …) is parted before the first of them."""
        parted: list[Block] = []
        for block in blocks:
            parted.extend(self.bracketed.split(block, maxsplit=1) if isinstance(block, str) else [block])
        return parted

    def _after_breadcrumb(self, blocks: list[Block]) -> list[Block]:
        """Without the site's name and menus: short lines above the page's "you are here"; text above it stays."""
        menu = True
        for i, block in enumerate(blocks[:_MENU_LINES]):
            if isinstance(block, Grid) or len(block.strip()) > _LONG_LINE or (self.pairs(block) and self.colons(block)):
                break
            if self.breadcrumb.fullmatch(block.strip()):
                return blocks[i + 1 :] if menu else self._head_first(blocks, i)
            menu = menu and not _BODY.search(block)
        return blocks

    def _head_first(self, blocks: list[Block], at: int) -> list[Block]:
        """A page's head that was printed into its text, from "you are here" to its date, goes in front."""
        following = range(at + 1, min(at + _HEAD_LINES, len(blocks)))
        end = next((i + 1 for i in following if self.stamp.fullmatch(str(blocks[i]).strip())), at + 1)
        return [*blocks[at + 1 : end], *blocks[:at], *blocks[end:]]

    def _bare(self, block: Block) -> Block:
        return block if isinstance(block, Grid) else self.prefix.sub("", block)

    def _cut_foot(self, blocks: list[Block]) -> list[Block]:
        """Leave out the foot of the page, where it begins in the last lines and little text follows."""
        filled = [i for i, b in enumerate(blocks) if isinstance(b, str) and b.strip()]
        for i in filled[len(filled) // 2 :][-_FOOT_LINES:]:
            rest = [b for b in blocks[i:] if isinstance(b, str)]
            if self.foot.fullmatch(str(blocks[i]).strip()) and sum(map(len, rest)) < _FOOT_CHARS:
                return blocks[:i]
        if filled:
            last = filled[-1]
            return [*blocks[:last], self.tail.sub("", str(blocks[last])), *blocks[last + 1 :]]
        return blocks

    def _take_tables(self, blocks: list[Block], found: dict[str, str]) -> list[Block]:
        kept: list[Block] = []
        for block in blocks:
            pairs = self._of_grid(block) if isinstance(block, Grid) else []
            if self._proved(name for name, _ in pairs):
                self._keep(pairs, found)
            else:
                kept.append(block)
        return kept

    def _of_grid(self, grid: Grid) -> list[tuple[str, str]]:
        """Labels of a table's cells with the cell after each, or with what stands in the same cell."""
        pairs: list[tuple[str, str]] = []
        for row in grid.rows:
            cells = list(dict.fromkeys(row))
            for i, cell in enumerate(cells):
                own = self.pairs(cell.text)
                if own and not own[-1][1] and i + 1 < len(cells) and not self.pairs(cells[i + 1].text):
                    own[-1] = (own[-1][0], cells[i + 1].text.strip())
                pairs.extend(own)
        return pairs

    def _proved(self, names: Iterable[str]) -> bool:
        names = list(names)
        strong = [n for n in names if self.keys[n] in self.proof and n not in self.not_alone]
        return bool(strong) and len(names) >= 2

    def _keep(self, pairs: list[tuple[str, str]], found: dict[str, str]) -> None:
        for name, value in pairs:
            value = value.strip(_EDGES + "-—")
            if value and self.keys[name] != "ignored":
                found.setdefault(self.keys[name], value)

    def _take_labels(self, blocks: list[Block], found: dict[str, str]) -> list[Block]:
        """Take blocks of labelled lines wherever they stand, and single ones above the first line of the body."""
        kept: list[Block] = []
        i, head = 0, True
        while i < len(blocks):
            block = blocks[i]
            pairs = self.pairs(block) if isinstance(block, str) else []
            end, run = self._run(blocks, i) if pairs else (i + 1, [])
            if head and isinstance(block, str) and self.stamp.fullmatch(block.strip()):
                found.setdefault("published_on", block.strip(" •·"))
            elif pairs and (self._proved(n for n, _ in run) or (head and self.colons(str(block)))):
                self._keep(run, found)
                if head and "title" in found and self._proved(n for n, _ in run):
                    kept = [b for b in kept if _within(b, found["title"])]
            else:
                end = i + 1
                kept.append(block)
                head = head and not (isinstance(block, str) and (_BODY.search(block) or len(block) > _LONG_LINE))
            i = end
        return kept

    def _run(self, blocks: list[Block], i: int) -> tuple[int, list[tuple[str, str]]]:
        """The labelled lines from `i` on, each label with its value on the same line or the next."""
        run: list[tuple[str, str]] = []
        end = i
        while i < len(blocks) and isinstance(blocks[i], str):
            line = str(blocks[i]).strip()
            pairs = self.pairs(line)
            if pairs:
                run.extend(pairs)
                end = i + 1
            elif line and end == i and self._is_value(run, line, self._next(blocks, i + 1)):
                run[-1] = (run[-1][0], run[-1][1] + line)
                end = i + 1
            elif line:
                break
            else:
                end += end == i
            i += 1
        return end, run

    def _is_value(self, run: list[tuple[str, str]], line: str, following: str) -> bool:
        """Whether a line without a label is the value, or the rest of the title, of the label before it."""
        name, value = run[-1]
        key = self.keys[name]
        if value:
            return key == "title" and len(line) < 40 and bool(self.pairs(following))
        if self.pairs(following):
            return True
        shape = self.shapes.get(key)
        return shape is not None and shape.fullmatch(line) is not None

    def _next(self, blocks: list[Block], i: int) -> str:
        return next((b for b in blocks[i : i + 4] if isinstance(b, str) and b.strip()), "")


def _within(block: Block, title: str) -> bool:
    """Whether a line above the page's table is the paper's title or a part of it, and none of the page's menus."""
    bare = "" if isinstance(block, Grid) else re.sub(r"\s", "", block)
    return len(bare) > 3 and bare in re.sub(r"\s", "", title)


def _name(hit: re.Match[str]) -> str:
    return re.sub(r"\s", "", hit["bare"] or hit["long"])
