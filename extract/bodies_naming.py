"""From a name with blanks to the official one: {region}, {short}, {party}, {city}, {zone}, {grid}, {branch}."""

from __future__ import annotations

from functools import cache

from extract.annotations import Place
from extract.places import Places
from extract.tables import rows

_BRANCH, _PARK = "供电公司", "工业园区"
_CITIES = ("市", "州", "盟", "地区")
_LEAGUES = ("盟", "地区")
"""What is governed by an office sent by the province (行政公署)."""
_LONG_KINDS = ("产业开发区", "经济开发区", "技术开发区", "试验区", "示范区", "保税区")


def fill(name: str, owner: Place | None, places: Places) -> str:
    """The name with its blanks filled for the body's region; without one they stay empty."""
    if owner is None:
        return name.format(region="", short="", party="党委", city="", zone="", grid="", branch=_BRANCH)
    if owner.name.endswith(_LEAGUES):
        name = name.replace("{region}人民政府", "{region}行政公署")
    return name.format(region=official_region(owner), short=short_name(owner), party=f"中共{_committee(owner)}",
                       city=city_of(owner, places), zone=_zone(owner, places), grid=grid_of(owner, places),
                       branch=branch_of(owner, places))


def official_region(place: Place) -> str:
    """A zone by its long name (楚雄高新技术产业开发区), a district behind its city and so a zone that does not name its
    city itself (抚州市东临新区), any other region by its full name."""
    name = place.name
    if place.level == "zone" and not name.endswith(_LONG_KINDS):
        name = next((a for a in place.aliases if a.endswith(_LONG_KINDS)), name)
    return f"{place.parent}{name}" if is_district(place) or _of_city(place, name) else name


def short_name(place: Place) -> str:
    """江门市 -> 江门, 楚雄彝族自治州 -> 楚雄, 泾县 -> 泾县."""
    return min((a for a in place.aliases if place.name.startswith(a)), key=len, default=place.name)


def level_of(owner: Place | None, places: Places) -> str | None:
    """The level of a body is that of its region."""
    return owner.level if owner else None


def whole_name(name: str) -> str:
    """Names whose region already says a part of them are not given it twice (中共X工作委员会委 …)."""
    return name.replace("工作委员会委", "工作委员会")


def grid_of(place: Place, places: Places) -> str:
    """The power company of the province around a region: 国网江苏省电力有限公司."""
    province = _province(place, places)
    return _grids()[province]["name"] if province in _grids() else f"国网{province}电力有限公司"


def branch_of(place: Place, places: Places) -> str:
    """What its branches in the cities are called: 供电公司, in some provinces 供电分公司."""
    return _grids().get(_province(place, places), {}).get("branch") or _BRANCH


def _province(place: Place, places: Places) -> str:
    return next((p.name for p in places.chain(place) if p.level == "province"), "")


@cache
def _grids() -> dict[str, dict[str, str]]:
    return {row["province"]: row for row in rows("grids.csv")}


def is_district(place: Place) -> bool:
    """A district of a city (蓬江区): its bodies are called by both (江门市蓬江区人民政府)."""
    own = place.level == "county" and place.name.endswith("区") and not place.name.endswith("特区")
    return own and place.code is not None and (place.parent or "").endswith("市")


def _of_city(place: Place, name: str) -> bool:
    """A zone whose name says nothing of the city that it lies in (八里湖新区)."""
    city = place.parent or ""
    names_none = place.level == "zone" and city.endswith(_CITIES) and len(city) > 2 and city[:2] not in name
    return names_none and place.name not in _zones_of_their_own()


@cache
def _zones_of_their_own() -> frozenset[str]:
    """Zones known nationwide, called without a city (赣江新区)."""
    return frozenset(row["name"] for row in rows("zones.csv"))


def _committee(owner: Place) -> str:
    """Its party committee: 江门市委, 泾县县委 (a name of two characters keeps its 县), 阿勒泰地委, 某开发区工作委员会."""
    region = official_region(owner)
    if owner.level == "zone":
        return region + "工作委员会"
    if region.endswith("地区"):
        return region.removesuffix("区") + "委"
    return region + ("县委" if len(region) == 2 and region.endswith("县") else "委")


def city_of(owner: Place, places: Places) -> str:
    """The prefecture, or the province, above a region; empty where neither is known."""
    return next((p.name for p in places.chain(owner)[1:] if p.level in ("prefecture", "province")), "")


def _zone(owner: Place, places: Places) -> str:
    if owner.level != "zone":
        return short_name(owner)
    above = places.chain(owner)[1:2]
    name = official_region(owner)
    own = name.removeprefix(above[0].name).removeprefix(short_name(above[0])) if above else name
    return name if own == _PARK else own  # 苏州工业园区, but 高新技术产业开发区
