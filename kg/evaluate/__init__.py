"""How well a graph says what careful readers found: precision, recall and F1 per kind and paper, and every miss.

The annotation form is in docs/annotation.md. The figures are those of the project's scorer.
"""

from kg.evaluate.figures import Evaluation, Miss, Tally
from kg.evaluate.papers import evaluate

__all__ = ["Evaluation", "Miss", "Tally", "evaluate"]
