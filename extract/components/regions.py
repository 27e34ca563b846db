"""The regions component: regions and functional zones that a paper names. Reference: GUIDE.md, "regions"."""

from __future__ import annotations

import re

from spacy.language import Language
from spacy.tokens import Doc

from extract.annotations import FINDINGS, Place, RegionMention, findings, mark_spans
from extract.bodies import load_bodies
from extract.folding import fold_paper
from extract.places import Hit, load_places
from extract.region_context import Context, context_patterns
from extract.region_towns import TownReader
from extract.region_zones import ZoneReader
from extract.tables import rows, table


class Regions:
    """Appends a `RegionMention` for each place where a region is named; span group "regions"."""

    def __init__(self) -> None:
        raw = table("region_context.toml")
        self._places, self._bodies = load_places(), load_bodies()
        self._words = context_patterns(raw)
        words = list(rows("place_words.csv"))
        self._plain = frozenset(row["word"] for row in words)
        self._never = frozenset(row["word"] for row in words if row["even_at_home"])
        self._zones, self._towns = ZoneReader(self._places, self._words), TownReader(self._words)
        letters = {row["letter"]: self._places.of_code(row["code"]) for row in rows("province_letters.csv")}
        self._letters = letters
        letter = f"[{''.join(letters)}]"
        self._run = re.compile(f"{letter}{letter}{{1,5}}")

    def __call__(self, doc: Doc) -> Doc:
        found = findings(doc)
        mentions = self.read(found.document.text, found.head.region, found.head.region_span)
        found.regions.extend(mentions)
        mark_spans(doc, "regions", [(m.start, m.end) for m in mentions])
        return doc

    def read(self, text: str, region: Place | None, own: tuple[int, int] | None = None) -> list[RegionMention]:
        """Mentions in the order of the text. The paper's own region and those above it count also as part of a word."""
        text = fold_paper(text)
        hits = self._places.scan(text, region)
        zones = self._zones.read(text, hits, region)
        hits = [h for h in hits if not any(a <= h[0] and h[1] <= b for a, b, _ in zones)]
        chain = self._places.chain(region) if region else []
        above = {p.name for p in chain if p.level != "national" or p == region}
        at_home = {p.name for _, _, p in hits if region and p.parent == region.name} - self._never
        context = Context(text, hits, self._words, self._plain, self._bodies, at_home)
        mentions = [RegionMention(h[2], h[0], h[1], "place") for i, h in enumerate(hits)
                    if self._above(h, above, context) or context.why_not(i, h) is None]
        mentions += [RegionMention(p, a, b, "zone") for a, b, p in zones if not context.in_paper(a, b)]
        towns = {h[1]: h for h in (*self._towns.read(text, hits + zones, region), *self._towns.lists(text, region))}
        mentions += [RegionMention(p, a, b, "town") for a, b, p in towns.values() if not context.in_paper(a, b)]
        mentions += self._of_letters(text)
        mentions += [RegionMention(region, *own, "own")] if region and own else []
        return sorted(mentions, key=lambda m: (m.start, m.end, m.place.name))

    def _above(self, hit: Hit, above: set[str], context: Context) -> bool:
        """The paper's own region or one above it, anywhere but in the name of a body or a brand."""
        within = (context.in_body, context.in_brand, context.in_branch)
        return hit[2].name in above and not any(inside(hit[0], hit[1]) for inside in within)

    def _of_letters(self, text: str) -> list[RegionMention]:
        """沪苏浙 names three provinces; programmes and circles do not (京津冀)."""
        never = self._words["letters not"]
        runs = (m for m in self._run.finditer(text) if not never.search(text, m.start(), m.end() + 1))
        return [RegionMention(self._letters[letter], m.start() + i, m.start() + i + 1, "letter")
                for m in runs if self._is_run(text, m) for i, letter in enumerate(m[0])]

    def _is_run(self, text: str, match: re.Match[str]) -> bool:
        """Three letters or more, all different, and no word going on."""
        letters = match[0]
        return len(letters) > 2 and len(set(letters)) == len(letters)


@Language.factory("kg_regions", requires=[FINDINGS], assigns=["doc.spans"])
def make_regions(nlp: Language, name: str) -> Regions:
    return Regions()
