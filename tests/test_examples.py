"""The demo papers, and the annotations written for them by hand."""

import json
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

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


def test_five_papers_are_annotated():
    papers = {p.name for p in (EXAMPLES / "papers").iterdir()}
    assert {json.loads(p.read_text("utf-8"))["source"] for p in GOLD} == papers
    assert len(papers) == 5


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
