"""The main job: files in, a folder with graph, store, pages and reports out."""

from __future__ import annotations

import glob
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from kg import __version__
from kg.errors import KgError, UnreadableDocument
from kg.model import Graph, count_by
from kg.resolve import resolve, share

_PARALLEL_FROM = 40  # papers; below that starting more processes costs more than it saves
_ALIKE = 0.6
_PAGE_SAYS = ("doc_no", "index_no", "issued_on", "published_on")
_MAX_COMPARED = 4000

Progress = Callable[[int], object]


@dataclass(frozen=True, slots=True)
class Paper:
    """A file to read: where it lies, and the name under which it goes into the graph."""

    path: Path
    source: str


@dataclass
class Built:
    """What a build gave: the graph, its card, papers that could not be read with the reason, papers met twice."""

    graph: Graph
    card: dict[str, Any]
    unread: dict[str, str] = field(default_factory=dict)
    repeats: dict[str, str] = field(default_factory=dict)


def collect(patterns: Sequence[str]) -> list[Paper]:
    """The papers that files, folders and globs name, sorted by source; of a folder all that a reader knows.

    `source` is the path below the folder named, or the file's name. Raises `UnreadableDocument` when a pattern
    names nothing, or two papers would have one source.
    """
    found: dict[str, Paper] = {}
    for pattern in patterns:
        papers = list(_named_by(pattern))
        if not papers:
            raise UnreadableDocument(f"{pattern}: no paper there; name a file, a folder or a glob such as 'papers/*.txt'")
        for paper in papers:
            other = found.setdefault(paper.source, paper)
            if other.path.resolve() != paper.path.resolve():
                raise UnreadableDocument(
                    f"{paper.path} and {other.path} have the same name; build them from the folder above both")
    return [found[s] for s in sorted(found)]


def _named_by(pattern: str) -> Iterator[Paper]:
    from extract.readers import SUFFIXES

    path = Path(pattern)
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            inner = file.relative_to(path)
            if file.suffix.lower() in SUFFIXES and file.is_file() and not any(p.startswith(".") for p in inner.parts):
                yield Paper(file, inner.as_posix())
    elif path.exists():
        yield Paper(path, path.name)
    else:
        for name in sorted(glob.glob(pattern, recursive=True)):  # noqa: PTH207 (takes absolute patterns too)
            yield from _named_by(glob.escape(name) if not Path(name).exists() else name)


def read_paper(paper: Paper) -> Graph | str:
    """The graph of one paper, or the reason why it cannot be read. Runs in any process."""
    from extract.facts import to_graph
    from extract.pipeline import extract
    from extract.readers import read

    try:
        return to_graph(extract(read(paper.path, source=paper.source)))
    except KgError as error:
        return str(error)


def read_papers(papers: Sequence[Paper], *, jobs: int, progress: Progress | None = None) -> list[Graph | str]:
    """One graph or reason a paper, in the order given, whatever the number of processes."""
    return list(_counted(_mapped(papers, jobs), progress))


def _mapped(papers: Sequence[Paper], jobs: int) -> Iterator[Graph | str]:
    if jobs < 2 or len(papers) < _PARALLEL_FROM:
        yield from map(read_paper, papers)
        return
    from extract.pipeline import ready

    with ProcessPoolExecutor(jobs, initializer=ready) as pool:
        yield from pool.map(read_paper, papers, chunksize=4)


def _counted(results: Iterable[Graph | str], progress: Progress | None) -> Iterator[Graph | str]:
    for result in results:
        if progress:
            progress(1)
        yield result


def build_graph(papers: Sequence[Paper], *, jobs: int = 1, progress: Progress | None = None) -> Built:
    """Read, extract and resolve. The same papers give the same graph in any order and number of processes.

    Raises `UnreadableDocument` when not one paper could be read.
    """
    papers = sorted(papers, key=lambda p: p.source)
    unread: dict[str, str] = {}
    graphs: dict[str, Graph] = {}
    for paper, result in zip(papers, read_papers(papers, jobs=jobs, progress=progress), strict=True):
        if isinstance(result, str):
            unread[paper.source] = result
        else:
            graphs[paper.source] = result
    if not graphs:
        raise UnreadableDocument(f"none of {len(papers)} papers could be read; first: {next(iter(unread.values()))}")
    repeats = _drop_repeats(graphs)
    graph = Graph()
    for part in graphs.values():
        _name_text(part)
        graph.update(part)
        graph.shares |= {doc: share(part) for doc in part.texts}
    graph = resolve(graph)
    graph.check()
    return Built(graph, make_card(graph, unread, repeats), unread, repeats)


def _drop_repeats(graphs: dict[str, Graph]) -> dict[str, str]:
    """Of files that print the same paper the longest text stays, with what only another's page says of it (索引号, dates);
    a different text under the same id stays apart."""
    by_doc: dict[str, list[str]] = {}
    for source, graph in graphs.items():
        by_doc.setdefault(next(iter(graph.texts)), []).append(source)
    repeats: dict[str, str] = {}
    for doc, sources in by_doc.items():
        if len(sources) > 1:
            repeats |= _settle(doc, sources, graphs)
    for source in repeats:
        del graphs[source]
    return repeats


def _settle(doc: str, sources: list[str], graphs: dict[str, Graph]) -> dict[str, str]:
    ranked = sorted(sources, key=lambda s: (-len(graphs[s].texts[doc]), s))
    kept, repeats = [ranked[0]], {}
    for source in ranked[1:]:
        twin = next((k for k in kept if _alike(graphs[source].texts[doc], graphs[k].texts[doc])), None)
        if twin:
            repeats[source] = twin
            _lend(graphs[source], graphs[twin], doc)
        else:
            kept.append(source)
    for source in kept[1:]:
        graphs[source] = _apart(graphs[source], doc)
    return repeats


def _lend(repeat: Graph, kept: Graph, doc: str) -> None:
    said = repeat.nodes[doc].properties
    kept.add_node(doc, "Document", **{key: said.get(key) for key in _PAGE_SAYS})


def _alike(short: str, long: str) -> bool:
    """Most of the shorter text stands in the longer one."""
    if short in long:
        return True
    matcher = SequenceMatcher(None, short[:_MAX_COMPARED], long[:_MAX_COMPARED], autojunk=False)
    return matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _apart(graph: Graph, doc: str) -> Graph:
    """Give a paper an id of its own, with all that hangs on it, by its checksum."""
    from kg.resolve import moved_document

    return moved_document(graph, doc, f"{doc}-{str(graph.nodes[doc].properties['sha256'])[:8]}")


def _name_text(graph: Graph) -> None:
    for doc in graph.texts:
        node = graph.nodes[doc]
        graph.add_node(doc, node.label, text_file=f"texts/{doc}.txt")


def make_card(graph: Graph, unread: dict[str, str], repeats: dict[str, str]) -> dict[str, Any]:
    """The build card: program, papers with checksums, counts. No clock, no host."""
    read = [n.properties for n in graph.of_label("Document") if n.properties.get("ingested")]
    return {
        "program": f"kg {__version__}",
        "documents": {p["source"]: p["sha256"] for p in sorted(read, key=lambda p: p["source"])},
        "unread": dict(sorted(unread.items())),
        "repeats": dict(sorted(repeats.items())),
        "nodes": count_by(n.label for n in graph.nodes.values()),
        "relationships": count_by(e.type for e in graph.edges.values()),
        "ledger": count_by(e.component for e in graph.ledger),
    }
