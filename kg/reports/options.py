"""Options of reports as the command line gives them: KEY=VALUE texts, turned into what a report's function takes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from inspect import Parameter, signature
from pathlib import Path
from typing import Any

from kg.errors import QueryError
from kg.reports import TITLES


def _weights(text: str) -> dict[str, float]:
    """`lead:1,joint:0.6,cooperate:0.3`."""
    return {role: float(worth) for role, _, worth in (part.partition(":") for part in text.split(","))}


_READERS: Mapping[str, Callable[[str], Any]] = {
    "str": str, "int": int, "float": float, "Path": Path, "Mapping[str, float]": _weights,
}


def options_of(name: str) -> dict[str, Parameter]:
    """The options of a report by name. Raises `QueryError` where there is no such report."""
    if name not in TITLES:
        raise QueryError(f"no report {name}; there are {', '.join(TITLES)}, all")
    function = getattr(import_module(f"kg.reports.{name}"), name)
    return {k: p for k, p in signature(function).parameters.items() if p.kind is Parameter.KEYWORD_ONLY}


def given_to(name: str, options: Mapping[str, str], *, strict: bool = True) -> dict[str, Any]:
    """The options read as the report wants them; with `strict`, an unknown one is a `QueryError`."""
    known = options_of(name)
    if strict and (unknown := options.keys() - known.keys()):
        raise QueryError(f"report {name} has no option {', '.join(sorted(unknown))}; it takes {', '.join(known)}")
    return {key: _read(key, value, known[key]) for key, value in options.items() if key in known}


def _read(key: str, value: str, parameter: Parameter) -> Any:
    try:
        return _READERS[str(parameter.annotation).removesuffix(" | None")](value)
    except ValueError as error:
        raise QueryError(f"option {key}: {value} is not a {parameter.annotation}; {error}") from error
