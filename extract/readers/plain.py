"""Text files and Markdown to lines and grids."""

from __future__ import annotations

import re
from itertools import groupby

from extract.readers.blocks import Block, Cell, Grid
from extract.readers.clean import characters, lines

_COMMENT = re.compile(r"<!--.*?-->", re.S)
_IMAGE = re.compile(r"!\[[^\]]*\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_MARK = re.compile(r"^\s{0,3}(?:#{1,6}\s+|>\s?|[-*+]\s+)|\*\*|__|(?<=\S)\s+#+\s*$")
_RULE = re.compile(r"^[|\s:—-]+$")


def read_text(text: str) -> list[Block]:
    """A text file: one line a block; neighbouring lines with the same number of tabs, or with pipes, are a table."""
    found: list[Block] = []
    for shape, group in groupby(lines(characters(text)), key=_shape):
        members = list(group)
        if shape and (len(members) > 1 or shape[0] == "|"):
            found.append(Grid([_cells(line, shape[0]) for line in members if not _RULE.match(line)]))
        else:
            found.extend(members)
    return found


def read_markdown(text: str) -> list[Block]:
    """Markdown as its text: headings, emphasis and links without their marks, pipe tables as tables."""
    plain = _LINK.sub(r"\1", _IMAGE.sub("", _COMMENT.sub("", characters(text))))
    return read_text("\n".join(_MARK.sub("", line) for line in plain.split("\n")))


def _shape(line: str) -> tuple[str, int] | None:
    """What parts a line's cells, and into how many; None for running text."""
    if line.count("|") >= 2 and (line.strip()[0] == "|" or line.strip()[-1] == "|"):
        return ("|", 0)
    bare = line.strip(" \u3000")
    return ("\t", bare.count("\t")) if "\t" in bare.strip() else None


def _cells(line: str, mark: str) -> list[Cell]:
    bare = line.strip(" \u3000")
    return [Cell(part.strip()) for part in (bare.strip("|") if mark == "|" else bare).split(mark)]
