"""Regenerates places.csv and zones_listed.csv from two unpacked packages (see extract/vocabulary/README.md).

    python tools/make_places.py CHINA_DIVISION_DIST GB2260_CURATED OUT

places.csv: code,name,until; `until` is the year of the last revision that has an old name, empty for those of today.
zones_listed.csv: city,name of the development zones that the statistical codes list.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from pathlib import Path

NATION = ("000000", "中华人民共和国")
_ROW = re.compile(r"'(\d{6})': '([^']+)'")
_STATISTICAL = re.compile(r"^\d{4}7\d$|^(4420|4419|4604|6202)(?!00)")
_PROVINCE = re.compile(r"河北|山西|内蒙古|安徽|河南|湖南|吉林(?=松原|白城|中国)")
_ZONE = re.compile(r"(区|新城|基地|园)$")
_VIRTUAL = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划", "省直辖行政单位", "直辖县级",
            "自治区直辖县级行政单位",
            "省直辖县级行政单位", "晋城市市辖区", "新区", "市区", "市郊区", "市",
            "荷泽市", "邵通市", "达豪区", "乔口区", "荔蒲县"}
_HAN = re.compile(r"^[一-龥]+$")


def today(dist: Path) -> dict[str, str]:
    """Codes of 2023, statistical districts (x71 and on, towns of cities without districts) left out."""
    rows = {p["code"] + "0000": p["name"] for p in _json(dist / "provinces.json")}
    rows |= {c["code"] + "00": c["name"] for c in _json(dist / "cities.json") if c["name"] not in _VIRTUAL}
    counties = {a["code"]: a["name"] for a in _json(dist / "areas.json")}
    keep = {c: n for c, n in counties.items() if not _STATISTICAL.match(c) and n not in _VIRTUAL}
    return rows | keep | {"710000": "台湾省", "810000": "香港特别行政区", "820000": "澳门特别行政区"}


def past(curated: Path, now: dict[str, str]) -> dict[tuple[str, str], str]:
    """Codes and names since 2000 that no longer stand, with the last year of a revision that has them."""
    last: dict[tuple[str, str], str] = {}
    for path in sorted(curated.glob("revision_20*.py")):
        year = path.stem[9:13]
        for code, name in _ROW.findall(path.read_text("utf-8")):
            plain = name not in _VIRTUAL and _HAN.match(name) and not _STATISTICAL.match(code)
            if plain and now.get(code) != name:
                last[code, name] = year
    return last


def zones(dist: Path) -> list[tuple[str, ...]]:
    """Code of the city and name of each statistical district that is a development zone.

    Names that begin with the province or the whole name of the city are left out: they are often out of date.
    """
    cities = {c["code"]: c["name"] for c in _json(dist / "cities.json")}
    rows = [a for a in _json(dist / "areas.json") if a["code"][4] == "7" and _ZONE.search(a["name"])]
    return [(a["cityCode"] + "00", a["name"]) for a in rows
            if not a["name"].startswith(cities[a["cityCode"]]) and not _PROVINCE.match(a["name"])]


def _json(path: Path) -> list[dict[str, str]]:
    return json.loads(path.read_text("utf-8"))  # type: ignore[no-any-return]


def _write(path: Path, head: list[str], rows: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(head)
        out.writerows(sorted(rows))


def main() -> None:
    dist, curated, out = (Path(a) for a in sys.argv[1:4])
    now = today(dist)
    names = set(now.values())
    old = [(c, n, y) for (c, n), y in past(curated, now).items() if n not in names]
    _write(out / "places.csv", ["code", "name", "until"], [(*NATION, ""), *((c, n, "") for c, n in now.items()), *old])
    _write(out / "zones_listed.csv", ["city", "name"], zones(dist))


if __name__ == "__main__":
    main()
