"""What the reforms of institutions made of a body: successions.csv, many to one included."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extract.bodies_lexicon import load_lexicon
from extract.bodies_model import OfficialBody
from extract.bodies_naming import fill
from extract.places import Places
from extract.tables import rows


@dataclass(frozen=True, slots=True)
class _Step:
    new: str
    year: int


class Successions:
    """Steps by old line, for the nation and for regions."""

    def __init__(self, national: dict[str, list[_Step]], local: dict[str, list[_Step]], fields: dict[str, str]) -> None:
        self._national, self._local, self._fields = national, local, fields

    def after(self, body: OfficialBody, places: Places) -> list[tuple[OfficialBody, int]]:
        """The bodies that took over, with the year; empty for a body that still stands or that no table knows."""
        if body.level == "national":
            return [(self._made(s.new, body), s.year) for s in self._national.get(body.name, ())]
        if body.line is None or body.region is None:
            return []
        steps = self._local.get(body.line.removeprefix("{region}"), ())
        steps = [s for s in steps if _fits(s.new, steps, body.level)]
        return [(self._regional(s.new, body, places), s.year) for s in steps]

    def _made(self, name: str, body: OfficialBody) -> OfficialBody:
        return OfficialBody(name, body.kind, "national", self._fields.get(name, body.field), None, known=True)

    def _regional(self, new: str, body: OfficialBody, places: Places) -> OfficialBody:
        line = _line(new)
        name = fill(line, body.region, places)
        field = self._fields.get(new, body.field or "")
        kind = "party" if line.startswith("{party}") else body.kind
        return OfficialBody(name, kind, body.level, field, body.region, known=True, line=line)


def _line(new: str) -> str:
    return new if any(blank in new for blank in ("{region}", "{short}", "{party}")) else "{region}" + new


def _fits(new: str, steps: list[_Step] | tuple[_Step, ...], level: str | None) -> bool:
    """Where a province's form and another are listed for one old name, the province takes the 厅 (and a city never)."""
    province = new.endswith("厅")
    if level == "province":
        return province or not any(s.new.endswith("厅") for s in steps)
    return not province or len(steps) == 1


@cache
def load_successions() -> Successions:
    """The steps, read once a process."""
    national: dict[str, list[_Step]] = {}
    local: dict[str, list[_Step]] = {}
    fields: dict[str, str] = {}
    lexicon = load_lexicon()
    for row in rows("successions.csv"):
        for table, year in ((national, row["national"]), (local, row["local"])):
            if year:
                table.setdefault(row["old"], []).append(_Step(row["new"], int(year)))
        line = lexicon.local(row["new"], None, None) or lexicon.national(row["new"], None, here=True)
        if line and line.field:
            fields[row["new"]] = line.field
    return Successions(national, local, fields)
