"""The spaCy frame: shown to displaCy by spans, open to components of an office's own."""

from __future__ import annotations

from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from extract.document import Document
from extract.pipeline import build_pipeline, extract

TEXT = "云川市质量强市工作方案\n一、主要任务\n（一）加强监管。（市市场监管局负责）"
SEEN: list[int] = []


@Language.component("an_offices_own")
def an_offices_own(doc: Doc) -> Doc:
    SEEN.append(len(doc))
    return doc


def test_a_bare_text_shows_its_spans() -> None:
    doc = build_pipeline()(TEXT)
    assert [span.text for span in doc.spans["duties"]] == ["（市市场监管局负责）"]
    assert [span.text for span in doc.spans["head"]] == ["云川市质量强市工作方案"]


def test_a_component_of_ones_own_has_tokens(tmp_path: Path) -> None:
    config = (Path(__file__).resolve().parents[1] / "extract/pipeline.cfg").read_text("utf-8").replace('"programs"]', '"programs","own"]')
    path = tmp_path / "own.cfg"
    path.write_text(config + '\n[components.own]\nfactory = "an_offices_own"\n', "utf-8")
    document = Document(TEXT, "a.txt", "0" * 64)
    own = extract(document, build_pipeline(path))
    assert [len(TEXT)] == SEEN
    assert own == extract(document)
