"""What an installed package holds: every file that the program reads goes with it."""

import tomllib
from fnmatch import fnmatch
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SETUPTOOLS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]


def test_every_package_is_named() -> None:
    rooms = {path.parent.relative_to(ROOT).as_posix().replace("/", ".")
             for top in ("kg", "extract", "cypher", "viz") for path in (ROOT / top).rglob("*.py")}
    assert rooms <= set(SETUPTOOLS["packages"])


def test_every_table_and_template_is_shipped() -> None:
    left = []
    for package in SETUPTOOLS["packages"]:
        kinds = SETUPTOOLS["package-data"].get(package, [])
        files = [f for f in (ROOT / package.replace(".", "/")).iterdir() if f.is_file() and f.suffix not in (".py", ".md", ".pyc")]
        left += [f for f in files if not any(fnmatch(f.name, kind) for kind in kinds)]
    assert not left
