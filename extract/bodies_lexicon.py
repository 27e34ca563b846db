"""Lines of work: short forms as printed -> official name, by level and date.

Tables: agencies_national.csv, agencies_local.csv (whole names), agencies_stems.csv x agencies_suffixes.csv (发改 + 委),
agencies_regional.csv (names that one province or city has of its own).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from extract.alternatives import alternatives
from extract.tables import rows, table

_LATEST = "9999-12"
_WRITTEN_OUT = frozenset({"局", "厅", "委", "委员会", "办", "办公室", "处"})


@dataclass(frozen=True, slots=True)
class Line:
    """An official name with blanks: {region}, {short}, {party}, {zone}; kind and line of work as in the schema."""

    name: str
    kind: str
    field: str


@dataclass(frozen=True, slots=True)
class _Era:
    """A line with the levels and the months (YYYY-MM, empty: open) for which it holds."""

    line: Line
    levels: tuple[str, ...]
    since: str
    until: str
    regions: tuple[str, ...] = ()

    def holds(self, level: str | None, month: str) -> bool:
        fits = not self.levels or level is None or level in self.levels
        return fits and self.since <= month and (not self.until or month < self.until)


_UNITS = ("局", "委", "办", "厅", "部", "会", "院", "所", "中心")


class Lexicon:
    """Finds the line of a core: what remains of a printed name without its region."""

    def __init__(self, national: Mapping[str, list[_Era]], local: Mapping[str, list[_Era]],
                 stems: Mapping[str, tuple[str, str]], suffixes: Mapping[str, tuple[str, str]],
                 always: re.Pattern[str], offshoots: re.Pattern[str], regional: Mapping[str, list[_Era]],
                 units: Mapping[str, str]) -> None:
        self._always_national, self._offshoots = always, offshoots
        self._national, self._local, self._regional = national, local, regional
        self._stems, self._suffixes, self._units = stems, suffixes, units
        self._by_length = sorted(suffixes, key=lambda s: (-len(s), s))
        self.core = self._core_pattern()

    def national(self, core: str, date: str | None, *, here: bool) -> Line | None:
        """A national body. Names that only a national body can bear count anywhere, others only with `here`."""
        if not here and not self._always_national.search(core):
            return None
        eras = self._national.get(core)
        return _pick(eras, None, date) or eras[-1].line if eras else None

    def knows(self, core: str) -> bool:
        """Whether some region has a body of this name."""
        return core in self._regional or self.local(core, None, None) is not None

    def regional(self, core: str, within: Sequence[str], level: str | None, date: str | None) -> Line | None:
        """The name that the regions `within` (a region and those above it) have for a body of this level."""
        eras = self._regional.get(core, ())
        return next((line for name in within if (line := _pick([e for e in eras if name in e.regions], level, date))), None)

    def local(self, core: str, level: str | None, date: str | None) -> Line | None:
        """A body of a region of this level: 质监局 -> {region}质量技术监督局."""
        eras = self._local.get(core, ())
        found = _pick(eras, level, date) or self._composed(core) or (eras[-1].line if eras else None)
        return found or self._offshoot(core, level, date)

    def of_work(self, work: str, level: str | None, date: str | None) -> Line | None:
        """The office of a line of work named without its 局 or 委 ("市发展改革、财政部门"): 厅 in a province."""
        if work.endswith(_UNITS) or (work not in self._stems and f"{work}局" not in self._local):
            return None
        provincial = level == "province" and work in self._stems
        return self.local(work + (self._units.get(work) or ("厅" if provincial else "局")), level, date)

    def _offshoot(self, core: str, level: str | None, date: str | None) -> Line | None:
        """A part of a known office, with the office written out: 住房公积金中心铜铃办事处."""
        office = self.core.match(core)
        if not office or not self._offshoots.match(core, office.end()):
            return None
        line = self.local(office[0], level, date)
        return Line(line.name + core[office.end():], line.kind, line.field) if line else None

    def _composed(self, core: str) -> Line | None:
        for short in self._by_length:
            stem = core.removesuffix(short) if core.endswith(short) else ""
            if stem in self._stems:
                suffix, kind = self._suffixes[short]
                name, field = self._stems[stem]
                full = name + suffix if short in _WRITTEN_OUT else core
                return Line("{region}" + full, kind, field)
        return None

    def _core_pattern(self) -> re.Pattern[str]:
        """Longest core at a position: whole names, or stem and suffix."""
        stems, suffixes = (_alternatives(words) for words in (self._stems, self._suffixes))
        whole = _alternatives([*self._national, *self._local, *self._regional])
        return re.compile(f"(?:(?:{stems})(?:{suffixes})|{whole})")


def _alternatives(words: Iterable[str]) -> str:
    return alternatives(words)


def _pick(eras: Iterable[_Era], level: str | None, date: str | None) -> Line | None:
    month = (date or _LATEST)[:7]
    return next((era.line for era in eras if era.holds(level, month)), None)


def _eras(name: str) -> dict[str, list[_Era]]:
    table: dict[str, list[_Era]] = {}
    for row in rows(name):
        levels = tuple(filter(None, (row.get("levels") or "").split("|")))
        regions = tuple(filter(None, (row.get("region") or "").split("|")))
        line = Line(row["name"], row["kind"], row["field"])
        for short in row["short"].split("|"):
            table.setdefault(short, []).append(_Era(line, levels, row["since"], row["until"], regions))
    return table


@cache
def load_lexicon() -> Lexicon:
    """The lexicon, read once a process."""
    works = [(work, r) for r in rows("agencies_stems.csv") for work in (*r["short"].split("|"), r["name"])]
    stems = {work: (r["name"], r["field"]) for work, r in works}
    units = {work: r["unit"] for work, r in works if r["unit"]}
    suffixes = {r["short"]: (r["name"], r["kind"]) for r in rows("agencies_suffixes.csv") if r["short"] != "部"}
    national = _eras("agencies_national.csv")
    for eras in list(national.values()):
        for era in eras:
            national.setdefault(era.line.name, [era])
    frames = table("body_frames.toml")
    marks, parts = frames["national"], frames["offshoots"]
    offshoots = re.compile(f"(?!{parts['start_not']}).*(?:{parts['end']})$")
    always = re.compile(f"^(?:{marks['start']})|(?:{marks['end']})$")
    return Lexicon(national, _eras("agencies_local.csv"), stems, suffixes, always, offshoots,
                   _eras("agencies_regional.csv"), units)
