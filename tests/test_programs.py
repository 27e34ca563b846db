"""Named campaigns, projects, pilots, prizes, events: one text and its names a line (cases/programs.jsonl)."""

import json
from functools import cache
from pathlib import Path

import pytest
import spacy

from extract.annotations import Findings, Head, findings
from extract.components.programs import Programs
from extract.document import Document
from extract.pipeline import extract
from extract.places import load_places
from extract.readers import read

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/programs.jsonl").open(encoding="utf-8")]


@cache
def component() -> Programs:
    return Programs()


def name(text: str, title: str | None = None) -> Findings:
    doc = spacy.blank("zh").make_doc(text)
    doc._.findings = Findings(Document(text, "paper.txt", ""), head=Head(title=title))
    return findings(component()(doc))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_programs(case: dict) -> None:
    assert [c.name for c in name(case["text"], case.get("head")).campaigns] == case["names"]


def test_the_span_keeps_the_quotes() -> None:
    text = "实施“云川英才”计划。"
    campaign = name(text).campaigns[0]
    assert text[campaign.start:campaign.end] == "“云川英才”计划"
    assert campaign.name == "云川英才计划"


def test_the_whole_heading_of_a_part_is_that_part() -> None:
    """What a part is called is its task; named again, or in a longer heading, it is an undertaking."""
    text = ("一、标准提档行动。\n完善标准体系，实施品字领跑计划。\n二、服务提质行动\n提高服务质量。\n三、实施品牌登高行动\n培育品牌。"
            "\n四、保障措施\n加快推进服务提质行动。")
    assert [c.name for c in extract(Document(text, "", "")).campaigns] == ["品字领跑计划", "品牌登高行动", "服务提质行动"]


def test_what_a_paper_calls_itself_by_its_region_is_the_paper() -> None:
    """市 stands for the region in front of the name; 市场 and what is no part of the title do not."""
    title = "关于印发云川市市场秩序整治行动方案的通知"
    for region, text, names in (("永康市", "开展永康市质量提升行动、市质量提升行动。", []),
                                ("永康市", "开展市场秩序整治行动。", ["市场秩序整治行动"])):
        doc = spacy.blank("zh").make_doc(text)
        head = Head(title="永康市质量提升行动实施方案" if not names else title, region=load_places().find(region))
        doc._.findings = Findings(Document(text, "paper.txt", ""), head=head)
        assert [c.name for c in findings(component()(doc)).campaigns] == names


def test_gold_papers(shared: Path) -> None:
    """Most of what careful readers named is found, and little else."""
    hit = said = true = 0
    for path in sorted((shared / "gold/dev").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = read(shared / "corpus/gold" / gold["source"]).text
        names = {c.name for c in name(text, gold["document"]["title"]).campaigns}
        hit += len(names & set(gold["programs"]))
        said, true = said + len(names), true + len(gold["programs"])
    assert hit / said > 0.9
    assert hit / true > 0.8
