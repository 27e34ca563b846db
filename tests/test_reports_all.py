"""Targets, lineage, gaps, plan against plan, change of load, sheet of duties: small graphs with known answers."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from test_reports import make_graph

from kg.errors import QueryError
from kg.model import Evidence, Graph, Node
from kg.reports import REPORTS, run, write_report
from kg.reports.change import change
from kg.reports.compare import compare
from kg.reports.gaps import gaps
from kg.reports.gaps_outdated import last_year
from kg.reports.lineage import chain_length, lineage, months_between
from kg.reports.sheet import sheet
from kg.reports.targets import targets
from kg.reports.wording import spoken

RATE = "制造业产品质量合格率"


def add_figure(graph: Graph, doc: str, indicator: str, op: str, value: float, **more: object) -> None:
    """A target stated at the end of a paper's text, among its aims or (task=...) in a task."""
    quote = f"{indicator}{op}{value}"
    start = len(graph.texts[doc])
    graph.texts[doc] += quote + "\n"
    said = Evidence(doc, "一", quote, start, start + len(quote), "targets")
    task = more.pop("task", f"{doc}-plan")
    graph.add_node(f"{doc}-plan", "Program", name=doc, kind="plan")
    id_ = f"{doc}-{indicator}-{value}"
    unit = more.setdefault("unit", "%")
    graph.add_node(id_, "Target", name=quote, indicator=indicator, op=op, value=value, **more)
    graph.add_node(f"i-{indicator}", "Indicator", name=indicator, unit=unit)
    graph.add_edge(id_, "QUANTIFIES", f"i-{indicator}")
    graph.add_edge(id_, "STATED_IN", doc, said)
    graph.add_edge(id_, "MEASURES", task, said)


def add_citation(graph: Graph, paper: str, cited: str, relation: str) -> None:
    quote = f"{relation}《{cited}》"
    start = len(graph.texts[paper])
    graph.texts[paper] += quote + "\n"
    if cited not in graph.nodes:
        graph.add_node(cited, "Document", name=cited, title=cited, ingested=False)
    graph.add_edge(paper, "CITES", cited, Evidence(paper, "", quote, start, start + len(quote), "citations"),
                   relation=relation)


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = make_graph({
        "省计划": ("青岚省", "2016-03-18", [{"joint": ["省质监局", "省工商局"]}]),
        "市方案": ("岚川市", "2016-08-25", [
            {"lead": ["市质监局"], "cooperate": ["市工商局"]}, {"lead": ["市质监局", "市商务局"]},
            {"lead": ["市旅游局"]}, {}]),
        "市新方案": ("岚川市", "2021-02-01", [
            {"lead": ["市监局"], "cooperate": ["市商务局"]}, {"lead": ["市商务局"]}, {"lead": ["市商务局"]}, {}]),
    })
    made.nodes["青岚省"] = Node("青岚省", "Region", {"name": "青岚省", "level": "province"})
    made.add_edge("岚川市", "PART_OF", "青岚省")
    for number, name in enumerate(("提升产品质量", "打造区域品牌", "整治旅游市场", "加强宣传"), 1):
        rename(made, f"市方案-task{number}", name)
    for number, name in enumerate(("提升产品和服务质量", "打造区域品牌", "发展夜间经济", "加强宣传引导"), 1):
        rename(made, f"市新方案-task{number}", name)
    for old in ("市质监局", "市工商局"):
        made.add_edge("市监局", "SUCCEEDS", old, year=2018)
    add_figure(made, "省计划", RATE, ">=", 93, year=2020)
    add_figure(made, "省计划", "投诉办结时间", "<=", 10, unit="天", year=2020)
    add_figure(made, "省计划", "标杆企业", "=", 100, unit="家", year=2020)
    add_figure(made, "市方案", RATE, ">=", 94, year=2020, baseline=91.5)
    add_figure(made, "市方案", "投诉办结时间", "<=", 12, unit="天", year=2022)
    add_figure(made, "市方案", "标杆企业", "=", 10, unit="家", year=2020)
    add_figure(made, "市新方案", RATE, ">=", 95.5, year=2025, task="市新方案-task1")
    add_figure(made, "市新方案", RATE, ">=", 96, year=2025)
    add_figure(made, "市新方案", "抽检批次", ">=", 500, unit="批次")
    add_citation(made, "省计划", "国家纲要", "basis")
    add_citation(made, "市方案", "省计划", "implements")
    add_citation(made, "市方案", "国家纲要", "mention")
    add_citation(made, "市新方案", "旧办法", "basis")
    return made


