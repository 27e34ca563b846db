"""Take the pictures of docs/browser.md in the real Neo4j Browser: the demo's graph, ten steps, headless Chromium.

    kg demo && kg neo4j start && kg load demo --to bolt://127.0.0.1:PORT && python tools/browser_pictures.py
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from threading import Thread
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from browser_fixture import chromium
from neo4j_browser import Neo4jBrowser

from cypher.guide import guide_server, statements, steps
from kg.publish import export_graph
from kg.stores.server import default_home, status

PICTURES = Path(__file__).resolve().parents[1] / "docs" / "pictures"


TOP = 126  # below the editor and the note on what is collected
WIDE, HIGH = 1240, 800


def shoot(page: Any, name: str, height: int, *, left: int = 66, top: int = TOP) -> None:
    page.wait_for_timeout(400)
    page.screenshot(path=PICTURES / f"browser-{name}.png",
                    clip={"x": left, "y": top, "width": WIDE - left, "height": min(height, HIGH - top)})


def play(at: Neo4jBrowser, port: int) -> None:
    at.clear()
    at.run(f":play http://localhost:{port}/guide.html")
    at.page.wait_for_selector("text=换上样式")
    shoot(at.page, "guide", 380)


def style(at: Neo4jBrowser, files: Path) -> None:
    at.drop(files / "style.grass")
    at.page.wait_for_selector("text=node.Agency")


def saved(at: Neo4jBrowser, files: Path) -> None:
    at.drop(files / "saved_queries.zip")
    at.page.click("[data-testid=navigationFavorites]")
    for group in ("职责 duties", "指标 targets"):
        at.page.click(f"[data-testid='expandFolder-{group}']")


def click_line(at: Neo4jBrowser) -> None:
    """The graph of the step before, and one of its lines clicked."""
    at.run(statements(steps()[3])[0])
    at.page.wait_for_timeout(8000)
    box = at.page.locator("g.relationship text").first.bounding_box()
    at.page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)


def walk(at: Neo4jBrowser, files: Path) -> None:
    """All steps in order, a picture each."""
    acts = {1: lambda: style(at, files), 2: lambda: saved(at, files), 5: lambda: click_line(at)}
    for number, step in enumerate(steps(), 1):
        at.clear()
        acts.get(number, lambda: None)()
        for text in statements(step) if number > 2 and number != 5 else ():
            at.run(text)
            at.page.wait_for_timeout(8000 if number in (4, 8, 10) else 2500)
        if number == 2:
            shoot(at.page, "02", 640, left=0, top=0)
            at.page.click("[data-testid=navigationFavorites]")
        else:
            shoot(at.page, f"{number:02}", 540)


def main() -> None:
    server = status(default_home())
    if server is None:
        sys.exit("no server: kg neo4j start")
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        export_graph(Path(name), Path(name), "browser")
        guide = guide_server(Path(name))
        Thread(target=guide.serve_forever, daemon=True).start()
        at = Neo4jBrowser(browser, server)
        at.sign_in()
        play(at, guide.server_address[1])
        walk(at, Path(name))
        guide.shutdown()


if __name__ == "__main__":
    main()
