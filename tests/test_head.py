"""The head: what a paper says of itself. Cases are invented; real papers are checked against the gold."""

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

import extract.components.head
from extract.annotations import Findings, Head
from extract.components.head import HeadComponent, make
from extract.document import Document
from extract.header_parts import read_date
from extract.readers import read
from extract.tables import table

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases" / "head.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def component() -> HeadComponent:
    return HeadComponent(table("head.toml"))


def head_of(component: HeadComponent, text: str, furniture: dict[str, str] | None = None) -> Head:
    return component.read(Findings(Document(text, "a.txt", "0", furniture or {})))


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_heads(component: HeadComponent, case: dict[str, Any]) -> None:
    head = head_of(component, case["text"], case.get("furniture"))
    said = {
        name: list(value) if isinstance(value, tuple) else value
        for name in case["expect"]
        for value in [head.region.name if name == "region" and head.region else getattr(head, name)]
    }
    assert said == case["expect"]


@pytest.mark.parametrize("case", CASES, ids=[case["what"] for case in CASES])
def test_spans_hold_what_they_prove(component: HeadComponent, case: dict[str, Any]) -> None:
    text = case["text"]
    head = head_of(component, text, case.get("furniture"))
    shown = [(head.doc_no, head.doc_no_span), *zip(head.issuers, head.issuer_spans, strict=True)]
    for printed, span in shown:
        if span:
            assert "".join(text[span[0] : span[1]].split()) == printed
    if head.title and head.title_span:
        assert head.title[-4:] in "".join(text[head.title_span[0] : head.title_span[1]].split())


@pytest.mark.parametrize(
    ("printed", "date"),
    [
        ("2023年5月1日", "2023-05-01"),
        ("二〇二三年五月一日", "2023-05-01"),
        ("二○一一年十二月三十一日", "2011-12-31"),
        ("二零零七年十月二十九日", "2007-10-29"),
        ("2021-03-05 10:00", "2021-03-05"),
        ("2021/3/5", "2021-03-05"),
        ("2022-05-2418:54", "2022-05-24"),
        ("20230314", "2023-03-14"),
        ("2023年13月1日", None),
        ("2024419", None),
        ("", None),
    ],
)
def test_dates(printed: str, date: str | None) -> None:
    assert read_date(printed) == date


def test_component_fills_findings_and_marks_spans() -> None:
    nlp = spacy.blank("zh")
    component = make(nlp, "head", "head.toml")
    text = "云川市质量强市实施方案\n一、总体要求\n坚持质量第一。"
    doc = nlp.make_doc(text)
    doc._.findings = Findings(Document(text, "a.txt", "0"))
    doc = component(doc)
    assert doc._.findings.head.title == "云川市质量强市实施方案"
    assert [span.text for span in doc.spans["head"]] == ["云川市质量强市实施方案"]
    assert extract.components.head.HeadComponent is type(component)


def test_gold_heads(component: HeadComponent, shared: Path) -> None:
    """Title, number, dates, index number and region of the annotated papers, as printed."""
    wrong = []
    for path in sorted((shared / "gold" / "dev").glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        document = read(shared / "corpus" / "gold" / gold["source"])
        head = component.read(Findings(document))
        for name in ("title", "doc_no", "issued_on", "published_on", "index_no", "region"):
            said = head.region.name if name == "region" and head.region else getattr(head, name)
            if said != gold["document"][name]:
                wrong.append((path.stem, name, said, gold["document"][name]))
    assert wrong == []
