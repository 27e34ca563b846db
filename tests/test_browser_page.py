"""One graph page in a real browser, opened from disk with the network off."""

import csv
import io

import pytest
from browser_fixture import Opened, big_graph, browser, said, small_graph  # noqa: F401

from viz.page import write_page

PNG = b"\x89PNG"


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    g = small_graph()
    return write_page(g, g.nodes, tmp_path_factory.mktemp("page") / "small.html", title="云川市")


@pytest.fixture
def opened(browser):  # noqa: F811
    made = Opened(browser)
    yield made
    made.context.close()
    assert made.errors == []


def visible(page):
    return page.evaluate("({nodes: [...graph.shown.nodes].sort(), lines: graph.shown.edges.size})")


def click(page, node):
    """A real click on the canvas where a node is drawn."""
    at = page.evaluate("id => graph.network.canvasToDOM(graph.network.getPosition(id))", node)
    page.locator(".canvas canvas").click(position=at)


def saved(page, tool):
    with page.expect_download() as caught:
        page.click(f"[data-tool={tool}]")
    return caught.value.suggested_filename, caught.value.path().read_bytes()


def test_nodes_are_drawn(opened, small):
    page = opened.open(small)
    assert page.evaluate("graph.nodes.length") == 11
    inked = page.evaluate("""() => { const c = document.querySelector('.canvas canvas');
        return new Set(c.getContext('2d').getImageData(0, 0, c.width, c.height).data).size }""")
    assert inked > 20


@pytest.mark.parametrize("words", ["市场监督", "市场监管", "市市场监管局", "scjd", "ycsscjdglj"])
def test_search_finds_by_characters_short_names_and_initials(opened, small, words):
    page = opened.open(small)
    page.fill(".search", words)
    assert page.inner_text(".found li >> nth=0").startswith("云川市市场监督管理局")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.inner_text(".card h2") == "云川市市场监督管理局"


def test_a_click_on_a_node_opens_its_card(opened, small):
    page = opened.open(small)
    click(page, "agency-1")
    card = page.inner_text(".card")
    assert "市场监管" in card
    assert "(市市场监管局牵头,市发展改革委配合)" in card
    assert "云川市质量提升行动方案" in card
    assert "章节 一/1" in card
    assert "node=agency-1" in page.url


def test_a_line_shows_every_sentence(opened, small):
    page = opened.open(small)
    at = page.evaluate("""() => { const [a, b] = ["agency-1", "task-1"].map((id) => graph.network.getPosition(id));
        return graph.network.canvasToDOM({x: (a.x + b.x) / 2, y: (a.y + b.y) / 2}) }""")
    page.locator(".canvas canvas").click(position=at)
    quotes = page.locator(".card blockquote").all_inner_texts()
    assert quotes == ["(市市场监管局牵头,市发展改革委配合)", "市市场监管局牵头"]


def test_filters_hide_and_come_back_from_the_address(opened, small):
    page = opened.open(small)
    page.uncheck("[data-key=Agency]")
    assert not any(i.startswith("agency") for i in visible(page)["nodes"])
    page.uncheck("[data-key=CITES]")
    assert "doc-2" not in visible(page)["nodes"]
    before = visible(page)
    again = opened.open(small, "#" + page.url.partition("#")[2])
    page.reload()
    assert visible(again) == before
    page.click("text=恢复")
    assert len(visible(page)["nodes"]) == 11


def test_path_between_two_nodes(opened, small):
    page = opened.open(small, "#node=agency-2")
    page.click("text=从这里找路径")
    page.fill(".search", "培育品牌")
    page.keyboard.press("Enter")
    assert page.inner_text(".card .kind").startswith("路径步数")
    assert page.locator(".card .link").count() == len(page.evaluate("[...graph.chosen.edges]")) > 1
    assert "route=agency-2%2Ctask-2" in page.url


def test_a_deep_link_opens_the_card(opened, small):
    page = opened.open(small, "#node=agency-2&theme=dark&lang=en")
    assert page.inner_text(".card h2") == "云川市发展和改革委员会"
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert "cooperates" in page.inner_text(".legend")


def test_exports(opened, small):
    page = opened.open(small)
    name, png = saved(page, "png")
    assert (name, png[:4]) == ("云川市.png", PNG)
    svg = saved(page, "svg")[1].decode()
    assert svg.startswith("<svg")
    assert "监督管理局" in svg
    page.uncheck("[data-key=STATED_IN]")
    rows = list(csv.reader(io.StringIO(saved(page, "csv")[1].decode("utf-8-sig"))))
    assert "STATED_IN" not in {row[2] for row in rows}
    assert "(市市场监管局牵头,市发展改革委配合)" in {row[7] for row in rows}


def test_a_formula_in_a_name_is_no_formula_in_the_table(opened, tmp_path):
    g = small_graph()
    g.add_node("task-7", "Program", name="=HYPERLINK(1)", kind="task")
    g.add_edge("task-7", "PART_OF", "plan-1")
    page = opened.open(write_page(g, g.nodes, tmp_path / "p.html", title="x"))
    assert "\"'=HYPERLINK(1)\"" in saved(page, "csv")[1].decode()


def test_language_and_theme_switch(opened, small):
    page = opened.open(small)
    page.click("#language")
    page.wait_for_selector("html[lang=en]", state="attached")
    assert "Legend" in page.inner_text(".legend summary")
    light = page.evaluate("getComputedStyle(document.body).backgroundColor")
    page.click("#theme")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_follows_the_systems_darkness(browser, small):  # noqa: F811
    page = Opened(browser, color_scheme="dark").open(small)
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_keyboard_alone_reaches_a_sentence(opened, small):
    page = opened.open(small)
    page.keyboard.press("/")
    page.keyboard.type("fzhgg")
    page.keyboard.press("Enter")
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.card button.relation')"):
            break
    page.keyboard.press("Enter")
    assert page.locator(".card blockquote").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".card.empty").count() == 1


def test_phone_width_has_no_sideways_scroll(browser, small):  # noqa: F811
    phone = Opened(browser, viewport={"width": 375, "height": 740}, has_touch=True)
    page = phone.open(small, "#node=agency-1")
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert page.locator(".card h2").is_visible()
    assert phone.errors == []


def test_1500_nodes_are_drawn_within_two_seconds(browser, tmp_path):  # noqa: F811
    """Seconds of the page's own thread: a busy machine does not decide. benchmarks/pages.py has the clock."""
    g = big_graph(1500, 4000, regions=10, papers=20)
    path = write_page(g, g.nodes, tmp_path / "p.html", title="大图")
    opened = Opened(browser)
    meter = opened.context.new_cdp_session(opened.page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    page = opened.open(path)
    spent = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}["TaskDuration"]
    opened.shoot("nodes-1500")
    assert page.evaluate("graph.nodes.length") == 1500
    assert spent < 2
    assert opened.errors == []
