"""The demo papers, and the annotations written for them by hand."""

import json
import random
import re
import unicodedata
from collections import Counter
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from kg.build import build_graph, collect
from kg.model import Graph
from kg.reports import REPORTS, render_xlsx
from kg.reports.render_html import to_html

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
GOLD = sorted((EXAMPLES / "gold").glob("*.json"))
ROLES = ("lead", "cooperate", "joint")


def squash(text: str) -> str:
    """As the scorer compares: width folded, white space, mark-up and punctuation out."""
    text = unicodedata.normalize("NFKC", re.sub(r"<[^>]*>", "", text))
    return re.sub(r"[\s“”\"'《》<>()\[\]〔〕【】{}、,，。;；:：·—–\-|]", "", text)


def words(gold: dict) -> list[str]:
    """Every string that an annotation copies from its paper."""
    bodies = [body for task in gold["tasks"] for role in ROLES for body in task[role]]
    return [*bodies, *(t["title"] for t in gold["tasks"]), *(t["quote"] for t in gold["targets"]),
            *(c["title"] for c in gold["cites"]), *gold["programs"], gold["document"]["title"]]


@pytest.fixture(params=GOLD, ids=lambda p: p.stem)
def annotated(request: pytest.FixtureRequest) -> tuple[dict, str]:
    """One annotation and the paper it is about."""
    gold = json.loads(request.param.read_text("utf-8"))
    paper = EXAMPLES / "papers" / gold["source"]
    return gold, paper.read_text("gb18030" if paper.suffix == ".html" else "utf-8")


def test_all_papers_are_annotated():
    papers = {p.name for p in (EXAMPLES / "papers").iterdir()}
    assert {json.loads(p.read_text("utf-8"))["source"] for p in GOLD} == papers
    assert len(papers) == 6


def test_annotations_copy_their_paper(annotated: tuple[dict, str]):
    gold, text = annotated
    flat = squash(text)
    assert [w for w in words(gold) if squash(w) not in flat] == []


def test_every_body_of_a_duty_has_a_full_name(annotated: tuple[dict, str]):
    gold, _ = annotated
    named = {body for task in gold["tasks"] for role in ROLES for body in task[role]}
    assert named - gold["agencies"].keys() == set()


def test_demo_has_a_busiest_leader():
    gold = json.loads((EXAMPLES / "gold/lanchuan.json").read_text("utf-8"))
    leads = Counter(body for task in gold["tasks"] for body in task["lead"])
    assert leads.most_common(1) == [("市质监局", 5)]


def test_two_cities_ask_different_pass_rates():
    asked = {
        name: next(t["value"] for t in json.loads((EXAMPLES / f"gold/{name}.json").read_text("utf-8"))["targets"]
                   if t["indicator"] == "制造业产品质量合格率")
        for name in ("lanchuan", "chengling", "qinglan")
    }
    assert asked == {"lanchuan": 94, "chengling": 95.5, "qinglan": 93}


@pytest.fixture(scope="module")
def demo() -> Graph:
    """The graph that the demo builds."""
    return build_graph(collect([str(EXAMPLES / "papers")])).graph


def duties_in(graph: Graph, source: str) -> dict[tuple[str, str, str], str]:
    """(task, role, body as printed) of one paper, and the body's full name."""
    doc = next(n.id for n in graph.of_label("Document") if n.properties.get("source") == source)
    roles = {"LEADS": "lead", "COOPERATES": "cooperate", "RESPONSIBLE_FOR": "joint"}
    stated = [e for e in graph.sorted_edges() if e.type in roles and e.properties["doc"] == doc]
    return {(squash(graph.nodes[e.target].name), roles[e.type], squash(e.properties["surface"])):
            graph.nodes[e.source].name for e in stated}


@pytest.mark.parametrize("path", GOLD, ids=lambda p: p.stem)
def test_program_reads_who_does_what(demo: Graph, path: Path):
    gold = json.loads(path.read_text("utf-8"))
    want = {(squash(t["title"]), role, squash(body)) for t in gold["tasks"] for role in ROLES for body in t[role]}
    said = duties_in(demo, gold["source"])
    assert len(want & said.keys()) / max(len(want), len(said)) >= 0.9
    full = {squash(k): v for k, v in gold["agencies"].items()}
    named = {body: name for (_, _, body), name in said.items() if full.get(body)}
    right = [body for body, name in named.items() if squash(name) == squash(full[body])]
    assert len(right) / len(named) >= 0.85


def test_newcomer_learns_who_leads_most(demo: Graph):
    row = [c.value for c in REPORTS["workload"](demo, region="岚川市").table("bodies").rows[0]]
    assert (row[0], row[3]) == ("岚川市市场监督管理局", 6)


def test_newcomer_learns_which_city_asks_more_and_where_it_says_so(demo: Graph):
    table = REPORTS["targets"](demo, indicator="制造业产品质量合格率").table("comparison")
    keys = [c.key for c in table.columns]
    asked = {(row[keys.index("region")].value, row[keys.index("year")].value): row[keys.index("value")] for row in table.rows}
    assert {k: c.value for k, c in asked.items()} == {
        ("青岚省", 2020): 93, ("岚川市", 2020): 94, ("岚川市", 2025): 95, ("澄陵市", 2025): 95.5}
    assert "制造业产品质量合格率稳定在94%以上" in asked["岚川市", 2020].evidence[0].properties["evidence"]


def test_newcomer_sees_what_the_later_plan_of_a_city_changed(demo: Graph):
    tables = REPORTS["compare"](demo)
    moved = {row[0].value for row in tables.table("tasks").rows}
    assert {"新增", "取消", "移交", "承接", "保留"} <= moved


@pytest.mark.parametrize("name", REPORTS)
def test_a_hundred_numbers_lead_to_their_sentences(demo: Graph, tmp_path: Path, name: str):
    report = REPORTS[name](demo)
    page = to_html(report)
    quotes = {n: unescape(q) for n, q in re.findall(r'<li id="s(\d+)"><q>(.*?)</q>', page, re.S)}
    links = re.findall(r'data-s="([\d ]+)"', page)
    texts = "\n".join(demo.texts.values())
    for link in random.Random(11).sample(links, min(100, len(links))):
        assert all(quotes[n] in texts for n in link.split())
    render_xlsx.write(report, tmp_path)
    book = openpyxl.load_workbook(tmp_path / f"{name}.xlsx")
    cells = [c for sheet in book for row in sheet.iter_rows() for c in row if c.hyperlink]
    for cell in random.Random(11).sample(cells, min(100, len(cells))):
        first = re.search(r"!A(\d+):", cell.hyperlink.location)[1]
        assert book["出处"].cell(int(first), 6).value in texts
