"""Extraction against well-known scans of the same text, one core, one run.

    python benchmarks/extraction.py [FOLDER] [--papers N]

FOLDER holds papers (default: ../shared/corpus, else examples/papers). Prints MB/s of UTF-8 and each one's ratio to
extraction, medians of nine rounds; in each round all take an eighth of the papers in turn, so that a machine which is slower for
a while is so for all. Before them the peak memory after N papers, a tenth of them first.
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
ROUNDS, SLICES = 9, 8


def papers(folder: Path) -> list[Document]:
    files = sorted(f for f in folder.rglob("*") if f.suffix in SUFFIXES and f.suffix != ".pdf")
    return [read(f, source=f.relative_to(folder).as_posix()) for f in files]


def rivals() -> dict[str, Callable[[Document], object]]:
    """What is timed, each for one paper."""
    import jieba
    import spacy
    from ahocorasick_rs import AhoCorasick, MatchKind

    from extract.places import load_places

    jieba.initialize()
    blank, scan = spacy.blank("zh"), load_places()
    terms = AhoCorasick(list(scan._terms), matchkind=MatchKind.LeftmostLongest)
    nlp = ready()  # as the build's processes make it
    return {
        "extraction": lambda d: extract(d, nlp),
        "extraction to graph": lambda d: to_graph(extract(d, nlp)),
        "jieba.lcut": lambda d: jieba.lcut(d.text),
        'spacy.blank("zh")': lambda d: blank.make_doc(d.text),
        "Aho-Corasick scan": lambda d: terms.find_matches_as_indexes(d.text),
    }


def one_round(timed: dict[str, Callable[[Document], object]], documents: list[Document]) -> dict[str, float]:
    """Seconds that each takes for all papers, a slice of them after the other."""
    seconds = dict.fromkeys(timed, 0.0)
    for part in (documents[i::SLICES] for i in range(SLICES)):
        for name, run in timed.items():
            begun = time.perf_counter()
            _results = [run(d) for d in part]
            seconds[name] += time.perf_counter() - begun
    return seconds


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
    timed = rivals()
    rounds = [one_round(timed, documents) for _ in range(ROUNDS)]
    print(f"{len(documents)} papers, {size:.1f} MB of UTF-8")
    for name in timed:
        speed = size / statistics.median(r[name] for r in rounds)
        ratio = statistics.median(r[name] / r["extraction"] for r in rounds)
        print(f"{name:20} {speed:7.2f} MB/s   extraction is {ratio:6.2f} times as fast")


def memory(documents: list[Document], count: int) -> None:
    """Peak memory after a tenth of the papers and after all."""
    for i in range(count):
        to_graph(extract(documents[i % len(documents)]))
        if i + 1 in (count // 10, count):
            print(f"peak after {i + 1} papers: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB")


if __name__ == "__main__":
    main()
