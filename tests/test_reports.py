"""Reports over a small graph whose numbers are known, in every form."""

import csv
import json
import random
import re
from html import unescape
from pathlib import Path

import openpyxl
import pytest

from kg.errors import QueryError
from kg.model import Evidence, Graph, Node
from kg.reports import REPORTS, TITLES, describe, run, to_text, write_report
from kg.reports.workload import workload

ROLE = {"lead": "LEADS", "joint": "RESPONSIBLE_FOR", "cooperate": "COOPERATES"}
LINE = "lead：市质监局；cooperate：市工商局、市财政局"
EVIL = "=HYPERLINK(\"http://evil.example\")"


def make_graph(plans: dict[str, tuple[str, str, list[dict[str, list[str]]]]]) -> Graph:
    """Papers by id: (region, date, tasks), a task being the bodies by role; the line of a task is its sentence."""
    graph = Graph()
    for doc, (region, date, tasks) in plans.items():
        graph.add_node(doc, "Document", name=doc, title=f"{doc}方案", issued_on=date, ingested=True)
        graph.add_node(region, "Region", name=region, level="prefecture")
        text = ""
        for number, roles in enumerate(tasks, 1):
            line = "；".join(f"{role}：{'、'.join(bodies)}" for role, bodies in roles.items())
            said = Evidence(doc, f"二/{number}", line, len(text), len(text) + len(line), "test")
            text += line + "\n"
            task = f"{doc}-task{number}"
            graph.add_node(task, "Program", name=f"任务{number}", kind="task", number=str(number))
            graph.add_edge(task, "STATED_IN", doc, said)
            for role, bodies in roles.items():
                for rank, body in enumerate(bodies, 1):
                    graph.add_node(body, "Agency", name=body, field="市场监管" if "监" in body else "其他")
                    graph.add_edge(body, ROLE[role], task, said, surface=body, rank=rank)
        graph.add_edge(doc, "APPLIES_TO", region, Evidence(doc, "", text[:4], 0, 4, "head"))
        graph.texts[doc] = text
    return graph


@pytest.fixture(scope="module")
def graph() -> Graph:
    made = make_graph({
        "d1": ("岚川市", "2016-08-25", [
            {"lead": ["市质监局"], "cooperate": ["市工商局", "市财政局"]},
            {"lead": ["市质监局"], "cooperate": ["市工商局", "市财政局"]},
            {"joint": ["市工商局", "市农业局"]},
            {},
        ]),
        "d2": ("澄陵市", "2023-10-18", [
            {"lead": ["澄陵监管局"], "joint": ["澄陵监管局", EVIL], "cooperate": ["<b>&"]}]),
    })
    made.add_node("市监局", "Agency", name="岚川市市场监督管理局")
    made.add_edge("市监局", "SUCCEEDS", "市质监局", year=2018)
    made.add_edge("市监局", "SUCCEEDS", "市工商局", year=2018)
    return made


