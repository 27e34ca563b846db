"""The library for Neo4j Browser: a file of saved queries to import, and a style to drop on the page."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path

from cypher.library import GROUPS, Query, list_queries

SAVED, STYLE = "saved_queries.csv", "style.grass"
_COLUMNS = ("name", "description", "query", "id", "parentId", "isFolder")
_BASE = """node { diameter: 80px; color: #A5ABB6; border-color: #8A91A0; border-width: 2px; text-color-internal: #FFFFFF;
  font-size: 11px; caption: '{name}'; }
relationship { color: #A5ABB6; shaft-width: 1px; font-size: 9px; padding: 3px; text-color-external: #2A2C34;
  caption: '<type>'; }
"""


def write_browser(out: Path, colours: Mapping[str, str]) -> list[Path]:
    """Write both files. `colours` maps labels to `#rrggbb`. Returns what was written."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / SAVED).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([_COLUMNS, *_saved()])
    rules = [f"node.{label} {{ color: {c}; border-color: {c}; caption: '{{name}}'; }}\n" for label, c in colours.items()]
    (out / STYLE).write_text(_BASE + "".join(rules), "utf-8", newline="\n")
    return [out / SAVED, out / STYLE]


def runnable(query: Query) -> str:
    """The statement with defaults written in; what must be given stays `$name`, with the line that sets it on top."""
    body = "\n".join(line for line in query.text.splitlines() if not line.startswith("//"))
    asked = []
    for parameter in query.parameters:
        if parameter.default is None:
            asked.append(f'// :param {parameter.name} => "…"   {parameter.doc} / {parameter.zh}')
        else:
            literal = json.dumps(parameter.default, ensure_ascii=False).replace("\\", "\\\\")
            body = re.sub(rf"\${parameter.name}\b", literal, body)
    return "\n".join([f"// {query.title_zh} · {query.title}", *asked, body])


def _saved() -> list[tuple[str, str, str, str, str, str]]:
    """Folders by group, queries in them; ids count up."""
    folders = {group: str(i) for i, group in enumerate(GROUPS)}
    rows = [(f"{zh} {group}", "", "", folders[group], "", "true") for group, zh in GROUPS.items()]
    for number, query in enumerate(list_queries(), len(GROUPS)):
        rows.append((f"{query.title_zh} {query.name}", query.title, runnable(query), str(number), folders[query.group],
                     "false"))
    return rows
