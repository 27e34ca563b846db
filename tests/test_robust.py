"""Damaged papers: whatever is lost, shuffled or run together, extraction ends, keeps the schema and quotes truly."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from extract.document import Document
from extract.facts import to_graph
from extract.pipeline import extract
from extract.readers import read

ROOT = Path(__file__).resolve().parents[1]
HALF = str.maketrans("，。；：（）〔〕“”", ',.;:()[]""')


def _shuffled(text: str, chance: random.Random) -> str:
    lines = text.split("\n")
    chance.shuffle(lines)
    return "\n".join(lines)


def _spliced(text: str, chance: random.Random) -> str:
    a, b = (chance.randrange(len(text)) for _ in "ab")
    return text[:a] + text[b:b + 2000] + text[a:a + 2000]


DAMAGES: dict[str, Callable[[str, random.Random], str]] = {
    "run together": lambda text, _: text.replace("\n", ""),
    "breaks as spaces": lambda text, _: text.replace("\n", " "),
    "half width": lambda text, _: text.translate(HALF),
    "cut out": lambda text, chance: text[(a := chance.randrange(len(text))):a + chance.randrange(1, 2000)],
    "lines shuffled": _shuffled,
    "letters lost": lambda text, chance: "".join(c for c in text if chance.random() > 0.04),
    "wrapped": lambda text, _: "\n".join(text[i:i + 31] for i in range(0, len(text), 31)),
    "spliced": _spliced,
}


def _papers() -> list[str]:
    whole = [read(path).text for path in sorted((ROOT / "examples/papers").iterdir())]
    cases = [json.loads(line).get("text", "") for path in sorted((ROOT / "tests/cases").glob("*.jsonl"))
             for line in path.read_text("utf-8").splitlines()]
    return [*whole, "\n".join(filter(None, cases))]


@pytest.mark.parametrize("damage", DAMAGES)
def test_damaged_papers_are_read(damage: str) -> None:
    chance = random.Random(damage)
    for paper in _papers():
        text = DAMAGES[damage](paper, chance)
        graph = to_graph(extract(Document(text, "damaged.txt", "0" * 64)))
        graph.check()
        for edge in graph.edges.values():
            said = edge.properties
            assert "evidence" not in said or text[said["start"]:said["end"]] == said["evidence"]