@pytest.fixture(scope="module")
def written(graph: Graph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the workload report in every form."""
    folder = tmp_path_factory.mktemp("report")
    assert write_report(workload(graph), folder)[0] == folder / "workload.html"
    return folder


def rows(report, table: str = "bodies") -> dict[str, dict]:
    """Rows of a table by their first text, as dicts."""
    made = report.table(table)
    named = [{c.key: cell for c, cell in zip(made.columns, row, strict=True)} for row in made.rows]
    return {str(r[made.columns[0].key].value): r for r in named}


def test_counts_by_role_and_shares_of_all_tasks(graph: Graph):
    found = rows(workload(graph, region="岚川市"))
    body = {k: c.value for k, c in found["市工商局"].items()}
    assert (body["lead"], body["joint"], body["cooperate"], body["tasks"]) == (0, 1, 2, 3)
    assert body["share"] == 0.75
    assert body["load"] == pytest.approx(0.6 + 2 * 0.3)
    assert body["degree"] == 3
    assert body["strength"] == 5
    assert list(found) == ["市质监局", "市工商局", "市财政局", "市农业局"]


def test_a_body_in_two_roles_of_a_task_counts_once(graph: Graph):
    body = rows(workload(graph, year=2023))["澄陵监管局"]
    assert (body["tasks"].value, body["load"].value, body["lead"].value, body["joint"].value) == (1, 1.0, 1, 1)


def test_as_of_today_adds_up_what_a_body_took_over(graph: Graph):
    body = rows(workload(graph, region="岚川市", as_of="today"))["岚川市市场监督管理局"]
    assert (body["lead"].value, body["joint"].value, body["cooperate"].value, body["tasks"].value) == (2, 1, 2, 3)


def test_line_of_work_and_weights(graph: Graph):
    found = rows(workload(graph, field="市场监管", weights={"lead": 5, "joint": 1, "cooperate": 1}))
    assert {k: r["load"].value for k, r in found.items()} == {"市质监局": 10, "澄陵监管局": 5}


@pytest.mark.parametrize("options", [{"region": "无名市"}, {"year": 1999}, {"field": "航天"}])
def test_nothing_left_is_said(graph: Graph, options: dict):
    with pytest.raises(QueryError):
        workload(graph, **options)


def test_every_number_rests_on_its_lines(graph: Graph):
    body = rows(workload(graph))["市质监局"]
    assert [e.properties["evidence"] for e in body["lead"].evidence] == [LINE] * 2
    assert body["cooperate"].evidence == ()
    assert len(body["tasks"].evidence) == 2


def test_pairs_cover_and_groups(graph: Graph):
    report = workload(graph, region="岚川市")
    assert [c.value for c in report.table("pairs").rows[0]][2] == 2
    assert [[c.value for c in r] for r in report.table("cover").rows] == [
        [1, "市质监局", 2, pytest.approx(2 / 3)], [2, "市农业局", 1, 1.0]]
    assert [[c.value for c in r] for r in report.table("groups").rows] == [["市工商局、市财政局、市质监局", 3, 2]]


def test_lines_of_work_are_counted_over_bodies(graph: Graph):
    found = {r[0].value: [c.value for c in r[1:]] for r in workload(graph).table("fields").rows}
    assert found["市场监管"] == [2, 2, 3, 1, 0, 3, pytest.approx(3 / 5)]


def test_terminal_shows_names_and_no_markup(graph: Graph):
    text = to_text(workload(graph))
    assert EVIL in text
    assert "[/" not in text
    assert "\x1b" not in text


def test_formulas_are_text(written: Path):
    with (written / "workload.csv").open(encoding="utf-8-sig", newline="") as file:
        names = [r["机构"] for r in csv.DictReader(file)]
    assert f"'{EVIL}" in names
    assert EVIL not in names
    sheet = openpyxl.load_workbook(written / "workload.xlsx").worksheets[0]
    cells = [c for r in sheet.iter_rows() for c in r if c.value is not None]
    assert {c.data_type for c in cells if str(c.value).startswith("=")} == {"s"}


def test_page_stands_alone_and_escapes(written: Path):
    page = (written / "workload.html").read_text("utf-8")
    assert "&lt;b&gt;&amp;" in page
    assert "<b>&" not in page
    assert "<svg" in page
    assert not re.search(r"""(src|href)=["']?https?:""", page)


def test_numbers_of_a_page_open_sentences_of_the_papers(graph: Graph, written: Path):
    page = (written / "workload.html").read_text("utf-8")
    quotes = {n: unescape(q) for n, q in re.findall(r'<li id="s(\d+)"><q>(.*?)</q>', page)}
    links = re.findall(r'data-s="([\d ]+)"', page)
    texts = "\n".join(graph.texts.values())
    for link in random.Random(7).choices(links, k=100):
        assert all(quotes[n] in texts for n in link.split())


def test_workbook_numbers_link_to_their_lines(written: Path):
    book = openpyxl.load_workbook(written / "workload.xlsx")
    sheet = book.worksheets[0]
    row = next(r for r in sheet.iter_rows(min_row=4) if r[0].value == "市质监局")
    place = re.fullmatch(r"'出处'!A(\d+):F(\d+)", row[3].hyperlink.location)
    assert (row[3].value, int(place[2]) - int(place[1])) == (2, 1)
    said = {book["出处"].cell(int(n), 6).value for n in place.groups()}
    assert said == {LINE}


def test_json_has_values_and_sources(written: Path):
    made = json.loads((written / "workload.json").read_text("utf-8"))
    row = next(r for r in made["tables"][0]["rows"] if r["values"]["agency"] == "市质监局")
    assert row["values"]["lead"] == 2
    quotes = {s["number"]: s["quote"] for s in made["sources"]}
    assert {quotes[n] for n in row["sources"]["lead"]} == {LINE}


def test_same_bytes_twice(graph: Graph, written: Path, tmp_path: Path):
    again = write_report(workload(graph), tmp_path)
    assert [f.read_bytes() for f in again] == [(written / f.name).read_bytes() for f in again]


def test_reports_are_listed():
    assert list(REPORTS) == list(TITLES)


def test_options_come_as_typed(graph: Graph):
    made = next(run("workload", graph, {"region": "岚川市", "year": "2016", "weights": "lead:2"}))
    assert rows(made)["市质监局"]["load"].value == 4


@pytest.mark.parametrize(("name", "options"), [
    ("nonsense", {}), ("workload", {"colour": "red"}), ("workload", {"year": "last"}),
    ("workload", {"weights": "boss:1"}), ("workload", {"as_of": "tomorrow"})])
def test_bad_options_are_said(graph: Graph, name: str, options: dict):
    with pytest.raises(QueryError):
        list(run(name, graph, options))


def test_all_reports_at_once_and_what_has_nothing_says_so(graph: Graph):
    made = {r.name: r for r in run("all", graph, {"region": "岚川市"})}
    assert list(made) == list(REPORTS)
    assert made["targets"].tables == ()
    assert "no figure" in made["targets"].notes[0].zh
    assert rows(made["workload"])["市质监局"]["tasks"].value == 2


@pytest.mark.parametrize("options", [{"colour": "red"}, {"as_of": "tomorrow"}, {"year": "soon"}])
def test_bad_options_are_said_under_all_too(graph: Graph, options: dict):
    with pytest.raises(QueryError):
        list(run("all", graph, options))


def test_tasks_of_a_line_for_the_whole_paper_are_told_apart():
    made = make_graph({"d": ("岚川市", "2016-01-01", [{"lead": ["市质监局"]}, {"lead": ["市质监局"]}])})
    wide = Evidence("d", "", made.texts["d"][:4], 0, 4, "test")
    for task in ("d-task1", "d-task2"):
        made.add_node("各县区", "Agency", name="各县区", kind="collective")
        made.add_edge("各县区", "RESPONSIBLE_FOR", task, wide, scope="document")
    report = workload(made)
    assert [(r["tasks"].value, r["general"].value) for r in rows(report, "collectives").values()] == [(2, 2)]
    assert [(r["tasks"].value, r["general"].value) for r in rows(report).values()] == [(2, 0)]


def test_regions_years_and_communities(graph: Graph):
    report = workload(graph)
    assert [[c.value for c in r][:5] for r in report.table("places").rows] == [
        ["岚川市", 2016, 1, 4, 3], ["澄陵市", 2023, 1, 1, 1]]
    assert [c.value for c in report.table("places").rows[0]][9:] == ["市工商局", 0.75]
    first = [c.value for c in report.table("communities").rows[0]]
    assert (first[0], first[1], first[4], first[5]) == (1, 4, 3, 1)


def test_governments_always_listed_together_hide_no_pair_nor_group():
    made = make_graph({"d": ("岚川市", "2016-01-01", [
        {"joint": ["甲区", "乙区", "丙区", "市监局"]}, {"joint": ["甲区", "乙区", "丙区", "市监局", "市财政局"]}])})
    for name in ("甲区", "乙区", "丙区"):
        made.nodes[name] = Node(name, "Agency", {"name": name, "kind": "government"})
    report = workload(made)
    assert report.table("groups").rows == ()
    twice = [{c.value for c in r[:2]} for r in report.table("pairs").rows if r[2].value == 2]
    assert len(twice) == 3
    assert all("市监局" in pair for pair in twice)
    assert rows(report)["甲区"]["degree"].value == 4


def test_one_paper_alone(graph: Graph):
    assert list(rows(next(run("workload", graph, {"paper": "d2方案"})))) == ["澄陵监管局", EVIL, "<b>&"]


def test_english_words(graph: Graph):
    assert "Workload of bodies" in to_text(workload(graph), "en")
    assert "workload" in describe("en")
