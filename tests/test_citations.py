"""Cited papers, laws and standards: one text and what it cites a line (cases/citations.jsonl)."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
import spacy

from extract.annotations import Findings, Head, Place, findings
from extract.citations_marks import tidy_code
from extract.components.citations import Citations
from extract.document import Document
from extract.readers import read

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/citations.jsonl").open(encoding="utf-8")]


@cache
def component() -> Citations:
    return Citations()


def cite(text: str, title: str | None = None) -> Findings:
    doc = spacy.blank("zh").make_doc(text)
    doc._.findings = Findings(Document(text, "paper.txt", ""), head=Head(title=title))
    return findings(component()(doc))


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24])
def test_citations(case: dict) -> None:
    found = cite(case["text"], case.get("head"))
    given = [{k: getattr(c, k) for k in want} for c, want in zip(found.citations, case["cites"], strict=True)]
    assert given == case["cites"]
    if "left" in case:
        assert [entry.reason for entry in found.ledger] == case["left"]


def test_no_name_is_lost() -> None:
    text = "《甲办法》《未知之物》《许可证》〈乙意见〉《丙〉"
    found = cite(text)
    spans = [(c.start, c.end) for c in found.citations] + [(e.start, e.end) for e in found.ledger]
    assert all(any(a <= m.start() and m.end() <= b for a, b in spans) for m in re.finditer("《[^《》]{2,80}》", text))


def test_a_number_found_later_belongs_to_all_mentions() -> None:
    found = cite("根据《云川市奖励办法》，修订《云川市奖励办法》（云政发〔2020〕3号）。")
    assert [c.doc_no for c in found.citations] == ["云政发〔2020〕3号"] * 2


def test_same_title_with_other_number_is_another_paper() -> None:
    found = cite("《工作要点》按《云川工作要点》（云办〔2020〕1号）和《云川工作要点》（云办〔2021〕1号）执行。")
    assert [c.doc_no for c in found.citations[-2:]] == ["云办〔2020〕1号", "云办〔2021〕1号"]


@pytest.mark.parametrize(("printed", "code"), [
    ("GB/T19001—2016", "GB/T 19001-2016"), ("ISO 9001:2015", "ISO 9001:2015"),
    ("DB44/T 1234", "DB44/T 1234"), ("T / ABC 12", "T/ABC 12"),
])
def test_tidy_code(printed: str, code: str) -> None:
    assert tidy_code(printed) == code


def test_real_papers_lose_no_title(shared: Path) -> None:
    for path in sorted((shared / "corpus/gold").iterdir()):
        document = read(path)
        found = cite(document.text)
        spans = [(c.start, c.end) for c in found.citations] + [(e.start, e.end) for e in found.ledger]
        for m in re.finditer("《[^《》]{2,80}》", document.text):
            assert any(a <= m.start() and m.end() <= b for a, b in spans), (path.name, m.group())


def test_a_paper_of_the_same_title_from_above_is_another() -> None:
    text = "落实省政府《关于推动质量提升的若干政策措施》，制定本措施。《关于推动质量提升的若干政策措施》自印发之日起施行。"
    doc = spacy.blank("zh").make_doc(text)
    head = Head(title="关于推动质量提升的若干政策措施", region=Place("云川市", "prefecture"))
    doc._.findings = Findings(Document(text, "paper.txt", ""), head=head)
    found = findings(component()(doc))
    assert [c.title for c in found.citations] == ["关于推动质量提升的若干政策措施"]
    assert [entry.reason for entry in found.ledger] == ["the paper itself"]
