"""Targets: one text and what it states a line in cases/targets.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import spacy

import extract.components.outline
import extract.components.targets  # noqa: F401  (registers the factories)
from extract.annotations import Findings
from extract.document import Document, Table
from extract.indicators import indicator_for
from extract.pipeline import extract

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/targets.jsonl").read_text("utf-8").splitlines()]


@pytest.fixture(scope="module")
def nlp() -> spacy.language.Language:
    pipe = spacy.blank("zh")
    pipe.add_pipe("kg_outline")
    pipe.add_pipe("kg_targets")
    return pipe


def read(nlp: spacy.language.Language, text: str, tables: tuple[Table, ...] = ()) -> Findings:
    doc = nlp.make_doc(text)
    doc._.findings = Findings(Document(text, "plan.txt", "0", tables=tables))
    for _, component in nlp.pipeline:
        doc = component(doc)
    found: Findings = doc._.findings
    return found


@pytest.mark.parametrize("case", CASES, ids=lambda c: c["text"][:24] or "empty")
def test_case(nlp: spacy.language.Language, case: dict[str, Any]) -> None:
    found = read(nlp, case["text"])
    said = [[t.indicator, t.op, t.value, t.unit, t.year] for t in found.targets]
    assert said == [row[:5] for row in case["targets"]]
    for target, row in zip(found.targets, case["targets"], strict=True):
        for name, value in (row[5] if len(row) > 5 else {}).items():
            assert getattr(target, name) == value
    if "left" in case:
        assert any(case["left"] in entry.reason for entry in found.ledger)


@pytest.mark.parametrize("case", [c for c in CASES if c["targets"]], ids=lambda c: c["text"][:24])
def test_quotes_hold_the_figure(nlp: spacy.language.Language, case: dict[str, Any]) -> None:
    text = case["text"]
    for target in read(nlp, text).targets:
        quote = text[target.start:target.end]
        assert quote == quote.strip()
        unit = (target.unit or "").split("/")[0]
        shared = target.rule == "targets:listed" and unit.startswith(quote[-1])  # 4个、2个工作日
        assert unit in quote or unit in ("%", "倍") or shared


def grid(text: str) -> Table:
    """The spans of a table printed with tabs and newlines."""
    rows, position = [], 0
    for line in text.rstrip("\n").split("\n"):
        cells = []
        for cell in line.split("\t"):
            cells.append((position, position + len(cell)))
            position += len(cell) + 1
        rows.append(tuple(cells))
    return Table(tuple(rows))


def test_printed_table(nlp: spacy.language.Language) -> None:
    text = ("序号\t指标名称\t单位\t2020年实际值\t2025年目标值\t年均增长\t指标属性\t责任单位\n"
            "1\t制造业产品质量合格率\t%\t93.5\t95以上\t[1.5]\t预期性\t市市场监管局\n"
            "2\t每万人发明专利拥有量（件）\t\t8\t≥12\t—\t预期性\t市知识产权局\n"
            "3\t质量基础设施\t—\t健全\t更加健全\t—\t预期性\t市市场监管局\n")
    said = read(nlp, text, (grid(text),)).targets
    assert [(t.indicator, t.op, t.value, t.unit, t.year, t.baseline, t.baseline_year, t.attribute) for t in said] == [
        ("制造业产品质量合格率", ">=", 95, "%", 2025, 93.5, 2020, "预期性"),
        ("每万人发明专利拥有量", ">=", 12, "件", 2025, 8, 2020, "预期性"),
    ]
    assert all(text[t.start:t.end].startswith(t.indicator) for t in said)


def test_table_of_other_things_gives_no_targets(nlp: spacy.language.Language) -> None:
    text = "序号\t项目名称\t责任单位\n1\t质量月活动\t市市场监管局\n2\t计量惠民\t市住房城乡建设局\n"
    assert read(nlp, text, (grid(text),)).targets == []


@pytest.mark.parametrize(("printed", "unit", "joined"), [
    ("制造业质量合格率", "%", ("制造业产品质量合格率", "%", "产品")),
    ("全市制造业产品质量合格率", "％", ("制造业产品质量合格率", "%", "产品")),
    ("到2025年社会公用计量标准总数", "项", ("社会公用计量标准", "项", "质量基础设施")),
    ("省级夜间消费街区", "个", ("省级夜间消费街区", "个", "其他")),
    ("城镇污水处理率", "%", ("城镇污水处理率", "%", "环境")),
    ("省级名牌产品", "个", ("省级名牌产品", "个", "品牌")),
    ("制造业质量竞争力指数", None, ("制造业质量竞争力指数", None, "产品")),
])
def test_indicators_join(printed: str, unit: str | None, joined: tuple[str, str | None, str]) -> None:
    assert indicator_for(printed, unit) == joined


def test_a_line_of_duties_closes_the_year_before_it() -> None:
    text = "一、任务\n（一）提质。2031年新增质量标杆企业20家。（责任单位：市市场监管局）支持新培育名牌产品30个以上。（责任单位：市教育局）\n"
    assert [(t.indicator, t.year) for t in extract(Document(text, "plan.txt", "0")).targets] == [
        ("质量标杆企业", 2031), ("名牌产品", None)]


def test_the_whole_year_of_a_plan_for_one_year() -> None:
    text = "云川市2031年质量工作要点\n一、任务\n（一）提质。全年新增质量标杆企业20家。\n（二）强基。今年底前新建检测中心3个。\n"
    assert [t.year for t in extract(Document(text, "plan.txt", "0")).targets] == [2031, 2031]


def test_a_heading_that_tells_what_to_do_is_no_review() -> None:
    """"优化…发展环境" is a task, "发展环境" tells of what is."""
    text = "云川市童车产业行动方案\n一、发展环境\n培养首席质量官100名。\n二、优化产业发展环境\n培养内审员200名。\n"
    assert [(t.indicator, t.value) for t in extract(Document(text, "a.txt", "x")).targets] == [("内审员", 200)]


def test_a_group_of_rows_is_named_on_its_first_row_alone() -> None:
    text = ("云川市计量“十三五”规划\n表1 主要指标\n类别 序号 指标名称 单位 2015年 2020年 属性\n标准化 1 示范项目 个 24 ≥40 预期性\n"
            "2 企业标准公开率 % 35 90 预期性\n计量 3 公用计量标准 项 198 ≥260 约束性\n4 受检率 % 90.3 ≥96 约束性\n")
    assert [(t.indicator, t.op, t.value, t.year, t.baseline) for t in extract(Document(text, "a.txt", "x")).targets] == [
        ("示范项目", ">=", 40, 2020, 24), ("企业标准公开率", "=", 90, 2020, 35),
        ("公用计量标准", ">=", 260, 2020, 198), ("受检率", ">=", 96, 2020, 90.3)]
