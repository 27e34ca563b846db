"""The exchange folder: what is written is read back, the same graph gives the same bytes, damage is named."""

from pathlib import Path

import pytest
from graphs import city_graph, papers

from kg.errors import GraphError
from kg.model import Graph, LedgerEntry
from kg.stores.folder import read_graph, text_file, write_graph

ENTRY = LedgerEntry("doc-1", 3, 7, "各有关单位", "responsibilities", "body list cannot be split")


def _bytes(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    graph = city_graph()
    graph.ledger = [ENTRY]
    write_graph(graph, tmp_path / "g", {"version": "1"})
    back = read_graph(tmp_path / "g")
    assert (back.nodes, back.edges, back.texts, back.ledger) == (graph.nodes, graph.edges, graph.texts, graph.ledger)


def test_order_of_papers_does_not_show(tmp_path: Path) -> None:
    for name, parts in (("a", papers()), ("b", papers()[::-1])):
        whole = Graph()
        for part in parts:
            whole.update(part)
        write_graph(whole, tmp_path / name, {"papers": 3})
    assert _bytes(tmp_path / "a") == _bytes(tmp_path / "b")


def test_stale_texts_go_and_other_files_stay(tmp_path: Path) -> None:
    write_graph(city_graph(), tmp_path, {})
    (tmp_path / "notes.md").write_text("mine", "utf-8")
    write_graph(papers()[0], tmp_path, {})
    assert [p.stem for p in (tmp_path / "texts").iterdir()] == list(papers()[0].texts)
    assert (tmp_path / "notes.md").read_text("utf-8") == "mine"


def test_failure_leaves_what_was_there(tmp_path: Path) -> None:
    write_graph(city_graph(), tmp_path / "g", {})
    before = _bytes(tmp_path)
    broken = city_graph()
    broken.texts["../../etc/passwd"] = "x"
    with pytest.raises(GraphError, match="cannot name a file"):
        write_graph(broken, tmp_path / "g", {})
    assert _bytes(tmp_path) == before


def test_lines_may_hold_any_character(tmp_path: Path) -> None:
    graph = Graph()
    graph.add_node("doc-1", "Document", name="一\u2028二\u0085三\"\\", title="</script>\r\n🀄")
    graph.texts["doc-1"] = "甲\r\n乙\u2028"
    write_graph(graph, tmp_path, {})
    assert read_graph(tmp_path).nodes == graph.nodes
    assert read_graph(tmp_path).texts == graph.texts


@pytest.mark.parametrize("name", ["../x", "a/b", "", ".hidden", "a\\b", "a\n"])
def test_no_id_leaves_the_folder(name: str) -> None:
    with pytest.raises(GraphError):
        text_file(name)


@pytest.mark.parametrize(("damage", "said"), [
    (lambda d: (d / "build.json").unlink(), "no finished graph"),
    (lambda d: (d / "build.json").write_text("[", "utf-8"), "build.json is damaged"),
    (lambda d: (d / "build.json").write_text("[]", "utf-8"), "not an object"),
    (lambda d: (d / "nodes.jsonl").unlink(), "nodes.jsonl is missing"),
    (lambda d: (d / "edges.jsonl").write_text('{"source": "a"}\n', "utf-8"), "edges.jsonl line 1"),
    (lambda d: _append(d / "edges.jsonl", '{"source": "x", "type": "LEADS", "target": "y", "properties": {}}'), "node x"),
    (lambda d: _append(d / "nodes.jsonl", '{"id": "a", "lab'), r"nodes.jsonl line \d+ is damaged"),
])
def test_damage_is_named(tmp_path: Path, damage: object, said: str) -> None:
    write_graph(city_graph(), tmp_path, {})
    damage(tmp_path)  # type: ignore[operator]
    with pytest.raises(GraphError, match=said):
        read_graph(tmp_path)


def test_a_missing_folder_says_how_to_build(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match="kg build"):
        read_graph(tmp_path / "nothing")


def _append(path: Path, line: str) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(line + "\n")
