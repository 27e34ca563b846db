"""The labelled metadata of a page (索引号, 文号, 发布日期 …): in a table, in lines, or with its values below."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from extract.readers.blocks import Block, Grid

_ITEM = r"^\s*(?:[（(]?[一二三四五六七八九十]+[)）、.]|第[一二三四五六七八九十]+[章节条])"
BODY = re.compile(rf"[。；].|{_ITEM}|^.{{0,80}}[：:]\s*$")
"""What makes a line one of the paper's body."""
LONG_LINE = 120
_VALUE = re.compile(r"\s*\S*")
_EDGES = " \t\u3000|｜[]【】;；,，"


class Labels:
    """The labels of furniture.toml: recognised in lines and tables, their values kept under canonical keys."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self.keys = {label: key for key, labels in words["labels"].items() for label in labels}
        self._proof = frozenset(words["proof"]["keys"])
        self._not_alone = frozenset(words["proof"]["not_alone"])
        self._shapes = {key: re.compile(shape) for key, shape in words["shapes"].items()}
        self._stamp = re.compile(words["chrome"]["stamp"])

    @cached_property
    def _label(self) -> re.Pattern[str]:
        """A label: in brackets or with a colon, or bare between spaces; white space inside it is allowed."""
        names = sorted(self.keys, key=len, reverse=True)
        spaced = {name: r"\s{0,10}".join(map(re.escape, name)) for name in names}
        bare = "|".join(spaced.values())
        long = "|".join(spaced[name] for name in names if len(name) > 2)
        return re.compile(
            rf"(?:(?:^|(?<=[\s|\[【•·]))(?P<bare>{bare})(?:\s*[\]】](?:\s*[:：])?|\s*[:：]|(?=[\s|]|$))"
            rf"|(?P<long>{long})\s*[:：])"
        )

    def pairs(self, line: str) -> list[tuple[str, str]]:
        """The labels of a line that begins with one, with their values; [] for any other line."""
        line = line.strip().strip("•·").strip()
        hits = list(self._label.finditer(line))
        if not hits or line[: hits[0].start()].strip(_EDGES):
            return []
        ends = [hit.start() for hit in hits[1:]] + [len(line)]
        return [(_name(hit), line[hit.end() : end].strip(_EDGES)) for hit, end in zip(hits, ends, strict=True)]

    def colons(self, line: str) -> bool:
        """Whether the line's first label is set off by a colon or a bracket, and not merely by a space."""
        hit = self._label.search(line.strip())
        return hit is not None and hit[0].rstrip()[-1:] in ":：]】"

    def span(self, line: str) -> tuple[int, int] | None:
        """From the first label with a colon to where the value of the last one ends, at a space."""
        hits = [hit for hit in self._label.finditer(line) if hit[0].rstrip()[-1:] in ":："]
        value = _VALUE.match(line, hits[-1].end()) if hits else None
        return (hits[0].start(), value.end()) if value else None

    def take_tables(self, blocks: list[Block], found: dict[str, str]) -> list[Block]:
        """Blocks without the page's tables of metadata, whose values go to `found`."""
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
        strong = [n for n in names if self.keys[n] in self._proof and n not in self._not_alone]
        return bool(strong) and len(names) >= 2

    def _keep(self, pairs: list[tuple[str, str]], found: dict[str, str]) -> None:
        for name, value in pairs:
            value = value.strip(_EDGES + "-—")
            if value and self.keys[name] != "ignored":
                found.setdefault(self.keys[name], value)

    def take_lines(self, blocks: list[Block], found: dict[str, str]) -> list[Block]:
        """Take blocks of labelled lines wherever they stand, and single ones above the first line of the body."""
        kept: list[Block] = []
        i, head = 0, True
        while i < len(blocks):
            block = blocks[i]
            pairs = self.pairs(block) if isinstance(block, str) else []
            end, run = self._run(blocks, i) if pairs else (i + 1, [])
            if head and isinstance(block, str) and self._stamp.fullmatch(block.strip()):
                found.setdefault("published_on", block.strip(" •·"))
            elif pairs and (self._proved(n for n, _ in run) or (head and self.colons(str(block)))):
                self._keep(run, found)
                if head and "title" in found and self._proved(n for n, _ in run):
                    kept = [b for b in kept if _within(b, found["title"])]
            else:
                end = i + 1
                kept.append(block)
                head = head and not (isinstance(block, str) and (BODY.search(block) or len(block) > LONG_LINE))
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
        shape = self._shapes.get(key)
        return shape is not None and shape.fullmatch(line) is not None

    def _next(self, blocks: list[Block], i: int) -> str:
        return next((b for b in blocks[i : i + 4] if isinstance(b, str) and b.strip()), "")


def _within(block: Block, title: str) -> bool:
    """Whether a line above the page's table is the paper's title or a part of it, and none of the page's menus."""
    bare = "" if isinstance(block, Grid) else re.sub(r"\s", "", block)
    return len(bare) > 3 and bare in re.sub(r"\s", "", title)


def _name(hit: re.Match[str]) -> str:
    return re.sub(r"\s", "", hit["bare"] or hit["long"])
