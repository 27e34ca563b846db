"""What Neo4j Browser is given: saved queries that run as they stand, a style for every label, a guide."""

import csv
import re
from html.parser import HTMLParser
from pathlib import Path
from threading import Thread
from urllib.request import urlopen
from zipfile import ZipFile

import pytest
from graphs import city_graph

from cypher.browser import DROPPED, SAVED, STYLE, runnable, write_browser
from cypher.guide import GUIDE, guide_server, statements, steps
from cypher.library import GROUPS, Query, list_queries
from kg.schema import load_schema
from kg.stores import open_store, store_file, write_store
from viz.style import colours

READY = [q for q in list_queries() if all(p.default is not None for p in q.parameters)]
GUIDE_PAGE = Path(__file__).resolve().parents[1] / "docs" / "browser.md"


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("browser")
    write_browser(folder, colours())
    return folder


@pytest.mark.parametrize("query", READY, ids=lambda q: q.name)
def test_a_query_with_defaults_runs_as_it_stands(query: Query, tmp_path: Path) -> None:
    write_store(city_graph(), store_file(tmp_path))
    with open_store(tmp_path) as store:
        assert store.query(runnable(query)) == store.query(query.text, query.bind({}))


def test_every_query_is_saved_in_its_folder(written: Path) -> None:
    with (written / SAVED).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    folders = {r["id"] for r in rows if r["isFolder"] == "true"}
    saved = [r for r in rows if r["isFolder"] == "false"]
    assert (len(folders), len(saved)) == (len(GROUPS), len(list_queries()))
    assert all(r["parentId"] in folders and r["query"] for r in saved)
    assert len({r["id"] for r in rows}) == len(rows)


def test_the_zip_holds_the_same_queries_and_the_same_bytes(written: Path, tmp_path: Path) -> None:
    with ZipFile(written / DROPPED) as archive:
        texts = {name: archive.read(name).decode() for name in archive.namelist() if not name.endswith("/")}
        folders = [name for name in archive.namelist() if name.endswith("/")]
    assert len(folders) == len(GROUPS)
    assert sorted(texts.values()) == sorted(runnable(q) for q in list_queries())
    assert all(name.rpartition("/")[0] + "/" in folders for name in texts)
    write_browser(tmp_path, colours())
    assert (tmp_path / DROPPED).read_bytes() == (written / DROPPED).read_bytes()


def test_every_label_and_relationship_has_a_style(written: Path) -> None:
    style, schema = (written / STYLE).read_text("utf-8"), load_schema()
    assert all(f"node.{label} {{" in style for label in schema.labels)
    assert all(f"relationship.{name} {{" in style and f"caption: '{kind.zh}'" in style
               for name, kind in schema.relationships.items())


def test_captions_name_properties_of_the_schema(written: Path) -> None:
    for label, rule in re.findall(r"node\.(\w+) \{(.+)\}\n", (written / STYLE).read_text("utf-8")):
        known = {"name", *load_schema().labels[label].properties}
        assert set(re.findall(r"\{(\w+)\}", rule)) <= known, label


def test_the_guide_has_ten_steps_that_run(written: Path, tmp_path: Path) -> None:
    write_store(city_graph(), store_file(tmp_path))
    assert len(steps()) == 10
    page = _Text()
    page.feed((written / GUIDE).read_text("utf-8"))
    with open_store(tmp_path) as store:
        for text in (t for step in steps() for t in statements(step)):
            assert text in page.code
            if not text.startswith((":", "CALL")):  # commands of Browser, and full text, which only servers have
                store.query(text, {"agency": "市质监局", "indicator": "合格率"})


def test_the_page_of_the_guide_says_the_same() -> None:
    page = GUIDE_PAGE.read_text("utf-8")
    for number, step in enumerate(steps(), 1):
        assert f"## {number}. {step['zh']} · {step['en']}\n" in page
        assert all(text in page for text in step["run"])
        assert f"`{step['query']}`" in page if "query" in step else True
        assert f"pictures/browser-{number:02}.png" in page
    for picture in re.findall(r"\((pictures/.+?)\)", page):
        assert 10_000 < (GUIDE_PAGE.parent / picture).stat().st_size < 150_000


def test_the_guide_is_served_to_other_origins(written: Path) -> None:
    with guide_server(written) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        with urlopen(f"http://127.0.0.1:{server.server_address[1]}/{GUIDE}", timeout=5) as answer:
            assert answer.headers["Access-Control-Allow-Origin"] == "*"
            assert "换上样式" in answer.read().decode()
        server.shutdown()


class _Text(HTMLParser):
    """The texts of runnable code, as Browser would send them."""

    def __init__(self) -> None:
        super().__init__()
        self.code: list[str] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "pre":
            self.inside = True
            self.code.append("")

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "pre"

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.code[-1] += data
