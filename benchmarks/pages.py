"""How long pages take by the clock: writing a site, opening 1,500 nodes, an overview of 50,000.

    python benchmarks/pages.py [GRAPH_FOLDER ...]

With a folder (from `kg build`) its site is written too, and its pages are opened. Times of an idle machine mean
something; the browser tests count the page's own seconds instead.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from statistics import median
from time import perf_counter, process_time
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from browser_fixture import Opened, big_graph, chromium

from viz.links import Links
from viz.page import write_page
from viz.site import Site, write_site


def opening(browser: Any, path: Path, times: int = 5) -> str:
    """Milliseconds from navigation to the first drawing, median and worst, each in a fresh context, and what of it the
    page's own thread worked: the part that does not wait for a busy machine."""
    drawn, own = [], []
    for _ in range(times):
        opened = Opened(browser)
        meter = opened.context.new_cdp_session(opened.page)
        meter.send("Performance.enable", {"timeDomain": "threadTicks"})
        drawn.append(int(opened.open(path).evaluate("document.documentElement.dataset.drawn || performance.now()")))
        spent = {m["name"]: m["value"] for m in meter.send("Performance.getMetrics")["metrics"]}
        own.append(1000 * spent["TaskDuration"])
        opened.context.close()
    return (f"{path.name:42} {path.stat().st_size / 1e6:6.2f} MB  drawn in {median(drawn):5.0f} ms (worst {max(drawn)}), "
            f"its thread {median(own):5.0f} ms")


def made_up(browser: Any, folder: Path) -> None:
    graph = big_graph(1500, 4000, regions=10, papers=20)
    start = perf_counter()
    path = write_page(graph, graph.nodes, folder / "nodes-1500.html", title="1500")
    print(f"1,500 nodes, 4,000 relationships: written in {perf_counter() - start:.1f} s")
    print(opening(browser, path))
    graph = big_graph(50_000, 200_000, regions=300, papers=2000)
    start = perf_counter()
    site = Site(Links.of(graph), folder, "zh")
    (folder / "pages").mkdir()
    site.write_assets()
    overviews = [next(site.write_overview(way)) for way in ("by_region", "by_field", "by_community")]
    print(f"50,000 nodes, 200,000 relationships: three overviews written in {perf_counter() - start:.1f} s")
    for path in overviews:
        print(opening(browser, path))


def built(browser: Any, graph_folder: Path, folder: Path) -> None:
    from kg.stores.folder import read_graph

    graph = read_graph(graph_folder)
    start, worked = perf_counter(), process_time()
    pages = write_site(graph, folder)
    size = sum(p.stat().st_size for p in pages)
    print(f"{graph_folder}: {len(pages)} pages, {size / 1e6:.0f} MB, written in {perf_counter() - start:.1f} s "
          f"({process_time() - worked:.1f} s of a core)")
    for path in [pages[0], *sorted(pages, key=lambda p: -p.stat().st_size)[:5]]:
        print(opening(browser, path))


def main() -> None:
    print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    with chromium() as browser, tempfile.TemporaryDirectory() as name:
        made_up(browser, Path(name))
        for number, folder in enumerate(sys.argv[1:]):
            built(browser, Path(folder), Path(name) / str(number))


if __name__ == "__main__":
    main()
