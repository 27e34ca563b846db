"""What targets of many papers measure alike: one name, unit and domain for wordings that differ."""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_VOCABULARY = Path(__file__).with_name("vocabulary")
_OTHER = "其他"
_FRONT = re.compile(
    r"(?:(?:力争|争取|确保|预计)?(?:到|至)?20\d\d年(?:底|末)?(?:前)?|“?十[二三四五六]五”?(?:期间|时期|末)?|"
    r"(?:全|我|本)(?:国|省|市|州|盟|区|县|旗|域)|力争|争取|确保|努力|新增|累计|总体|各类|各级|城乡|城市)[,，]?")
_BACK = re.compile(r"(?:总数量|数量|总数|总量|个数|数|总体|稳定|持续|平均)$")
_KEPT = re.compile(r"(?:人数|指数|总量|天数|系数|户数|次数|参数)$")
_LAYOUT = re.compile(r"[\s,，“”\"]")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the join table; an empty unit means that the measure has none of its own."""

    name: str
    unit: str | None
    domain: str


def normal_form(name: str) -> str:
    """Width folded, layout, quotes and brackets' notes off, and words off that only say whose or by when:
    "全市到2025年制造业产品质量合格率" is "制造业产品质量合格率"."""
    text = _LAYOUT.sub("", unicodedata.normalize("NFKC", name))
    while (match := _FRONT.match(text)) and match.end() < len(text):
        text = text[match.end():]
    if not _KEPT.search(text):
        text = _BACK.sub("", text) or text
    return text


def indicator_for(name: str, unit: str | None) -> tuple[str, str | None, str]:
    """Canonical name, unit and domain of a printed indicator.

    Wordings that `indicators.csv` joins get its name and domain; others their normal form. A joined measure takes the
    table's unit unless the paper counts in another kind of thing, which keeps its own.
    """
    row = _joined().get(normal_form(name))
    printed = unicodedata.normalize("NFKC", unit) if unit else None
    if row and (row.unit is None or printed in (None, row.unit)):
        return row.name, row.unit or printed, row.domain
    if row:
        return row.name, printed, row.domain
    return normal_form(name), printed, domain_of(name)


def domain_of(name: str) -> str:
    """The first domain of `indicator_domains.csv` one of whose words stands in the name; 其他 when none does."""
    return next((domain for domain, words in _domains() if words.search(name)), _OTHER)


@cache
def _joined() -> dict[str, Row]:
    found: dict[str, Row] = {}
    for line in _read("indicators.csv"):
        row = Row(line["indicator"], line["unit"] or None, line["domain"])
        for wording in (line["indicator"], *line["wordings"].split("|")):
            found.setdefault(normal_form(wording), row)
    return found


@cache
def _domains() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((line["domain"], re.compile(line["words"])) for line in _read("indicator_domains.csv"))


def _read(name: str) -> list[dict[str, str]]:
    with (_VOCABULARY / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
