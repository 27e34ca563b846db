"""The registry of regions."""

import pytest

from extract.annotations import Place
from extract.places import load_places


def place(name: str, within: str | None = None) -> Place | None:
    places = load_places()
    return places.find(name, places.find(within) if within else None)


@pytest.mark.parametrize(("name", "within", "full"), [
    ("克州", None, "克孜勒苏柯尔克孜自治州"),
    ("楚雄州", None, "楚雄彝族自治州"),
    ("楚雄", None, "楚雄彝族自治州"),
    ("蓬江", "江门市", "蓬江区"),
    ("内蒙古", None, "内蒙古自治区"),
    ("大通县", None, "大通回族土族自治县"),
    ("海南", None, "海南省"),
    ("海南州", None, "海南藏族自治州"),
    ("鼓楼区", "福州市", "鼓楼区"),
    ("襄樊市", None, "襄樊市"),
    ("崇文区", None, "崇文区"),
    ("威海高新区", None, "威海火炬高技术产业开发区"),
    ("高新区", "威海市", "威海火炬高技术产业开发区"),
    ("高新区", "威海火炬高技术产业开发区", "威海火炬高技术产业开发区"),
    ("经开区", "湘潭市", "湘潭经开区"),
    ("宁国经开区", "宣城市", "宁国经开区"),
])
def test_find(name: str, within: str | None, full: str) -> None:
    found = place(name, within)
    assert found is not None
    assert found.name == full


@pytest.mark.parametrize("name", ["鼓楼区", "新华区", "城区", "开平", "云川市", "园区"])
def test_ambiguous_and_unknown_names_stay_open(name: str) -> None:
    assert place(name) is None


def test_nearness_decides_between_districts_of_one_name() -> None:
    nearest = {place("鼓楼区", city).code for city in ("福州市", "南京市", "开封市", "徐州市")}  # type: ignore[union-attr]
    assert nearest == {"350102", "320106", "410204", "320302"}


def test_chain_reaches_the_nation() -> None:
    county = place("石城县")
    assert county is not None
    assert [p.name for p in load_places().chain(county)] == ["石城县", "赣州市", "江西省", "中华人民共和国"]


def test_county_without_prefecture_hangs_on_its_province() -> None:
    city = place("仙桃市")
    assert city is not None
    assert (city.level, city.parent) == ("county", "湖北省")


def test_children_are_those_of_today() -> None:
    beijing = place("北京市")
    assert beijing is not None
    names = [p.name for p in load_places().children(beijing)]
    assert "西城区" in names
    assert "崇文区" not in names
    assert len([n for n in names if n.endswith("区")]) >= 16


def test_known_counties_are_complete() -> None:
    places = load_places()
    nation = places.of_code("000000")
    provinces = places.children(nation)
    assert len(provinces) == 34
    prefectures = [p for province in provinces for p in places.children(province) if p.level == "prefecture"]
    assert len(prefectures) == 333


def test_scan_prefers_the_longest_and_leaves_traps_out() -> None:
    places = load_places()
    hits = places.scan("医保定点在青海南部和内蒙古自治区推开", None)
    assert [p.name for _, _, p in hits] == ["青海省", "内蒙古自治区"]
