"""The spaCy pipeline: `spacy.blank("zh")`-like frame, one factory per phenomenon, order and settings in pipeline.cfg."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

    from extract.annotations import Findings
    from extract.document import Document


@cache
def build_pipeline(config: Path | None = None) -> Language:
    """The nlp object of a config (default: `pipeline.cfg` beside this file), built once a process."""
    import spacy
    from thinc.api import Config

    import extract.components.register  # noqa: F401  (registers the factories)

    path = config or Path(__file__).with_name("pipeline.cfg")
    return spacy.util.load_model_from_config(Config().from_disk(path), auto_fill=True)


def extract(document: Document, nlp: Language | None = None) -> Findings:
    """All that the components find in one paper. A pure function of the paper and the vocabulary."""
    from extract.annotations import Findings

    nlp = nlp or build_pipeline()
    doc = nlp.make_doc(document.text)
    doc._.findings = Findings(document)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc._.findings  # type: ignore[no-any-return]