def rename(graph: Graph, id_: str, name: str) -> None:
    node = graph.nodes[id_]
    graph.nodes[id_] = Node(id_, node.label, {**node.properties, "name": name})


def lines(report, table: str) -> list[list[object]]:
    """Values of a table's rows."""
    return [[cell.value for cell in row] for row in report.table(table).rows]


def test_one_indicator_over_regions(graph: Graph):
    found = [(r[1], r[3], r[4]) for r in lines(targets(graph, indicator=RATE), "comparison")]
    assert found == [("青岚省", 2020, "≥93%"), ("岚川市", 2020, "≥94%"),
                     ("岚川市", 2025, "≥95.5%"), ("岚川市", 2025, "≥96%")]


def test_city_against_province(graph: Graph):
    found = {(r[0], r[2]): (r[7], r[8], r[9]) for r in lines(targets(graph), "superiors")}
    assert found[RATE, "≥94%"] == ("更严", 1, None)
    assert found[RATE, "≥95.5%"] == ("更严、较晚", 2.5, None)
    assert found["投诉办结时间", "≤12天"] == ("更宽、较晚", 2, None)
    assert found["标杆企业", "10家"] == ("总量", None, 0.1)


def test_what_the_province_asks_and_the_city_leaves_out(graph: Graph):
    made = Graph(dict(graph.nodes), dict(graph.edges), dict(graph.texts))
    add_figure(made, "省计划", "监测覆盖率", ">=", 80, year=2020)
    assert ["监测覆盖率", "岚川市", "缺"] in [[r[0], r[1], r[7]] for r in lines(targets(made), "superiors")]


@pytest.mark.parametrize(("year", "value", "result", "gap"), [
    (2020, "94.2%", "已达到", 0.2), (2020, "93", "未达到", -1), (2019, "93", "推进中", -1), (2018, "95", "已达到", 1)])
def test_attainment(graph: Graph, tmp_path: Path, year: int, value: str, result: str, gap: float):
    observed = tmp_path / "observed.csv"
    observed.write_text(f"地区,指标,年份,数值\n岚川市,{RATE},{year},{value}\n", "utf-8-sig")
    row = next(r for r in lines(targets(graph, observed=observed), "attainment") if r[2] == "≥94%")
    assert (row[6], row[7]) == (result, pytest.approx(gap))


def test_observations_that_no_aim_is_for_are_named(graph: Graph, tmp_path: Path):
    observed = tmp_path / "observed.csv"
    observed.write_text(f"region,indicator,year,value\n岚川市,{RATE},2020,95\n岚川市,湿度,2020,40\n", "utf-8")
    table = targets(graph, observed=observed).table("attainment")
    assert "（1" not in table.note.en
    assert "岚川市 湿度" in table.note.zh
    assert len(table.rows) == 3


@pytest.mark.parametrize("text", ["region,indicator,year\na,b,2020\n", "region,indicator,year,value\na,b,soon,1\n"])
def test_a_bad_csv_is_named(graph: Graph, tmp_path: Path, text: str):
    observed = tmp_path / "observed.csv"
    observed.write_text(text, "utf-8")
    with pytest.raises(QueryError, match="line 2"):
        targets(graph, observed=observed)


def test_no_such_indicator(graph: Graph):
    with pytest.raises(QueryError):
        targets(graph, indicator="湿度")


