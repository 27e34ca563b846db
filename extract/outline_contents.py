"""Lists whose numbers number no part of a paper: its table of contents, and the notes under a table."""

from __future__ import annotations

import re

from extract.document import Span

_HEAD_MARK, _NOTES_MARK = re.compile(r"目[ \t　]*[录次錄]"), re.compile(r"注\s*[：:]\s*[(（]?1")
_HEAD = re.compile(r"(?m)^[ \t　]*目[ \t　]*[录次錄][ \t　]*$")
_LINE = re.compile(r"[^\n]*[^\s][^\n]*")
_PAGE = re.compile(r"[\s.．…·・—\-\d０-９]+$|\s")
_LONGEST = 60
_PART = r"\n[ \t　]*(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[章条]|附\s*件)"
_NOTES = re.compile(rf"(?m)^[ \t　]*(?:备\s*)?注\s*[：:]\s*[(（]?1[.．、）)](?:(?!{_PART})[\s\S])*")


def lists_apart(text: str) -> list[Span]:
    """Stretches whose numbers are left alone."""
    listed = contents(text)
    return [*([listed] if listed else []), *_notes(text)]


def _notes(text: str) -> list[Span]:
    return [m.span() for m in _NOTES.finditer(text)] if _NOTES_MARK.search(text) else []


def contents(text: str) -> Span | None:
    """From the line 目录 to where its first entry is printed again, or to the first line that is running text."""
    head = _HEAD.search(text) if _HEAD_MARK.search(text) else None
    if head is None:
        return None
    first, end = None, head.end()
    for line in _LINE.finditer(text, head.end()):
        entry = _PAGE.sub("", line[0])
        if entry == first or len(line[0]) > _LONGEST or "。" in entry:
            break
        first, end = first or entry, line.end()
    return head.start(), end
