"""The library for Neo4j Browser: saved queries to import, a style to drop on the page, a guide to play.

Browser 5 takes the saved queries as a zip dropped on its page, the newer one ("Query") as a sheet that it imports.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile, ZipInfo

from cypher.guide import GUIDE, guide_html
from cypher.library import GROUPS, Query, list_queries
from kg.schema import load_schema

SAVED, DROPPED, STYLE = "saved_queries.csv", "saved_queries.zip", "style.grass"
_COLUMNS = ("name", "description", "query", "id", "parentId", "isFolder")
_BASE = """node { diameter: 130px; color: #A5ABB6; border-color: #8A91A0; border-width: 2px; text-color-internal: #FFFFFF;
  font-size: 14px; caption: '{name}'; }
relationship { color: #A5ABB6; shaft-width: 2px; font-size: 11px; padding: 3px; text-color-external: #2A2C34;
  text-color-internal: #FFFFFF; caption: '<type>'; }
"""
_CAPTIONS = {  # lines break at spaces only, and a line that is cut ends the caption: what is short comes first
    "Program": "{number} {name}", "Target": "{op}{value}{unit} {indicator}", "Indicator": "{unit} {name}",
    "Standard": "{code} {name}",
}


def write_browser(out: Path, colours: Mapping[str, str]) -> list[Path]:
    """Write the files. `colours` maps labels and relationship types to `#rrggbb`. Returns what was written."""
    out.mkdir(parents=True, exist_ok=True)
    with (out / SAVED).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\r\n").writerows([_COLUMNS, *_saved()])
    _write_zip(out / DROPPED)
    (out / STYLE).write_text(_BASE + "".join(_rules(colours)), "utf-8", newline="\n")
    (out / GUIDE).write_text(guide_html(), "utf-8", newline="\n")
    return [out / name for name in (STYLE, DROPPED, SAVED, GUIDE)]


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
    rows = [(_folder(group), "", "", folders[group], "", "true") for group in GROUPS]
    for number, query in enumerate(list_queries(), len(GROUPS)):
        rows.append((f"{query.title_zh} {query.name}", query.title, runnable(query), str(number), folders[query.group],
                     "false"))
    return rows


def _folder(group: str) -> str:
    return f"{GROUPS[group]} {group}"


def _write_zip(path: Path) -> None:
    """A folder a group, a file a query; the first line of a file is the name that Browser shows. Same bytes each time."""
    with ZipFile(path, "w") as archive:
        for group in GROUPS:
            archive.writestr(ZipInfo(f"{_folder(group)}/"), "")
        for query in list_queries():
            archive.writestr(ZipInfo(f"{_folder(query.group)}/{query.name}.cypher"), runnable(query))


def _rules(colours: Mapping[str, str]) -> list[str]:
    schema = load_schema()
    nodes = [f"node.{label} {{ color: {colours[label]}; border-color: {colours[label]}; "
             f"text-color-internal: {_ink(colours[label])}; caption: '{_CAPTIONS.get(label, '{name}')}'; }}\n"
             for label in schema.labels if label in colours]
    lines = [f"relationship.{name} {{ {f'color: {colours[name]}; ' if name in colours else ''}caption: '{kind.zh}'; }}\n"
             for name, kind in schema.relationships.items()]
    return nodes + lines


def _ink(colour: str) -> str:
    """Black or white, whichever reads better on a colour."""
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#1C2126" if 0.299 * red + 0.587 * green + 0.114 * blue > 130 else "#FFFFFF"
