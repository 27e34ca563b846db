"""Printed numbers: one text and its value a line in cases/numbers.jsonl."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from extract.numbers import NotANumber, doublings, parse_number, parse_range

CASES = [json.loads(line) for line in (Path(__file__).parent / "cases/numbers.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("case", [c for c in CASES if "value" in c and "text" in c], ids=lambda c: c["text"])
def test_value(case: dict[str, Any]) -> None:
    assert parse_number(case["text"]) == pytest.approx(case["value"])


@pytest.mark.parametrize("case", [c for c in CASES if c.get("error")], ids=lambda c: c["text"] or "empty")
def test_words_are_no_numbers(case: dict[str, Any]) -> None:
    with pytest.raises(NotANumber):
        parse_number(case["text"])


@pytest.mark.parametrize("case", [c for c in CASES if "range" in c], ids=lambda c: c["range"])
def test_range(case: dict[str, Any]) -> None:
    found = parse_range(case["range"])
    assert found == (None if case["low"] is None else (case["low"], case["high"]))


@pytest.mark.parametrize("case", [c for c in CASES if "times" in c], ids=lambda c: c["times"])
def test_doublings(case: dict[str, Any]) -> None:
    found = doublings(case["times"])
    assert found is None if case["value"] is None else found == pytest.approx(case["value"])
