"""Chromium for the page tests, and graphs made for them: all bodies, places and papers here are invented."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from kg.model import Evidence, Graph, LedgerEntry

SCREENSHOTS = Path(__file__).resolve().parents[1] / "screenshots"
CHROMIUM = Path("/usr/bin/chromium")
_FLAGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync",
          "--disable-background-networking", "--disable-component-update"]
TEXT = """云川市质量提升行动方案

一、重点任务
1.提升产品质量。制造业产品质量合格率达到94%以上。(市市场监管局牵头,市发展改革委配合)
2.培育品牌。新增省级名牌30个。(市市场监管局牵头)
3.各镇街由属地另行安排。
"""


@contextmanager
def chromium() -> Iterator[Any]:
    """A browser without network. Without Chromium a test is skipped with the reason, but fails where CI is set."""
    if not CHROMIUM.exists():
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{CHROMIUM} is missing: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=_FLAGS)
        yield browser
        browser.close()


class Opened:
    """A page opened from disk: `errors` are console errors, exceptions and requests that left the disk."""

    def __init__(self, browser: Any, **options: Any) -> None:
        self.context = browser.new_context(**({"viewport": {"width": 1366, "height": 860}} | options))
        self.context.set_offline(True)
        self.errors: list[str] = []
        self.page = self.context.new_page()
        self.page.on("console", lambda m: self.errors.append(m.text) if m.type in ("error", "warning") else None)
        self.page.on("pageerror", lambda e: self.errors.append(str(e)))
        self.page.on("request", lambda r: r.url.startswith(("file:", "data:", "blob:")) or self.errors.append(r.url))

    def open(self, path: Path, address: str = "") -> Any:
        """Go there and wait until all is drawn that the page draws."""
        self.page.goto(path.as_uri() + address)
        self.page.wait_for_selector("html[data-ready]", state="attached", timeout=10_000)
        if self.page.query_selector(".canvas"):
            self.page.wait_for_selector("html[data-drawn]", state="attached", timeout=30_000)
        return self.page

    def shoot(self, name: str) -> None:
        """Keep a picture for people to look at, in a folder that git ignores."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png")


def said(text: str, words: str, section: str = "一/1", doc: str = "doc-1", rule: str = "test") -> Evidence:
    start = text.index(words)
    return Evidence(doc, section, words, start, start + len(words), rule)


def small_graph() -> Graph:
    """One paper of 云川市: two tasks, two bodies, two figures, a citation, and one line left out."""
    g = Graph(texts={"doc-1": TEXT})
    g.add_node("doc-1", "Document", name="云川市质量提升行动方案", title="云川市质量提升行动方案", ingested=True,
               issued_on="2021-05-06", doc_no="云川府〔2021〕6号")
    g.add_node("doc-2", "Document", name="质量强国建设纲要", title="质量强国建设纲要")
    g.add_node("region-1", "Region", name="云川市", level="prefecture", aliases=["云川"])
    g.add_node("region-2", "Region", name="清河县", level="county")
    g.add_node("agency-1", "Agency", name="云川市市场监督管理局", short_names=["市市场监管局"], field="市场监管")
    g.add_node("agency-2", "Agency", name="云川市发展和改革委员会", short_names=["市发展改革委"], field="发展改革")
    g.add_node("task-1", "Program", name="提升产品质量", kind="task", number="1", path="一/1")
    g.add_node("task-2", "Program", name="培育品牌", kind="task", number="2", path="一/2")
    g.add_node("plan-1", "Program", name="云川市质量提升行动方案", kind="plan")
    g.add_node("target-1", "Target", name="制造业产品质量合格率≥94%", indicator="制造业产品质量合格率", op=">=",
               value=94.0, unit="%", year=2025)
    g.add_node("indicator-1", "Indicator", name="制造业产品质量合格率", unit="%")
    _relate(g)
    g.ledger.append(LedgerEntry("doc-1", TEXT.index("各镇街"), TEXT.index("各镇街") + 3, "各镇街", "responsibilities",
                                "no cue word"))
    return g


