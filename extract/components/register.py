"""Importing this module registers every factory with spaCy."""

import importlib

for _name in ("outline", "head", "regions", "responsibilities", "targets", "citations", "programs"):
    importlib.import_module(f"extract.components.{_name}")
