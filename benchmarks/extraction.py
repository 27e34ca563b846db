"""Extraction against well-known scans of the same text, one core, one run.

    python benchmarks/extraction.py [FOLDER] [--papers N]

FOLDER holds papers (default: ../shared/corpus, else examples/papers). Prints MB/s of UTF-8 and each one's ratio to
extraction, medians of five rounds taken in turn; before them the peak memory after N papers, a tenth of them first.
"""

from __future__ import annotations

import argparse
import resource
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from extract.document import Document
from extract.facts import to_graph
from extract.pipeline import extract, ready
from extract.readers import SUFFIXES, read

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 5


def papers(folder: Path) -> list[Document]:
    files = sorted(f for f in folder.rglob("*") if f.suffix in SUFFIXES and f.suffix != ".pdf")
    return [read(f, source=f.relative_to(folder).as_posix()) for f in files]


def rivals(documents: list[Document]) -> dict[str, Callable[[], object]]:
    """What is timed, each over all the texts."""
    import jieba
    import spacy
    from ahocorasick_rs import AhoCorasick, MatchKind

    from extract.places import load_places

    jieba.initialize()
    blank, scan = spacy.blank("zh"), load_places()
    terms = AhoCorasick(list(scan._terms), matchkind=MatchKind.LeftmostLongest)
    nlp = ready()  # as the build's processes make it
    return {
        "extraction": lambda: [extract(d, nlp) for d in documents],
        "extraction to graph": lambda: [to_graph(extract(d, nlp)) for d in documents],
        "jieba.lcut": lambda: [jieba.lcut(d.text) for d in documents],
        'spacy.blank("zh")': lambda: [blank.make_doc(d.text) for d in documents],
        "Aho-Corasick scan": lambda: [terms.find_matches_as_indexes(d.text) for d in documents],
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = ROOT.parent / "shared/corpus"
    parser.add_argument("folder", nargs="?", type=Path, default=default if default.is_dir() else ROOT / "examples/papers")
    parser.add_argument("--papers", type=int, default=0, help="measure memory over so many papers")
    options = parser.parse_args()
    documents = papers(options.folder)
    size = sum(len(d.text.encode()) for d in documents) / 1e6
    if options.papers:
        memory(documents, options.papers)  # before the rivals' dictionaries are in memory
    timed = rivals(documents)
    times: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(ROUNDS):
        for name, run in timed.items():
            begun = time.perf_counter()
            run()
            times[name].append(time.perf_counter() - begun)
    own = statistics.median(times["extraction"])
    print(f"{len(documents)} papers, {size:.1f} MB of UTF-8")
    for name, values in times.items():
        median = statistics.median(values)
        print(f"{name:20} {size / median:7.2f} MB/s   extraction is {median / own:6.2f} times as fast")


def memory(documents: list[Document], count: int) -> None:
    """Peak memory after a tenth of the papers and after all."""
    for i in range(count):
        to_graph(extract(documents[i % len(documents)]))
        if i + 1 in (count // 10, count):
            print(f"peak after {i + 1} papers: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
