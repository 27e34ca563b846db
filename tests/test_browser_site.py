"""The site in a real browser: start page, overviews, paper page, three clicks, and words that would do harm."""

from itertools import cycle

import pytest
from browser_fixture import Opened, big_graph, browser, small_graph  # noqa: F401

from kg.model import Evidence, Graph, LedgerEntry
from kg.schema import load_schema
from viz.links import Links
from viz.site import Site, write_site
from viz.style import style


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    write_site(small_graph(), folder)
    return folder


@pytest.fixture
def opened(browser):  # noqa: F811
    made = Opened(browser)
    yield made
    made.context.close()
    assert made.errors == []


def test_every_page_opens_clean(browser, site):  # noqa: F811
    opened = Opened(browser)
    for path in sorted(site.rglob("*.html")):
        opened.open(path)
        opened.shoot(path.stem)
        assert opened.errors == [], path.name


def test_search_over_everything_leads_to_a_page(opened, site):
    page = opened.open(site / "index.html")
    page.fill(".search", "scjd")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pages/agency-1.html*")
    assert page.inner_text("h1") == "云川市市场监督管理局"


def test_three_clicks_answer_who_leads_most_and_which_sentence_says_so(opened, site):
    page = opened.open(site / "index.html")
    page.click("#table-regions a:has-text('云川市')")
    page.wait_for_selector("#table-bodies")
    assert page.inner_text("#table-bodies tbody tr >> nth=0").split()[:2] == ["云川市市场监督管理局", "2"]
    page.click("#table-bodies a:has-text('云川市市场监督管理局')")
    page.wait_for_selector("#table-duties")
    page.click("#table-duties td.sentence a >> nth=0")
    page.wait_for_selector("mark.here")
    assert "市市场监管局牵头" in "".join(page.locator("mark.here").all_inner_texts())


def test_indicator_page_has_value_and_sentence(opened, site):
    page = opened.open(site / "pages" / "indicator-1.html")
    row = page.inner_text("#table-targets tbody tr")
    assert "94" in row
    assert "制造业产品质量合格率达到94%以上" in row


def test_paper_page_marks_spans_and_ledger_apart(opened, site):
    page = opened.open(site / "pages" / "doc-1.html")
    assert page.evaluate("document.querySelector('.paper').textContent") == small_graph().texts["doc-1"]
    assert page.inner_text("mark.ledger") == "各镇街"
    page.click("mark.ledger")
    assert "no cue word" in page.inner_text("#mark-card")
    mark = page.locator("mark", has_text="(市市场监管局牵头)")
    mark.hover()
    assert "牵头 → 培育品牌" in mark.get_attribute("title")


def test_offsets_count_code_points(browser, tmp_path):  # noqa: F811
    g = Graph(texts={"doc-1": "\U00020bb7野市😀由甲局负责"})
    g.add_node("doc-1", "Document", name="方案", title="方案", ingested=True)
    g.add_node("agency-1", "Agency", name="甲局")
    g.add_edge("agency-1", "ISSUES", "doc-1", Evidence("doc-1", "", "甲局", 5, 7, "t"))
    write_site(g, tmp_path)
    page = Opened(browser).open(tmp_path / "pages" / "doc-1.html", "#at=5-7")
    assert page.inner_text("mark.here") == "甲局"


def test_card_links_into_the_text(opened, site):
    page = opened.open(site / "pages" / "agency-1.html", "#node=task-2")
    page.click(".card a:has-text('在正文中查看') >> nth=0")
    page.wait_for_selector("mark.here")
    assert "doc-1.html" in page.url


def test_double_click_goes_to_the_nodes_page(opened, site):
    page = opened.open(site / "pages" / "agency-1.html")
    at = page.evaluate("graph.network.canvasToDOM(graph.network.getPosition('region-1'))")
    page.locator(".canvas canvas").dblclick(position=at)
    page.wait_for_url("**/region-1.html*")


