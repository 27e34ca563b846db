"""Targets read in simplified characters, said in those that the paper prints."""

from __future__ import annotations

from extract.annotations import TargetFact
from extract.folding import as_printed as printed

_NEAR = 200
"""How far before a quote the characters of its indicator may stand."""


def as_printed(fact: TargetFact, text: str) -> TargetFact:
    """The fact with indicator, unit and attribute in the characters that the paper prints around its quote."""
    near = text[max(0, fact.start - _NEAR):fact.end]
    unit, attribute = (printed(word, near) if word else word for word in (fact.unit, fact.attribute))
    return fact._replace(indicator=printed(fact.indicator, near), unit=unit, attribute=attribute)
