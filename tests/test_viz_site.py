"""Pages as files: alone, in UTF-8, escaped, named by ids, small, the same on every run."""

import json
import re

import pytest
from browser_fixture import big_graph, small_graph

from kg.errors import GraphError
from kg.model import Graph
from viz.address import Addresses, file_stem
from viz.links import Links
from viz.page import write_page
from viz.site import write_site
from viz.style import style

_DATA = re.compile(r'<script type="application/json" id="page-data">(.*?)</script>', re.S)
HOSTILE = '</script><script>alert(1)</script>{{7*7}}${x}"\'`<!--'


def data_of(path):
    return json.loads(_DATA.search(path.read_text("utf-8")).group(1))


def test_a_page_stands_alone(tmp_path):
    g = small_graph()
    text = write_page(g, g.nodes, tmp_path / "a" / "p.html", title="云川市").read_text("utf-8")
    assert not re.search(r'(?:src|href)="(?!data:)', text)
    assert '<meta charset="utf-8">' in text


def test_edges_between_two_nodes_are_one_line_with_every_sentence(tmp_path):
    g = small_graph()
    page = data_of(write_page(g, g.nodes, tmp_path / "p.html", title="x"))
    line = next(e for e in page["edges"] if (e["from"], e["to"]) == ("agency-1", "task-1"))
    quotes = [page["quotes"][fact["quote"]] for fact in page["facts"][line["id"]]]
    assert quotes == ["(市市场监管局牵头,市发展改革委配合)", "市市场监管局牵头"]


def test_hostile_words_stay_inside_the_data(tmp_path):
    g = small_graph()
    g.add_node("task-9", "Program", name=HOSTILE, kind="task", text="\ud800" + HOSTILE)
    path = write_page(g, g.nodes, tmp_path / "p.html", title=HOSTILE)
    assert data_of(path)["props"]["task-9"]["name"] == HOSTILE
    assert path.read_text("utf-8").count("<script>alert") == 0


def test_nothing_to_draw(tmp_path):
    with pytest.raises(GraphError, match="nothing to draw"):
        write_page(small_graph(), ["nobody"], tmp_path / "p.html", title="x")


def test_a_large_choice_is_cut_and_says_so(tmp_path):
    g = big_graph(1700, 3000)
    page = data_of(write_page(g, g.nodes, tmp_path / "p.html", title="x"))
    assert (len(page["nodes"]), page["left_out"]) == (1500, 200)
    assert (tmp_path / "p.html").stat().st_size < 5_000_000


def test_site_has_a_page_for_each(tmp_path):
    pages = write_site(small_graph(), tmp_path)
    names = {p.relative_to(tmp_path).as_posix() for p in pages}
    assert pages[0] == tmp_path / "index.html"
    assert {"overview.html", "overview-field.html", "overview-community.html"} <= names
    ids = ("doc-1", "region-1", "region-2", "agency-1", "agency-2", "indicator-1")
    assert {f"pages/{i}.html" for i in ids} <= names
    assert all(p.is_file() for p in pages)


def test_links_of_the_site_lead_somewhere(tmp_path):
    for path in write_site(small_graph(), tmp_path, reports=[tmp_path / "reports" / "workload.html"]):
        page = data_of(path)
        cells = [c for t in page["tables"] for row in t["rows"] for c in row if isinstance(c, list)]
        for address in [*(c[1] for c in cells), *page.get("pages", {}).values()]:
            assert address is None or (path.parent / address.partition("#")[0]).is_file(), address


def test_two_runs_give_the_same_bytes(tmp_path):
    first = [p.read_bytes() for p in write_site(small_graph(), tmp_path / "a")]
    assert first == [p.read_bytes() for p in write_site(small_graph(), tmp_path / "b")]


@pytest.mark.parametrize("id_", ["../../etc/passwd", "a b", "CON", "x" * 99, 'doc-"><script>', "d-1/..", "\ud800"])
def test_file_names_take_nothing_from_an_odd_id(id_):
    assert re.fullmatch(r"page-[0-9a-f]{16}", file_stem(id_))


def test_addresses_fall_back_to_the_paper():
    addresses = Addresses(Links.of(small_graph()), "pages/")
    assert addresses.of("agency-1") == "pages/agency-1.html"
    assert addresses.of("task-1") == "pages/doc-1.html#node=task-1"
    assert addresses.of("doc-2") == "pages/doc-1.html#node=doc-2"


def test_an_empty_graph_has_a_start_page(tmp_path):
    assert write_site(Graph(), tmp_path)[0].is_file()


def test_those_with_few_facts_stand_in_lists(tmp_path, monkeypatch):
    g = big_graph(400, 900, regions=5, papers=10)
    monkeypatch.setitem(style()["limits"], "pages", 20)
    monkeypatch.setitem(style()["limits"], "listed", 30)
    pages = {p.relative_to(tmp_path).as_posix() for p in write_site(g, tmp_path)}
    bodies = [n.id for n in g.of_label("Agency")]
    own = [i for i in bodies if f"pages/{i}.html" in pages]
    assert len(own) == 20
    lists = sorted(p for p in pages if p.startswith("pages/list-agency-"))
    assert len(lists) == -(-(len(bodies) - 20) // 30)
    rows = [row[0] for p in lists for row in data_of(tmp_path / p)["tables"][0]["rows"]]
    assert set(rows) == {g.nodes[i].name for i in bodies} - {g.nodes[i].name for i in own}
    other = next(i for i in bodies if i not in own)
    address = Addresses(Links.of(g)).of(other)
    assert address.startswith("list-agency-")
    assert address.endswith(f"#find={g.nodes[other].name}")
