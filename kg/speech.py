"""Which language the command line speaks: Chinese, or English with `--lang en` or KG_LANG=en."""

from __future__ import annotations

import os
import sys


def language(arguments: list[str] | None = None) -> str:
    """zh or en, from `--lang`, then from KG_LANG. Looked at before commands are declared, for help texts too."""
    arguments = sys.argv[1:] if arguments is None else arguments
    for i, word in enumerate(arguments):
        if word == "--lang" and i + 1 < len(arguments):
            return "en" if arguments[i + 1].startswith("en") else "zh"
        if word.startswith("--lang="):
            return "en" if word.removeprefix("--lang=").startswith("en") else "zh"
    return "en" if os.environ.get("KG_LANG", "").startswith("en") else "zh"


LANG = language()


def say(zh: str, en: str) -> str:
    """The one of two wordings that the user reads."""
    return en if LANG == "en" else zh