def test_lineage_tells_lag_and_missing_papers(graph: Graph):
    report = lineage(graph)
    row = next(r for r in lines(report, "links") if (r[0], r[4]) == ("市方案", "省计划"))
    assert (row[3], row[5], row[8], row[9], row[10]) == ("贯彻落实", "省", 5, 0, "是")
    assert [(r[0], r[2], r[3]) for r in lines(report, "missing")] == [("国家纲要", 2, 1), ("旧办法", 1, 1)]
    assert {r[0]: r[-1] for r in lines(report, "papers")} == {"省计划": 1, "市方案": 2, "市新方案": 1}


def test_lineage_of_one_paper_leaves_others_out(graph: Graph):
    assert {r[0] for r in lines(lineage(graph, paper="省计划"), "links")} == {"省计划", "市方案"}


def test_chain_in_a_circle_ends():
    assert chain_length("a", {("a", "b"), ("b", "c"), ("c", "a")}) == 2


@pytest.mark.parametrize(("earlier", "later", "months"), [
    ("2016-03-18", "2016-08-25", 5), ("2016-12-31", "2017-01-01", 1), ("2017-01-01", "2016-01-01", -12),
    (None, "2016-01-01", None)])
def test_months(earlier: str | None, later: str, months: int | None):
    assert months_between(earlier, later) == months


def test_levels_and_lags_of_a_line_of_papers(graph: Graph):
    report = lineage(graph)
    row = next(r for r in lines(report, "ladder") if r[0] == "市方案")
    assert (row[4], row[7], row[8]) == ("省计划（2016）", "国家纲要", 2)
    assert [r[:5] for r in lines(report, "lags")] == [["市", "省", 1, 1, 0]]


@pytest.mark.parametrize(("title", "year"), [
    ("岚川市质量发展规划(2016—2020年)", 2020), ("“十三五”计量规划", 2020), ("标准化行动计划（2023－2025 年）", 2025),
    ("第十五年工作总结", None), ("质量提升方案", None)])
def test_last_year_of_a_plan(title: str, year: int | None):
    assert last_year(title) == year


def test_a_plan_cited_after_its_time():
    made = make_graph({"方案": ("岚川市", "2022-01-01", [{}])})
    add_citation(made, "方案", "质量发展规划(2016—2020年)", "basis")
    assert lines(gaps(made), "cited") == [["规划期已过", "质量发展规划(2016—2020年)", None, "方案", 2022, 1]]


def test_two_leads_in_one_line_and_in_two(graph: Graph):
    made = make_graph({"方案": ("岚川市", "2016-01-01", [{"lead": ["市质监局", "市商务局"]}, {"lead": ["市质监局"]}])})
    other = Evidence("方案", "二/2", made.texts["方案"][:4], 0, 4, "test")
    made.add_edge("市商务局", "LEADS", "方案-task2", other)
    assert {r[1]: r[0] for r in lines(gaps(made), "tasks")} == {"任务1": "两个以上牵头", "任务2": "分句各有牵头"}


def test_stages_in_one_sentence_are_no_contradiction():
    made = make_graph({"方案": ("岚川市", "2016-01-01", [{}])})
    add_figure(made, "方案", "投资", "=", 670, unit="亿元")
    add_figure(made, "方案", "投资", "=", 1450, unit="亿元")
    assert [r[0] for r in lines(gaps(made), "figures")][:1] == ["同一文件两个数值"]
    both = next(e.properties for e in made.edges.values() if e.type == "STATED_IN" and e.source.endswith("670"))
    for key, edge in list(made.edges.items()):
        if edge.source.endswith("1450"):
            made.edges[key] = replace(edge, properties=both)
    assert "同句多个数值" in [r[0] for r in lines(gaps(made), "figures")]


def test_gaps_as_of_today_see_one_lead_in_two_that_merged():
    made = make_graph({"方案": ("岚川市", "2016-01-01", [{"lead": ["市质监局", "市工商局"]}])})
    made.add_node("市监局", "Agency", name="市监局")
    for old in ("市质监局", "市工商局"):
        made.add_edge("市监局", "SUCCEEDS", old, year=2018)
    assert [r[0] for r in lines(gaps(made), "tasks")] == ["两个以上牵头"]
    assert lines(gaps(made, as_of="today"), "tasks") == []


