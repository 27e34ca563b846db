"""Names of companies in full: 文化旅游投资集团 -> 文化旅游投资集团有限公司. Words: body_frames.toml, [companies]."""

from __future__ import annotations

import re
from typing import Any


class Companies:
    """Writes out groups of companies whose line of business is printed in full; other names stay as printed."""

    def __init__(self, raw: dict[str, Any]) -> None:
        self._short: dict[str, str] = raw["short"]
        self._written_out, self._limited = re.compile(raw["written_out"]), re.compile(raw["limited"])

    def full(self, name: str) -> str:
        """The name with the kind of company that it is."""
        for short, long in self._short.items():
            if name.endswith(short):
                return name.removesuffix(short) + long
        if self._limited.fullmatch(name):
            return name.removesuffix("公司") + "有限公司"
        return f"{name}有限公司" if self._written_out.fullmatch(name) else name
