"""The registry of bodies: names, reforms, shapes."""

import json
from pathlib import Path
from typing import Any

import pytest

from extract.annotations import Place
from extract.bodies import OfficialBody, load_bodies
from extract.document import Document
from extract.facts import to_graph
from extract.pipeline import extract
from extract.places import load_places

TABLE = Path(__file__).parent / "cases" / "bodies.jsonl"
CASES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


def region(name: str | None) -> Place | None:
    return load_places().find(name) if name else None


def official(surface: str, where: str | None, date: str | None) -> OfficialBody:
    return load_bodies().official(surface, region(where), date)


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c['surface']}@{c['region']}")
def test_official_name(case: dict[str, Any]) -> None:
    body = official(case["surface"], case["region"], case["date"])
    want = {k: v for k, v in case.items() if k not in ("surface", "region", "date")}
    assert {k: getattr(body, k) for k in want} == want


@pytest.mark.parametrize(("surface", "date", "later"), [
    ("市质监局", "2016", [("江门市市场监督管理局", 2019)]),
    ("市工商局", "2016", [("江门市市场监督管理局", 2019)]),
    ("市环保局", "2016", [("江门市生态环境局", 2019)]),
    ("市国税局", "2016", [("国家税务总局江门市税务局", 2018)]),
    ("银保监分局", "2020", [("国家金融监督管理总局江门监管分局", 2023)]),
    ("省环保厅", "2016", [("广东省生态环境厅", 2018)]),
    ("市财政局", "2016", []),
])
def test_successors(surface: str, date: str, later: list[tuple[str, int]]) -> None:
    found = load_bodies().successors(official(surface, "江门市", date))
    assert [(b.name, year) for b, year in found] == later


def test_many_to_one_and_one_to_many_of_the_nation() -> None:
    found = load_bodies().successors(official("食品药品监管总局", None, "2016"))
    assert [(b.name, year) for b, year in found] == [("国家市场监督管理总局", 2018), ("国家药品监督管理局", 2018)]


def test_today_follows_two_reforms() -> None:
    today = load_bodies().today(official("银监会", None, "2016"))
    assert [b.name for b in today] == ["国家金融监督管理总局"]


def test_a_collective_is_expanded_by_the_tree() -> None:
    members = load_bodies().members("各市（区）人民政府", region("江门市"))
    assert len(members) == 7
    assert {"江门市蓬江区人民政府", "恩平市人民政府"} <= {m.name for m in members}


def test_members_of_a_line_of_work() -> None:
    members = load_bodies().members("各县(市、区)市场监管局", region("宣城市"))
    assert "泾县市场监督管理局" in {m.name for m in members}


@pytest.mark.parametrize("surface", [
    "市发改委", "各镇、街道", "杨凌示范区", "市直有关单位", "江门供电公司", "团市委", "人行",
    "各县(市、区)", "工作专班", "市房地产融资协调机制成员单位", "合工大宣城校区", "高新区管委会", "市场监管局",
    "各级党委、政府", "住房公积金管理中心"])
def test_is_body(surface: str) -> None:
    assert load_bodies().is_body(surface)


@pytest.mark.parametrize("surface", [
    "加强组织领导", "2025年底前", "按职责分工", "质量提升", "责任单位", "确保完成任务", "产品合格率",
    "牵头单位：市发改委"])
def test_is_no_body(surface: str) -> None:
    assert not load_bodies().is_body(surface)


@pytest.mark.parametrize(("text", "name"), [
    ("市发展改革委牵头", "市发展改革委"),
    ("江门市质监局和市财政局", "江门市质监局"),
    ("文化和旅游局负责", "文化和旅游局"),
    ("提升质量", None),
])
def test_longest(text: str, name: str | None) -> None:
    end = load_bodies().longest(text, 0, len(text))
    assert (text[:end] if end else None) == name


def test_gold_names(shared: Path) -> None:
    """Full names of the bodies in the tasks of the eight annotated papers: at least 95 %."""
    right = total = 0
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        head = gold["document"]
        used = {a for t in gold["tasks"] for role in ("lead", "cooperate", "joint") for a in t[role]}
        for surface, full in gold["agencies"].items():
            if full and surface in used:
                total += 1
                right += official(surface, head["region"], head["issued_on"] or head["published_on"]).name == full
    assert right / total >= 0.95


def test_a_short_form_means_what_the_paper_prints_in_full() -> None:
    def names(text: str) -> set[str]:
        graph = to_graph(extract(Document(text, "plan.txt", "0" * 64)))
        return {node.properties["name"] for node in graph.nodes.values() if node.label == "Agency"}

    lines = "莆田市房地产措施\n一、信贷\n（一）优化贷款。落实政策。（责任单位：{}）\n（二）支持提取。落实政策。（责任单位：公积金中心）\n"
    assert names(lines.format("市住房公积金中心")) == {"莆田市住房公积金中心"}
    assert names(lines.format("市住房公积金管理中心")) == {"莆田市住房公积金管理中心"}
