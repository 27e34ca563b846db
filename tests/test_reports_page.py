"""A report's page in a browser without network: it is drawn, numbers open their sentences, headings sort."""

from pathlib import Path

import pytest
from browser_fixture import chromium
from test_reports import EVIL, LINE, make_graph

from kg.reports import write_report
from kg.reports.workload import workload


@pytest.fixture(scope="module")
def page_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    graph = make_graph({"d1": ("岚川市", "2016-08-25", [
        {"lead": ["市质监局"], "cooperate": ["市工商局", "市财政局"]},
        {"lead": ["<script>alert(1)</script>"], "joint": [EVIL]}])})
    return write_report(workload(graph), tmp_path_factory.mktemp("page"), forms=("html",))[0]


def test_page_shows_the_sentence_behind_a_number(page_file: Path):
    with chromium() as browser:
        page = browser.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("request", lambda request: errors.append(request.url) if not request.url.startswith("file:") else None)
        page.goto(page_file.as_uri())
        row = page.locator("#bodies ~ .scroll").first.locator("tr", has_text="市质监局").first
        row.locator("td.n a").first.click()
        assert LINE in page.inner_text("#card")
        assert page.locator("figure svg").count() == 2
        page.locator("#bodies ~ .scroll").first.locator("th").first.click()
        page.keyboard.press("Escape")
        assert page.locator("#card").is_hidden()
        assert "<script>alert(1)</script>" in page.inner_text("body")
        assert errors == []
