"""From the README alone: the demo's start page answers within three clicks, each answer with its sentence."""

from collections import Counter
from pathlib import Path

import pytest
from browser_fixture import Opened, browser  # noqa: F401

from kg.build import build_graph, collect
from viz.site import write_site

ROOT = Path(__file__).resolve().parents[1]
CITY, RATE = "岚川市", "制造业产品质量合格率"


@pytest.fixture(scope="module")
def graph():
    return build_graph(collect([str(ROOT / "examples" / "papers")]), jobs=1).graph


@pytest.fixture(scope="module")
def start(graph, tmp_path_factory):
    return write_site(graph, tmp_path_factory.mktemp("demo") / "site")[0]


class Newcomer:
    """Knows what the start page shows, and counts clicks."""

    def __init__(self, browser, start):  # noqa: F811
        self.opened = Opened(browser)
        self.page = self.opened.open(start)
        self.clicks = 0

    def click(self, what, then):
        self.page.click(what)
        self.page.wait_for_selector(then)
        self.clicks += 1

    def read_sentence(self):
        """The words that the paper's page marks."""
        self.click("td.sentence a >> nth=0", "mark.here")
        return "".join(self.page.locator("mark.here").all_inner_texts())


@pytest.fixture
def newcomer(browser, start):  # noqa: F811
    made = Newcomer(browser, start)
    yield made
    assert made.clicks <= 3
    assert made.opened.errors == []
    made.opened.context.close()


def test_the_readme_says_what_to_open():
    for name in ("README.md", "README.zh.md"):
        text = (ROOT / name).read_text("utf-8")
        assert "kg demo" in text
        assert "demo/site/index.html" in text


def test_who_leads_most_tasks_in_one_city(newcomer, graph):
    newcomer.click(f"#table-regions bdi:text-is('{CITY}')", "#table-bodies")
    body, led = newcomer.page.inner_text("#table-bodies tbody tr >> nth=0").split()[:2]
    assert (body, int(led)) == _leader(graph)
    newcomer.click(f"#table-bodies bdi:text-is('{body}')", "#table-duties")
    assert newcomer.page.inner_text("#table-duties tbody tr >> nth=0").startswith("牵头")
    assert "牵头" in newcomer.read_sentence()


def test_which_city_asks_the_higher_pass_rate_and_which_sentence_says_so(newcomer, graph):
    newcomer.click(f"#table-indicators bdi:text-is('{RATE}')", "#table-targets")
    cells = newcomer.page.locator("#table-targets tbody tr >> nth=0").locator("td").all_inner_texts()
    place, value = _highest(graph)
    assert cells[0] == place
    assert float(cells[3]) == value
    assert f"{value:g}" in newcomer.read_sentence()


def _leader(graph):
    """Of the bodies with duties in the city's papers the one that leads most, and how many tasks."""
    region = next(n.id for n in graph.of_label("Region") if n.name == CITY)
    papers = {e.source for e in graph.sorted_edges() if e.type == "APPLIES_TO" and e.target == region}
    led = {(e.source, e.target) for e in graph.sorted_edges() if e.type == "LEADS" and e.properties["doc"] in papers}
    body, count = Counter(source for source, _ in led).most_common(1)[0]
    return graph.nodes[body].name, count


def _highest(graph):
    """The place and value of the highest figure of the indicator."""
    indicator = next(n.id for n in graph.of_label("Indicator") if n.name == RATE)
    figures = {e.source for e in graph.sorted_edges() if e.type == "QUANTIFIES" and e.target == indicator}
    best = max(figures, key=lambda f: graph.nodes[f].properties["value"])
    places = [e.target for e in graph.sorted_edges() if e.type == "APPLIES_TO" and e.source == best]
    return graph.nodes[places[0]].name, graph.nodes[best].properties["value"]
