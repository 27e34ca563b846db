"""The real Neo4j Browser takes what `kg export --to browser` writes: queries, style, guide."""

from threading import Thread

from browser_fixture import browser  # noqa: F401
from graphs import city_graph
from neo4j_browser import Neo4jBrowser
from neo4j_fixture import neo4j, server_or_skip  # noqa: F401

from cypher.browser import DROPPED, STYLE, write_browser
from cypher.guide import GUIDE, guide_server
from cypher.library import list_queries
from kg.build import make_card
from kg.stores.folder import write_graph
from viz.style import colours


def test_browser_takes_style_queries_and_guide(browser, neo4j, tmp_path):  # noqa: F811
    write_browser(tmp_path, colours())
    write_graph(city_graph(), tmp_path / "graph", make_card(city_graph(), {}, {}))
    neo4j.load(tmp_path / "graph")
    at = Neo4jBrowser(browser, server_or_skip())
    page = at.page
    at.sign_in()
    at.clear()
    at.drop(tmp_path / STYLE)
    page.wait_for_selector("text=node.Agency")
    with guide_server(tmp_path) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        at.run(f":play http://localhost:{server.server_address[1]}/{GUIDE}")
        page.wait_for_selector("text=换上样式")
        server.shutdown()
    at.run("MATCH (a:Agency)-[r:LEADS]->(p:Program) RETURN a, r, p")
    page.wait_for_selector("g.node")
    assert "牵头" in page.locator("g.relationship text").all_text_contents()
    assert page.get_attribute("g.node circle.b-outline >> nth=0", "r") == "65"
    at.drop(tmp_path / DROPPED)
    page.click("[data-testid=navigationFavorites]")
    page.wait_for_selector("[data-testid='expandFolder-职责 duties']")
    page.evaluate("document.querySelectorAll('[data-testid^=expandFolder-]').forEach((b) => b.click())")
    wanted = [f"scriptTitle-{q.title_zh} · {q.title}" for q in list_queries()]
    shown = {t.get_attribute("data-testid") for t in page.locator("[data-testid^=scriptTitle-]").all()}
    assert [title for title in wanted if title not in shown] == []
