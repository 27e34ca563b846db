"""The guide that Neo4j Browser 5 plays: ten steps from `guide.toml`, as slides whose statements run at a click."""

from __future__ import annotations

import tomllib
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from cypher.library import get

GUIDE = "guide.html"
_HERE = Path(__file__).parent


def steps() -> list[dict[str, Any]]:
    """Each with `zh`, `en`, `text_zh`, `text_en`, `run` and perhaps `query`."""
    made: list[dict[str, Any]] = tomllib.loads((_HERE / "guide.toml").read_text("utf-8"))["step"]
    return made


def statements(step: dict[str, Any]) -> list[str]:
    """What a step runs, in order; a query of the library without its header."""
    if "query" not in step:
        return list(step["run"])
    text = get(step["query"]).text
    return [*step["run"], "\n".join(line for line in text.splitlines() if not line.startswith("//"))]


def guide_html() -> str:
    """The guide as Browser reads it."""
    slides = "\n".join(_slide(number, step) for number, step in enumerate(steps(), 1))
    return f'<article class="guide">\n<carousel class="deck container-fluid">\n{slides}\n</carousel>\n</article>\n'


def _slide(number: int, step: dict[str, Any]) -> str:
    code = "".join(f'<figure><pre class="code runnable">{escape(text, quote=False)}</pre></figure>'
                   for text in statements(step))
    return (f'<slide class="row-fluid"><div class="col-sm-3"><h3>{number}. {escape(step["zh"])}</h3>'
            f'<p class="lead">{escape(step["en"])}</p></div><div class="col-sm-9"><p>{escape(step["text_zh"])}</p>'
            f'<p>{escape(step["text_en"])}</p>{code}</div></slide>')


class _Handler(SimpleHTTPRequestHandler):
    """Files of one folder, which pages from other addresses may read too: Browser fetches its guides so."""

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header("Access-Control-Allow-Headers", "*")
        super().end_headers()

    def do_OPTIONS(self) -> None:
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent: the terminal belongs to the command."""


def guide_server(folder: Path, port: int = 0) -> ThreadingHTTPServer:
    """A server on loopback for the files of a folder; the caller runs `serve_forever` and closes it.

    Browser plays guides from `localhost` unless its settings say otherwise: `:play http://localhost:PORT/guide.html`.
    """
    return ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
