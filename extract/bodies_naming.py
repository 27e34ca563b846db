"""From a name with blanks to the official one: {region}, {short}, {party}, {city}, {zone}."""

from __future__ import annotations

from extract.annotations import Place
from extract.places import Places

_LONG_KINDS = ("产业开发区", "技术开发区", "试验区", "示范区", "保税区")


def fill(name: str, owner: Place | None, places: Places) -> str:
    """The name with its blanks filled for the body's region; without one they stay empty."""
    if owner is None:
        return name.format(region="", short="", party="党委", city="", zone="")
    region = official_region(owner)
    committee = "工作委员会" if owner.level == "zone" else "委"
    return name.format(region=region, short=short_name(owner), party=f"中共{region}{committee}",
                       city=_city(owner, places), zone=_zone(owner, places))


def official_region(place: Place) -> str:
    """A zone by its long name (楚雄高新技术产业开发区), any other region by its full name."""
    if place.level == "zone" and not place.name.endswith(_LONG_KINDS):
        return next((a for a in place.aliases if a.endswith(_LONG_KINDS)), place.name)
    return place.name


def short_name(place: Place) -> str:
    """江门市 -> 江门, 楚雄彝族自治州 -> 楚雄, 泾县 -> 泾县."""
    return min((a for a in place.aliases if place.name.startswith(a)), key=len, default=place.name)


def level_of(owner: Place | None, places: Places) -> str | None:
    """The level of a body is that of its region."""
    return owner.level if owner else None


def whole_name(name: str) -> str:
    """Names whose region already says a part of them are not given it twice (中共X工作委员会委 …)."""
    return name.replace("工作委员会委", "工作委员会")


def _city(owner: Place, places: Places) -> str:
    return next((p.name for p in places.chain(owner)[1:] if p.level in ("prefecture", "province")), "")


def _zone(owner: Place, places: Places) -> str:
    if owner.level != "zone":
        return short_name(owner)
    above = places.chain(owner)[1:2]
    return official_region(owner).removeprefix(short_name(above[0]) if above else "")
