"""Colours, shapes, words and limits: what `style.toml`, `words.toml` and the schema say, in the form pages take."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from kg.schema import load_schema


@cache
def style() -> dict[str, Any]:
    """`style.toml`, read once."""
    return tomllib.loads(files("viz").joinpath("style.toml").read_text("utf-8"))


@cache
def constants() -> dict[str, Any]:
    """What every page knows beside its own data: kinds, relations and properties with names in two languages
    (`[zh, en]`), colours, shapes, and the words of the interface."""
    schema, look = load_schema(), style()
    words = tomllib.loads(files("viz").joinpath("words.toml").read_text("utf-8"))
    properties = {p.name: [p.zh, p.name.replace("_", " ")] for kind in schema.labels.values()
                  for p in kind.properties.values()}
    properties |= {p.name: [p.zh, p.name.replace("_", " ")] for kind in schema.relationships.values()
                   for p in kind.properties.values()}
    kinds = {name: {"names": [kind.zh, name]} for name, kind in schema.labels.items()}
    relations = {name: {"names": [kind.zh, name.lower().replace("_", " ")]}
                 for name, kind in schema.relationships.items()}
    return {
        "kinds": _looks(kinds, look["kinds"], look["other"]),
        "relations": _looks(relations, look["relations"], look["other"]),
        "properties": properties,
        "words": words,
    }


def colours() -> dict[str, str]:
    """The colour of each kind and relation, as `#rrggbb`."""
    return {name: str(row["colour"]) for table in ("kinds", "relations") for name, row in style()[table].items()}


def ui(key: str, lang: str) -> str:
    """A word of the interface in `zh` or `en`."""
    return str(constants()["words"]["ui"][key][lang == "en"])


def _looks(known: dict[str, dict[str, Any]], table: dict[str, Any], other: dict[str, Any]) -> dict[str, Any]:
    """In the table's order, then what only the schema knows."""
    rows = {}
    for name in [*table, *(name for name in known if name not in table)]:
        row = table.get(name, other)
        names = known[name]["names"] if name in known else [row["zh"], row["en"]]
        rows[name] = {"names": names} | {k: v for k, v in row.items() if k in ("colour", "shape", "dashes", "quiet")}
    return rows


def shape(label: str) -> str:
    """The vis-network shape of a kind."""
    return str(style()["kinds"].get(label, style()["other"])["shape"])


def node_size(links: int) -> float:
    """Pixels at scale 1 for a node with so many links on its page."""
    size = style()["size"]
    return float(round(min(size["most"], size["least"] + size["step"] * float(links) ** 0.5), 1))


def line_width(sentences: int) -> float:
    """Pixels at scale 1 for a line that so many sentences support."""
    size = style()["size"]
    width = size["width_least"] + size["width_step"] * (sentences.bit_length() - 1)
    return float(round(min(size["width_most"], width), 1))


def initials(texts: Iterable[str]) -> dict[str, str]:
    """For each Chinese character in the texts, the first letters of its readings: {"重": "zc"}. Pages search by it."""
    from pypinyin import Style, pinyin

    found = sorted({c for text in texts for c in text if "\u3400" <= c <= "\u9fff"})
    readings = (pinyin(c, style=Style.FIRST_LETTER, heteronym=True)[0] for c in found)
    return {c: "".join(sorted({r[0] for r in row if r and r[0].isascii() and r[0].isalpha()}))
            for c, row in zip(found, readings, strict=True)}
