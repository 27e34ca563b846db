"""Neo4j Browser 5 in headless Chromium: sign in, run statements, drop files on its page."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import Any

from kg.stores.server import Server

_DROP = """({name, data}) => {
  const bytes = Uint8Array.from(atob(data), (c) => c.charCodeAt(0));
  const dropped = new DataTransfer();
  dropped.items.add(new File([bytes], name));
  for (const kind of ["dragenter", "dragover", "drop"]) {
    document.querySelector(".filedrop").dispatchEvent(
      new DragEvent(kind, {bubbles: true, cancelable: true, dataTransfer: dropped}));
  }
}"""


class Neo4jBrowser:
    """One page of Neo4j Browser. What would leave the machine is refused at once."""

    def __init__(self, browser: Any, server: Server) -> None:
        self.server = server
        self.context = browser.new_context(viewport={"width": 1240, "height": 800})
        self.page = self.context.new_page()
        self.page.route(lambda url: "://127.0.0.1" not in url and "://localhost" not in url, lambda r: r.abort())
        self.page.goto(server.browser)

    def sign_in(self) -> None:
        self.page.wait_for_selector("[data-testid=username]", timeout=60_000)
        self.page.fill("[data-testid=username]", "neo4j")
        self.page.fill("[data-testid=password]", self.server.password)
        self.page.click("[data-testid=connect]")
        self.page.wait_for_selector("text=You are connected as user", timeout=60_000)

    def clear(self) -> None:
        """Close all frames and the note on what is collected."""
        self.run(":clear")
        self.page.wait_for_selector("[data-testid=frame]", state="detached")

    def run(self, text: str) -> None:
        """Type a statement or command and send it."""
        self.page.click(".monaco-editor >> nth=0")
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(text)
        self.page.keyboard.press("Control+Enter")

    def drop(self, path: Path) -> None:
        """As a person drags a file from a folder onto the page."""
        self.page.evaluate(_DROP, {"name": path.name, "data": b64encode(path.read_bytes()).decode()})
