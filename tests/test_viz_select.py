"""What pages show: pure selections, and errors that offer near names."""

import pytest
from browser_fixture import big_graph, small_graph

from kg.errors import GraphError
from viz import select
from viz.links import Links


def test_ego_takes_nearer_nodes_first():
    g = small_graph()
    assert select.ego(g, "agency-1").centre == "agency-1"
    assert select.ego(g, "agency-1") == {"agency-1", "task-1", "task-2", "region-1"}
    assert "doc-1" in select.ego(g, "agency-1", depth=2)
    assert len(select.ego(g, "agency-1", depth=3, limit=5)) == 5


def test_ego_of_an_unknown_node():
    with pytest.raises(GraphError, match="nobody"):
        select.ego(small_graph(), "nobody")


def test_agency_with_papers_and_partners():
    chosen = select.by_agency(small_graph(), "云川市市场监督管理局")
    assert {"task-1", "task-2", "doc-1", "agency-2"} <= chosen


@pytest.mark.parametrize("name", ["市市场监管局", "agency-1", "市场监督", "云川市市场监督管理局 "])
def test_a_body_answers_to_each_of_its_names(name):
    assert select.find(small_graph(), "Agency", name).id == "agency-1"


def test_unknown_names_offer_near_ones():
    with pytest.raises(GraphError, match="云川市发展和改革委员会"):
        select.by_agency(small_graph(), "云川市发展改革局")


@pytest.mark.parametrize("name", ["", "《》", "云川市"])
def test_words_that_fit_none_or_several(name):
    with pytest.raises(GraphError):
        select.find(small_graph(), "Agency", name)


def test_region_and_paper():
    g = small_graph()
    assert {"doc-1", "region-2", "agency-2", "task-1"} <= select.by_region(g, "云川")
    assert {"region-1", "doc-2", "agency-1", "target-1"} <= select.by_paper(g, "云川市质量提升行动方案")


def test_rows_name_nodes_by_id_or_name():
    g = small_graph()
    rows = [{"body": "云川市市场监督管理局", "n": 2}, {"ids": ["task-1"]}]
    assert select.from_rows(g, rows) == {"agency-1", "task-1"}
    assert select.from_rows(g, [("清河县", None)]) == {"region-2"}
    with pytest.raises(GraphError, match="names a node"):
        select.from_rows(g, [{"n": 2}])


def test_limits_hold_on_large_graphs():
    links = Links.of(big_graph(2000, 6000))
    assert len(select.around_region(links, "region-1", 20)) == 20
    assert len(select.around_paper(links, "doc-1", 15)) == 15
