"""The registry of public bodies: short form as printed + the paper's region + its date -> official full name.

Reference: GUIDE.md, "agencies". Words are tables in vocabulary/: agencies_*.csv, body_frames.toml, successions.csv.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from extract.annotations import Place
from extract.bodies_collective import Collectives
from extract.bodies_companies import Companies
from extract.bodies_departments import Departments
from extract.bodies_frames import Frames
from extract.bodies_lexicon import Lexicon, Line, load_lexicon
from extract.bodies_model import OfficialBody
from extract.bodies_naming import fill, is_district, level_of, official_region, short_name, whole_name
from extract.bodies_owner import Owners
from extract.bodies_shape import Shapes
from extract.bodies_succession import Successions, load_successions
from extract.folding import fold
from extract.places import Places, load_places
from extract.tables import rows, table

_COMMITTEE = re.compile(r"管委会?$")
_OFFICE = re.compile(r"^(?:人民)?政府(?P<rest>(?!采购|投资|债务|性|部门|引导|出资|集中|和).{2,10}?)(?P<office>办)?$")
_PARTY = re.compile("^党委(?=[^、和及与]*[部委室办会校团]$)")
"""Of an office of the party in an autonomous region (自治区党委宣传部): elsewhere it says 省委宣传部."""
_GOVERNMENT = re.compile(r"(?<!人民)政府(?=$|[（(〔\[]管委会[）)〕\]]$)")
_REGION_ENDS = "省市州县区盟旗"

__all__ = ["BodyRegistry", "OfficialBody", "load_bodies"]


class BodyRegistry:
    """Answers what a printed name officially is, whether words can be a body at all, and what came after it."""

    def __init__(self, places: Places, lexicon: Lexicon, successions: Successions) -> None:
        frames = table("body_frames.toml")
        self._places, self._lexicon, self._successions = places, lexicon, successions
        self._owners = Owners(frames["owner"], places, lexicon)
        self._idle_level = re.compile(frames["owner"]["idle_level"])
        self._printed = re.compile(frames["owner"]["printed"])
        self._companies = Companies(frames["companies"])
        self._branches = re.compile(frames["branches"]["district"])
        self._read_as = {row["misread"]: row["read"] for row in rows("body_misread.csv")}
        self._misread = re.compile("|".join(self._read_as))
        self._frames = Frames(frames, places, self._owners)
        self._departments = Departments(frames["departments"], self._owners, lexicon)
        self._collectives = Collectives(frames["collective"], places, lexicon)
        self._shapes = Shapes(lexicon, places)

    def official(self, surface: str, region: Place | None, date: str | None) -> OfficialBody:
        """The body that `surface` means in a paper of `region` and `date` (YYYY-MM-DD or the year; None: today).

        Never fails: an unknown line of work is the region's name and the words as printed, with `known` false.
        """
        words = self._misread.sub(lambda m: self._read_as[m[0]], fold("".join(surface.split())))
        words = self._idle_level.sub("", words)
        here = region if region and region.level != "national" else None
        if words.endswith("部门"):
            words = self._departments.as_office(words, here, date)
        national = self._lexicon.national(words, date, here=here is None)
        if national and not (here and self._lexicon.local(words, here.level, date)):
            return OfficialBody(national.name, national.kind, "national", national.field, None, known=True)
        if found := self._frames.read(words, here):
            return found
        if place := self._region_itself(words, here):
            seat = "管理委员会" if place.level == "zone" else "人民政府"
            return OfficialBody(official_region(place) + seat, "government", place.level, "政府", place, known=True)
        if self._collectives.match(words):
            return self._collectives.official(words, here, date)
        return self._local(words, here, date)

    def members(self, surface: str, region: Place | None, date: str | None = None) -> list[OfficialBody]:
        """The bodies that a collective stands for (各市（区）人民政府); none where the tree of regions can't tell."""
        parts = self._collectives.members("".join(surface.split()), region)
        return [self._named(core, place, date) for place, core in parts]

    def successors(self, body: OfficialBody) -> list[tuple[OfficialBody, int]]:
        """The bodies that took over its work, each with the year of the reform; empty where it still stands."""
        return self._successions.after(body, self._places)

    def today(self, body: OfficialBody) -> list[OfficialBody]:
        """The bodies that do its work today: itself, or what the reforms made of it."""
        later = self.successors(body)
        ends = [end for after, _ in later for end in self.today(after)]
        return list(dict.fromkeys(ends)) if later else [body]

    def is_body(self, surface: str) -> bool:
        """Could these words be the name of a public body, or of a group of them?"""
        words = "".join(surface.split())
        return self._shapes.plausible(words) and (self._collectives.match(words) or self._shapes.body(words))

    def longest(self, text: str, pos: int, end: int) -> int | None:
        """Where the longest known name of a body that starts at `pos` ends, not beyond `end`; None where none does."""
        return self._shapes.longest(text, pos, end)

    def _region_itself(self, words: str, region: Place | None) -> Place | None:
        """A region that stands for its government: 高新区 in a list of bodies, a city by its short name."""
        if words[-1] in _REGION_ENDS:
            return self._places.find(words, region)
        city = self._places.nearest(words, region)
        return city if city and city.level == "prefecture" else None

    def _local(self, words: str, region: Place | None, date: str | None) -> OfficialBody:
        bare = self._shapes.without_second_name(words)
        owner, core, word = self._owners.split(bare, region)
        if not word:
            return self._named(core, owner, date)
        unplaced = Place((region.name if region else "") + word, "county", parent=region.name if region else None)
        return replace(self._named(core, unplaced, date), region=region, level=None)

    def _named(self, core: str, owner: Place | None, date: str | None) -> OfficialBody:
        core = _PARTY.sub("委", core)
        level = owner.level if owner else None
        around = [p.name for p in self._places.chain(owner)] if owner else []
        line = (self._branch(core, owner, date) or self._lexicon.regional(core, around, level, date)
                or self._lexicon.local(core, level, date) or self._lexicon.of_work(core, level, date))
        if line:
            return self._body(line, owner, known=True)
        return self._body(self._unknown_line(core, owner), owner, known=False)

    def _unknown_line(self, core: str, owner: Place | None) -> Line:
        """Region and words as printed; no region where the name says it itself (黄山某产业园管委会)."""
        core = self._companies.full(_COMMITTEE.sub("管理委员会", core))
        if core.startswith("委") and not core.startswith("委员"):
            return Line("{party}" + core[1:], "party", "")
        core = _GOVERNMENT.sub("人民政府", _OFFICE.sub(_written_out, core))
        itself = self._printed.match(core) or (owner and core.startswith(short_name(owner)))
        return Line(("" if itself else "{region}") + core, self._shapes.kind(core), "")

    def _branch(self, core: str, owner: Place | None, date: str | None) -> Line | None:
        """公安分局 of a district or zone is a branch of its city's office, and so is 公安局 of a district."""
        if owner and is_district(owner) and self._branches.fullmatch(core):
            core = core.removesuffix("局") + "分局"
        if not core.endswith("分局") or owner is None or owner.level not in ("county", "zone"):
            return None
        if self._lexicon.local(core, owner.level, date):
            return None
        line = self._lexicon.local(core.removesuffix("分局") + "局", "prefecture", date)
        name = line.name.removeprefix("{region}") if line else ""
        return Line("{city}" + name + "{zone}分局", line.kind, line.field) if line else None

    def _body(self, line: Line, owner: Place | None, *, known: bool) -> OfficialBody:
        name = whole_name(fill(line.name, owner, self._places))
        return OfficialBody(name, line.kind, level_of(owner, self._places), line.field, owner, known=known,
                            line=line.name)


def _written_out(office: re.Match[str]) -> str:
    """政府征兵办 -> 人民政府征兵办公室."""
    rest = office["rest"].replace("监管", "监督管理") if office["office"] else office["rest"]
    return f"人民政府{rest}{'办公室' if office['office'] else ''}"


@cache
def load_bodies() -> BodyRegistry:
    """The registry, built once a process."""
    return BodyRegistry(load_places(), load_lexicon(), load_successions())