def test_tables_sort_and_filter(opened, site):
    page = opened.open(site / "index.html")
    page.click("#table-bodies th:has-text('配合') button")
    assert page.inner_text("#table-bodies tbody tr >> nth=0").startswith("云川市发展和改革委员会")
    assert page.get_attribute("#table-bodies th:has-text('配合')", "aria-sort") == "descending"


def test_one_without_a_page_is_found_in_a_list(opened, tmp_path, monkeypatch):
    monkeypatch.setitem(style()["limits"], "pages", 1)
    page = opened.open(write_site(small_graph(), tmp_path)[0])
    page.click("#table-bodies a:has-text('云川市发展和改革委员会')")
    page.wait_for_selector("#table-listed")
    rows = page.locator("#table-listed tbody tr").all_inner_texts()
    assert any("配合" in row and "提升产品质量" in row and "市发展改革委配合" in row for row in rows)
    page.fill("#table-listed input", "nobody")
    assert page.locator("#table-listed tbody tr").count() == 0


def test_reasons_of_the_ledger_have_words(opened, tmp_path):
    g = small_graph()
    g.ledger[0] = LedgerEntry("doc-1", 0, 3, "云川市", "citations", "the paper itself")
    write_site(g, tmp_path)
    page = opened.open(tmp_path / "pages" / "doc-1.html", "#lang=zh")
    assert "文件自身" in page.inner_text("#table-ledger")
    page = opened.open(tmp_path / "pages" / "doc-1.html", "#lang=en")
    page.reload()
    assert "the paper itself" in page.inner_text("#table-ledger")


def test_pages_print_without_tools(opened, site):
    page = opened.open(site / "pages" / "doc-1.html")
    page.emulate_media(media="print")
    assert not page.locator(".toolbar").is_visible()
    assert page.locator(".paper").is_visible()


def test_captions_of_a_phone_do_not_meet(browser, tmp_path):  # noqa: F811
    write_site(big_graph(150, 400, regions=3, papers=6), tmp_path)
    page = Opened(browser, viewport={"width": 375, "height": 740}).open(tmp_path / "pages" / "region-0.html")
    assert page.evaluate("graph.network.getScale() * readable") >= 8
    assert 0 < page.evaluate("PAGE.nodes.filter((n) => n.font).length") <= 12