def test_gaps_by_kind(graph: Graph):
    found = {r[0]: r[2] for r in lines(gaps(graph), "summary")}
    assert found == {"两个以上牵头": 1, "未写明机构": 2, "共同负责、无牵头": 1, "同一文件两个数值": 1, "未写明年份": 1,
                     "只列于总目标": 8}


def test_bodies_merged_before_the_paper(graph: Graph):
    made = make_graph({"晚方案": ("岚川市", "2022-01-01", [{"lead": ["市质监局"]}])})
    made.add_node("市监局", "Agency", name="市监局")
    made.add_edge("市监局", "SUCCEEDS", "市质监局", year=2018)
    assert lines(gaps(made), "names") == [["按改革通例已撤并", "市质监局", 2018, "市监局", "晚方案", 2022, 1]]
    assert lines(gaps(graph), "names") == []


def test_old_standards_and_repealed_papers():
    made = make_graph({"新办法": ("岚川市", "2019-01-01", [{}]), "方案": ("岚川市", "2020-01-01", [{}])})
    for year in (2004, 2012):
        made.add_node(f"s{year}", "Standard", name="卓越绩效", title="卓越绩效", code=f"GB/T 19580—{year}")
    add_citation(made, "新办法", "旧办法", "repeals")
    add_citation(made, "方案", "旧办法", "basis")
    made.add_edge("方案", "CITES", "s2004", Evidence("方案", "", "basi", 0, 4, "citations"), relation="mention")
    assert [r[:3] for r in lines(gaps(made), "cited")] == [
        ["旧版标准", "GB/T 19580—2004", "GB/T 19580—2012"], ["已废止", "旧办法", "新办法"]]


def test_plan_against_plan(graph: Graph):
    report = compare(graph, old="市方案", new="市新方案")
    assert {(r[0], r[1], r[2]) for r in lines(report, "tasks")} == {
        ("承接", "提升产品质量", "提升产品和服务质量"), ("减少机构", "打造区域品牌", "打造区域品牌"),
        ("保留", "加强宣传", "加强宣传引导"),
        ("取消", "整治旅游市场", None), ("新增", None, "发展夜间经济")}
    assert {(r[0], r[1], r[6]) for r in lines(report, "figures")} == {
        ("提高", RATE, 2), ("取消", "投诉办结时间", None), ("取消", "标杆企业", None), ("新增", "抽检批次", None)}


@pytest.mark.parametrize(("before", "after", "status"), [
    (["市质监局"], ["市质监局"], "保留"), (["市质监局"], ["市监局"], "承接"), (["市质监局"], ["市商务局"], "移交"),
    (["市质监局"], ["市监局", "市商务局"], "增加机构"), (["市质监局", "市商务局"], ["市商务局"], "减少机构"),
    (["市质监局", "市商务局"], ["市监局", "市财政局"], "调整机构"), (["市质监局"], [], "减少机构")])
def test_who_is_in_charge_now(before: list[str], after: list[str], status: str):
    made = make_graph({"甲方案": ("岚川市", "2016-01-01", [{"lead": before}]),
                       "乙方案": ("岚川市", "2020-01-01", [{"lead": after}])})
    made.add_node("市监局", "Agency", name="市监局")
    made.add_edge("市监局", "SUCCEEDS", "市质监局", year=2018)
    assert [r[0] for r in lines(compare(made, old="甲", new="乙"), "tasks")] == [status]


