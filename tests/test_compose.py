"""docker-compose.yml: valid by the compose specification's own JSON schema, closed to the network, no default password.

The schema is the copy that `check-jsonschema` carries; no Docker engine is needed.
"""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from kg.stores import server

ROOT = Path(__file__).resolve().parents[1]
COMPOSE = ROOT / "docker-compose.yml"


@pytest.fixture
def service() -> dict[str, Any]:
    return dict(YAML(typ="safe").load(COMPOSE.read_text("utf-8"))["services"]["neo4j"])


def _check(path: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(path)],
                          capture_output=True, text=True, check=False)


def test_the_compose_specification_allows_it() -> None:
    done = _check(COMPOSE)
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize(("right", "wrong"), [
    ("    volumes:", "    volume:"), ("restart: unless-stopped", "restart: [always]"), ("services:", "service:"),
])
def test_the_check_can_fail(tmp_path: Path, right: str, wrong: str) -> None:
    text = COMPOSE.read_text("utf-8")
    assert right in text
    (tmp_path / "compose.yml").write_text(text.replace(right, wrong, 1), "utf-8")
    assert _check(tmp_path / "compose.yml").returncode == 1


def test_only_this_machine_reaches_it(service: dict[str, Any]) -> None:
    assert service["ports"]
    assert all(p.startswith("127.0.0.1:") for p in service["ports"])


def test_the_password_is_asked_for_and_named_in_the_example(service: dict[str, Any]) -> None:
    wanted = re.findall(r"\$\{(\w+)([^}]*)\}", COMPOSE.read_text("utf-8"))
    assert wanted
    assert all(rest.startswith(":?") for _, rest in wanted)
    given = dict(line.split("=", 1) for line in (ROOT / ".env.example").read_text("utf-8").splitlines() if "=" in line)
    assert given == {name: "" for name, _ in wanted}


def test_it_is_the_version_and_settings_we_test(service: dict[str, Any]) -> None:
    assert service["image"] == f"neo4j:{server.LTS.rpartition('.')[0]}-community"
    settings = {name.removeprefix("NEO4J_").replace("__", "\0").replace("_", ".").replace("\0", "_"): value
                for name, value in service["environment"].items() if name != "NEO4J_AUTH"}
    ours = dict(line.split("=", 1) for line in server._CONF.splitlines())
    assert f"-Xmx{settings.pop('server.memory.heap.max_size')}" in server._HEAP
    assert settings.items() <= ours.items()