def _relate(g: Graph) -> None:
    line, line2 = said(TEXT, "(市市场监管局牵头,市发展改革委配合)"), said(TEXT, "(市市场监管局牵头)", "一/2")
    g.add_edge("agency-1", "LEADS", "task-1", line, surface="市市场监管局", rank=1)
    g.add_edge("agency-1", "LEADS", "task-1", said(TEXT, "市市场监管局牵头"), surface="市市场监管局", rank=1)
    g.add_edge("agency-2", "COOPERATES", "task-1", line, surface="市发展改革委", rank=1)
    g.add_edge("agency-1", "LEADS", "task-2", line2, surface="市市场监管局", rank=1)
    figure = "制造业产品质量合格率达到94%以上"
    for task, words in (("task-1", "提升产品质量"), ("task-2", "培育品牌"), ("target-1", figure)):
        g.add_edge(task, "STATED_IN", "doc-1", said(TEXT, words))
    g.add_edge("plan-1", "STATED_IN", "doc-1", said(TEXT, "云川市质量提升行动方案", ""))
    g.add_edge("target-1", "MEASURES", "task-1", said(TEXT, "制造业产品质量合格率达到94%以上"))
    g.add_edge("target-1", "QUANTIFIES", "indicator-1")
    g.add_edge("target-1", "APPLIES_TO", "region-1", said(TEXT, "制造业产品质量合格率达到94%以上"))
    g.add_edge("task-1", "PART_OF", "plan-1")
    g.add_edge("task-2", "PART_OF", "plan-1")
    g.add_edge("doc-1", "APPLIES_TO", "region-1", said(TEXT, "云川市", ""))
    g.add_edge("doc-1", "CITES", "doc-2", said(TEXT, "质量提升", ""), relation="mention")
    g.add_edge("agency-1", "SERVES", "region-1")
    g.add_edge("agency-2", "SERVES", "region-1")
    g.add_edge("region-2", "PART_OF", "region-1")


def big_graph(nodes: int, edges: int, *, regions: int = 60, papers: int = 100) -> Graph:
    """A made-up graph of a wished size: regions, papers, bodies with lines of work, tasks; same numbers, same graph."""
    g, fields = Graph(), ["市场监管", "发展改革", "教育", "财政", "交通运输", "农业农村", "生态环境", "住房建设"]
    for r in range(regions):
        g.add_node(f"region-{r}", "Region", name=f"第{r}市", level="prefecture")
    for d in range(papers):
        g.add_node(f"doc-{d}", "Document", name=f"第{d % regions}市第{d}号方案", title=f"方案{d}", ingested=True,
                   issued_on=f"{2010 + d % 15}-01-01")
        g.add_edge(f"doc-{d}", "APPLIES_TO", f"region-{d % regions}")
    bodies = max(1, (nodes - regions - papers) // 4)
    tasks = nodes - regions - papers - bodies
    for a in range(bodies):
        field = fields[a % len(fields)]
        g.add_node(f"agency-{a}", "Agency", name=f"第{a % regions}市{field}局{a}", field=field)
        g.add_edge(f"agency-{a}", "SERVES", f"region-{a % regions}")
    for t in range(tasks):
        g.add_node(f"task-{t}", "Program", name=f"任务{t}", kind="task")
        doc = f"doc-{t % papers}"
        g.add_edge(f"task-{t}", "STATED_IN", doc, Evidence(doc, "一", f"任务{t}", 0, 3, "made"))
    step = 0
    while len(g.edges) < edges:
        t, doc = step % tasks, f"doc-{step % tasks % papers}"
        a = (t % papers % regions + regions * ((step * 7919) % max(1, bodies // regions))) % bodies
        kind = ("LEADS", "RESPONSIBLE_FOR", "COOPERATES")[step % 3]
        g.add_edge(f"agency-{a}", kind, f"task-{t}", Evidence(doc, "一", f"第{step}句", step, step + 3, "made"))
        step += 1
    return g


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """One Chromium for the tests of a file."""
    with chromium() as started:
        yield started