def test_a_task_with_a_new_title_is_known_by_its_text():
    made = make_graph({"甲方案": ("岚川市", "2016-01-01", [{}]), "乙方案": ("岚川市", "2020-01-01", [{}])})
    for doc, name in (("甲方案", "提高审批效率"), ("乙方案", "分阶段办理施工许可")):
        rename(made, f"{doc}-task1", name)
        node = made.nodes[f"{doc}-task1"]
        made.nodes[node.id] = Node(node.id, node.label, {**node.properties, "text": f"{name}。凭审定的总平面图可申请基础施工许可。"})
    assert [(r[0], r[6]) for r in lines(compare(made, old="甲", new="乙"), "tasks")] == [("保留", "正文")]


def test_formulas_make_no_two_tasks_alike():
    formula = "按网签合同金额给予补贴，由市住建局会同市财政局审核后发放。"
    made = make_graph({"甲方案": ("岚川市", "2016-01-01", [{}, {}]), "乙方案": ("岚川市", "2020-01-01", [{}, {}])})
    named = {"甲方案-task1": "进城农民购房", "甲方案-task2": "教师购房", "乙方案-task1": "退役军人优待",
             "乙方案-task2": "进城农民购房和换购住房补贴"}
    for task, name in named.items():
        node = made.nodes[task]
        made.nodes[task] = Node(task, node.label, {**node.properties, "name": name, "text": f"{name}。{formula}"})
    found = {(r[1], r[2]) for r in lines(compare(made, old="甲", new="乙"), "tasks")}
    assert found == {("进城农民购房", "进城农民购房和换购住房补贴"), ("教师购房", None), (None, "退役军人优待")}


def test_papers_of_two_regions_are_said_to_be_so(graph: Graph):
    assert "不属同一地区" in compare(graph, old="省计划", new="市方案").notes[1].zh
    assert "不属同一地区" not in compare(graph, old="市方案", new="市新方案").notes[1].zh


def test_same_bodies_under_another_lead():
    made = make_graph({
        "甲方案": ("岚川市", "2016-01-01", [{"lead": ["市质监局"], "joint": ["市商务局"]}]),
        "乙方案": ("岚川市", "2020-01-01", [{"lead": ["市商务局"], "joint": ["市质监局"]}])})
    assert [r[0] for r in lines(compare(made, old="甲", new="乙"), "tasks")] == ["换牵头"]


@pytest.mark.parametrize(("before", "after", "status"), [
    ((">=", 94, "%", 2020), (">=", 95, "%", 2025), "提高"), (("<=", 12, "天", 2020), ("<=", 10, "天", 2020), "提高"),
    ((">=", 94, "%", 2020), (">=", 94, "%", 2025), "推迟"), ((">=", 94, "%", 2020), (">=", 94, "%", 2018), "提前"),
    ((">=", 94, "%", 2020), (">=", 94, "分", 2020), "不同口径"),
    ((">=", 330, "万人", None), ("=", 28, "万人", 2025), "不同口径"), ((">=", 94, "%", None), (">=", 90, "%", None), "降低")])
def test_figures_raised_lowered_put_off(before: tuple, after: tuple, status: str):
    made = make_graph({"甲方案": ("岚川市", "2016-01-01", [{}]), "乙方案": ("岚川市", "2020-01-01", [{}])})
    for doc, (op, value, unit, year) in (("甲方案", before), ("乙方案", after)):
        add_figure(made, doc, RATE, op, value, unit=unit, year=year)
    assert [r[0] for r in lines(compare(made, old="甲", new="乙"), "figures")] == [status]


def test_plans_are_found_or_said_not_to_be(graph: Graph):
    assert "市方案" in compare(graph).notes[0].zh
    for wrong in ("无此文件", "方案"):
        with pytest.raises(QueryError):
            compare(graph, old=wrong, new="省计划")


def test_change_counts_a_merger_as_no_change(graph: Graph):
    rows = {r[0]: r[1:] for r in lines(change(graph, region="岚川市"), "bodies")}
    assert rows["市监局"][:4] == [2, 1, 2, 1]
    assert rows["市商务局"] == [1, 2, 1, 3, pytest.approx(1 / 3), 1, pytest.approx(2 / 3)]
    written = {r[0]: r[1:] for r in lines(change(graph, region="岚川市", as_of="written"), "bodies")}
    assert written["市质监局"][:2] == [2, 0]


