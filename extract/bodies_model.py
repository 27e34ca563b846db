"""What the registry says of a body."""

from __future__ import annotations

from dataclasses import dataclass

from extract.annotations import Place


@dataclass(frozen=True, slots=True)
class OfficialBody:
    """A body at one place and time. `kind`, `level`, `field` as in the schema; None where they can't be told.

    `region` is whose body it is. `collective`: it stands for several. `known`: the tables know its line of work.
    `line` is the official name with blanks for the region ("{region}质量技术监督局"), None where no table gave it.
    """

    name: str
    kind: str
    level: str | None
    field: str | None
    region: Place | None
    collective: bool = False
    known: bool = False
    line: str | None = None
