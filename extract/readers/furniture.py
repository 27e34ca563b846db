"""What a web page prints around a paper: its labelled metadata is kept, its chrome is dropped."""

from __future__ import annotations

import re
import tomllib
from functools import cached_property
from pathlib import Path

from extract.readers.blocks import Block, Grid
from extract.readers.labels import BODY, LONG_LINE, Labels

_TABLE = Path(__file__).parents[1] / "vocabulary" / "furniture.toml"
_URL = re.compile(r"\s*https?://\S+\s*")
_FOOT_LINES, _FOOT_CHARS = 160, 1500
_HEAD_LINES, _MENU_LINES = 6, 120
_FRONT = 480
"""How far the labels of a page reach that stand on one line with its text."""


class Furniture:
    """The vocabulary of page furniture, and what it takes off a page: chrome at both ends, labelled metadata."""

    def __init__(self, path: Path = _TABLE) -> None:
        words = tomllib.loads(path.read_text(encoding="utf-8"))
        self.words = words
        self.labels = Labels(words)

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

    def strip(self, blocks: list[Block]) -> tuple[dict[str, str], list[Block]]:
        """The page's metadata under canonical keys, the first value of each, and the blocks that are text."""
        found = {"url": str(first).strip()} if _URL.fullmatch(str(first := next(iter(blocks), ""))) else {}
        kept: list[Block] = self._after_breadcrumb(self._part_labels(self._cut_foot(blocks)))
        kept = self.labels.take_tables(kept, found)
        kept = [b for b in map(self._bare, kept) if isinstance(b, Grid) or not self.chrome.fullmatch(b.strip())]
        return found, self.labels.take_lines(kept, found)

    @cached_property
    def breadcrumb(self) -> re.Pattern[str]:
        return re.compile("|".join(f"(?:{p})" for p in self.words["chrome"]["breadcrumb"]))

    @cached_property
    def bracketed(self) -> re.Pattern[str]:
        names = "|".join(r"\s*".join(map(re.escape, name)) for name in self.labels.keys)
        return re.compile(rf"(?<=\S)\s+(?=[\[【]\s*(?:{names})\s*[\]】])")

    def _part_labels(self, blocks: list[Block]) -> list[Block]:
        """A line that goes on into bracketed labels ([主题分类] …) is parted before the first of them."""
        parted: list[Block] = []
        for block in blocks:
            if isinstance(block, str):
                for line in self._part_front(block):
                    parted.extend(self.bracketed.split(line, maxsplit=1))
            else:
                parted.append(block)
        return parted

    def _part_front(self, line: str) -> list[str]:
        """"You are here" apart from labels on its line, and, in a page without line breaks, both from the paper."""
        if not self.breadcrumb.match(line.strip()) or not (labels := self.labels.span(line[:_FRONT])):
            return [line]
        start, end = labels
        whole = len(line) <= _FRONT
        return [line[:start], *([line[start:]] if whole else [line[start:end], line[end:]])]

    def _after_breadcrumb(self, blocks: list[Block]) -> list[Block]:
        """Without the site's name and menus: short lines above the page's "you are here"; text above it stays."""
        menu = True
        for i, block in enumerate(blocks[:_MENU_LINES]):
            if isinstance(block, Grid) or len(block.strip()) > LONG_LINE or (self.labels.pairs(block) and self.labels.colons(block)):
                break
            if self.breadcrumb.fullmatch(block.strip()):
                return blocks[i + 1 :] if menu else self._head_first(blocks, i)
            menu = menu and not BODY.search(block)
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