def test_change_between_two_named_plans(graph: Graph):
    report = change(graph, old="市方案", new="市新方案")
    assert "市新方案" in report.notes[0].zh
    assert {r[0]: r[3:5] for r in lines(report, "bodies")} == {"市监局": [2, 1], "市商务局": [1, 3], "市旅游局": [1, 0]}


def test_change_between_two_periods(graph: Graph):
    made = next(run("change", graph, {"region": "岚川市", "before": "2015-2017", "after": "2020–2022"}))
    assert "2015–2017" in made.notes[0].zh
    assert {r[0]: r[3:5] for r in lines(made, "bodies")}["市监局"] == [2, 1]


def test_sheet_as_of_today_and_body_by_body(graph: Graph):
    report = sheet(graph, paper="市方案", as_of="today")
    assert lines(report, "tasks")[0][2] == "市监局"
    assert [(r[0], r[1], r[2]) for r in lines(report, "bodies")] == [
        (1, "市商务局", "牵头"), (1, "市旅游局", "牵头"), (1, "市监局", "牵头、配合"), (2, "市监局", "牵头")]


def test_sheet_of_one_body(graph: Graph):
    table = sheet(graph, agency="市商务局").table("tasks")
    keys = [c.key for c in table.columns]
    rows = [dict(zip(keys, (c.value for c in row), strict=True)) for row in table.rows]
    assert [(r["number"], r["task"], r["role"]) for r in rows] == [
        (1, "打造区域品牌", "牵头"), (2, "提升产品和服务质量", "配合"), (3, "打造区域品牌", "牵头"),
        (4, "发展夜间经济", "牵头")]
    assert rows[1]["figures"] == f"{RATE}≥95.5%（2025年）"
    assert rows[0]["lead"] == "市质监局、市商务局"


def test_sheet_of_nobody(graph: Graph):
    with pytest.raises(QueryError):
        sheet(graph, agency="市航天局")


@pytest.mark.parametrize("name", REPORTS)
def test_no_number_without_evidence(graph: Graph, name: str):
    for table in REPORTS[name](graph).tables:
        bare = {c.key for row in table.rows for c, cell in zip(table.columns, row, strict=True)
                if isinstance(cell.value, (int, float)) and cell.value and not cell.evidence}
        assert bare == set(), table.name


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_with_evidence_leads_to_its_paper(graph: Graph, name: str):
    report = REPORTS[name](graph)
    for cell in (c for table in report.tables for row in table.rows for c in row):
        for p in (e.properties for e in cell.evidence):
            assert graph.texts[p["doc"]][p["start"]:p["end"]] == p["evidence"]


CHINESE = re.compile(r"[\u4e00-\u9fff]")


@pytest.mark.parametrize("name", REPORTS)
def test_words_of_the_reports_speak_english(graph: Graph, name: str):
    for table in REPORTS[name](graph).tables:
        for row in table.rows:
            said = [spoken(cell.value, c, "en") for c, cell in zip(table.columns, row, strict=True) if c.coded]
            assert not [w for w in said if w and CHINESE.search(str(w))]


@pytest.mark.parametrize("form", ["csv", "html", "xlsx", "json"])
def test_json_alone_keeps_its_words(graph: Graph, tmp_path: Path, form: str):
    write_report(gaps(graph), tmp_path, "en", forms=(form,))
    file = tmp_path / f"gaps.{form}"
    text = zipfile.ZipFile(file).read("xl/sharedStrings.xml").decode() if form == "xlsx" else file.read_text("utf-8")
    assert ("several leads" in text) == (form != "json")
    assert ("两个以上牵头" in text) == (form == "json")


@pytest.mark.parametrize("name", REPORTS)
def test_every_form_of_every_report(graph: Graph, tmp_path: Path, name: str):
    files = write_report(REPORTS[name](graph), tmp_path, "en")
    assert {f.suffix for f in files} == {".html", ".xlsx", ".csv", ".json"}
