"""Build the gold papers and hold the score to its floors, where ../shared is there (issue 3 and 4)."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SHARED = Path(__file__).resolve().parents[2] / "shared"
FLOORS = {"assignments": 0.98, "tasks": 0.98, "full names": 0.95, "targets": 0.93, "citations": 0.97, "regions": 0.95,
          "metadata": 0.97, "programs": 0.75, "overall": 0.97}


def run(*command: str | Path) -> str:
    return subprocess.run([sys.executable, *map(str, command)], check=True, capture_output=True, text=True).stdout


def main() -> None:
    if not (SHARED / "gold/dev").is_dir():
        print(f"gold score: {SHARED} is not here")
        return
    with tempfile.TemporaryDirectory() as folder:
        run("-m", "kg", "build", SHARED / "corpus/gold", "-o", f"{folder}/graph", "--no-pages")
        figures = json.loads(run(SHARED / "gold/score.py", SHARED / "gold/dev", f"{folder}/graph", "--json"))
        print(run(SHARED / "gold/check_graph.py", f"{folder}/graph"))
    low = False
    for kind, floor in FLOORS.items():
        row = figures[kind]
        value = row.get("f1", row.get("accuracy", row.get("mean")))
        low |= value < floor
        print(f"{kind:12} {value:6.1%}  floor {floor:.0%}{'' if value >= floor else '  TOO LOW'}")
    if low:
        sys.exit("gold score below its floor")


if __name__ == "__main__":
    main()
