"""No room left: one line says so, and what was there before is as it was. A limit on the size of files plays the disk."""

import resource
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from graphs import PLAN, UPDATE, city_graph, papers

from kg.build import Built, make_card
from kg.cli import main
from kg.errors import KgError
from kg.model import Graph
from kg.publish import publish
from kg.stores import open_store, store_file
from kg.stores.embedded import EmbeddedWriter
from kg.stores.export import FORMS


@contextmanager
def room(size: int) -> Iterator[None]:
    """No file may grow beyond so many bytes; the system answers EFBIG where a full disk answers ENOSPC."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _publish(graph: Graph, folder: Path) -> None:
    publish(Built(graph, make_card(graph, {}, {})), folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    _publish(city_graph(), tmp_path / "graph")
    return tmp_path / "graph"


def _files(folder: Path) -> dict[Path, bytes]:
    return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".lock" not in p.name}


def _changes_nothing(work: Callable[[], object], folder: Path, sizes: list[int]) -> None:
    before = _files(folder.parent)
    for size in sizes:
        with room(size), pytest.raises(KgError) as caught:
            work()
        assert "\n" not in str(caught.value)
        assert _files(folder.parent) == before


def test_a_build_changes_nothing(folder: Path) -> None:
    largest = max(p.stat().st_size for p in folder.rglob("*"))
    _changes_nothing(lambda: _publish(city_graph(), folder), folder, [0, 2000, largest - 1])


def test_a_removal_changes_nothing(folder: Path) -> None:
    before = _files(folder)
    for size in (0, 2000):
        with room(size):
            done = CliRunner().invoke(main, ["remove", UPDATE, str(folder)])
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1)
    assert _files(folder) == before


@pytest.mark.parametrize("form", [*FORMS, "browser"])
def test_an_export_changes_nothing(folder: Path, form: str) -> None:
    arguments = ["export", str(folder), "--to", form, "-o", str(folder.parent / "out")]
    assert CliRunner().invoke(main, arguments).exit_code == 0
    before = _files(folder.parent)
    for size in (0, 500):
        with room(size):
            done = CliRunner().invoke(main, arguments)
        assert (done.exit_code, len(done.stderr.splitlines())) == (1, 1), done.output
    assert _files(folder.parent) == before


def test_a_change_of_the_store_is_not_published(folder: Path) -> None:
    document = next(iter(papers()[0].texts))

    def change() -> None:
        with EmbeddedWriter(store_file(folder)) as writer:
            writer.remove(document)

    _changes_nothing(change, folder, [2000])
    with EmbeddedWriter(store_file(folder)):
        pass
    with open_store(folder) as store:
        assert store.query("MATCH (d:Document {title: $t}) RETURN d.ingested AS read", {"t": PLAN}).rows == [[True]]


def test_an_error_publishes_nothing(folder: Path) -> None:
    before = store_file(folder).read_bytes()
    with suppress(ZeroDivisionError), EmbeddedWriter(store_file(folder)) as writer:
        writer.remove(next(iter(papers()[0].texts)))
        raise ZeroDivisionError
    assert store_file(folder).read_bytes() == before


def test_output_that_cannot_be_written_is_one_line() -> None:
    done = CliRunner().invoke(main, ["build", str(Path(__file__)), "-o", "/dev/null/graph"])
    assert done.exit_code == 1
    assert "Traceback" not in done.output
