"""pyvis, mended by overriding: its nodes, edges and options in a page of our own.

pyvis 0.3.2 as it comes asks a content network for style files, writes files in the system's encoding, repeats `heading`
unescaped, and its menus run node ids as script. Here it keeps the data and builds the page from `page.html`, where all
data stands as escaped JSON; vis-network is the copy that pyvis carries.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from pyvis.edge import Edge
from pyvis.network import Network

from viz.style import constants

_SCRIPTS = ("dom.js", "search.js", "graph.js", "legend.js", "card.js", "export.js", "tables.js", "text.js", "start.js",
            "main.js")


@cache
def environment() -> Environment:
    """Templates of this folder, escaping on, Chinese kept as it is in JSON."""
    env = Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True)
    env.policies["json.dumps_kwargs"] = {"ensure_ascii": False, "separators": (",", ":")}
    return env


@cache
def assets() -> dict[str, str]:
    """What all pages share, by file name: vis-network, our scripts with the constants in front, our style sheet."""
    here = files("viz")
    vis = files("pyvis").joinpath("templates/lib/vis-9.1.2/vis-network.min.js").read_text("utf-8")
    own = "\n".join(here.joinpath(name).read_text("utf-8") for name in _SCRIPTS)
    return {"vis-network.js": vis, "pages.js": f"const KG = {script_json(constants())};\n{own}",
            "pages.css": here.joinpath("page.css").read_text("utf-8")}


def script_json(value: Any) -> str:
    """JSON that may stand inside a script element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


class PageNetwork(Network):  # type: ignore[misc]
    """A pyvis network that renders as one of our pages.

    `data` is the page's own JSON beside nodes, edges and options. `shared` is the relative path of the folder with the
    files of `assets()`; None writes them into the page.
    """

    def __init__(self, data: dict[str, Any], *, arrows: bool = True, shared: str | None = None) -> None:
        super().__init__(directed=arrows, cdn_resources="in_line", height="100%")
        self.templateEnv = environment()
        self.path = "page.html"
        self.data = data
        self.shared = shared

    def add_edge(self, source: str, to: str, **options: Any) -> None:
        """As pyvis does, without its walk through all nodes for each edge."""
        self.edges.append(Edge(source, to, self.directed, **options).options)

    def generate_html(self, name: str = "index.html", local: bool = True, notebook: bool = False) -> str:
        """The whole page. The arguments are pyvis's and change nothing."""
        nodes, edges, *_, options = self.get_network_data()
        page = self.data | {"nodes": nodes, "edges": edges, "options": json.loads(options)}
        template = self.templateEnv.get_template(self.path)
        self.html = template.render(title=self.data["title"], lang=self.data["lang"], page=page, shared=self.shared,
                                    assets={} if self.shared else assets())
        return self.html

    def write_html(self, name: str | Path, local: bool = True, notebook: bool = False,
                   open_browser: bool = False) -> None:
        """Write the page in UTF-8 with plain line ends; a lone surrogate becomes its JSON escape."""
        Path(name).write_text(self.generate_html(), "utf-8", "backslashreplace", "\n")
