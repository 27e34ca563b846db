"""Imports run down the floors (DESIGN.md): rooms of one floor do not know each other, nothing imports upward."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("kg", "extract", "cypher", "viz")
# Lowest first. A module belongs to the longest prefix that fits it; modules of one room may import each other.
FLOORS = [
    {"kg", "kg.errors", "kg.identity", "kg.speech", "kg.terminal"},
    {"kg.schema"},
    {"kg.model"},
    {"kg.resolve"},
    {"extract", "kg.stores", "kg.reports", "kg.tables", "kg.schema_page", "cypher", "viz"},
    {"kg.build", "kg.evaluate"},
    {"kg.publish"},
    {"kg.cli_neo4j"},
    {"kg.cli"},
    {"kg.__main__"},
]


def modules() -> list[tuple[str, Path]]:
    found = []
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found.append((".".join(parts[:-1] if parts[-1] == "__init__" else parts), path))
    return found


def room(module: str) -> tuple[int, str]:
    rooms = [(len(name), floor, name) for floor, names in enumerate(FLOORS) for name in names
             if module == name or (module.startswith(name + ".") and name != "kg")]
    assert rooms, f"{module} stands on no floor; put it on one in tests/test_floors.py"
    _, floor, name = max(rooms)
    return floor, name


def imports(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name for name in found if name.split(".")[0] in PACKAGES}


@pytest.mark.parametrize(("module", "path"), modules(), ids=lambda v: v if isinstance(v, str) else "")
def test_imports_run_down(module: str, path: Path) -> None:
    floor, own = room(module)
    for name in imports(path):
        below, other = room(name)
        assert below < floor or other == own, f"{module} (floor {floor}) imports {name} (floor {below})"