@pytest.mark.parametrize("name", ["index.html", "overview.html", "pages/agency-1.html", "pages/doc-1.html"])
def test_phone_width(browser, site, name):  # noqa: F811
    phone = Opened(browser, viewport={"width": 375, "height": 740})
    page = phone.open(site / name)
    phone.shoot("phone-" + name.rpartition("/")[2].removesuffix(".html"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 375
    assert phone.errors == []


def test_overview_of_50000_nodes_within_three_seconds(browser, tmp_path):  # noqa: F811
    """Only the overviews are written here; the time is the page's own, as in test_browser_page."""
    site = Site(Links.of(big_graph(50_000, 200_000, regions=300, papers=2000)), tmp_path, "zh")
    (tmp_path / "pages").mkdir()
    site.write_assets()
    opened = Opened(browser)
    meter = opened.context.new_cdp_session(opened.page)
    meter.send("Performance.enable", {"timeDomain": "threadTicks"})
    for way in ("by_region", "by_field"):
        page = opened.open(next(site.write_overview(way)))
        spent = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}["TaskDuration"]
        assert page.evaluate("graph.nodes.length") >= 8
        assert spent < 3
    assert opened.errors == []


def hostile_words():
    """200 strings that scripts, templates, queries, styles or writing direction could trip over."""
    seeds = [
        "<script>alert(1)</script>", "</script><img src=x onerror=alert(1)>", "'\"`><svg onload=alert(1)>",
        "{{7*7}}${7*7}<%=7%>", "'}) MATCH (n) DETACH DELETE n //", "\u202e\u2066fdp.exe\u2069\u200f", "长" * 600,
        "&lt;b&gt;&#x41;&amp;", "javascript:alert(1)", "</style><style>*{display:none}", "\\u003cscript\\u003e\\",
        "<!--", "]]>", "\x00\x07\x1b[31m", "__proto__", "constructor", "=1+1", "\ud800", "\u2028\u2029", "%3Cscript%3E"]
    return [f"{seed}{n}" if n else seed for n in range(10) for seed in seeds]


def hostile_graph():
    """Hostile words in every property that the schema knows, of nodes of every label and of relationships."""
    g, words, schema = Graph(), hostile_words(), load_schema()
    w, stated = cycle(words), Evidence("", "", "", 0, 0, "").properties()
    made = {"int": lambda: 2020, "float": lambda: 1.5, "bool": lambda: True, "list": lambda: [next(w), next(w)]}

    def every(kind, /, **known):
        filled = {p.name: made.get(p.type, lambda: next(w))() for p in kind.properties.values() if p.name not in stated}
        return {"name": next(w)} | filled | known if kind.name in schema.labels else filled | known

    def node(id_, label, **known):
        g.add_node(id_, label, **every(schema.labels[label], **known))

    def edge(source, kind, target, said=None):
        g.add_edge(source, kind, target, said, **every(schema.relationships[kind]))

    g.texts["doc-1"] = "\n".join(words)
    node("doc-1", "Document", ingested=True)
    node("region-1", "Region")
    edge("doc-1", "APPLIES_TO", "region-1")
    at = 0
    for n, word in enumerate(words):
        said = Evidence("doc-1", next(w), word, at, at + len(word), next(w))
        node(f"agency-{n}", "Agency", name=word)
        node(f"task-{n}", "Program", kind="task")
        for label in ("Target", "Indicator", "Standard"):
            node(f"{label.lower()}-{n}", label)
        edge(f"agency-{n}", "LEADS", f"task-{n}", said)
        edge(f"task-{n}", "STATED_IN", "doc-1", said)
        edge(f"target-{n}", "STATED_IN", "doc-1", said)
        edge(f"target-{n}", "QUANTIFIES", f"indicator-{n}")
        edge("doc-1", "CITES", f"standard-{n}", said)
        edge(f"agency-{n}", "SERVES", "region-1")
        g.ledger.append(LedgerEntry("doc-1", at, at + len(word), word, next(w), next(w)))
        at += len(word) + 1
    g.add_node("<img src=x onerror=alert(1)>", "Agency", name="odd id")
    g.add_edge("<img src=x onerror=alert(1)>", "SERVES", "region-1")
    return g


def test_200_hostile_strings_are_text_everywhere(browser, tmp_path, monkeypatch):  # noqa: F811
    g = hostile_graph()
    assert len(hostile_words()) == 200
    monkeypatch.setitem(style()["limits"], "pages", 150)  # so that there are lists, too
    pages = write_site(g, tmp_path)
    opened = Opened(browser)
    opened.page.on("dialog", lambda d: (opened.errors.append(d.message), d.dismiss()))
    chosen = [p for p in pages if p.parent == tmp_path or p.stem in ("doc-1", "region-1", "list-agency-1")]
    chosen += [p for p in pages if p.stem.startswith(("agency-", "indicator-", "page-"))][::80]
    for path in chosen:
        page = opened.open(path)
        for id_ in page.evaluate("PAGE.nodes.slice(0, 5).map((n) => n.id)"):
            page.evaluate("id => { openNode(id); linesAt[id].slice(0, 1).forEach((e) => openEdge(e.id)); }", id_)
        for box in page.query_selector_all("input[type=search]"):
            box.evaluate("box => { box.value = '<s'; box.dispatchEvent(new Event('input')); }")
        assert page.locator("main script, main img, main style, main iframe, main object").count() == 0
        assert opened.errors == [], path.name
    opened.open(tmp_path / "pages" / "doc-1.html")
    # NUL, the lone surrogate and the like are shown as the browser shows them; all else is the text, sign for sign
    assert opened.page.evaluate("document.querySelector('.paper').textContent.length") == len(g.texts["doc-1"])
