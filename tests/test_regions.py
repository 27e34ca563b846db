"""The regions component."""

import json
from pathlib import Path
from typing import Any

import pytest

from extract.components.regions import Regions
from extract.places import load_places
from extract.readers import read

TABLE = Path(__file__).parent / "cases" / "regions.jsonl"
CASES = [json.loads(line) for line in TABLE.read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def regions() -> Regions:
    return Regions()


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["why"])
def test_mentions(regions: Regions, case: dict[str, Any]) -> None:
    own = load_places().find(case["region"])
    mentions = regions.read(case["text"], own)
    names = list(dict.fromkeys(m.place.name for m in mentions))
    assert names == case["regions"]


def test_own_region_counts_where_the_head_found_it(regions: Regions) -> None:
    own = load_places().find("江门市")
    mentions = regions.read("我市深入推进。", own, (0, 2))
    assert [(m.place.name, m.rule) for m in mentions] == [("江门市", "own")]


def test_gold_regions(regions: Regions, shared: Path) -> None:
    """Regions of the eight annotated papers: F1 at least 95 %."""
    hit = said = true = 0
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        own = load_places().find(gold["document"]["region"])
        text = read(shared / "corpus" / "gold" / gold["source"]).text
        found = {m.place.name: {m.place.name, *m.place.aliases} for m in regions.read(text, own)}
        found |= {own.name: {own.name}} if own else {}
        said += len(found)
        true += len(gold["regions"])
        hit += sum(any(name in names for names in found.values()) for name in gold["regions"])
    assert 2 * hit / (said + true) >= 0.95
