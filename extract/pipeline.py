"""The spaCy pipeline: `spacy.blank("zh")`-like frame, one factory per phenomenon, order and settings in pipeline.cfg."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import cache
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab
from thinc.api import Config

from extract.annotations import FINDINGS, Findings
from extract.document import Document


class Characters:
    """One token a character: offsets of the text and of tokens are the same, and no segmenter is paid for."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab
        self._ids = _Ids(vocab)

    def __call__(self, text: str) -> Doc:
        words: list[str | int] = [*map(self._ids.__getitem__, text)]
        return Doc(self.vocab, words=words, spaces=[False] * len(text))  # type: ignore[arg-type]


class _Ids(dict[str, int]):
    """Each character's number in the vocabulary, looked up once a process."""

    def __init__(self, vocab: Vocab) -> None:
        super().__init__()
        self._strings = vocab.strings

    def __missing__(self, char: str) -> int:
        return self.setdefault(char, self._strings.add(char))


@registry.tokenizers("kg.characters.v1")  # type: ignore[untyped-decorator]
def make_characters() -> Callable[[Language], Characters]:
    """The tokenizer that pipeline.cfg names."""
    return lambda nlp: Characters(nlp.vocab)


@cache
def build_pipeline(config: Path | None = None) -> Language:
    """The nlp object of a config (default: `pipeline.cfg` beside this file), built once a process."""
    import extract.components.register  # noqa: F401  (registers the factories)

    path = config or Path(__file__).with_name("pipeline.cfg")
    return spacy.util.load_model_from_config(Config().from_disk(path), auto_fill=True)


def ready() -> Language:
    """The nlp object of a process that does nothing but extract: its tables are left out of the rounds of the garbage
    collector from now on, which else go through them again and again (1 to 5 % of the time)."""
    nlp = build_pipeline()
    gc.collect()
    gc.freeze()
    return nlp


def extract(document: Document, nlp: Language | None = None) -> Findings:
    """All that the components find in one paper. A pure function of the paper and the vocabulary."""
    nlp = nlp or build_pipeline()
    doc = nlp.make_doc(document.text) if _needs_tokens(nlp) else Doc(nlp.vocab)
    doc._.findings = Findings(document)
    for _, component in nlp.pipeline:
        doc = component(doc)
    return doc._.findings  # type: ignore[no-any-return]


def _needs_tokens(nlp: Language) -> bool:
    """Whether a component, one of an office's own for instance, reads more than the findings: tokens cost a tenth."""
    return any(nlp.get_pipe_meta(name).requires != [FINDINGS] for name in nlp.pipe_names)
